"""Suggestions while somebody types: topics of the dictionary, programmes by title, funders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from index.german import fold, stop_words
from index.own_concepts import own_concepts
from index.search.build import MissingIndex
from index.search.columns import Bits, Membership, bits_of
from index.search.engine import everything, opened_now
from index.search.snapshot import Knowledge, Overview, knowledge_of, overview_of

SHORTEST = 2
_MOST_WORDS, _LONGEST = 8, 80
_PROGRAMMES, _OTHERS, _LOOKED_AT = 5, 3, 40
_MOST_KEPT = 2_000


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
    typed = " ".join(fold(text[:_LONGEST]).split()[:_MOST_WORDS])
    index = opened_now(folder) if len(typed) >= SHORTEST else None
    if index is None:
        return ()
    current, reader, postings = index
    try:
        knowledge = knowledge_of(current, own_concepts(db))
        overview = overview_of(current, reader, today)
        order = everything(postings, overview, today)
        programmes = _programmes(typed, reader, overview)
        found = Membership(programmes)
        hits = islice((item.card for item in order if item.number in found), _LOOKED_AT)
        titles = [(card.title, card.programme) for card in hits]
    except MissingIndex:  # its vocabulary is gone; the next search builds it
        return ()
    finally:
        reader.close()
    titles.sort(key=lambda it: not fold(it[0]).startswith(typed))
    return (
        *_topics(typed, knowledge),
        *(Suggestion(SuggestionKind.PROGRAMME, *it) for it in titles[:_PROGRAMMES]),
        *_funders(typed, overview),
    )


def _programmes(typed: str, reader: Any, overview: Overview) -> Bits:
    """Those whose title has a word beginning with each of the typed ones, little words apart."""
    words = typed.split()
    telling = [word for word in words if word not in stop_words()]
    found = (1 << overview.columns.count) - 1
    for word in telling or words:
        found &= _beginning_with(word, reader, overview)
    return found


def _beginning_with(prefix: str, reader: Any, overview: Overview) -> Bits:
    known = overview.kept.setdefault("prefixes", {})
    if prefix not in known:
        if len(known) > _MOST_KEPT:
            known.clear()
        numbers: list[int] = []
        for leaf, offset in reader.leaf_readers():
            if leaf.doc_count_all():
                for term in leaf.expand_prefix("name", prefix):
                    numbers += (offset + n for n in leaf.postings("name", term).all_ids())
        known[prefix] = bits_of(numbers, overview.columns.count)
    found: Bits = known[prefix]
    return found


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
        counted = [(name, f" {fold(name)}", bits.bit_count()) for name, bits in funders.items()]
        overview.kept["funders"] = sorted(counted, key=lambda it: (-it[2], it[0]))
    found = (name for name, folded, _ in overview.kept["funders"] if f" {typed}" in folded)
    for name in islice(found, _OTHERS):
        yield Suggestion(SuggestionKind.FUNDER, name)
