"""Sending the letters: claim, send, note. Nothing is lost, nothing is told twice.

A letter is written down with all it tells before it is handed to the mail server, and counts
as told only when the server has taken it. Where a run breaks off in between, the next one sends
the same letter again under the same Message-ID.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol
from urllib.parse import urlsplit

from sqlite_utils import Database

from webapp.accounts.account import Account
from webapp.digest import queries
from webapp.digest.compose import Letter, Shelf, compose
from webapp.digest.mail import Mail, MaybeSent, NotSent, domain_of
from webapp.digest.queries import ClaimedLetter, LetterState
from webapp.digest.render import Rendered, render
from webapp.settings import Settings


class Carrier(Protocol):
    """What carries a message: a mail server, or nothing in a dry run."""

    def ready(self) -> None:
        """Raise `MailServerDown` when nothing can be carried."""

    def send(self, message: EmailMessage) -> None:
        """Raise `NotSent` or `MaybeSent` when it did not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one letter; `problem` is empty when it was sent."""

    email: str
    subject: str
    problem: str = ""


class Post:
    """One run: makes the letters that are due and hands them to the carrier."""

    def __init__(
        self, db: Database, settings: Settings, carrier: Carrier, today: date, now: datetime
    ) -> None:
        self._db, self._settings, self._carrier = db, settings, carrier
        self._shelf, self._now = Shelf(db, today), now

    def send_all(self, accounts: list[Account], weekly: bool) -> Iterator[Outcome]:
        """Send what is due to each of them; one that fails does not stop the others.

        With `weekly` only those are asked whose letter of this week is still to be made.
        """
        for account in accounts:
            if weekly and not queries.is_week_due(self._db, account, self._shelf.today):
                continue
            outcomes = [*self._finish_claimed(account), *self._send_new(account)]
            yield from outcomes
            if weekly and not any(outcome.problem for outcome in outcomes):
                queries.note_week(self._db, account, self._shelf.today)

    def _finish_claimed(self, account: Account) -> Iterator[Outcome]:
        for claimed in queries.claimed_letters(self._db, account):
            matches = queries.matches_in(self._db, claimed.id)
            letter = compose(account, matches, self._shelf)
            if letter is None:
                queries.mark(self._db, claimed.id, LetterState.DROPPED, "Nichts mehr offen.")
            else:
                yield self._hand_over(claimed, letter)

    def _send_new(self, account: Account) -> Iterator[Outcome]:
        letter = compose(account, queries.due_matches(self._db, account), self._shelf)
        if letter is None:
            return
        self._carrier.ready()  # before the claim: a server that is down leaves no trace
        message_id = make_msgid(domain=domain_of(self._settings.mail_from))
        subject, today = self._render(letter).subject, self._shelf.today
        number = queries.claim(self._db, account, today, message_id, subject, letter.matches)
        yield self._hand_over(ClaimedLetter(id=number, message_id=message_id), letter)

    def _hand_over(self, claimed: ClaimedLetter, letter: Letter) -> Outcome:
        message = self._message(claimed, letter)
        state, problem = LetterState.SENT, ""
        self._carrier.ready()
        try:
            self._carrier.send(message)
        except NotSent as error:
            state, problem = LetterState.FAILED, str(error)
        except MaybeSent as error:
            state, problem = LetterState.CLAIMED, str(error)
        queries.mark(self._db, claimed.id, state, problem or None)
        return Outcome(email=letter.account.email, subject=message["Subject"], problem=problem)

    def _message(self, claimed: ClaimedLetter, letter: Letter) -> EmailMessage:
        rendered = self._render(letter)
        return Mail(
            sender=self._settings.mail_from,
            to=letter.account.email,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=claimed.message_id,
            list_id=f"Wochenbrief <wochenbrief.{urlsplit(self._settings.base_url).hostname}>",
            unsubscribe_url=self._unsubscribe_url(letter.account),
            unsubscribe_mail=self._settings.contact,
        ).message(self._now)

    def _render(self, letter: Letter) -> Rendered:
        return render(letter, self._settings.base_url, self._unsubscribe_url(letter.account))

    def _unsubscribe_url(self, account: Account) -> str:
        token = queries.unsubscribe_token(self._db, account)
        return f"{self._settings.base_url}/abbestellen/{token}"
