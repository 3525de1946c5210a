"""Sending what is in the outbox: take, hand over, note. Nothing is lost, nothing goes twice.

Where a run breaks off between handing over and noting, the next one sends the same letter again
under the same Message-ID.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Protocol

from index.store import Database
from webapp.digest import outbox
from webapp.digest.mail import MailServerDown, MaybeSent, NotSent
from webapp.digest.outbox import LetterState, Outgoing
from webapp.digest.undeliverable import hold_back

_log = logging.getLogger(__name__)

NOTHING_LEFT = "Nichts davon ist noch offen."


class Carrier(Protocol):
    """What carries a message: a mail server, or nothing in a dry run."""

    def ready(self) -> None:
        """Raise `MailServerDown` when nothing can be carried."""

    def send(self, message: EmailMessage) -> None:
        """Raise `NotSent` or `MaybeSent` when it did not work."""


Writer = Callable[[Outgoing], EmailMessage | None]
"""Writes a letter as it is sent now; nothing when nothing of it is left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one letter; `problem` is empty when it was sent."""

    email: str
    subject: str
    problem: str = ""


class Postman:
    """One run over the outbox, over one connection."""

    def __init__(self, db: Database, carrier: Carrier, write: Writer, now: datetime) -> None:
        self._db, self._carrier, self._write, self._now = db, carrier, write, now

    def deliver(self, *, impatient: bool = False) -> Iterator[Outcome]:
        """Send every letter that is due, each once; one that fails does not stop the others.

        Raises:
            MailServerDown: when there is no server; what waits goes on waiting.
        """
        last = 0
        while letter := outbox.take(self._db, self._now, after=last, impatient=impatient):
            last = letter.id
            outcome = self._deliver(letter)
            if outcome:
                yield outcome

    def deliver_one(self, number: int) -> Outcome | None:
        """Send one letter now; nothing when somebody else is at it."""
        letter = outbox.take(self._db, self._now, number, impatient=True)
        return self._deliver(letter) if letter else None

    def _deliver(self, letter: Outgoing) -> Outcome | None:
        try:
            message = self._write(letter)
        except Exception as error:  # one letter that cannot be made must not keep the others back
            _log.exception("Letter %s could not be written.", letter.id)
            problem = f"Fehler beim Schreiben: {type(error).__name__}"
            outbox.mark_later(self._db, letter, self._now, problem)
            return Outcome(email=letter.email, subject="–", problem=problem)
        if message is None:
            outbox.mark(self._db, letter.id, LetterState.DROPPED, NOTHING_LEFT)
            return None
        try:
            self._carrier.ready()
        except MailServerDown:
            outbox.give_back(self._db, letter)
            raise
        return self._hand_over(letter, message)

    def _hand_over(self, letter: Outgoing, message: EmailMessage) -> Outcome:
        subject, problem = str(message["Subject"]), ""
        try:
            self._carrier.send(message)
            outbox.mark_sent(self._db, letter, subject, self._now)
        except NotSent as error:
            problem = str(error)
            self._refused(letter, error)
        except MaybeSent as error:
            problem = str(error)
            outbox.mark_later(self._db, letter, self._now, problem, maybe=True)
        return Outcome(email=letter.email, subject=subject, problem=problem)

    def _refused(self, letter: Outgoing, error: NotSent) -> None:
        if not error.for_good:
            outbox.mark_later(self._db, letter, self._now, str(error))
            return
        outbox.mark(self._db, letter.id, LetterState.FAILED, str(error))
        if error.no_mailbox:
            hold_back(self._db, letter.email, str(error), letter.id, self._now)
