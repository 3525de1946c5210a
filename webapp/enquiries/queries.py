"""Questions and reports: who asked, what was answered, and for whom something waits."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from index.schema import writing
from webapp.accounts.account import Account, Role, may_see_project
from webapp.accounts.people import signature, signed
from webapp.stamp import stamp

LONGEST, LONGEST_PLACE, LONGEST_SUBJECT = 3000, 500, 120


class Kind(StrEnum):
    """What somebody wants."""

    QUESTION = "question"
    FAULT = "fault"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return {Kind.QUESTION: "Frage", Kind.FAULT: "Fehlermeldung"}[self]


class State(StrEnum):
    """Whose turn it is."""

    OPEN = "offen"
    ANSWERED = "beantwortet"
    CLOSED = "erledigt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page said of the fact that is reported, with the sentences it rests on."""

    saying: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks or reports; without a programme it is a general question."""

    kind: Kind
    subject: str
    words: str
    programme: int | None = None
    project: str = ""
    fact: str = ""
    shown: Shown = Shown()
    found_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A question or report as it stands."""

    id: int
    asked: Asked
    account: int
    municipality: str | None
    town: str
    by: str
    at: str
    state: State
    last_at: str
    unread: bool

    @property
    def name(self) -> str:
        """Who asks."""
        return signed(self.by, self.town)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one side wrote; `answers` says that it was the Fördermittelmanagement."""

    words: str
    by: str
    at: str
    answers: bool


_ENQUIRIES = """
    select enquiry.*, municipality.short_name as town,
        last.answers as answered, last.at as last_at,
        (select words from enquiry_message where enquiry = enquiry.id order by id limit 1) as words
    from enquiry
    left join municipality on municipality.ags = enquiry.municipality
    join enquiry_message as last on last.id =
        (select max(id) from enquiry_message where enquiry = enquiry.id)
"""


def ask(db: Database, asked: Asked, account: Account, now: datetime) -> int:
    """Put a question or a report before the Fördermittelmanagement."""
    shown = dict(saying=asked.shown.saying, quotes=asked.shown.quotes)
    row = dict(
        kind=asked.kind.value,
        programme=asked.programme,
        project=asked.project or None,
        subject=asked.subject[:LONGEST_SUBJECT],
        fact=asked.fact or None,
        shown=json.dumps(shown, ensure_ascii=False),
        found_at=asked.found_at or None,
    )
    with writing(db):
        number = db.table("enquiry").insert(row | signature(account, now)).last_pk
        _write(db, int(number), asked.words, account, now, answers=False)  # type: ignore[arg-type]
    return int(number)  # type: ignore[arg-type]


def reply(db: Database, enquiry: Enquiry, words: str, account: Account, now: datetime) -> None:
    """Answer, or go on asking; what was closed is open again when the asking side writes."""
    answers = account.role is Role.MANAGER
    with writing(db):
        _write(db, enquiry.id, words, account, now, answers=answers)
        if not answers:
            sql = "update enquiry set closed_at = null, closed_by = null where id = ?"
            db.execute(sql, [enquiry.id])


def close(db: Database, number: int, account: Account, now: datetime) -> None:
    """Note that nothing is left to do."""
    db.table("enquiry").update(number, dict(closed_at=stamp(now), closed_by=account.email))


def mark_read(db: Database, number: int, now: datetime) -> None:
    """Note that the person who asked has read the answer."""
    db.table("enquiry").update(number, dict(read_at=stamp(now)))


def withdraw(db: Database, number: int) -> None:
    """Delete a question or report with all that was written about it."""
    with writing(db):
        db.execute("delete from enquiry_message where enquiry = ?", [number])
        db.execute("delete from enquiry where id = ?", [number])


def enquiries(db: Database, account: Account) -> list[Enquiry]:
    """What this person may read, the newest message first; of the own town and one's own."""
    return [it for it in _read(db, "order by last.id desc") if _reads(account, it)]


def open_enquiries(db: Database) -> list[Enquiry]:
    """What waits for the Fördermittelmanagement, the oldest first."""
    where = "where enquiry.closed_at is null and last.answers = 0 order by last.id"
    return list(_read(db, where))


def unread_answers(db: Database, account: Account) -> list[Enquiry]:
    """What a person asked and was answered since that person last looked."""
    where = "where enquiry.account = ? order by last.id desc"
    return [it for it in _read(db, where, [account.id]) if it.unread]


def enquiries_on(db: Database, programme: int, account: Account) -> list[Enquiry]:
    """What was asked about a programme, as far as this person reads it."""
    where = "where enquiry.programme = ? order by last.id desc"
    return [it for it in _read(db, where, [programme]) if _reads(account, it)]


def enquiry(db: Database, number: int, account: Account) -> Enquiry | None:
    """One question or report, if this person reads it."""
    found = _read(db, "where enquiry.id = ?", [number])
    return next((it for it in found if _reads(account, it)), None)


def messages(db: Database, number: int) -> list[Message]:
    """The thread, in order."""
    sql = "select * from enquiry_message where enquiry = ? order by id"
    return [
        Message(words=row["words"], by=row["by"], at=row["at"], answers=bool(row["answers"]))
        for row in db.query(sql, [number])
    ]


def _reads(account: Account, it: Enquiry) -> bool:
    return account.id == it.account or may_see_project(account, it.municipality or "")


def _write(
    db: Database, number: int, words: str, account: Account, now: datetime, *, answers: bool
) -> None:
    row = dict(enquiry=number, account=account.id, answers=int(answers), words=words[:LONGEST])
    db.table("enquiry_message").insert(row | dict(by=account.email, at=stamp(now)))


def _read(db: Database, where: str, values: Iterable[Any] = ()) -> Iterable[Enquiry]:
    return map(_from_row, list(db.query(f"{_ENQUIRIES} {where}", list(values))))


def _from_row(row: dict[str, Any]) -> Enquiry:
    shown = json.loads(row["shown"] or "{}")
    asked = Asked(
        kind=Kind(row["kind"]),
        subject=row["subject"],
        words=row["words"],
        programme=row["programme"],
        project=row["project"] or "",
        fact=row["fact"] or "",
        shown=Shown(saying=shown.get("saying", ""), quotes=tuple(shown.get("quotes", ()))),
        found_at=row["found_at"] or "",
    )
    answered = bool(row["answered"])
    return Enquiry(
        id=row["id"],
        asked=asked,
        account=row["account"],
        municipality=row["municipality"],
        town=row["town"] or "",
        by=row["by"],
        at=row["at"],
        state=State.CLOSED if row["closed_at"] else State.ANSWERED if answered else State.OPEN,
        last_at=row["last_at"],
        unread=answered and (row["read_at"] or "") < row["last_at"],
    )
