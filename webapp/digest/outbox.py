"""The outbox: letters that are to go out, each with its tries, its lease and what became of it.

A letter is written here in the transaction that chooses what it tells. Whoever sends takes it
with a lease, so that two never send the same; a lease ends with its time or with its process.
"""

import json
import os
import socket
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.digest.ledger import Line, write_lines
from webapp.digest.said import Said
from webapp.stamp import stamp

LEASE = timedelta(minutes=15)
BACK_OFF = (5, 30, 2 * 60, 6 * 60, 12 * 60, 24 * 60)
"""Minutes to wait after the first, second … try; later tries wait as long as the last."""
TRIES = 10


class LetterState(StrEnum):
    """Where a letter is: claimed means that it may or may not have gone out."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"
    BOUNCED = "bounced"


class Kind(StrEnum):
    """What a letter is; one that is made of the ledger is written anew before every try."""

    WEEKLY = "weekly"
    REMINDER = "reminder"
    ALIVE = "alive"
    CIRCULAR = "circular"
    SINGLE = "single"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One letter in the outbox; its Message-ID stays the same however often it is sent."""

    id: int
    kind: Kind
    email: str
    subject: str
    message_id: str
    day: date
    attempts: int
    maybe: bool
    """Whether an earlier try may have brought it there."""
    account: int | None = None
    subscriber: int | None = None
    about: str = ""
    content: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A letter that is about to be put into the outbox, with all that it tells."""

    kind: Kind
    email: str
    subject: str
    message_id: str
    account: int | None = None
    subscriber: int | None = None
    about: str = ""
    lines: tuple[Line, ...] = ()
    said: tuple[Said, ...] = ()
    content: dict[str, str] = field(default_factory=dict)
    send_after: datetime | None = None


def put(db: Database, draft: Draft, today: date, now: datetime) -> int:
    """Put a letter into the outbox together with all it tells; gives its number."""
    names = ("email", "subject", "message_id", "account", "subscriber")
    row = {name: getattr(draft, name) for name in names} | dict(
        about=draft.about or None,
        kind=draft.kind.value,
        day=today.isoformat(),
        state=LetterState.WAITING.value,
        claimed_at=stamp(now),
        send_after=stamp(draft.send_after) if draft.send_after else None,
        content=_packed(draft.content),
    )
    with writing(db):
        number = int(db.table("letter").insert(row).last_pk)  # type: ignore[arg-type]
        write_lines(db, number, draft.account, draft.subscriber, draft.lines, draft.said)
    return number


_FREE = """
    (state = 'waiting' or (state = 'claimed' and coalesce(leased_by, '') <> :me
        and (leased_until is null or leased_until <= :now or leased_by in (
            select value from json_each(:dead)))))
    and coalesce(send_after, '') <= :now
    and (:impatient or coalesce(try_after, '') <= :now)
    and email not in (select email from undeliverable)
"""


def take(
    db: Database, now: datetime, number: int | None = None, *, after: int = 0, impatient: bool
) -> Outgoing | None:
    """Take the next letter that is due, or the named one, for as long as it needs to be sent.

    Who is impatient does not wait until it is time for another try.
    """
    values: dict[str, Any] = dict(me=_me(), now=stamp(now), number=number)
    with writing(db):
        values |= dict(dead=json.dumps(_dead(db)), impatient=impatient, after=after)
        sql = f"""
            select * from letter where {_FREE} and (:number is null or id = :number)
            and id > :after order by id limit 1
        """
        row = next(db.query(sql, values), None)
        if row is None:
            return None
        lease = dict(leased_by=_me(), leased_until=stamp(now + LEASE))
        change = dict(state=LetterState.CLAIMED.value, attempts=row["attempts"] + 1) | lease
        db.table("letter").update(row["id"], change)
    return _from_row(row | dict(attempts=change["attempts"]))


def give_back(db: Database, letter: Outgoing) -> None:
    """Give a letter back that nobody tried to send: the server was not to be reached."""
    state = LetterState.CLAIMED if letter.maybe else LetterState.WAITING
    row = dict(state=state.value, attempts=letter.attempts - 1, leased_by=None, leased_until=None)
    db.table("letter").update(letter.id, row)


def mark_sent(db: Database, letter: Outgoing, subject: str, now: datetime) -> None:
    """Note that the mail server has taken a letter; only now it counts as told."""
    nothing: dict[str, Any] = dict.fromkeys(("error", "content", "leased_by", "leased_until"))
    row = nothing | dict(state=LetterState.SENT.value, sent_at=stamp(now), subject=subject)
    with writing(db):
        db.table("letter").update(letter.id, row)


def mark_later(
    db: Database, letter: Outgoing, now: datetime, said: str, *, maybe: bool = False
) -> None:
    """Try a letter again after a while, and say why; one that may have arrived is never given up.

    A letter that certainly did not go out is given up in the end: what it told is due again.
    """
    maybe = maybe or letter.maybe
    if not maybe and letter.attempts >= TRIES:
        mark(db, letter.id, LetterState.FAILED, said)
        return
    state = LetterState.CLAIMED if maybe else LetterState.WAITING
    wait = timedelta(minutes=BACK_OFF[min(letter.attempts, len(BACK_OFF)) - 1])
    row = dict(state=state.value, try_after=stamp(now + wait), error=said)
    with writing(db):
        db.table("letter").update(letter.id, row | dict(leased_by=None, leased_until=None))


def mark(db: Database, letter: int, state: LetterState, said: str | None) -> None:
    """Note the end of a letter that did not go out."""
    row = dict(state=state.value, error=said, leased_by=None, leased_until=None)
    with writing(db):
        db.table("letter").update(letter, row)


def is_due(db: Database, now: datetime) -> bool:
    """Tell whether any letter waits to be sent at this moment."""
    values = dict(me=_me(), now=stamp(now), dead=json.dumps(_dead(db)), impatient=False)
    return next(db.query(f"select 1 from letter where {_FREE} limit 1", values), None) is not None


def _me() -> str:
    return f"{socket.gethostname()}/{os.getpid()}"


def _dead(db: Database) -> list[str]:
    """Holders of leases on this machine whose process has ended."""
    rows = db.query("select distinct leased_by from letter where leased_by is not null")
    return [row["leased_by"] for row in rows if _is_dead(row["leased_by"])]


def _is_dead(holder: str) -> bool:
    host, _, number = holder.rpartition("/")
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def _packed(content: dict[str, str]) -> bytes | None:
    return zlib.compress(json.dumps(content).encode()) if content else None


def _from_row(row: dict[str, Any]) -> Outgoing:
    names = ("id", "email", "message_id", "attempts", "account", "subscriber")
    packed = row["content"]
    return Outgoing(
        **{name: row[name] for name in names},
        kind=Kind(row["kind"]),
        subject=row["subject"] or "",
        day=date.fromisoformat(row["day"]),
        maybe=row["state"] == LetterState.CLAIMED,
        about=row["about"] or "",
        content=json.loads(zlib.decompress(packed)) if packed else {},
    )


def outgoing(db: Database, numbers: Iterable[int]) -> list[Outgoing]:
    """Read letters by their numbers."""
    marks = json.dumps(list(numbers))
    sql = "select * from letter where id in (select value from json_each(?)) order by id"
    return [_from_row(row) for row in db.query(sql, [marks])]
