"""What duties after an award need to be found quickly and proposed only once."""

from sqlite_utils import Database

from index.migrations.steps import migrations


@migrations()
def m150_duties(db: Database) -> None:
    """Remember from which proposal a duty was made, and find those of one person."""
    db.table("duty").add_column("proposal", str)  # its name among the proposals, if it was one
    for name in ("responsible", "deputy"):
        db.table("duty").create_index([name])
