"""A text as excerpts are taken from it: its sentences, and where in them each stem stands.

It is read once, when a programme is written to the index, and kept there. To read the words of
twenty texts anew for every question would cost more than to find the programmes.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from struct import Struct
from zlib import crc32

from index.german import WRITTEN, Analyser

READ = 6000
"""Further than that into a text nobody looks for the passage."""

_SENTENCE = re.compile(r"[^\n.!?…]*(?:[.!?…](?!\s|$)[^\n.!?…]*)*[.!?…]?", re.UNICODE)
_AROUND = " •\t"
_HEAD = Struct("<IHHHH")

Places = Sequence[int]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of one text. Words are those with a stem, counted through the whole text."""

    check: int
    stems: Sequence[str]
    starts: Places
    ends: Places
    first_words: Places
    """Of each sentence."""
    word_starts: Places
    word_ends: Places
    until: Places
    """Of each stem: how many of `words` are those of the stems up to it."""
    words: Places

    def are_of(self, text: str) -> bool:
        """Whether they were read in this text."""
        return self.check == _check(text[:READ])

    def words_with(self, number: int) -> Places:
        """The words that have this stem."""
        return self.words[self.until[number - 1] if number else 0 : self.until[number]]

    def sentence_of(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return bisect_right(self.first_words, word) - 1

    def end_of(self, sentence: int) -> int:
        """The first word behind a sentence."""
        after = sentence + 1
        return self.first_words[after] if after < len(self.starts) else len(self.word_starts)


def read_sentences(text: str, language: str, analyser: Analyser) -> Sentences:
    """Cut a text into sentences and read their words."""
    text = text[:READ]
    sentences: list[tuple[int, ...]] = []
    spans: list[tuple[int, ...]] = []
    places: dict[str, list[int]] = {}
    for match in _SENTENCE.finditer(text):
        start, end = _stripped(text, *match.span())
        if start == end:
            continue
        sentences.append((start, end, len(spans)))
        for written in WRITTEN.finditer(text, start, end):
            word = analyser.word(written[0], language)
            if word is None:
                continue
            for stem in (word.stem, *word.parts):
                places.setdefault(stem, []).append(len(spans))
            spans.append(written.span())
    parts: list[Places] = [*_turned(sentences, 3), *_turned(spans, 2)]
    parts.append(tuple(accumulate(map(len, places.values()))))
    parts.append(tuple(chain.from_iterable(places.values())))
    return Sentences(_check(text), tuple(places), *parts)


def encode_sentences(read: Sentences) -> bytes:
    """Write them for the index."""
    counts = map(len, (read.starts, read.word_starts, read.until, read.words))
    numbers = array("H")  # two bytes are enough for any place in a text of that length
    for places in (
        *(read.starts, read.ends, read.first_words),
        *(read.word_starts, read.word_ends, read.until, read.words),
    ):
        numbers.extend(places)
    return _HEAD.pack(read.check, *counts) + numbers.tobytes() + "\n".join(read.stems).encode()


def decode_sentences(data: bytes) -> Sentences:
    """Read them from the index."""
    check, *counts = _HEAD.unpack_from(data)
    sentences, spans, stems, words = counts
    many = (sentences, sentences, sentences, spans, spans, stems, words)
    behind = _HEAD.size + 2 * sum(many)
    numbers = memoryview(data)[_HEAD.size : behind].cast("H")
    ends = accumulate(many)
    parts: list[Places] = [numbers[end - size : end] for end, size in zip(ends, many, strict=True)]
    return Sentences(check, data[behind:].decode().split("\n"), *parts)


def _check(text: str) -> int:
    return crc32(text.encode())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    sentence = text[start:end]
    start += len(sentence) - len(sentence.lstrip(_AROUND))
    return start, start + len(sentence.strip(_AROUND))


def _turned(rows: Sequence[tuple[int, ...]], width: int) -> list[tuple[int, ...]]:
    return [tuple(column) for column in zip(*rows, strict=True)] if rows else [()] * width
