"""Schulungen: dates, who comes, and what towns search for without finding it."""

from index.migrations.steps import migrations
from index.store import Database


@migrations()
def m162_trainings(db: Database) -> None:
    """Trainings with their seats and waiting lists, and questions that found little."""
    who: dict[str, type] = {"account": int, "by": str, "at": str}
    to_account = ("account", "account", "id")
    db.table("training").create(
        {
            "id": int,
            "title": str,
            "description": str,
            "starts_at": str,  # on the clock on the wall, e.g. 2026-12-01T09:00
            "ends_at": str,
            "place": str,
            "link": str,
            "seats": int,  # empty: as many as come
            "register_until": str,
            "audience": str,
            "given_by": str,
            "topics": str,
            "remind_days": int,
            "cancelled_at": str,
            "cancelled_because": str,
            "version": int,
        }
        | who,
        pk="id",
        foreign_keys=[to_account],
        not_null={"title", "starts_at", "ends_at", "register_until", "remind_days", "version"}
        | {"description", "place", "link", "audience", "given_by", "topics", "by", "at"},
        strict=True,
    )
    db.table("training").create_index(["starts_at"])
    db.table("training_seat").create(
        {
            "id": int,
            "training": int,
            "person": int,  # the account of who comes, if there is one
            "name": str,
            "email": str,
            "municipality": str,
            "state": str,  # seat, waiting, given_up
            "since": str,
            "sequence": int,  # how many dates this person was sent for the calendar
            "reminded_for": str,  # the beginning of which the reminder told
            "attended": int,
        }
        | who,
        pk="id",
        foreign_keys=[
            ("training", "training", "id"),
            ("person", "account", "id"),
            ("municipality", "municipality", "ags"),
            to_account,
        ],
        not_null={"training", "name", "email", "state", "since", "sequence", "by", "at"},
        strict=True,
    )
    db.table("training_seat").create_index(["training", "email"], unique=True)
    db.table("training_seat").create_index(["person"])
    # No person and no town: `mark` only tells whether two rows are of the same town.
    db.table("weak_question").create(
        {"question": str, "mark": str, "day": str, "hits": int},
        pk=("question", "mark", "day"),
        not_null={"hits"},
        strict=True,
    )
