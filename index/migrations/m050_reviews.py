"""Programmes that were looked through, hidden and recommended."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m050_reviews(db: Database) -> None:
    """What the Fördermittelmanagement looked through, hid or showed again; nothing is deleted.

    What was seen belongs to records, so that it survives joining and parting them.
    """
    db.table("review").create(
        {
            "id": int,
            "programme": int,
            "kind": str,  # reviewed, hidden, shown
            "reason": str,
            "before": str,  # what to put back when it is undone
            "batch": str,  # the same for all that were decided in one step
            "account": int,
            "by": str,
            "at": str,
            "undone_at": str,
            "undone_by": str,
        },
        pk="id",
        foreign_keys=[("programme", "programme", "id"), ("account", "account", "id")],
        not_null={"programme", "kind", "reason", "before", "batch", "by", "at"},
        strict=True,
    )
    db.table("review").create_index(["programme"])
    db.table("review").create_index(["batch"])
    db.table("reviewed_version").create(
        {"record": int, "version": int, "fingerprint": str, "presence": str},
        pk="record",
        foreign_keys=[("record", "record", "id")],
        not_null={"version", "fingerprint", "presence"},
        strict=True,
    )
    # Whether what this source says counts as looked through; a crawl never writes it.
    db.table("source").add_column("counts_as_reviewed", int, not_null_default=0)
    db.table("source_rule").create(
        {"id": int, "source": str, "counts_as_reviewed": int, "by": str, "at": str},
        pk="id",
        foreign_keys=[("source", "source", "name")],
        not_null={"source", "counts_as_reviewed", "by", "at"},
        strict=True,
    )
