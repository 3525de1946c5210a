"""Writing into the history of a Förderakte, in the transaction of the change it tells of."""

import json
from dataclasses import dataclass
from datetime import datetime

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import LONGEST_WORDS, Application, What
from webapp.applications.stages import Because
from webapp.audit.log import Deed, note
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an entry tells: stages stand in it by their code, people by number, money in words."""

    what: What
    before: str = ""
    after: str = ""
    reasons: tuple[Because, ...] = ()
    words: str = ""


def note_event(db: Database, number: int, told: Told, account: Account, now: datetime) -> None:
    """Add one entry.

    It has no transaction of its own: call it inside the one that changes something.
    """
    add_row(
        db,
        "application_event",
        application=number,
        kind=told.what.value,
        before=told.before,
        after=told.after,
        reasons=json.dumps([one.name for one in told.reasons]),
        words=told.words[:LONGEST_WORDS],
        account=account.id,
        by=account.email,
        at=stamp(now),
    )


def note_deed(
    db: Database, found: Application, deed: Deed, account: Account, details: str = ""
) -> None:
    """Write the same into the audit log, which names nobody."""
    subject = akte_subject(found.id)
    note(db, account.id, deed, subject, municipality=found.lead, details=details)


def write_words(
    db: Database, found: Application, words: str, account: Account, now: datetime
) -> None:
    """Put a Vermerk into the history."""
    with writing(db):
        note_event(db, found.id, Told(what=What.WORDS, words=words), account, now)


def akte_subject(number: int) -> str:
    """How an akte is named in the audit log."""
    return f"Förderakte {number}"
