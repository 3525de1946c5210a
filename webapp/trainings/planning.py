"""Entering, changing and calling off a training; whoever is in hears of what matters."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp
from webapp.trainings.letters import Letters
from webapp.trainings.queries import seats, training
from webapp.trainings.seats import move_up
from webapp.trainings.training import Draft, SeatState, Training

_MATTERS = ("starts_at", "ends_at", "place", "link")
"""What stands in calendars: a better description alone is no reason to write to everybody."""


def announce(db: Database, draft: Draft, account: Account, now: datetime) -> int:
    """Enter a training; gives its number. The next letter of each person tells of it."""
    row = _row(draft) | dict(version=1, account=account.id, by=account.email, at=stamp(now))
    with writing(db):
        return int(db.table("training").insert(row).last_pk)  # type: ignore[arg-type]


def change(db: Database, found: Training, draft: Draft, version: int, letters: Letters) -> bool:
    """Change a training; nothing happens when somebody else changed it meanwhile."""
    with writing(db):
        stands = training(db, found.id)
        if stands is None or stands.version != version:
            return False
        db.table("training").update(found.id, _row(draft) | dict(version=version + 1))
        after = training(db, found.id)
        assert after is not None
        if any(getattr(stands, name) != getattr(after, name) for name in _MATTERS):
            for it in seats(db, found.id):
                if it.state is not SeatState.GIVEN_UP:
                    letters.changed(after, it)
        move_up(db, found.id, letters)
    return True


def cancel(db: Database, number: int, reason: str, letters: Letters) -> bool:
    """Call a training off and tell everybody; tells whether it was still on."""
    with writing(db):
        found = training(db, number)
        if found is None or found.is_cancelled:
            return False
        row = dict(
            cancelled_at=stamp(letters.now), cancelled_because=reason, version=found.version + 1
        )
        db.table("training").update(number, row)
        after = training(db, number)
        assert after is not None
        for it in seats(db, number):
            if it.state is not SeatState.GIVEN_UP:
                letters.cancelled(after, it)
    return True


def _row(draft: Draft) -> dict[str, Any]:
    row = asdict(draft)
    for name in ("starts_at", "ends_at"):
        row[name] = row[name].isoformat(timespec="minutes")
    return row | dict(register_until=draft.register_until.isoformat())
