"""Programmes like another one: they share its telling words, or say the same in others."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from math import log
from pathlib import Path

import numpy as np

from index.concepts import Phrase
from index.german import Word, fold, weak_words
from index.own_concepts import own_concepts
from index.programme import Programme, all_programmes
from index.search.card import Card
from index.search.columns import STATUSES
from index.search.knowledge import Knowledge, knowledge_of
from index.search.opened import Opened, opened_now
from index.search.places import names_a_place
from index.search.postings import Postings
from index.search.query import Wish
from index.search.scores import Scores, of_all, raise_to
from index.search.shelf import MissingIndex
from index.search.use import use_here
from index.store import Database

_TOPICS, _READ = 14, 700
_EXPANSIONS, _EXPANSIONS_OF_TITLE = 4, 12
_SHARED = 0.25
"""From this strength on a topic counts as shared."""
_LEAST, _STRONG, _LEAST_TOPICS = 0.16, 0.35, 2
_IN_TITLE, _KNOWN = 3.0, 1.6
"""What the dictionary knows is a topic of itself."""
_COMMON, _FEW = 0.1, 12
"""What more programmes than this share say of themselves says nothing; a few always may."""
_SAME_AREA, _SAME_FUNDER = 1.15, 1.05
_MOST_KEPT = 500


@dataclass(frozen=True, slots=True)
class Similar:
    """A programme like another one, and why."""

    programme: Programme
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    text: str
    weight: float
    scores: Scores
    prominent: bool


@dataclass(slots=True)
class _Said:
    """How often and how prominently a programme says something."""

    text: str
    weight: float = 0.0


def similar(
    folder: Path, db: Database, programme: Programme, today: date, most: int = 5
) -> list[Similar]:
    """The programmes most like this one; none while there is no index."""
    index = opened_now(folder)
    if index is None:
        return []
    try:
        knowledge = knowledge_of(index.shelf, index.edition, own_concepts(db))
    except MissingIndex:  # its vocabulary is gone; the next search builds it
        return []
    kept = index.overview(today).kept.setdefault("similar", {})
    key = (programme.id, programme.last_changed, id(knowledge))
    if key not in kept:
        if len(kept) > _MOST_KEPT:
            kept.clear()
        kept[key] = _nearest(programme, index, knowledge, today, most)
    found: list[tuple[int, tuple[str, ...]]] = kept[key]
    programmes = {it.id: it for it in all_programmes(db, [number for number, _ in found])}
    return [Similar(programmes[n], reasons) for n, reasons in found if n in programmes]


def _nearest(
    programme: Programme, index: Opened, knowledge: Knowledge, today: date, most: int
) -> list[tuple[int, tuple[str, ...]]]:
    topics = _topics(programme, index.postings, knowledge)
    statuses = index.overview(today).day.statuses
    near = []
    for number, likeness, shared in _alike(topics, index.postings.size):
        fit = index.columns.fits[index.columns.fit_of[number]]
        card = index.card(number)
        if card.programme != programme.id:
            worth = likeness * use_here(fit, STATUSES[statuses[number]], Wish())
            worth *= _kinship(programme, card)
            near.append((-worth, card.title, card, shared))
    near.sort(key=lambda it: it[:2])
    return [
        (card.programme, _reasons(programme, card, shared)) for _, _, card, shared in near[:most]
    ]


def _alike(topics: list[_Topic], size: int) -> Iterator[tuple[int, float, list[_Topic]]]:
    """The programmes that share enough of the topics, how much, and which."""
    whole = sum(topic.weight for topic in topics)
    total = np.zeros(size)
    shared = np.zeros((len(topics), size), np.bool_)
    for topic, row in zip(topics, shared, strict=True):
        total[topic.scores.numbers] += topic.weight * topic.scores.values
        row[topic.scores.at_least(_SHARED).numbers] = True
    likeness = total / whole if topics else total
    prominent = shared[[topic.prominent for topic in topics]].any(axis=0)
    least = np.where(likeness >= _STRONG, 1, min(_LEAST_TOPICS, len(topics)))
    enough = (likeness >= _LEAST) & (shared.sum(axis=0) >= least) & prominent
    for number in np.flatnonzero(enough).tolist():
        has = [topic for topic, row in zip(topics, shared, strict=True) if row[number]]
        yield number, float(likeness[number]), has


def _topics(programme: Programme, postings: Postings, knowledge: Knowledge) -> list[_Topic]:
    """What the programme is about: its prominent words that few others use, and their synonyms."""
    said: dict[Phrase, _Said] = {}
    for text, language, weight in _texts(programme):
        for phrase, words in _phrases(text, language, knowledge):
            if _says_something(phrase, words, language, knowledge):
                surface = " ".join(word.surface for word in words)
                said.setdefault(phrase, _Said(surface)).weight += weight
    most = max(_FEW, int(_COMMON * postings.count))
    topics = []
    for phrase, it in _most_telling(said, postings.count, knowledge):
        wide = _EXPANSIONS_OF_TITLE if it.weight >= _IN_TITLE else _EXPANSIONS
        scores = _found(phrase, postings, knowledge, wide)
        if len(scores) > 1 and len(postings.phrase(phrase)) <= most:
            known = knowledge.concepts.is_topic(phrase)
            rarity = log(1 + postings.count / len(scores)) * (_KNOWN if known else 1.0)
            prominent = known or it.weight >= _IN_TITLE
            topics.append(_Topic(it.text, min(it.weight, 4.0) * rarity, scores, prominent))
    return sorted(topics, key=lambda topic: -topic.weight)


def _most_telling(
    said: dict[Phrase, _Said], count: int, knowledge: Knowledge
) -> list[tuple[Phrase, _Said]]:
    """The few worth looking up, by how often the vocabulary has their words."""

    def worth(item: tuple[Phrase, _Said]) -> float:
        words = (fold(word).replace("-", "") for word in item[1].text.split())
        used = min(knowledge.vocabulary.get(word, ("", 1))[1] for word in words)
        known = _KNOWN if knowledge.concepts.is_topic(item[0]) else 1.0
        return -min(item[1].weight, 4.0) * log(1 + count / used) * known

    return sorted(said.items(), key=worth)[:_TOPICS]


def _texts(programme: Programme) -> Iterator[tuple[str, str, float]]:
    for telling in programme.tellings:
        record = telling.record
        yield record.title, record.language, _IN_TITLE
        yield record.keywords[:_READ], record.language, 0.4
        yield record.summary.text[:_READ], record.language, 1.0
        yield record.description.text[:_READ], record.language, 0.5


def _phrases(text: str, language: str, knowledge: Knowledge) -> Iterator[tuple[Phrase, list[Word]]]:
    """The words of a text; an entry of the dictionary is one, however many words it has."""
    words = list(knowledge.analyser.words(text, language))
    stems = [word.stem for word in words]
    start = 0
    while start < len(words):
        length = knowledge.concepts.longest(stems, start) or 1
        yield tuple(stems[start : start + length]), words[start : start + length]
        start += length


def _says_something(phrase: Phrase, words: list[Word], language: str, knowledge: Knowledge) -> bool:
    """Entries of the dictionary and nouns do; offices, places, numbers and verbs do not."""
    for word in words:
        little = word.stem in weak_words() or names_a_place(word.stem)
        if little or word.folded.isdigit() or len(word.folded) < 3:
            return False
    is_noun = language != "de" or words[0].surface[:1].isupper()
    return is_noun or knowledge.concepts.is_topic(phrase)


def _found(phrase: Phrase, postings: Postings, knowledge: Knowledge, expansions: int) -> Scores:
    best = np.zeros(postings.size)
    raise_to(best, postings.phrase(phrase), 1.0)
    for other, weight in islice(knowledge.concepts.expansions(phrase), expansions):
        raise_to(best, postings.phrase(other), weight)
    return of_all(best)


def _kinship(programme: Programme, card: Card) -> float:
    factor = 1.0
    if {area.value for area in programme.funding_areas}.intersection(card.facets["funding_area"]):
        factor *= _SAME_AREA
    if set(programme.funders).intersection(card.facets["funder"]):
        factor *= _SAME_FUNDER
    return factor


def _reasons(programme: Programme, card: Card, shared: list[_Topic]) -> tuple[str, ...]:
    """What the two have in common, for people to read."""
    words = list(_not_repeated(topic.text for topic in shared))[:4]
    areas = [a for a in programme.funding_areas if a.value in card.facets["funding_area"]]
    funders = [name for name in programme.funders if name in card.facets["funder"]]
    reasons = [f"Gemeinsame Themen: {', '.join(words)}"] if words else []
    if areas:
        reasons.append(f"gleicher Förderbereich: {areas[0]}")
    if funders:
        reasons.append(f"gleicher Fördergeber: {funders[0]}")
    return tuple(reasons)


def _not_repeated(texts: Iterable[str]) -> Iterator[str]:
    """Leave out what stands in one named before: »Hochwasser« after »Schutz vor Hochwasser«."""
    named: set[str] = set()
    for text in texts:
        words = set(text.lower().split())
        if not words <= named:
            named |= words
            yield text
