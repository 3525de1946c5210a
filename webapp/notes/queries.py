"""Notes about programmes; every one is read by those only for whom it was written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.people import named_people, people_addressed, signature, signed
from webapp.accounts.room import room_for_note
from webapp.accounts.visibility import Visibility, may_read
from webapp.stamp import stamp

LONGEST = 2000
_EDITABLE = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What somebody wrote about a programme."""

    id: int
    programme: int
    visibility: Visibility
    words: str
    author: int
    by: str
    municipality: str | None
    town: str
    at: str
    edited_at: str = ""
    by_manager: bool = False

    @property
    def name(self) -> str:
        """Who wrote it; the Fördermittelmanagement also in the notes of a town that it answers."""
        return signed(self.by, Role.MANAGER.label if self.by_manager else self.town)

    def may_be_edited(self, account: Account, now: datetime) -> bool:
        """Whether this person may still change the words: the author, for half an hour."""
        written = datetime.fromisoformat(self.at)
        return account.id == self.author and now - written < _EDITABLE

    def may_be_deleted(self, account: Account) -> bool:
        """Whether this person may take it away: the author always, in public the manager too."""
        moderates = account.role is Role.MANAGER and self.visibility is Visibility.ALL
        return account.id == self.author or moderates


_NOTES = """
    select note.*, municipality.short_name as town, account.role from note
    left join municipality on municipality.ags = note.municipality
    left join account on account.id = note.account
"""


def notes_on(db: Database, programme: int, account: Account) -> list[Note]:
    """The notes about a programme that this person reads, the oldest first."""
    rows = db.query(f"{_NOTES} where programme = ? order by note.id", [programme])
    return [it for it in map(_from_row, rows) if _reads(account, it)]


def note(db: Database, number: int, account: Account) -> Note | None:
    """One note, if this person reads it."""
    found = map(_from_row, db.query(f"{_NOTES} where note.id = ?", [number]))
    return next((it for it in found if _reads(account, it)), None)


def towns_to_answer(notes: Iterable[Note], account: Account) -> dict[str, str]:
    """The municipalities whose own notes the Fördermittelmanagement can answer: number and name."""
    if account.role is not Role.MANAGER:
        return {}
    towns = {it.municipality: it.town for it in notes if it.visibility is Visibility.TOWN}
    return {ags: name for ags, name in towns.items() if ags and ags != account.municipality}


def write_note(
    db: Database,
    programme: int,
    visibility: Visibility,
    words: str,
    account: Account,
    now: datetime,
    also: Iterable[int] = (),
    town: str | None = None,
) -> list[str]:
    """Keep a note and tell those whom it addresses, and `also` these accounts.

    With `town` it is an answer among the notes of that municipality. Gives the names of those who
    are addressed but will not read it.

    Raises:
        NoRoom: when this person has written too many.
    """
    row = dict(programme=programme, visibility=visibility.value, words=words)
    row |= signature(account, now) | (dict(municipality=town) if town else {})
    with writing(db):
        room_for_note(db, account.id)
        number = db.table("note").insert(row).last_pk
        kept = note(db, int(number), account)  # type: ignore[arg-type]
        assert kept
        return _mention(db, kept, account, also)


def edit_note(db: Database, kept: Note, words: str, account: Account, now: datetime) -> list[str]:
    """Change the words; who is addressed anew is told. Gives those who will not read it."""
    at = stamp(now)
    with writing(db):
        db.table("note").update(kept.id, dict(words=words, edited_at=at))
        changed = note(db, kept.id, account)
        assert changed
        return _mention(db, changed, account)


def delete_note(db: Database, number: int) -> None:
    """Take a note away, and with it whom it addressed."""
    with writing(db):
        db.execute("delete from mention where note = ?", [number])
        db.execute("delete from note where id = ?", [number])


def _mention(db: Database, kept: Note, author: Account, also: Iterable[int] = ()) -> list[str]:
    named = list(named_people(db, also).values())
    named += [it for it in people_addressed(db, kept.words) if it not in named]
    unheard = []
    for person in named:
        if person.account.id == author.id:
            continue
        if _reads(person.account, kept):
            row = dict(note=kept.id, account=person.account.id)
            db.table("mention").insert(row, ignore=True)
        else:
            unheard.append(person.label)
    return unheard


def _reads(account: Account, it: Note) -> bool:
    return may_read(account, it.visibility, it.author, it.municipality)


def _from_row(row: dict[str, Any]) -> Note:
    return Note(
        id=row["id"],
        programme=row["programme"],
        visibility=Visibility(row["visibility"]),
        words=row["words"],
        author=row["account"],
        by=row["by"],
        municipality=row["municipality"],
        town=row["town"] or "",
        at=row["at"],
        edited_at=row["edited_at"] or "",
        by_manager=row["role"] == Role.MANAGER,
    )
