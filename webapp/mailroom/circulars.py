"""Circulars: what the Fördermittelmanagement writes to the towns, with chosen programmes."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.programme import programme_at
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest import outbox
from webapp.digest.actions import Links
from webapp.digest.edition import Edition
from webapp.digest.ledger import Line, Why
from webapp.digest.letter import Finding, Letter
from webapp.digest.message import new_message_id
from webapp.digest.outbox import Draft, Kind
from webapp.digest.readers import Reader, readers
from webapp.digest.render import Rendered, render
from webapp.digest.write import links_for
from webapp.secret import secret_key
from webapp.settings import Settings
from webapp.stamp import stamp

LONGEST_SUBJECT, LONGEST_NOTE, MOST_PROGRAMMES = 120, 5000, 20
_NUMBER = re.compile(r"(?:.*/programm/)?(\d{1,9})(?:[/?#].*)?$")


class NoCircular(Exception):
    """A circular that cannot go out like that; the message is one German sentence."""

    def __init__(self, said: str, about: str = "") -> None:
        super().__init__(said)
        self.about = about  # the field that it is about


@dataclass(frozen=True, slots=True, kw_only=True)
class Circular:
    """One circular; `sent_at` is empty as long as it is a draft."""

    id: int
    subject: str
    note: str
    programmes: tuple[int, ...]
    towns: tuple[str, ...]
    by: str
    at: str
    sent_at: str


def save(
    db: Database,
    number: int | None,
    subject: str,
    note: str,
    programmes: Iterable[int],
    towns: Iterable[str],
    account: Account,
    now: datetime,
) -> int:
    """Keep a draft; gives its number.

    Raises:
        NoCircular: when subject or towns are missing, or it has gone out.
    """
    subject = " ".join(subject.split())[:LONGEST_SUBJECT]
    if not subject:
        raise NoCircular("Bitte geben Sie einen Betreff ein.", "subject")
    chosen = sorted(set(towns))
    if not chosen:
        raise NoCircular("Bitte wählen Sie mindestens eine Kommune.", "towns")
    row: dict[str, Any] = dict(subject=subject, note=note.strip()[:LONGEST_NOTE])
    row |= dict(programmes=json.dumps(list(dict.fromkeys(programmes))[:MOST_PROGRAMMES]))
    row |= dict(towns=json.dumps(chosen), account=account.id, by=account.email, at=stamp(now))
    with writing(db):
        if number is None:
            return int(db.table("circular").insert(row).last_pk)  # type: ignore[arg-type]
        stands = circular(db, number)
        if stands is None or stands.sent_at:
            raise NoCircular("Dieser Rundbrief ist schon hinausgegangen.")
        db.table("circular").update(number, row)
    return number


def circular(db: Database, number: int) -> Circular | None:
    """One circular."""
    return next(map(_from_row, db.query("select * from circular where id = ?", [number])), None)


def circulars(db: Database) -> list[Circular]:
    """All circulars, the newest first."""
    return [_from_row(row) for row in db.query("select * from circular order by id desc limit 50")]


def programmes_named(db: Database, text: str) -> tuple[list[int], list[str]]:
    """The programmes that lines name by number or address, and the lines that name none."""
    found, strange = [], []
    for line in filter(None, map(str.strip, text.splitlines())):
        match = _NUMBER.fullmatch(line)
        if match and next(db.query("select 1 from programme where id = ?", [match[1]]), None):
            found.append(int(match[1]))
        elif programme := programme_at(db, line):
            found.append(programme.id)
        else:
            strange.append(line)
    return found, strange


def recipients(db: Database, it: Circular) -> list[Reader]:
    """The people in the towns who want letters and can be reached."""
    return [
        reader
        for reader in readers(db)
        if reader.account
        and reader.account.role in (Role.STAFF, Role.READER)
        and reader.account.municipality in it.towns
    ]


def written(edition: Edition, it: Circular, reader: Reader, links: Links) -> Rendered:
    """Write a circular to one person."""
    shelf = edition.shelf
    findings = tuple(
        Finding(
            programme=programme,
            standing=shelf.standing(programme),
            money=shelf.money(programme),
            days_left=shelf.days_left(programme),
            own_lines=(_line(it, programme.id),),
        )
        for programme in shelf.usable(it.programmes).values()
    )
    letter = Letter(reader=reader, day=edition.today, recommended=findings)
    paragraphs = [part for part in it.note.split("\n\n") if part.strip()]
    return render(letter, links, "circular", it.subject, paragraphs=paragraphs, by=it.by)


def send_out(
    db: Database, edition: Edition, settings: Settings, it: Circular, now: datetime
) -> int:
    """Put a circular into the outbox for everybody it is meant for, once; gives for how many."""
    with writing(db):
        done = "update circular set sent_at = ? where id = ? and sent_at is null"
        if db.execute(done, [stamp(now), it.id]).rowcount == 0:
            raise NoCircular("Dieser Rundbrief ist schon hinausgegangen.")
        people = recipients(db, it)
        for reader in people:
            links = links_for(settings, reader, secret_key(settings.data))
            _put(db, edition, settings, it, reader, written(edition, it, reader, links), now)
    return len(people)


def _put(
    db: Database,
    edition: Edition,
    settings: Settings,
    it: Circular,
    reader: Reader,
    rendered: Rendered,
    now: datetime,
) -> None:
    today: date = edition.today
    draft = Draft(
        kind=Kind.CIRCULAR,
        email=reader.email,
        subject=it.subject,
        message_id=new_message_id(settings.mail_from),
        account=reader.account_id,
        about=str(it.id),
        lines=tuple(_line(it, number) for number in edition.shelf.usable(it.programmes)),
        content=dict(text=rendered.text, html=rendered.html),
    )
    outbox.put(db, draft, today, now)


def _line(it: Circular, programme: int) -> Line:
    return Line(why=Why.CIRCULAR, programme=programme, subject=str(it.id))


def _from_row(row: dict[str, Any]) -> Circular:
    lists = {name: tuple(json.loads(row[name])) for name in ("programmes", "towns")}
    values = {name: row[name] for name in ("id", "subject", "note", "by", "at")} | lists
    return Circular(**values, sent_at=row["sent_at"] or "")
