"""Comparing only records that share something rare, so that five thousand take seconds."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence

from index.duplicates.groups import completed_groups
from index.duplicates.pair import Pair
from index.duplicates.relation import relate, similar
from index.duplicates.rules import SAME_TEXT
from index.duplicates.traits import Traits, Weights, read_traits
from index.record import SourceRecord
from index.store import Database
from index.versions import decode_record
from index.vocabulary import Presence

_RARE = 40
"""A mark that more records carry is no reason to compare them."""
_PARTNERS = 30
"""So many records at most are compared with each one."""


def find_pairs(db: Database, *, similar_too: bool = False) -> list[Pair]:
    """Propose pairs among all records that are not gone, the surest first."""
    return pairs_among(_records(db), similar_too=similar_too)


def pairs_among(records: Iterable[SourceRecord], *, similar_too: bool = False) -> list[Pair]:
    """Propose pairs among some records, the surest first; on request those merely similar, last."""
    traits = [read_traits(record) for record in records]
    weights = Weights([*one.title.words, *one.words] for one in traits)
    found, alike = [], []
    for i, j in candidates(traits):
        if pair := relate(traits[i], traits[j], weights):
            found.append(pair)
        elif similar_too and (pair := similar(traits[i], traits[j], weights)):
            alike.append(pair)
    pairs = list(_without_siblings(found))
    pairs += completed_groups(pairs, {one.url: one for one in traits})
    known = {frozenset((pair.a, pair.b)) for pair in pairs}
    alike = [pair for pair in alike if frozenset((pair.a, pair.b)) not in known]
    return _surest_first(pairs) + _surest_first(alike)


def _surest_first(pairs: Iterable[Pair]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b))


def _without_siblings(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Leave out a pair that only its text proves when one of the two has a better partner.

    Siblings of one Richtlinie have nearly the same text; at most one of them is meant.
    """
    found = sorted(pairs, key=lambda pair: -pair.score)
    best: dict[str, Pair] = {}
    for pair in found:
        for url in (pair.a, pair.b):
            best.setdefault(url, pair)
    for pair in found:
        if SAME_TEXT not in pair.reasons or best[pair.a] is best[pair.b] is pair:
            yield pair


def candidates(traits: Sequence[Traits]) -> Iterator[tuple[int, int]]:
    """Pairs that share something rare, of each record only the most promising ones.

    So the number of comparisons grows with the number of records, not with its square.
    """
    groups = _groups(traits)
    shared: dict[int, list[list[int]]] = defaultdict(list)
    for group in groups:
        for number in group:
            shared[number].append(group)
    for number in sorted(shared):
        yield from ((other, number) for other in sorted(_promising(number, shared[number])))


def _promising(number: int, groups: Iterable[list[int]]) -> list[int]:
    """Those before it that share most with one record; what fewer records share counts more."""
    together: dict[int, float] = defaultdict(float)
    for group in groups:
        for other in group:
            if other < number:
                together[other] += 1 / len(group)
    return sorted(together, key=lambda other: (-together[other], other))[:_PARTNERS]


def _groups(traits: Sequence[Traits]) -> list[list[int]]:
    by_mark: dict[Hashable, list[int]] = defaultdict(list)
    for number, one in enumerate(traits):
        for mark in set(_marks(one)):
            by_mark[mark].append(number)
    groups = [group for group in by_mark.values() if 1 < len(group) <= _RARE]
    by_run: dict[int, list[int]] = defaultdict(list)
    for number, one in enumerate(traits):
        for run in one.shingles:
            by_run[run].append(number)
    return groups + [group for group in by_run.values() if 1 < len(group) <= _RARE // 4]


def _marks(one: Traits) -> Iterator[Hashable]:
    yield from (("word", word) for word in one.title.words)
    yield from (("part", part.words) for part in one.title.parts)
    yield from (("short name", name[:4]) for name in one.title.short_names)
    yield from (("number", number) for number in one.numbers)
    yield ("slug", one.slug)
    if one.identifier:
        yield ("call", "-".join(one.identifier.split("-")[:2]), len(one.identifier))
        yield ("title", one.title.words)


def _records(db: Database) -> Iterator[SourceRecord]:
    sql = """
        select content from record
        join version on version.record = record.id and version.number = record.version
        where record.presence <> ? order by record.id
    """
    return (decode_record(row["content"]) for row in db.query(sql, [Presence.GONE.value]))
