"""Taking and giving up seats: one at a time, so that the last seat goes to one person alone."""

from dataclasses import dataclass
from datetime import date, datetime

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp
from webapp.trainings.letters import Letters
from webapp.trainings.queries import seat, seats, training
from webapp.trainings.training import Seat, SeatState, Training


class RefusedSeat(Exception):
    """A seat that cannot be had; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is to come: somebody with an account, or a colleague by name and address."""

    email: str
    municipality: str | None
    person: int | None = None
    name: str = ""


def register(db: Database, number: int, guest: Guest, by: Account, letters: Letters) -> Seat:
    """Give somebody a seat, or a place on the waiting list when all are taken.

    Raises:
        RefusedSeat: when this person is in already, or registration is over.
    """
    with writing(db):  # whoever comes second waits here and counts anew
        found = _open(db, number, letters.today)
        before = _of(db, number, guest.email)
        if before and before.state is not SeatState.GIVEN_UP:
            raise RefusedSeat(f"{guest.email} steht schon auf der Liste.")
        full = found.free == 0 or found.waiting > 0
        state = SeatState.WAITING if full and found.seats is not None else SeatState.SEAT
        taken = _take(db, number, guest, state, before, by, letters.now)
        letters.registered(found, taken)
    return taken


def give_up(db: Database, number: int, letters: Letters) -> Seat | None:
    """Give a seat up; the first who waits moves up. Nothing happens the second time."""
    with writing(db):
        before = seat(db, number)
        if before is None or before.state is SeatState.GIVEN_UP:
            return before
        row = dict(state=SeatState.GIVEN_UP.value, since=stamp(letters.now), attended=None)
        db.table("training_seat").update(number, row)
        found, after = training(db, before.training), seat(db, number)
        assert found is not None
        assert after is not None
        letters.given_up(found, after, had_seat=before.state is SeatState.SEAT)
        move_up(db, before.training, letters)
        return after


def move_up(db: Database, number: int, letters: Letters) -> list[Seat]:
    """Give free seats to those who wait, in the order in which they came."""
    moved = []
    with writing(db):
        found = training(db, number)
        if found is None or found.is_cancelled or found.is_over(letters.today):
            return []
        waiting = [it for it in seats(db, number) if it.state is SeatState.WAITING]
        for it in waiting[: found.free]:
            row = dict(state=SeatState.SEAT.value, since=stamp(letters.now))
            db.table("training_seat").update(it.id, row)
            after = seat(db, it.id)
            assert after is not None
            letters.moved_up(found, after)
            moved.append(after)
    return moved


def note_attendance(db: Database, number: int, came: set[int]) -> None:
    """Tick off who came; everybody else who had a seat did not."""
    with writing(db):
        for it in seats(db, number):
            if it.state is SeatState.SEAT:
                db.table("training_seat").update(it.id, dict(attended=int(it.id in came)))


def _open(db: Database, number: int, today: date) -> Training:
    found = training(db, number)
    if found is None or not found.takes_people(today):
        raise RefusedSeat("Zu dieser Schulung kann man sich nicht mehr anmelden.")
    return found


def _of(db: Database, number: int, email: str) -> Seat | None:
    same = (it for it in seats(db, number) if it.email.casefold() == email.casefold())
    return next(same, None)


def _take(
    db: Database,
    number: int,
    guest: Guest,
    state: SeatState,
    before: Seat | None,
    by: Account,
    now: datetime,
) -> Seat:
    row = dict(
        training=number,
        person=guest.person,
        name=guest.name,
        email=guest.email,
        municipality=guest.municipality,
        state=state.value,
        since=stamp(now),
        account=by.id,
        by=by.email,
        at=stamp(now),
    )
    table = db.table("training_seat")
    if before:
        table.update(before.id, row)
        place = before.id
    else:
        place = int(table.insert(row | dict(sequence=0)).last_pk)  # type: ignore[arg-type]
    taken = seat(db, place)
    assert taken is not None
    return taken
