"""Sources, their runs and how they were read."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m001_sources_and_runs(db: Database) -> None:
    """Sources, and every time one of them was read."""
    db.table("source").create(
        {
            "name": str,
            "label": str,
            "operator": str,
            "level": str,
            "address": str,
            "licence": str,
            "attribution": str,
            "rhythm": str,
            "precedence": int,  # 1 wins where one address is in several sources
            "reviewed_by_itself": int,  # official sources are shown before anybody looked
            "switched_off": int,  # nobody has read it live yet
        },
        pk="name",
        strict=True,
    )
    db.table("run").create(
        {
            "id": int,
            "source": str,
            "day": str,
            "started_at": str,
            "finished_at": str,
            "status": str,
            "seen": int,
            "new": int,
            "changed": int,
            "unchanged": int,
            "missing": int,
            "gone": int,
            "returned": int,
            "rejected": int,
            "error": str,
            "alarm": str,
        },
        pk="id",
        foreign_keys=[("source", "source", "name")],
        not_null={"source", "day", "status"},
        strict=True,
    )
    db.table("validator").create(
        {
            "source": str,
            "url": str,
            "etag": str,
            "last_modified": str,
            "extractor": str,  # a newer reader of facts asks for the whole page again
        },
        pk=("source", "url"),
        foreign_keys=[("source", "source", "name")],
        strict=True,
    )
    db.table("rejection").create(
        {"id": int, "run": int, "item": str, "reason": str},
        pk="id",
        foreign_keys=[("run", "run", "id")],
        strict=True,
    )
    db.table("hint").create(
        {
            "source": str,  # the feed that tells it
            "address_key": str,
            "url": str,
            "title": str,
            "day": str,
        },
        pk=("source", "address_key"),
        foreign_keys=[("source", "source", "name")],
        not_null={"url", "title"},
        strict=True,
    )
