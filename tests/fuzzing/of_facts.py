"""Facts read out of prose: every value in its bounds, every quote in its text."""

import re
from datetime import date
from typing import Any

from conftest import make_record
from hostile_texts import PIECES

from crawler.facts import marks, read_facts
from crawler.facts.sentences import sentences
from fuzzing.parser import parser
from index.announced import announced_later
from index.fact_values import AMOUNTS, APPLICANTS, CHOICES, COUNTS, SHARES
from index.facts import FACT_NAMES, Fact, Facts
from index.quotes import field_with
from index.status import standing
from index.status_line import stated_by, with_status_line

_TODAY = date(2026, 6, 15)
_MOST_EUR = 10**15
_DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d", re.ASCII)
_SPAN = re.compile(r"P\d{1,3}[DWMY]", re.ASCII)
_PROSE = (
    "Antragsberechtigt sind Gemeinden und Landkreise. Der Zuschuss beträgt bis zu 80 % der"
    " Kosten, höchstens 200.000 Euro. Anträge sind bis zum 31.12.2026 zu stellen. Die"
    " Zweckbindung beträgt zehn Jahre. Eine Kumulierung ist möglich. Der vorzeitige"
    " Maßnahmenbeginn ist ausgeschlossen. Eigenanteil mindestens 10 Prozent."
)


def _right(fact: Fact) -> bool:
    """Whether a value is one of those that its fact can have."""
    value: Any = fact.value
    if fact.name in SHARES:
        return 0 < value <= 100
    if fact.name in AMOUNTS:
        return isinstance(value, int) and 0 < value < _MOST_EUR
    if fact.name in COUNTS:
        return isinstance(value, int) and 0 < value < 10**9
    if fact.name in CHOICES:
        return value in CHOICES[fact.name]
    if fact.name == "applicants":
        return bool(value) and set(value) <= set(APPLICANTS)
    if fact.name == "deadlines":
        return bool(value) and all(_DAY.fullmatch(it["date"]) for it in value)
    if fact.name == "deadline_relative":
        return bool(_SPAN.fullmatch(value))
    return date.fromisoformat(value).year > 1900


def _check(facts: Facts) -> None:
    for fact in facts:
        assert fact.name in FACT_NAMES
        assert _right(fact), fact


@parser(
    "crawler.facts.read_facts",
    "values within bounds; every quote stands in the passage;"
    " read twice the same; a status for every day",
    _PROSE,
    "\n".join(piece[:60] for piece in PIECES.values()),
)
def facts(text: str) -> None:
    for name in ("guideline", "deadline_text", "legal_requirements", "description"):
        record = make_record(summary="", **{name: text})
        found = read_facts(record)
        _check(found)
        for fact in found:
            assert all(field_with(record, it.quote) for it in fact.evidence), fact
        assert read_facts(record) == found
        standing(today=_TODAY, facts=found)


@parser(
    "crawler.facts.marks.mark_values",
    "signs stand where the values were",
    _PROSE,
    "zwei Drittel der Kosten, 1,5 Mio. Euro, 250.000 ?, 20.000 Einwohner, drei Monate",
)
def marked(text: str) -> None:
    told, found = marks.mark_values(text)
    parts, done = [], 0
    for mark in found:
        assert told[mark.at] == mark.sign
        parts += [text[done : mark.start], mark.sign]
        done = mark.end
    assert "".join([*parts, text[done:]]) == told


@parser(
    "crawler.facts.sentences.sentences",
    "pieces of the text in its order, at most 1,500 long",
    _PROSE,
    "Nr. 3 vom 1. Mai ? oder z. B. A! B? „C“ D.",
)
def cut(text: str) -> None:
    at = 0
    for sentence in sentences(text):
        at = text.index(sentence, at) + len(sentence)
        assert len(sentence) <= 1500


@parser(
    "index.status_line.stated_by",
    "closed, paused or nothing; told as a fact with its line",
    "Eine Antragstellung ist derzeit nicht möglich.",
    "Das Programm ist ausgelaufen.",
)
def status_lines(text: str) -> None:
    stated = stated_by(text)
    assert stated in ("", "closed", "paused")
    record = make_record(status_line=text)
    told = with_status_line(Facts(), record)
    assert told.value("status") == (stated or None)
    standing(today=_TODAY, status_line=text, facts=told)


@parser(
    "index.announced.announced_later",
    "a piece of the text, or nothing",
    "Die Termine werden noch bekannt gegeben. Aufrufe werden veröffentlicht.",
)
def announced(text: str) -> None:
    assert announced_later([text]) in text
