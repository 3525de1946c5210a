"""Two versions of a record side by side: which fields differ, and in which words."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from index.facts import Facts
from index.record import Call, News, SourceRecord, changed_fields
from index.status import german_date
from index.store import Database
from index.text import RichText, comparable
from index.versions import decode_record, load_facts
from webapp.filters import zahl
from webapp.programmes.word_diff import Piece, compare
from webapp.programmes.wording import FACT_LABELS, fact_in_german, field_label

_CALL_LABELS = {
    "identifier": "Kennung",
    "call_identifier": "Kennung des Aufrufs",
    "call_title": "Aufruf",
    "programme": "Programm",
    "actions": "Art der Maßnahme",
    "opens_on": "Öffnet am",
    "deadlines": "Fristen",
    "deadline_model": "Verfahren",
    "budget_eur": "Budget in Euro",
    "grant_min_eur": "Förderung je Projekt mindestens in Euro",
    "grant_max_eur": "Förderung je Projekt höchstens in Euro",
    "expected_grants": "Erwartete Zusagen",
    "shared_budget": "Budget gilt für mehrere Themen",
}
_IN_ORDER = {"news"}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a record: its number, since when it holds, and what it said."""

    id: int
    number: int
    day: date
    extractor: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, with the parts of its text."""

    label: str
    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """How many letters there are to read."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that is read differently from the two versions; an absent one is empty."""

    label: str
    before: str
    after: str


def versions_of(db: Database, programme: int, record: int) -> list[Version]:
    """All versions of a record of this programme; none if it does not belong to it."""
    sql = """
        select version.id, version.number, version.day, version.extractor from version
        join programme_record on programme_record.record = version.record
        where programme_record.programme = ? and version.record = ? order by version.number
    """
    return [
        Version(row["id"], row["number"], date.fromisoformat(row["day"]), row["extractor"] or "")
        for row in db.query(sql, [programme, record])
    ]


def read_version(db: Database, version: Version) -> SourceRecord:
    """What the source said in a version."""
    sql = "select content from version where id = ?"
    return decode_record(next(iter(db.query(sql, [version.id])))["content"])


def field_changes(old: SourceRecord, new: SourceRecord) -> Iterator[FieldChange]:
    """Yield each field in which two versions differ."""
    for name in changed_fields(old, new):
        in_order = name in _IN_ORDER
        before = _spelled(getattr(old, name), in_order)
        after = _spelled(getattr(new, name), in_order)
        yield FieldChange(field_label(name), compare(before, after))


def fact_changes(db: Database, old: Version, new: Version) -> Iterator[FactChange]:
    """Yield each fact that differs, if the same reader of facts read both versions."""
    if old.extractor != new.extractor:
        return
    before, after = load_facts(db, old.id), load_facts(db, new.id)
    for name, label in FACT_LABELS.items():
        if before.value(name) != after.value(name):
            yield FactChange(label, _fact(before, name), _fact(after, name))


def _fact(facts: Facts, name: str) -> str:
    return next((fact_in_german(fact) for fact in facts if fact.name == name), "")


def _spelled(value: Any, in_order: bool = False) -> str:
    """Write the value of a field as text, one line for each part."""
    if isinstance(value, RichText):
        return value.text
    if isinstance(value, tuple):
        lines = [_spelled(item) for item in value]
        return "\n".join(lines if in_order else sorted(lines, key=comparable))
    if isinstance(value, Call):
        return "\n".join(_lines_of(value))
    if isinstance(value, News):
        return f"{german_date(value.day)}: {value.text}" if value.day else value.text
    if is_dataclass(value):
        parts = (_spelled(getattr(value, field.name)) for field in fields(value))
        return ", ".join(part for part in parts if part)
    return _word(value)


def _lines_of(call: Call) -> Iterator[str]:
    for name, label in _CALL_LABELS.items():
        value = getattr(call, name)
        if value or (value == 0 and value is not False):
            yield f"{label}: {_spelled(value).replace(chr(10), ', ')}"


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, date):
        return german_date(value)
    if isinstance(value, int | float):
        return zahl(value)
    return "" if value is None else str(value)
