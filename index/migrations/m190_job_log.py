"""Every piece of work of the service, by itself or by command: when, how long, how it ended."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m190_job_log(db: Database) -> None:
    """One row a job; the one that runs has no end yet."""
    db.table("job").create(
        {
            "id": int,
            "name": str,
            "by_hand": int,
            "started_at": str,
            "ended_at": str,
            "seconds": float,
            "outcome": str,
            "said": str,
        },
        pk="id",
        not_null={"name", "by_hand", "started_at"},
        strict=True,
    )
    db.table("job").create_index(["started_at"])
    db.table("job").create_index(["name", "outcome"])
