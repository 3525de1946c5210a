"""What is compared: the traits of one record, read once."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from sys import intern
from zlib import crc32

from index.address import address_key
from index.duplicates.names import Title, take_apart
from index.duplicates.places import regions_of, without_places
from index.record import TEXT_FIELDS, SourceRecord
from index.vocabulary import Level, Region

_READ_CHARACTERS = 6000
_SHINGLE = 5
_ONE_IN = 12
_WORD = re.compile(r"[^\W\d_]{4,}")
_COPY_NUMBER = re.compile(r"-\d{6}$|-\d$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One record as the comparison sees it."""

    url: str
    source: str
    levels: frozenset[Level]
    regions: frozenset[Region]
    funders: frozenset[str]
    title: Title
    numbers: frozenset[str]
    folder: str
    slug: str
    identifier: str
    words: Mapping[str, int]
    shingles: frozenset[int]
    linked: frozenset[str]

    @property
    def host(self) -> str:
        """The site that tells it."""
        return self.folder.partition("/")[0]


def read_traits(record: SourceRecord) -> Traits:
    """Read the traits of a record; its first pages of text are enough."""
    text = " ".join(_texts(record))[:_READ_CHARACTERS]
    # The same words stand in many records: each is kept once.
    words = [intern(word.lower()) for word in _WORD.findall(text)]
    title = take_apart(without_places(record.title))
    folder, _, slug = address_key(record.url).rpartition("/")
    return Traits(
        url=record.url,
        source=record.source,
        levels=frozenset(record.levels),
        regions=regions_of(record, text),
        funders=frozenset(record.funders),
        title=title,
        numbers=frozenset(record.product_numbers) or title.numbers,
        folder=folder,
        slug=_COPY_NUMBER.sub("", slug.removesuffix(".html")),
        identifier=record.call.identifier if record.call else "",
        words=dict(Counter(words)),
        shingles=frozenset(_shingles(words)),
        linked=frozenset(address_key(link.url) for link in record.links),
    )


class Weights:
    """How much a word tells: one that few records contain tells much.

    A small register knows little about words, so some hundred unseen records are assumed beside it.
    """

    _UNSEEN = 500
    _REMEMBERED = 30_000

    def __init__(self, documents: Iterable[Iterable[str]]) -> None:
        self._count: Counter[str] = Counter()
        self._total = self._UNSEEN
        self._weight: dict[str, float] = {}
        self._directions: dict[int, tuple[Mapping[str, int], dict[str, float]]] = {}
        for words in documents:
            self._count.update(set(words))
            self._total += 1

    def of(self, word: str) -> float:
        """The weight of one word."""
        weight = self._weight.get(word)
        if weight is None:
            weight = math.log((self._total + 0.5) / (self._count[word] + 0.5))
            self._weight[word] = weight
        return weight

    def sum(self, words: Iterable[str]) -> float:
        """The weight of several words together."""
        return sum(self.of(word) for word in words)

    def overlap(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Which share of their words two titles have in common (0–1)."""
        together = self.sum(a | b)
        return self.sum(a & b) / together if together else 0.0

    def likeness(self, a: Mapping[str, int], b: Mapping[str, int]) -> float:
        """How alike two texts are (0–1): the cosine of their weighted words."""
        short, long = sorted((self._direction(a), self._direction(b)), key=len)
        return sum(value * long[word] for word, value in short.items() if word in long)

    def _direction(self, words: Mapping[str, int]) -> dict[str, float]:
        """The weighted words of a text as a vector of length 1; the latest texts are remembered."""
        found = self._directions.get(id(words))
        if found is None or found[0] is not words:
            if len(self._directions) >= self._REMEMBERED:
                self._directions.clear()
            found = words, self._reckoned(words)
            self._directions[id(words)] = found
        return found[1]

    def _reckoned(self, words: Mapping[str, int]) -> dict[str, float]:
        told = {word: (1 + math.log(count)) * self.of(word) for word, count in words.items()}
        length = math.sqrt(sum(value * value for value in told.values()))
        return {word: value / length for word, value in told.items()} if length else {}


def _texts(record: SourceRecord) -> Iterator[str]:
    return (getattr(record, name).text for name in TEXT_FIELDS)


def _shingles(words: list[str]) -> Iterator[int]:
    """Some of the runs of five words, the same ones in every text."""
    for start in range(len(words) - _SHINGLE + 1):
        number = crc32(" ".join(words[start : start + _SHINGLE]).encode())
        if number % _ONE_IN == 0:
            yield number
