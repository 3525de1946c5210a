"""Whom notes address, until they have said that they read it."""

from dataclasses import dataclass
from datetime import datetime

from index.programme import Programme, all_programmes
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.notes.queries import Note, note
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A note that addresses somebody, with its programme."""

    note: Note
    programme: Programme


def open_mentions(db: Database, account: Account) -> list[Mention]:
    """What addresses a person and was not ticked off, the newest first.

    Notes that this person reads no longer and hidden programmes are left out.
    """
    sql = "select note from mention where account = ? and seen_at is null order by note desc"
    numbers = [row["note"] for row in db.query(sql, [account.id])]
    notes = [it for it in (note(db, number, account) for number in numbers) if it]
    found = {it.id: it for it in all_programmes(db, [it.programme for it in notes])}
    return [
        Mention(note=it, programme=found[it.programme])
        for it in notes
        if not found[it.programme].hidden_because
    ]


def unsettled(db: Database, account: Account, programme: int) -> frozenset[int]:
    """The notes about a programme that address a person and were not ticked off."""
    sql = """
        select note from mention join note on note.id = mention.note
        where mention.account = ? and seen_at is null and programme = ?
    """
    return frozenset(row["note"] for row in db.query(sql, [account.id, programme]))


def settle(db: Database, number: int, account: Account, now: datetime) -> None:
    """Tick off that a note addresses this person."""
    at = stamp(now)
    sql = "update mention set seen_at = ? where note = ? and account = ? and seen_at is null"
    with writing(db):
        db.execute(sql, [at, number, account.id])
