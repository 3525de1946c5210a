"""What a Vorhaben asks for."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m060_what_vorhaben_ask_for(db: Database) -> None:
    """What each Vorhaben asks for in arrays, so that one programme is held against all at once."""
    db.table("asked").create(
        {
            "project": str,
            "code": str,  # what read it: with other code or words it is read anew
            "terms": bytes,
            "weights": bytes,
            "themes": bytes,
            "loan": float,
        },
        pk="project",
        foreign_keys=[("project", "project", "id")],
        not_null={"code", "terms", "weights", "themes", "loan"},
        strict=True,
    )
    for table in ("match", "near_miss"):
        db.table(table).create_index(["programme"], if_not_exists=True)
