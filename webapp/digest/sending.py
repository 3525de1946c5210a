"""One run of the post: choose what is due to whom, put it into the outbox, and send that."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from index.schema import writing
from index.store import Database
from webapp.digest import outbox
from webapp.digest.alive import is_quiet
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.followed import note_followed
from webapp.digest.gather import Due, due_to, reminders_due_to
from webapp.digest.letter import Letter
from webapp.digest.message import new_message_id
from webapp.digest.outbox import Draft, Kind
from webapp.digest.postman import Carrier, Outcome, Postman
from webapp.digest.readers import Reader, note_slot, readers
from webapp.digest.rules import hours_to_look
from webapp.digest.wording import subject, subject_of_reminders
from webapp.digest.write import LetterWriter
from webapp.settings import Settings

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The day and moment that decide what is due, and the real time that a letter bears."""

    today: date
    moment: datetime
    """With its time zone."""
    written: datetime

    @property
    def local(self) -> datetime:
        """The moment on the clock on the wall."""
        return self.moment.replace(tzinfo=None)


class Post:
    """One run: makes the letters that are due and hands them to the carrier."""

    def __init__(self, db: Database, settings: Settings, carrier: Carrier, when: When) -> None:
        self._db, self._settings, self._when = db, settings, when
        self.edition = Edition(db, settings.data, when.today)
        self._writer = LetterWriter(self.edition, settings, when.written)
        self._postman = Postman(db, carrier, self._writer, when.moment)
        self._lead = timedelta(hours=hours_to_look(db))

    def send_all(self, *, impatient: bool = False) -> Iterator[Outcome]:
        """Put what is due into the outbox and send it; one that fails does not stop the others.

        Raises:
            MailServerDown: when there is no server; what waits goes on waiting.
        """
        yield from self.prepare()
        yield from self._postman.deliver(impatient=impatient)

    def prepare(self) -> Iterator[Outcome]:
        """Put into the outbox what is due to everybody; gives what could not be made."""
        for reader in readers(self._db):
            try:
                self._prepare(reader)
            except Exception as error:  # one letter must not keep the others back
                _log.exception("A letter could not be made.")
                problem = f"Fehler beim Schreiben: {type(error).__name__}"
                yield Outcome(email=reader.email, subject="–", problem=problem)

    def _prepare(self, reader: Reader) -> None:
        ahead = self._when.local + self._lead
        if reader.is_due(ahead):
            self._weekly(reader, ahead)
        elif reader.account and self._when.local.hour >= reader.hour:
            self._reminders(reader)

    def _weekly(self, reader: Reader, ahead: datetime) -> None:
        if reader.account:
            note_followed(self._db, reader.account, self.edition.shelf)
        slot = reader.slot(ahead)
        letter = compose(self.edition, reader, due_to(self.edition, reader))
        with writing(self._db):
            if letter:
                self._put(reader, Kind.WEEKLY, subject(letter), letter)
            elif is_quiet(self._db, reader, self._when.today):
                self._put(reader, Kind.ALIVE, "Nichts Neues in den letzten vier Wochen", None)
            note_slot(self._db, reader, slot)

    def _reminders(self, reader: Reader) -> None:
        """Remind of what is due, unless the person hears from us today anyway."""
        if self._wrote_today(reader) or self._weekly_comes_today(reader):
            return
        due: Due = reminders_due_to(self.edition, reader)
        letter = compose(self.edition, reader, due) if due.lines else None
        if letter:
            self._put(reader, Kind.REMINDER, subject_of_reminders(letter), letter)

    def _wrote_today(self, reader: Reader) -> bool:
        sql = """
            select 1 from letter where account is ? and day = ?
                and kind in ('weekly', 'reminder') and state in ('waiting', 'claimed', 'sent')
        """
        values = [reader.account_id, self._when.today.isoformat()]
        return next(self._db.query(sql, values), None) is not None

    def _weekly_comes_today(self, reader: Reader) -> bool:
        return reader.next_slot(self._when.local).date() == self._when.today

    def _put(self, reader: Reader, kind: Kind, title: str, letter: Letter | None) -> None:
        waits = kind is not Kind.REMINDER and self._lead
        shelf = self.edition.shelf
        programmes = {it.id: it for it in letter.programmes} if letter else {}
        draft = Draft(
            kind=kind,
            email=reader.email,
            subject=title,
            message_id=new_message_id(self._settings.mail_from),
            account=reader.account_id,
            subscriber=reader.subscriber,
            lines=letter.lines if letter else (),
            said=tuple(shelf.said(it) for it in programmes.values()),
            content=letter.left_out if letter else {},
            send_after=self._when.moment + self._lead if waits else None,
        )
        number = outbox.put(self._db, draft, self._when.today, self._when.moment)
        if letter and not waits:
            self._writer.fresh[number] = letter
