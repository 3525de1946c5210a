"""Sending the letters: claim, send, note. Nothing is lost, nothing is told twice.

A letter is written down with all it tells before it is handed to the mail server, and counts
as told only when the server has taken it. Where a run breaks off in between, the next one sends
the same letter again under the same Message-ID.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Protocol
from urllib.parse import urlsplit

from sqlite_utils import Database

from webapp.accounts.account import Account
from webapp.digest import queries, subscribers
from webapp.digest.compose import compose
from webapp.digest.letter import Letter
from webapp.digest.mail import MailServerDown, MaybeSent, NotSent
from webapp.digest.message import Mail, domain_of
from webapp.digest.queries import LedgerLine, LetterState
from webapp.digest.render import render
from webapp.digest.searches import SAVED_SEARCH, due_searches, ledger_project, searches_in
from webapp.digest.shelf import Shelf
from webapp.settings import Settings

_log = logging.getLogger(__name__)


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
            if weekly and not subscribers.is_week_due(self._db, account, self._shelf.today):
                continue
            well = True
            for outcome in self._send_to(account):
                well = well and not outcome.problem
                yield outcome
            if weekly and well:
                subscribers.note_week(self._db, account, self._shelf.today)

    def _send_to(self, account: Account) -> Iterator[Outcome]:
        try:
            yield from self._finish_claimed(account)
            yield from self._send_new(account)
        except MailServerDown:
            raise
        except Exception as error:  # one letter that cannot be made must not keep the others back
            _log.exception("The letter to account %s could not be made.", account.id)
            problem = f"Fehler beim Schreiben: {type(error).__name__}"
            yield Outcome(email=account.email, subject="–", problem=problem)

    def _finish_claimed(self, account: Account) -> Iterator[Outcome]:
        for claimed in queries.claimed_letters(self._db, account):
            matches = queries.matches_in(self._db, claimed.id)
            searches = searches_in(self._db, account, claimed.id)
            letter = compose(account, matches, self._shelf, searches=searches)
            if letter is None:
                gone = "Nichts davon ist noch offen."
                queries.mark(self._db, claimed.id, LetterState.DROPPED, self._now, gone)
            else:
                self._carrier.ready()
                yield self._hand_over(claimed.id, self._message(letter, claimed.message_id))

    def _send_new(self, account: Account) -> Iterator[Outcome]:
        due = due_searches(self._db, self._settings.data, account, self._shelf.today)
        matches = queries.due_matches(self._db, account)
        letter = compose(account, matches, self._shelf, searches=due)
        if letter is None:
            return
        message = self._message(letter, make_msgid(domain=domain_of(self._settings.mail_from)))
        self._carrier.ready()  # before the claim: a server that is down leaves no trace
        number = queries.claim(
            self._db,
            account,
            self._shelf.today,
            self._now,
            str(message["Message-ID"]),
            str(message["Subject"]),
            letter.matches,
            _lines_of_searches(letter),
        )
        yield self._hand_over(number, message)

    def _hand_over(self, letter: int, message: EmailMessage) -> Outcome:
        state, problem = LetterState.SENT, ""
        try:
            self._carrier.send(message)
        except NotSent as error:
            state, problem = LetterState.FAILED, str(error)
        except MaybeSent as error:
            state, problem = LetterState.CLAIMED, str(error)
        queries.mark(self._db, letter, state, self._now, problem or None)
        return Outcome(email=str(message["To"]), subject=str(message["Subject"]), problem=problem)

    def _message(self, letter: Letter, message_id: str) -> EmailMessage:
        unsubscribe_url = self._unsubscribe_url(letter.account)
        rendered = render(letter, self._settings.base_url, unsubscribe_url)
        return Mail(
            sender=self._settings.mail_from,
            to=letter.account.email,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=message_id,
            list_id=f"Wochenbrief <wochenbrief.{urlsplit(self._settings.base_url).hostname}>",
            unsubscribe_url=unsubscribe_url,
            unsubscribe_mail=self._settings.contact,
        ).message(self._now)

    def _unsubscribe_url(self, account: Account) -> str:
        token = subscribers.unsubscribe_token(self._db, account)
        return f"{self._settings.base_url}/abbestellen/{token}"


def _lines_of_searches(letter: Letter) -> list[LedgerLine]:
    return [
        (finding.programme.id, ledger_project(section.search), SAVED_SEARCH)
        for section in letter.searches
        for finding in section.findings
    ]
