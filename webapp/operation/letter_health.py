"""The doctor's look at the outbox: letters that hang, and what to do about them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, timedelta
from typing import Any

from index.schema import open_database
from index.status import german_date
from index.store import Database
from webapp.operation.finding import Finding, notice, ok, wrong
from webapp.request import now
from webapp.settings import Settings
from webapp.stamp import stamp

_CHECK = "Briefe"
_OLD, _LATELY = timedelta(days=1), timedelta(days=30)
_SEND = "»foerdernetz digest« aufrufen und lesen, was der Mailserver sagt."
_SEND_AGAIN = "»foerdernetz digest« sendet sie noch einmal, unter derselben Message-ID."
_LOOK = "Auf der Seite »Briefe« ansehen; dort heißt es »noch einmal« und »wieder freigeben«."

_OLDEST = """
    select count(*) as n, min(coalesce(send_after, claimed_at)) as since, max(error) as said
    from letter where state in ('waiting', 'claimed')
        and coalesce(send_after, claimed_at) <= :old
        and email not in (select email from undeliverable)
"""
_BROKEN_OFF = """
    select count(*) as n from letter where state = 'claimed' and leased_until <= :now
        and coalesce(send_after, claimed_at) > :old
"""
_GIVEN_UP = """
    select count(*) as n from letter
    where state in ('failed', 'bounced') and claimed_at >= :lately
"""


def letters(settings: Settings, today: date) -> Iterator[Finding]:
    """Letters older than a day, those whose sending broke off, and those that were given up."""
    moment = datetime.combine(today, now().time()).astimezone()
    values = dict(now=stamp(moment), old=stamp(moment - _OLD), lately=stamp(moment - _LATELY))
    with closing(open_database(settings.data)) as db:
        found = [*_hanging(db, values), *_given_up(db, values)]
    yield from found or [ok(_CHECK, "keiner hängt")]


def _hanging(db: Database, values: dict[str, str]) -> Iterator[Finding]:
    old = _row(db, _OLDEST, values)
    if old["n"]:
        since = german_date(date.fromisoformat(old["since"][:10]))
        said = f" Zuletzt hieß es: {old['said']}" if old["said"] else ""
        waits = "1 Brief wartet" if old["n"] == 1 else f"{old['n']} Briefe warten"
        yield wrong(_CHECK, f"{waits} länger als einen Tag, seit dem {since}.{said}", _SEND)
    if broken := _row(db, _BROKEN_OFF, values)["n"]:
        whose = "1 Brief" if broken == 1 else f"{broken} Briefen"
        yield notice(_CHECK, f"Der Versand von {whose} brach ab.", _SEND_AGAIN)


def _given_up(db: Database, values: dict[str, str]) -> Iterator[Finding]:
    if failed := _row(db, _GIVEN_UP, values)["n"]:
        went = "1 Brief ging" if failed == 1 else f"{failed} Briefe gingen"
        yield notice(_CHECK, f"{went} in 30 Tagen nicht hinaus oder kam zurück.", _LOOK)
    held = _row(db, "select count(*) as n from undeliverable", {})["n"]
    if held:
        gets = "1 Adresse bekommt" if held == 1 else f"{held} Adressen bekommen"
        yield notice(_CHECK, f"{gets} nichts mehr: Der Mailserver nahm nichts an.", _LOOK)


def _row(db: Database, sql: str, values: dict[str, str]) -> dict[str, Any]:
    return next(iter(db.query(sql, values)))
