"""Visits and the desk."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m090_visits(db: Database) -> None:
    """When a person last saw the first page: what is new is counted from there."""
    db.table("visit").create(
        {"account": int, "last_on": str, "before_on": str},
        pk="account",
        foreign_keys=[("account", "account", "id")],
        not_null={"last_on"},
        strict=True,
    )


@migrations()
def m091_desk(db: Database) -> None:
    """What waits for the Fördermittelmanagement as one list, and what changed since it was made.

    The triggers only note that something changed: nobody who writes has to think of the desk.
    """
    columns = dict(programme=int, kind=str, key=str, since=str)
    db.table("desk_item").create(
        {**columns, "rank": int},
        pk=("programme", "kind", "key"),
        not_null={"since", "rank"},
        strict=True,
    )
    db.table("desk_item").create_index(["kind", "since", "programme"])
    # What somebody saw when the programme was looked through: it waits no longer.
    db.table("desk_seen").create(
        {**columns, "review": int},
        pk=("programme", "kind", "key"),
        foreign_keys=[("programme", "programme", "id"), ("review", "review", "id")],
        not_null={"since", "review"},
        strict=True,
    )
    db.table("desk_stale").create({"programme": int}, pk="programme", strict=True)
    db.execute("insert into desk_stale select id from programme")
    of_record = "select programme from programme_record where record in ({})"
    of_source = """select programme from programme_record
        join record on record.id = programme_record.record where record.source = new.name"""
    pair = of_record.format('new."first", new."second"')
    old_pair = of_record.format('old."first", old."second"')
    for name, event, found in (
        ("programme_added", "insert on programme", "select new.id"),
        (
            "programme_decided",
            "update of reviewed_at, hidden_because on programme",
            "select new.id",
        ),
        ("record_joined", "insert on programme_record", "select new.programme"),
        ("record_moved", "update on programme_record", "values (old.programme), (new.programme)"),
        ("record_left", "delete on programme_record", "select old.programme"),
        ("record_changed", "update of version, presence on record", of_record.format("new.id")),
        ("version_read", "update of extractor on version", of_record.format("new.record")),
        ("version_seen", "insert on reviewed_version", of_record.format("new.record")),
        ("version_unseen", "delete on reviewed_version", of_record.format("old.record")),
        ("rule_set", "update of counts_as_reviewed on source", of_source),
        ("fact_decided", "insert on decision", of_record.format("new.record")),
        ("fact_undone", "update on decision", of_record.format("new.record")),
        ("pair_proposed", "insert on proposal", pair),
        ("pair_dropped", "delete on proposal", old_pair),
        ("pair_decided", "insert on pair_decision", pair),
        ("pair_undone", "delete on pair_decision", old_pair),
        ("match_kept", "insert on kept_match", "select new.programme"),
        ("recommended", "insert on recommendation", "select new.programme"),
        ("towns_invited", "insert on joint_interest", "select new.programme"),
    ):
        db.execute(
            f"create trigger desk_{name} after {event}"
            f" begin insert or ignore into desk_stale {found}; end"
        )
