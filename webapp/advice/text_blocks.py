"""Text blocks: sentences that are used again, in answers or in applications of the towns."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp

LONGEST_TITLE, LONGEST_WORDS, LONGEST_TOPIC = 120, 3000, 80


class Purpose(StrEnum):
    """What a text block is for."""

    ADVICE = "advice"
    APPLICATION = "application"
    LESSON = "lesson"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """One text block; `retired` ones are offered no longer."""

    id: int
    title: str
    words: str
    topic: str
    version: int
    retired: bool
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A text block as it is about to be kept."""

    title: str
    words: str
    topic: str = ""


def text_blocks(db: Database, purpose: Purpose, *, retired_too: bool = False) -> list[TextBlock]:
    """The text blocks for a purpose, by topic and title."""
    sql = """
        select * from text_block where purpose = ? and (? or retired_at is null)
        order by retired_at is not null, topic collate nocase, title collate nocase, id
    """
    return [_from_row(row) for row in db.query(sql, [purpose.value, retired_too])]


def text_block(db: Database, number: int, purpose: Purpose) -> TextBlock | None:
    """One text block, also one that is offered no longer."""
    sql = "select * from text_block where id = ? and purpose = ?"
    return next((_from_row(row) for row in db.query(sql, [number, purpose.value])), None)


def add(db: Database, purpose: Purpose, draft: Draft, account: Account, now: datetime) -> int:
    """Keep a new text block; gives its number."""
    row = dict(purpose=purpose.value, version=1, account=account.id, municipality=None)
    with writing(db):
        added = db.table("text_block").insert(row | _said(draft, account, now))
    return int(added.last_pk)  # type: ignore[arg-type]


def change(
    db: Database, number: int, draft: Draft, version: int, account: Account, now: datetime
) -> bool:
    """Write a text block anew; nothing happens when somebody else changed it meanwhile."""
    sql = """
        update text_block set title = :title, words = :words, topic = :topic, "by" = :by,
            at = :at, version = version + 1 where id = :number and version = :version
    """
    values = _said(draft, account, now) | dict(number=number, version=version)
    with writing(db):
        return bool(db.execute(sql, values).rowcount)


def retire(db: Database, number: int, now: datetime, *, back: bool = False) -> None:
    """Offer a text block no longer, or again."""
    with writing(db):
        db.table("text_block").update(number, dict(retired_at=None if back else stamp(now)))


def _said(draft: Draft, account: Account, now: datetime) -> dict[str, Any]:
    return dict(
        title=draft.title[:LONGEST_TITLE],
        words=draft.words[:LONGEST_WORDS],
        topic=draft.topic[:LONGEST_TOPIC],
        by=account.email,
        at=stamp(now),
    )


def _from_row(row: dict[str, Any]) -> TextBlock:
    names = ("id", "title", "words", "topic", "version", "by")
    kept = {name: row[name] for name in names}
    return TextBlock(**kept, retired=row["retired_at"] is not None)
