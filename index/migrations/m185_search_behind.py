"""What the search has still to follow, noted together with the change itself."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m185_search_behind(db: Database) -> None:
    """Programmes that were decided about and that the search may not show so yet.

    No foreign key: a programme that went on in another one has to leave the search too.
    """
    db.table("search_behind").create(
        {"id": int, "programme": int}, pk="id", not_null={"programme"}, strict=True
    )
