"""Which programmes of the desk do not concern the towns here."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m180_far_programmes(db: Database) -> None:
    """Not valid in Hessen, or not for municipalities: they stand at the end of the desk."""
    db.table("desk_far").create({"programme": int}, pk="programme", strict=True)
    db.execute("insert or ignore into desk_stale select id from programme")
