"""The order in which a version was read from its answers, said instead of remembered."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m195_places_of_answers(db: Database) -> None:
    """Until here the order was that of the rows, which only one engine promises."""
    table = db.table("version_answer")
    table.add_column("place", int)
    if table.count:
        db.execute("update version_answer set place = rowid")
