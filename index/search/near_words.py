"""The words that differ from another one by a letter or two."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LETTERS = 27
"""a to z, and all others together."""


class NearWords:
    """Sorted words with the count of each letter, by which nearly all others are ruled out."""

    def __init__(self, words: Sequence[str]) -> None:
        """Count the letters of all words at once."""
        self._words = words
        self._sizes = np.array([len(word) for word in words], np.int32)
        self._counts = _counted(words, self._sizes)
        firsts = np.array([word[:1] for word in words], "U1")
        self._begin = {str(it): int(at) for it, at in zip(*np.unique(firsts, True), strict=True)}

    def within(self, word: str, most: int, limit: int) -> list[str]:
        """Those with the same first letter that take at most so many edits, the nearest first."""
        near = [it for it in self._candidates(word, most) if it != word]
        apart = {it: far for it in near if (far := edits(word, it)) <= most}
        kept = sorted(sorted(apart, reverse=True), key=apart.__getitem__)[:limit]
        return sorted(kept, key=lambda it: (apart[it], it))

    def _candidates(self, word: str, most: int) -> list[str]:
        start = self._begin.get(word[0])
        if start is None:
            return []
        later = [at for at in self._begin.values() if at > start]
        part = slice(start, min(later, default=len(self._words)))
        size = len(word)
        alike = np.flatnonzero(np.abs(self._sizes[part] - size) <= most) + start
        own = _counted([word], np.array([size]))
        differ = np.abs(self._counts[alike].astype(np.int16) - own).sum(axis=1)
        return [self._words[at] for at in alike[differ <= 2 * most].tolist()]


def edits(one: str, other: str) -> int:
    """How many letters have to be put in, left out or replaced to make one word of the other."""
    start, end = 0, min(len(one), len(other))
    while start < end and one[start] == other[start]:
        start += 1
    back = 0
    while back < end - start and one[-1 - back] == other[-1 - back]:
        back += 1
    one, other = one[start : len(one) - back], other[start : len(other) - back]
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for at, its in enumerate(other, 1):
            before, row[at] = row[at], min(before + (letter != its), row[at] + 1, row[at - 1] + 1)
    return row[-1]


def _counted(words: Sequence[str], sizes: NDArray[np.int32]) -> NDArray[np.uint8]:
    codes = np.frombuffer("".join(words).encode("utf-32-le"), "<u4").astype(np.int64) - ord("a")
    codes[(codes < 0) | (codes >= _LETTERS)] = _LETTERS - 1
    places = np.repeat(np.arange(len(words)), sizes) * _LETTERS + codes
    counts = np.bincount(places, minlength=len(words) * _LETTERS)
    return counts.reshape(-1, _LETTERS).astype(np.uint8)
