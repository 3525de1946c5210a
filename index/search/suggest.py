"""Suggestions while somebody types: topics of the dictionary, programmes by title, funders."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import accumulate, islice
from pathlib import Path

from index.german import stop_words
from index.own_concepts import own_concepts
from index.search.answering import everything
from index.search.columns import as_typed
from index.search.knowledge import Knowledge, knowledge_of
from index.search.opened import Overview, opened_now
from index.search.shelf import MissingIndex
from index.store import Database

SHORTEST = 2
_MOST_WORDS, _LONGEST = 8, 80
_PROGRAMMES, _OTHERS, _LOOKED_AT = 5, 3, 40


class SuggestionKind(StrEnum):
    """What is suggested."""

    TOPIC = "Thema"
    PROGRAMME = "Programm"
    FUNDER = "Fördergeber"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line below the field; a programme has its number."""

    kind: SuggestionKind
    text: str
    programme: int | None = None
    language: str = "de"


def suggest(folder: Path, db: Database, text: str, today: date) -> tuple[Suggestion, ...]:
    """Complete what was typed; nothing for less than two letters or while there is no index."""
    typed = " ".join(as_typed(text[:_LONGEST]).split()[:_MOST_WORDS])
    index = opened_now(folder) if len(typed) >= SHORTEST else None
    if index is None:
        return ()
    try:
        knowledge = knowledge_of(index.shelf, index.edition, own_concepts(db))
    except MissingIndex:  # its vocabulary is gone; the next search builds it
        return ()
    overview = index.overview(today)
    titles = _titles(typed, everything(index, today).numbers.tolist(), overview)
    return (
        *_topics(typed, knowledge),
        *(Suggestion(SuggestionKind.PROGRAMME, *it) for it in titles[:_PROGRAMMES]),
        *_funders(typed, overview),
    )


def _titles(typed: str, order: list[int], overview: Overview) -> list[tuple[str, int]]:
    """Titles with a word beginning with each of the typed ones, little words apart.

    The most useful ones are looked through first; of those, what begins as typed comes first.
    """
    words = typed.split()
    telling = [word for word in words if word not in stop_words()] or words
    wanted = sorted((f" {word}" for word in telling), key=len, reverse=True)
    titles = overview.columns.titles
    found = list(islice(_containing(wanted, order, overview), _LOOKED_AT))
    found.sort(key=lambda number: not titles[number].startswith(f" {typed}"))
    columns = overview.columns
    return [(columns.names[number], int(columns.programmes[number])) for number in found]


def _containing(wanted: list[str], order: list[int], overview: Overview) -> Iterator[int]:
    """Search all titles as one text: Python does that a hundred times faster than one by one."""
    if "titles" not in overview.kept:
        lines = [overview.columns.titles[number] for number in order]
        starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
        overview.kept["titles"] = "\n".join(lines), starts
    text, starts = overview.kept["titles"]
    first, *others = wanted
    at = text.find(first)
    while at >= 0:
        line = bisect(starts, at) - 1
        title = text[starts[line] : starts[line + 1]]
        if all(word in title for word in others):
            yield order[line]
        at = text.find(first, starts[line + 1])


def _topics(typed: str, knowledge: Knowledge) -> Iterator[Suggestion]:
    """One wording per concept, those that begin with what was typed first."""
    found = [it for it in knowledge.wordings if f" {typed}" in it.folded]
    found.sort(key=lambda it: (not it.folded.startswith(f" {typed}"), len(it.folded)))
    first: dict[str, str] = {}
    for it in found:
        first.setdefault(it.concept, it.text)
    for text in list(dict.fromkeys(first.values()))[:_OTHERS]:
        yield Suggestion(SuggestionKind.TOPIC, text)


def _funders(typed: str, overview: Overview) -> Iterator[Suggestion]:
    """Those with most programmes first."""
    if "funders" not in overview.kept:
        funders = overview.columns.bits["funder"]
        counted = [(name, as_typed(name), bits.bit_count()) for name, bits in funders.items()]
        overview.kept["funders"] = sorted(counted, key=lambda it: (-it[2], it[0]))
    found = (name for name, folded, _ in overview.kept["funders"] if f" {typed}" in folded)
    for name in islice(found, _OTHERS):
        yield Suggestion(SuggestionKind.FUNDER, name)
