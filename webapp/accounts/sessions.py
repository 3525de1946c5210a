"""Sessions: each a row that can be looked at and ended; the cookie holds only its token.

NIST SP 800-63B allows thirty days without a second factor. People come for ten minutes a week, so
a shorter time costs them nothing. Where somebody signs in from is not kept, only with what.
"""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from index.schema import writing
from index.store import Database, OperationalError
from webapp.accounts.tokens import hashed, new_token
from webapp.stamp import stamp

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
_EXACT_TO = timedelta(minutes=5)  # reading a page writes at most this often

_BROWSERS = (
    ("Edge", r"Edg(e|A|iOS)?/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|CriOS/|Chromium/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Windows", r"Windows"),
    ("Android", r"Android"),
    ("iPhone oder iPad", r"iPhone|iPad"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sign-in: with which browser, since when, and when it was used last."""

    id: int
    browser: str
    began_at: datetime
    used_at: datetime
    is_this: bool


def begin(db: Database, account: int, agent: str, now: datetime) -> str:
    """Begin a session and give its token; what has run out goes."""
    token, at = new_token(), stamp(now)
    row = dict(account=account, token_hash=hashed(token), browser=browser_of(agent))
    with writing(db):
        db.execute(f"delete from session where not ({_OPEN})", _limits(now))
        db.table("session").insert(row | dict(began_at=at, used_at=at))
    return token


def account_in(db: Database, token: str, now: datetime) -> int | None:
    """The number of the account that this session belongs to, unless it has run out."""
    sql = f"select id, account, used_at from session where token_hash = :hash and {_OPEN}"
    row = next(iter(db.query(sql, dict(hash=hashed(token)) | _limits(now))), None)
    if row is None:
        return None
    if datetime.fromisoformat(row["used_at"]) <= now - _EXACT_TO:
        with suppress(OperationalError):  # a disk that takes nothing still lets people read
            db.execute("update session set used_at = ? where id = ?", [stamp(now), row["id"]])
    return int(row["account"])


def sessions_of(db: Database, account: int, token: str, now: datetime) -> list[Session]:
    """The open sessions of an account, the one with this token first."""
    sql = f"select * from session where account = :account and {_OPEN} order by used_at desc"
    found = [
        Session(
            id=row["id"],
            browser=row["browser"],
            began_at=datetime.fromisoformat(row["began_at"]),
            used_at=datetime.fromisoformat(row["used_at"]),
            is_this=row["token_hash"] == hashed(token),
        )
        for row in db.query(sql, dict(account=account) | _limits(now))
    ]
    return sorted(found, key=lambda it: not it.is_this)


def end_one(db: Database, account: int, number: int) -> None:
    """End one session of an account."""
    db.execute("delete from session where account = ? and id = ?", [account, number])


def end_all(db: Database, account: int, but: str = "") -> None:
    """End every session of an account, but not the one with this token."""
    sql = "delete from session where account = ? and token_hash <> ?"
    db.execute(sql, [account, hashed(but)])


def end(db: Database, token: str) -> None:
    """End the session with this token."""
    db.execute("delete from session where token_hash = ?", [hashed(token)])


def browser_of(agent: str) -> str:
    """Name browser and system in the words of people: »Firefox unter Windows«."""
    browser = _first(_BROWSERS, agent, "Unbekannter Browser")
    system = _first(_SYSTEMS, agent, "")
    return f"{browser} unter {system}" if system else browser


_OPEN = "used_at > :idle and began_at > :longest"


def _limits(now: datetime) -> dict[str, str]:
    return dict(idle=stamp(now - IDLE), longest=stamp(now - LONGEST))


def _first(names: tuple[tuple[str, str], ...], agent: str, otherwise: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, agent)), otherwise)
