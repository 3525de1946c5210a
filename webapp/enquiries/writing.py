"""Asking, answering, closing and opening again; each says whose turn it is afterwards."""

import json
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.people import signature
from webapp.enquiries.enquiry import (
    LONGEST,
    LONGEST_STEP,
    LONGEST_SUBJECT,
    Asked,
    Enquiry,
    NextStep,
    State,
    Turn,
)
from webapp.stamp import stamp


def ask(db: Database, asked: Asked, account: Account, now: datetime) -> int:
    """Put a question or a report before the Fördermittelmanagement."""
    shown = dict(saying=asked.shown.saying, quotes=asked.shown.quotes)
    row = dict(
        kind=asked.kind.value,
        programme=asked.programme,
        project=asked.project or None,
        application=asked.application,
        subject=asked.subject[:LONGEST_SUBJECT],
        fact=asked.fact or None,
        shown=json.dumps(shown, ensure_ascii=False),
        found_at=asked.found_at or None,
        turn=Turn.OFFICE.value,
        turn_since=stamp(now),
    )
    with writing(db):
        added = db.table("enquiry").insert(row | signature(account, now))
        number = int(added.last_pk)  # type: ignore[arg-type]
        _write(db, number, asked.words, account, now, answers=False)
    return number


def reply(
    db: Database,
    enquiry: Enquiry,
    words: str,
    account: Account,
    now: datetime,
    *,
    stays_here: bool = False,
) -> int:
    """Answer, or go on asking: then the other side is next, unless `stays_here` says otherwise.

    What was closed is open again. Gives the number of the message.
    """
    answers = account.role is Role.MANAGER
    turn = Turn.TOWN if answers and not stays_here else Turn.OFFICE
    at = stamp(now)
    change: dict[str, Any] = dict(closed_at=None, closed_by=None)
    if answers:
        change["reopened_at"] = None
    elif enquiry.state is State.CLOSED:
        change["reopened_at"] = at
    with writing(db):
        number = _write(db, enquiry.id, words, account, now, answers=answers)
        db.table("enquiry").update(enquiry.id, change)
        if answers:
            sql = "update enquiry set answered_at = coalesce(answered_at, ?) where id = ?"
            db.execute(sql, [at, enquiry.id])
        _pass_to(db, enquiry.id, turn, at)
    return number


def close(db: Database, number: int, account: Account, now: datetime) -> None:
    """Note that nothing is left to do."""
    row = dict(closed_at=stamp(now), closed_by=account.email, reopened_at=None)
    with writing(db):
        db.table("enquiry").update(number, row)


def open_again(db: Database, number: int, now: datetime) -> None:
    """Note that something is left to do after all; the Fördermittelmanagement is next."""
    at = stamp(now)
    with writing(db):
        row = dict(closed_at=None, closed_by=None, reopened_at=at)
        db.table("enquiry").update(number, row)
        _pass_to(db, number, Turn.OFFICE, at)


def plan(db: Database, number: int, step: NextStep, version: int) -> bool:
    """Set the next step; nothing happens when somebody else changed it meanwhile."""
    sql = """
        update enquiry set next_step = ?, next_step_on = ?, responsible = ?, version = version + 1
        where id = ? and version = ?
    """
    day = step.due_on.isoformat() if step.due_on else None
    values = [step.words[:LONGEST_STEP] or None, day, step.responsible, number, version]
    with writing(db):
        return bool(db.execute(sql, values).rowcount)


def mark_read(db: Database, number: int, account: Account) -> None:
    """Note that a person has read everything up to now."""
    sql = """
        insert into enquiry_seen (enquiry, account, message)
        select enquiry, ?, max(id) from enquiry_message where enquiry = ? group by enquiry
        on conflict (enquiry, account) do update set message = excluded.message
    """
    with writing(db):
        db.execute(sql, [account.id, number])


def withdraw(db: Database, number: int) -> None:
    """Delete a conversation with all that was written; the minutes it took stay counted.

    Its files are taken out of the store by whoever calls this.
    """
    with writing(db):
        db.execute("update advice_time set enquiry = null where enquiry = ?", [number])
        for table in ("enquiry_seen", "enquiry_message", "attached_file"):
            db.execute(f"delete from {table} where enquiry = ?", [number])
        db.execute("delete from enquiry where id = ?", [number])


def _write(
    db: Database, number: int, words: str, account: Account, now: datetime, *, answers: bool
) -> int:
    row = dict(enquiry=number, account=account.id, answers=int(answers), words=words[:LONGEST])
    added = db.table("enquiry_message").insert(row | dict(by=account.email, at=stamp(now)))
    mark_read(db, number, account)
    return int(added.last_pk)  # type: ignore[arg-type]


def _pass_to(db: Database, number: int, turn: Turn, at: str) -> None:
    """Say who is next; who waits already has waited since before."""
    sql = "update enquiry set turn = :turn, turn_since = :at where id = :number and turn <> :turn"
    db.execute(sql, dict(turn=turn.value, at=at, number=number))
