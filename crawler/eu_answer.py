"""Reading one page of the EU search: is it what we asked for, and what do its rows say."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from crawler.eu_query import PAGE_SIZE, Slice
from index.signs import storable
from index.text import clean

LEGACY = "SEDIA_PRD_CENTRICITY"
"""An index whose rows stay open for ever, whatever their deadline."""


class UnreadableAnswer(Exception):
    """The search did not answer what it was asked; the message is a German sentence."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the search: lists of strings by the name of the field."""

    reference: str
    url: str
    fields: Mapping[str, tuple[str, ...]]
    sent: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """The row as it came."""

    def one(self, name: str) -> str:
        """The first value of a field, or nothing."""
        return next(iter(self.fields.get(name, ())), "")

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells rows apart; the identifier does not."""
        return self.one("DATASOURCE"), self.reference, self.one("language")

    @property
    def identifier(self) -> str:
        """The topic that the row is about, as the portal compares it: without case."""
        return self.one("identifier").lower()

    @property
    def type(self) -> str:
        """Grant, external action, update or cascade call."""
        return self.one("type")

    @property
    def deadlines(self) -> tuple[date, ...]:
        """All days on which applications close, in order."""
        return tuple(sorted({day_of(text) for text in self.fields.get("deadlineDate", ())}))

    def is_stale(self, today: date) -> bool:
        """Tell whether this is a row of the old index that names no day still to come."""
        if self.one("DATASOURCE") != LEGACY:
            return False
        try:
            return max(self.deadlines, default=date.min) < today
        except UnreadableAnswer:
            return True

    def json(self, name: str) -> Any:
        """Read a field that holds JSON in a string; `None` when it is absent or broken."""
        try:
            return json.loads(self.one(name))
        except (ValueError, RecursionError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of answers."""

    total: int
    rows: tuple[Row, ...]


def day_of(text: str) -> date:
    """The day of `2026-04-29T00:00:00.000+0000` or `2024-09-27+02:00 Europe/Brussels`.

    Raises:
        UnreadableAnswer: when the text is neither.
    """
    try:
        return date.fromisoformat(text[:10])
    except ValueError as error:
        raise UnreadableAnswer(f"Die EU-Suche nennt ein unlesbares Datum: {text!r}.") from error


def read_page(body: bytes, asked: Slice, number: int) -> Page:
    """Read a page and make sure that it answers the question.

    Raises:
        UnreadableAnswer: when it does not; then nothing of this crawl may be kept.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableAnswer("Die EU-Suche antwortet nicht mit JSON.") from error
    if not isinstance(answer, dict) or not isinstance(answer.get("results"), list):
        raise UnreadableAnswer("Die Antwort der EU-Suche hat keine Trefferliste.")
    if (answer.get("pageNumber"), answer.get("pageSize")) != (number, PAGE_SIZE):
        raise UnreadableAnswer(f"Die EU-Suche hat nicht Seite {number} geliefert.")
    if not isinstance(answer.get("totalResults"), int):
        raise UnreadableAnswer("Die EU-Suche nennt keine Gesamtzahl.")
    if not all(isinstance(row, dict) for row in answer["results"]):
        raise UnreadableAnswer("Die EU-Suche liefert Treffer ohne Angaben.")
    rows = tuple(read_row(row) for row in answer["results"])
    for row in rows:
        _check_asked_for(row, asked)
    return Page(answer["totalResults"], rows)


def read_row(row: Mapping[str, Any]) -> Row:
    """Read a row; a few have no `metadata`, their fields stand on top among plain strings."""
    metadata = row.get("metadata")
    source = metadata if metadata and isinstance(metadata, dict) else row
    fields = {name: _strings(value) for name, value in source.items()}
    fields.setdefault("language", _strings(row.get("language")))
    reference, url = (storable(str(row.get(name, ""))) for name in ("reference", "url"))
    return Row(reference, url, fields, row)


def words(row: Row) -> tuple[str, ...]:
    """Keywords and tags in either shape, without the codes of the topic and its call."""
    found = [*row.fields.get("keywords", ()), *row.fields.get("tags", ())]
    if len(row.fields.get("keywords", ())) == 1 and found[0].startswith("["):
        listed = row.json("keywords")
        found[:1] = [str(word) for word in listed] if isinstance(listed, list) else []
    codes = {row.identifier, row.one("callIdentifier").lower()}
    return tuple(sorted({clean(word) for word in found if word.lower() not in codes}))


def _strings(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(storable(str(one)) for one in values if one is not None)


def _check_asked_for(row: Row, asked: Slice) -> None:
    checks = (
        ("type", asked.types),
        ("status", asked.statuses),
        ("frameworkProgramme", asked.programmes),
        ("language", (asked.language,)),
    )
    for name, wanted in checks:
        if wanted and not set(row.fields.get(name, ())) & set(wanted):
            raise UnreadableAnswer(
                "Die EU-Suche hat die Frage nicht beachtet:"
                f" {name} {row.one(name)!r} war nicht gefragt ({row.reference})."
            )
