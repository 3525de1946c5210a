"""Texts that towns give each other: lessons, and text blocks for applications.

They stand beside the text blocks of the Fördermittelmanagement, in the same table.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import WRITERS, Account, Role
from webapp.advice.text_blocks import LONGEST_TITLE, LONGEST_TOPIC, LONGEST_WORDS, Purpose
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text as it is about to be given; `programme` where it belongs to one."""

    purpose: Purpose
    title: str
    words: str
    topic: str = ""
    programme: int | None = None
    enquiry: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A text that a town, or the Fördermittelmanagement, gave to all members."""

    id: int
    given: Given
    municipality: str
    town: str
    programme_title: str
    at: str
    version: int

    def may_be_changed(self, account: Account) -> bool:
        """The own town changes it, and so does the Fördermittelmanagement."""
        own = account.municipality is not None and account.municipality == self.municipality
        return account.role is Role.MANAGER or (account.role in WRITERS and own)


SHARED = (Purpose.LESSON, Purpose.APPLICATION)
_ENTRIES = """
    select text_block.*, municipality.short_name as town, (
        select version.content ->> '$.title' from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where programme_record.programme = text_block.programme order by record.id limit 1
    ) as programme_title
    from text_block left join municipality on municipality.ags = text_block.municipality
    where purpose in ('lesson', 'application') and retired_at is null
"""


def entries(
    db: Database,
    purpose: Purpose,
    *,
    topic: str = "",
    municipality: str = "",
    programme: int | None = None,
) -> list[Entry]:
    """The texts of one kind, the newest first."""
    sql = f"""
        {_ENTRIES} and purpose = :purpose and (:topic in ('', topic))
            and (:town in ('', municipality)) and (:programme is null or programme = :programme)
        order by text_block.id desc
    """
    values = dict(purpose=purpose.value, topic=topic, town=municipality, programme=programme)
    return [_from_row(row) for row in db.query(sql, values)]


def entry(db: Database, number: int) -> Entry | None:
    """One of them."""
    found = db.query(f"{_ENTRIES} and text_block.id = ?", [number])
    return next(map(_from_row, found), None)


def give(db: Database, given: Given, account: Account, now: datetime) -> int:
    """Give a text to all members; gives its number."""
    town = dict(municipality=account.municipality, account=account.id, version=1)
    with writing(db):
        added = db.table("text_block").insert(_columns(given, account, now) | town)
    return int(added.last_pk)  # type: ignore[arg-type]


def give_otherwise(
    db: Database, number: int, given: Given, version: int, account: Account, now: datetime
) -> bool:
    """Write it anew; tells whether it was done: not when somebody was quicker."""
    with writing(db):
        stood = entry(db, number)
        if stood is None or stood.version != version:
            return False
        kept = dict(enquiry=stood.given.enquiry, version=version + 1)
        db.table("text_block").update(number, _columns(given, account, now) | kept)
    return True


def take_away(db: Database, number: int) -> None:
    """Delete it for everybody."""
    with writing(db):
        db.execute("delete from text_block where id = ?", [number])


def _columns(given: Given, account: Account, now: datetime) -> dict[str, Any]:
    return dict(
        purpose=given.purpose.value,
        title=given.title[:LONGEST_TITLE],
        words=given.words[:LONGEST_WORDS],
        topic=given.topic[:LONGEST_TOPIC],
        programme=given.programme,
        enquiry=given.enquiry,
        by=account.email,
        at=stamp(now),
    )


def _from_row(row: dict[str, Any]) -> Entry:
    names = ("title", "words", "topic", "programme", "enquiry")
    given = Given(purpose=Purpose(row["purpose"]), **{name: row[name] for name in names})
    return Entry(
        id=row["id"],
        given=given,
        municipality=row["municipality"] or "",
        town=row["town"] or "Fördermittelmanagement",
        programme_title=row["programme_title"] or "",
        at=row["at"],
        version=row["version"],
    )
