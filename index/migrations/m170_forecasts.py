"""Prognosen: days of earlier calls, what the manager makes of them, and whom they fit."""

from index.migrations.steps import migrations
from index.store import Database

_TO_RECORD = ("record", "record", "id")
_TO_PROGRAMME = ("programme", "programme", "id")


@migrations()
def m170_forecasts(db: Database) -> None:
    """What forecasts rest on, taken anew after every reading; only decisions are anybody's own.

    A forecast itself is never stored: it follows from the days and from today.
    """
    db.table("past_call").create(
        {
            "id": int,
            "record": int,
            "kind": str,  # application, sketch
            "day": str,  # ISO day, or --MM-DD for a day of every year
            "yearly": int,  # whether the sentence speaks of every year
            "quote": str,
            "version": int,
        },
        pk="id",
        foreign_keys=[_TO_RECORD],
        not_null={"record", "kind", "day", "yearly", "quote", "version"},
        strict=True,
    )
    db.table("past_call").create_index(["record"])
    # Records with one key hold the same call of different years.
    db.table("call_series").create(
        {"record": int, "key": str},
        pk="record",
        foreign_keys=[_TO_RECORD],
        not_null={"key"},
        strict=True,
    )
    db.table("call_series").create_index(["key"])
    db.table("forecast_decision").create(
        {
            "id": int,
            "programme": int,
            "verdict": str,  # dismissed, corrected
            "month": str,  # first day of the month that is expected instead
            "reason": str,
            "seen": str,  # the forecast that was decided about, as JSON
            "account": int,
            "by": str,
            "at": str,
            "undone_at": str,
            "undone_by": str,
        },
        pk="id",
        foreign_keys=[_TO_PROGRAMME, ("account", "account", "id")],
        not_null={"programme", "verdict", "reason", "seen", "by", "at"},
        strict=True,
    )
    db.table("forecast_decision").create_index(["programme"])
    db.table("forecast_match").create(
        {"project": str, "programme": int, "score": float, "eligible": str}
        | {"reasons": str, "obstacles": str},
        pk=("project", "programme"),
        foreign_keys=[("project", "project", "id"), _TO_PROGRAMME],
        not_null={"score", "eligible", "reasons", "obstacles"},
        strict=True,
    )
    db.table("forecast_match").create_index(["programme"])
