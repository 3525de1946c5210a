"""The ledger: what each person was told, for which reason and in which version.

A thing is due while no letter that was sent, or may have been, tells of it in this version.
No window of days decides it, so a missed week loses nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from index.store import Database
from webapp.digest.said import Said, remember


class Why(StrEnum):
    """The reason for which a thing stands in a letter; each has ledger lines of its own."""

    NEW_MATCH = "new match"
    RECOMMENDED = "recommended"
    CHANGED = "changed"
    DEADLINE = "deadline"
    REMINDER = "reminder"
    INVITATION = "invitation"
    JOINT = "joint group"
    SAVED_SEARCH = "saved search"
    FORECAST = "forecast"
    TRAINING = "training"
    CIRCULAR = "circular"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that a letter tells: a programme, for whom or what, why, and in which version."""

    why: Why
    programme: int | None
    subject: str = ""
    version: str = ""
    detail: tuple[Any, ...] = ()

    @property
    def key(self) -> tuple[str, int | None, str, str]:
        """What makes two lines the same."""
        return (self.why.value, self.programme, self.subject, self.version)


class Told:
    """All that a person was told, or may have been."""

    def __init__(self, keys: Iterable[tuple[str, int | None, str, str]]) -> None:
        self._keys = frozenset(keys)
        self.programmes = frozenset(key[1] for key in self._keys if key[1] is not None)

    def __contains__(self, line: Line) -> bool:
        return line.key in self._keys

    def versions(self, why: Why, programme: int | None, subject: str = "") -> set[str]:
        """In which versions a thing was told."""
        wanted = (why.value, programme, subject)
        return {key[3] for key in self._keys if key[:3] == wanted}


_TOLD = """
    select letter_item.reason, letter_item.programme, letter_item.project, letter_item.version
    from letter_item join letter on letter.id = letter_item.letter
    where letter_item.account is ? and letter_item.subscriber is ?
        and letter.state in ('waiting', 'claimed', 'sent')
"""


def told_to(db: Database, account: int | None, subscriber: int | None) -> Told:
    """What this person was told; what waits in the outbox counts, so that nothing goes twice."""
    return Told(db.execute(_TOLD, [account, subscriber]).fetchall())


def write_lines(
    db: Database,
    letter: int,
    account: int | None,
    subscriber: int | None,
    lines: Iterable[Line],
    said: Iterable[Said] = (),
) -> None:
    """Write down what a letter tells, and what each programme said at that time."""
    marks = remember(db, said)
    db.table("letter_item").insert_all(
        dict(
            letter=letter,
            account=account,
            subscriber=subscriber,
            programme=line.programme,
            project=line.subject,
            reason=line.why.value,
            version=line.version,
            detail=json.dumps(line.detail, ensure_ascii=False) if line.detail else None,
            said=marks.get(line.programme),
        )
        for line in lines
    )


def lines_of(db: Database, letter: int) -> list[Line]:
    """What a letter tells, in the order in which it was written down."""
    rows = db.query("select * from letter_item where letter = ? order by id", [letter])
    return [
        Line(
            why=Why(row["reason"]),
            programme=row["programme"],
            subject=row["project"] or "",
            version=row["version"],
            detail=tuple(json.loads(row["detail"] or "[]")),
        )
        for row in rows
    ]
