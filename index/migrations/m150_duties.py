"""What duties after an award need to be found quickly and proposed only once."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m150_duties(db: Database) -> None:
    """Remember from which proposal a duty was made, and find those of one person."""
    db.table("duty").add_column("proposal", str)  # its name among the proposals, if it was one
    for name in ("responsible", "deputy"):
        db.table("duty").create_index([name])


@migrations()
def m151_open_duties_stay(db: Database) -> None:
    """Keep a duty that is still to be done, whatever wants to delete it or its akte."""
    db.execute(
        """
        create trigger open_duties_stay before delete on duty
        when old.done_at is null and old.dropped_at is null
        begin
            select raise(abort, 'an open duty is done or dropped, never deleted');
        end
        """
    )
