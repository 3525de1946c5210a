"""What people decided about facts and about doubles."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m008_decisions(db: Database) -> None:
    """What the Fördermittelmanagement decided about facts; rows are undone, never deleted.

    A decision belongs to the record whose value was shown, and counts for the programme that holds
    this record: records can be joined and parted without losing one.
    """
    db.table("decision").create(
        {
            "id": int,
            "record": int,
            "fact": str,
            "kind": str,  # confirm, correct, remove
            "value": str,
            "seen": str,  # what was read at that time: value, quotes, version, extractor
            "reason": str,
            "evidence": str,  # the passage that a correction rests on
            "overrules": str,  # older decisions that were known
            "account": int,
            "by": str,
            "at": str,
            "undone_at": str,
            "undone_by": str,
            "undone_because": str,
        },
        pk="id",
        foreign_keys=[("record", "record", "id"), ("account", "account", "id")],
        not_null={"record", "fact", "kind", "value", "seen", "reason", "by", "at"},
        strict=True,
    )
    db.table("decision").create_index(["record", "fact"])


@migrations()
def m020_pairs_and_merges(db: Database) -> None:
    """Pairs of records that may be one programme, what was decided about them, and merges."""
    db.table("proposal").create(
        {
            "first": int,  # of a predecessor and its successor the predecessor
            "second": int,
            "relation": str,
            "score": float,
            "reasons": str,
            "found_on": str,
        },
        pk=("first", "second"),
        foreign_keys=[("first", "record", "id"), ("second", "record", "id")],
        not_null={"relation", "score", "reasons"},
        strict=True,
    )
    db.table("pair_decision").create(
        {
            "id": int,
            "first": int,
            "second": int,
            "verdict": str,  # merged, predecessor, other version, different
            "note": str,
            "seen": str,  # what the records said of themselves when somebody decided
            "merge": int,
            "account": int,
            "by": str,
            "at": str,
        },
        pk="id",
        foreign_keys=[
            ("first", "record", "id"),
            ("second", "record", "id"),
            ("account", "account", "id"),
        ],
        not_null={"first", "second", "verdict", "seen", "by", "at"},
        strict=True,
    )
    db.table("pair_decision").create_index(["first", "second"], unique=True)
    # `absorbed` keeps its row without records, so that it can come back.
    db.table("merge").create(
        {"id": int, "kept": int, "absorbed": int, "day": str, "ledger": str},
        pk="id",
        foreign_keys=[("kept", "programme", "id"), ("absorbed", "programme", "id")],
        not_null={"kept", "absorbed", "day", "ledger"},
        strict=True,
    )
    db.table("merge").create_index(["absorbed"], unique=True)
