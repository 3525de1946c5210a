"""Letters about trainings; each is put into the outbox with the change that it tells of."""

from dataclasses import replace
from datetime import date, datetime

from index.status import german_date
from index.store import Database
from webapp.digest.single import queue_single
from webapp.settings import Settings
from webapp.trainings.invitation import CANCEL, REQUEST, address_of, invitation
from webapp.trainings.training import Seat, SeatState, Training
from webapp.trainings.ways_out import way_out


class Letters:
    """Writes to the people of trainings; call it inside the transaction of what it tells."""

    def __init__(
        self, db: Database, settings: Settings, key: bytes, today: date, now: datetime
    ) -> None:
        self._db, self._settings, self._key = db, settings, key
        self.today, self.now = today, now

    def registered(self, training: Training, seat: Seat) -> None:
        """Confirm a seat, or say that somebody waits for one."""
        if seat.state is SeatState.WAITING:
            told = [
                f"»{training.title}« ist zurzeit voll. Sie stehen auf der Warteliste.",
                "Wird ein Platz frei, rücken Sie von selbst nach und bekommen eine Nachricht.",
            ]
            self._write(training, seat, f"Warteliste: {training.title}", told)
            return
        told = [f"Sie sind angemeldet: »{training.title}«.", *_facts(training)]
        self._write(training, seat, f"Angemeldet: {training.title}", told, REQUEST)

    def moved_up(self, training: Training, seat: Seat) -> None:
        """Say that a seat has become free for somebody who waited."""
        told = [f"für Sie ist ein Platz frei geworden: »{training.title}«.", *_facts(training)]
        self._write(training, seat, f"Platz frei: {training.title}", told, REQUEST)

    def changed(self, training: Training, seat: Seat) -> None:
        """Say that time or place are others now."""
        told = [f"bei »{training.title}« hat sich etwas geändert. Es gilt:", *_facts(training)]
        self._write(training, seat, f"Geändert: {training.title}", told, _if_seat(seat, REQUEST))

    def cancelled(self, training: Training, seat: Seat) -> None:
        """Say that there will be no training."""
        reason = training.cancelled_because
        told = [
            f"»{training.title}« am {training.when} fällt aus.",
            *([f"Grund: {reason}"] if reason else []),
        ]
        self._write(training, seat, f"Fällt aus: {training.title}", told, _if_seat(seat, CANCEL))

    def given_up(self, training: Training, seat: Seat, *, had_seat: bool) -> None:
        """Confirm that somebody does not come."""
        told = [f"Sie sind abgemeldet: »{training.title}« am {training.when}."]
        method = CANCEL if had_seat else ""
        self._write(training, seat, f"Abgemeldet: {training.title}", told, method)

    def reminder(self, training: Training, seat: Seat) -> None:
        """Remind of a training some days before."""
        day = german_date(training.starts_at.date())
        told = [f"am {day} ist »{training.title}«.", *_facts(training)]
        told.append("Wenn Sie nicht kommen können, melden Sie sich bitte ab: Andere warten.")
        self._write(training, seat, f"Erinnerung: {training.title} am {day}", told)

    def _write(
        self, training: Training, seat: Seat, subject: str, told: list[str], method: str = ""
    ) -> None:
        if "@" not in seat.email:  # the account was deleted
            return
        calendar = None
        if method:
            calendar = self._calendar(training, seat, method)
        queue_single(
            self._db,
            self._settings,
            seat.email,
            subject,
            told,
            self.now,
            link=self._link(training, seat),
            account=seat.person,
            calendar=calendar,
        )

    def _calendar(self, training: Training, seat: Seat, method: str) -> dict[str, str]:
        sql = "update training_seat set sequence = sequence + 1 where id = ? returning sequence"
        sequence = self._db.execute(sql, [seat.id]).fetchone()[0]
        newest = replace(seat, sequence=sequence)
        return invitation(self._settings, training, newest, self.now, method)

    def _link(self, training: Training, seat: Seat) -> tuple[str, str]:
        """Who has an account cancels on the page; all others by an address of their own."""
        if seat.person is not None or seat.state is SeatState.GIVEN_UP or training.is_cancelled:
            return "Zur Schulung", address_of(self._settings, training)
        token = way_out(self._key, seat.id)
        return "Abmelden", f"{self._settings.base_url}/schulungen/abmelden/{token}"


def _facts(training: Training) -> list[str]:
    said = [f"Wann: {training.when}"]
    if training.place:
        said.append(f"Wo: {training.place}")
    if training.link:
        said.append(f"Zugang: {training.link}")
    return said


def _if_seat(seat: Seat, method: str) -> str:
    return method if seat.state is SeatState.SEAT else ""
