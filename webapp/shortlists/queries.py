"""Merklisten in the database: whose they are, who reads them, what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.programme import Programme, all_programmes
from index.schema import writing
from index.store import Database
from webapp.accounts.account import WRITERS, Account
from webapp.accounts.people import name_of, signature
from webapp.accounts.room import room_for_shortlist
from webapp.accounts.visibility import Visibility, may_read

LONGEST_NAME, LONGEST_NOTE, MOST_ENTRIES = 80, 500, 500
FIRST_NAME = "Merkliste"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """A Merkliste of a person or, `of_town`, of a municipality."""

    id: int
    name: str
    of_town: bool
    visibility: Visibility
    author: int
    by: str
    municipality: str | None
    town: str
    version: int
    count: int

    @property
    def owner(self) -> str:
        """Whose it is."""
        return self.town if self.of_town else name_of(self.by)

    def may_be_changed(self, account: Account) -> bool:
        """Whether somebody may put programmes in: the owner, or who works in its municipality."""
        if account.role not in WRITERS:
            return False
        if self.of_town:
            return self.municipality == account.municipality
        return self.author == account.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A programme in a Merkliste, with a note."""

    programme: Programme
    note: str
    by: str
    at: str
    version: int


_LISTS = """
    select shortlist.*, municipality.short_name as town,
        (select count(*) from shortlist_entry where shortlist = shortlist.id) as count
    from shortlist left join municipality on municipality.ags = shortlist.municipality
"""


def shortlists(db: Database, account: Account) -> list[Shortlist]:
    """All Merklisten that this person reads, by name."""
    rows = db.query(f"{_LISTS} order by name, shortlist.id")
    return [it for it in map(_from_row, rows) if _reads(account, it)]


def shortlist(db: Database, number: int, account: Account) -> Shortlist | None:
    """One Merkliste, if this person reads it."""
    found = map(_from_row, db.query(f"{_LISTS} where shortlist.id = ?", [number]))
    return next((it for it in found if _reads(account, it)), None)


def make_shortlist(
    db: Database,
    name: str,
    account: Account,
    now: datetime,
    *,
    of_town: bool = False,
) -> int:
    """Begin a Merkliste; nobody else reads one of a person until it is shared.

    Raises:
        NoRoom: when this person has begun too many.
    """
    visibility = Visibility.TOWN if of_town else Visibility.OWN
    row = dict(name=name, of_town=int(of_town), visibility=visibility.value, version=1)
    with writing(db):
        room_for_shortlist(db, account.id)
        number = db.table("shortlist").insert(row | signature(account, now)).last_pk
    return int(number)  # type: ignore[arg-type]


def change_shortlist(
    db: Database, number: int, name: str, visibility: Visibility, version: int
) -> bool:
    """Rename or share a Merkliste, unless somebody was quicker; tells whether it was done."""
    sql = """
        update shortlist set name = ?, visibility = ?, version = version + 1
        where id = ? and version = ?
    """
    with writing(db):
        return bool(db.execute(sql, [name, visibility.value, number, version]).rowcount)


def delete_shortlist(db: Database, number: int) -> None:
    """Forget a Merkliste with its notes."""
    with writing(db):
        db.execute("delete from shortlist_entry where shortlist = ?", [number])
        db.execute("delete from shortlist where id = ?", [number])


def entries(db: Database, number: int) -> list[Entry]:
    """What stands in a Merkliste, the last put in first; hidden programmes wait."""
    sql = "select * from shortlist_entry where shortlist = ? order by at desc, programme desc"
    rows = list(db.query(sql, [number]))
    found = {it.id: it for it in all_programmes(db, [row["programme"] for row in rows])}
    return [
        Entry(
            programme=found[row["programme"]],
            note=row["note"],
            by=row["by"],
            at=row["at"],
            version=row["version"],
        )
        for row in rows
        if not found[row["programme"]].hidden_because
    ]


def put_in(db: Database, number: int, programme: int, account: Account, now: datetime) -> bool:
    """Put a programme into a Merkliste once; tells whether there was room."""
    written = signature(account, now)
    row = dict(shortlist=number, programme=programme, note="", version=1)
    with writing(db):
        sql = "select count(*) from shortlist_entry where shortlist = ?"
        if db.execute(sql, [number]).fetchone()[0] >= MOST_ENTRIES:
            return False
        row |= dict(by=written["by"], at=written["at"])
        db.table("shortlist_entry").insert(row, ignore=True)
    return True


def take_out(db: Database, number: int, programme: int) -> None:
    """Take a programme out of a Merkliste."""
    sql = "delete from shortlist_entry where shortlist = ? and programme = ?"
    with writing(db):
        db.execute(sql, [number, programme])


def note_entry(db: Database, number: int, programme: int, note: str, version: int) -> bool:
    """Write the note of an entry, unless somebody was quicker; tells whether it was done."""
    sql = """
        update shortlist_entry set note = ?, version = version + 1
        where shortlist = ? and programme = ? and version = ?
    """
    with writing(db):
        return bool(db.execute(sql, [note, number, programme, version]).rowcount)


def holding(db: Database, lists: Iterable[Shortlist], programme: int) -> frozenset[int]:
    """Which of these Merklisten hold a programme."""
    rows = db.query("select shortlist from shortlist_entry where programme = ?", [programme])
    return frozenset(row["shortlist"] for row in rows) & {it.id for it in lists}


def _reads(account: Account, it: Shortlist) -> bool:
    return may_read(account, it.visibility, it.author, it.municipality)


def _from_row(row: dict[str, Any]) -> Shortlist:
    return Shortlist(
        id=row["id"],
        name=row["name"],
        of_town=bool(row["of_town"]),
        visibility=Visibility(row["visibility"]),
        author=row["account"],
        by=row["by"],
        municipality=row["municipality"],
        town=row["town"] or "",
        version=row["version"],
        count=row["count"],
    )
