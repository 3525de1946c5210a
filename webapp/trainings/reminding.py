"""Reminding of trainings, each person once per date; a missed day is made up for."""

from datetime import date, datetime, timedelta

from index.schema import writing
from index.store import Database
from webapp.stamp import stamp
from webapp.trainings.letters import Letters
from webapp.trainings.queries import coming, seats
from webapp.trainings.training import Seat, SeatState, Training, remind_from

NAMES_KEPT = timedelta(days=400)
"""So long after a training the names of people without an account are kept."""


def remind(db: Database, letters: Letters) -> int:
    """Put the reminders that are due into the outbox; gives how many.

    A person is reminded from some days before until the day before. What was written is noted in
    the same transaction, so nobody is reminded twice, and a date that moves counts anew.
    """
    written, today = 0, letters.today
    for found in coming(db, today):
        if found.is_cancelled or not remind_from(found) <= today < found.starts_at.date():
            continue
        with writing(db):
            for it in _to_remind(db, found):
                letters.reminder(found, it)
                row = dict(reminded_for=found.starts_at.isoformat(timespec="minutes"))
                db.table("training_seat").update(it.id, row)
                written += 1
    return written


def forget_names(db: Database, today: date) -> int:
    """Forget the names of people without an account when a training is long over."""
    sql = """
        update training_seat set name = '', email = 'vergessen ' || id
        where person is null and email like '%@%' and training in (
            select id from training where ends_at < ?)
    """
    with writing(db):
        return db.execute(sql, [(today - NAMES_KEPT).isoformat()]).rowcount


def _to_remind(db: Database, found: Training) -> list[Seat]:
    """Who has a seat since before the day of the reminder and was not told of this date."""
    sql = """
        select id from training_seat where training = ? and coalesce(reminded_for, '') <> ?
            and since < ?
    """
    first = datetime.combine(remind_from(found), datetime.min.time()).astimezone()
    told = found.starts_at.isoformat(timespec="minutes")
    values = [found.id, told, stamp(first)]
    due = {row["id"] for row in db.query(sql, values)}
    return [it for it in seats(db, found.id) if it.state is SeatState.SEAT and it.id in due]
