"""What many Vorhaben ask for, in arrays: one programme is held against all of them at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from matcher.occasions import worth_of_a_general_loan
from matcher.project import Project
from matcher.question import Wish, tells_what_it_is_about
from matcher.shelf import Shelf
from matcher.tally import LOOSE_CALL, Numbers, are_loose

_SIEVE = 1 << 22


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one Vorhaben asks for, packed: its terms by their marks, their weights, its themes."""

    terms: bytes
    weights: bytes
    themes: bytes
    """Which of the terms are themes that it is about."""
    loan: float
    """What a loan for any municipal building brings to it."""


def packed(project: Project, wishes: Mapping[str, Wish]) -> Asked:
    """Pack what a Vorhaben asks for; the order of the terms stays."""
    return Asked(
        terms=np.array([_mark(term) for term in wishes], np.uint64).tobytes(),
        weights=np.array([wish.weight for wish in wishes.values()], np.float64).tobytes(),
        themes=np.array(
            [tells_what_it_is_about(it, wish) for it, wish in wishes.items()], np.bool_
        ).tobytes(),
        loan=worth_of_a_general_loan(project),
    )


class Wishes:
    """What so many Vorhaben ask for, in the order in which they are given."""

    def __init__(self, asked: Iterable[Asked]) -> None:
        found = list(asked)
        self._terms = np.frombuffer(b"".join(it.terms for it in found), np.uint64)
        self._weights = np.frombuffer(b"".join(it.weights for it in found), np.float64)
        self._themes = np.frombuffer(b"".join(it.themes for it in found), np.bool_)
        self._loans = np.array([it.loan for it in found], np.float64)
        sizes = [len(it.themes) for it in found]
        self._starts = np.concatenate([[0], np.cumsum(sizes, dtype=np.intp)])
        self._owners = np.repeat(np.arange(len(found), dtype=np.intp), sizes)

    def scores(self, shelf: Shelf, number: int) -> NDArray[np.float64]:
        """How well a programme of the shelf fits each Vorhaben, as `Shelf.tally` would have it."""
        count, spoken = len(self._loans), shelf.postings.of(number)
        by_mark = sorted((_mark(it.term), it) for it in spoken)
        marks = np.array([mark for mark, _ in by_mark], np.uint64)
        entries = self._with(marks)
        places = np.searchsorted(marks, self._terms[entries])
        rarity = np.array([shelf.statistics.rarity(it.term) for _, it in by_mark])[places]
        shares = np.array([it.share for _, it in by_mark])[places]
        owners = self._owners[entries]
        gains = self._weights[entries] * rarity * shares
        scores = np.bincount(owners, weights=gains, minlength=count).astype(np.float64)
        if shelf.general_loans[number]:
            scores += self._loans
        if shelf.calls[number]:
            titles = np.array([it.in_title for _, it in by_mark], np.bool_)[places]
            themes = self._themes[entries]
            scores[are_loose(count, owners[themes], owners[themes & titles])] *= LOOSE_CALL
        return scores

    def of(self, at: int, named: Mapping[int, str]) -> dict[str, Wish]:
        """What one Vorhaben asks for, as far as it is among these terms by their marks."""
        its = slice(self._starts[at], self._starts[at + 1])
        asked = zip(
            self._terms[its].tolist(),
            self._weights[its].tolist(),
            self._themes[its].tolist(),
            strict=True,
        )
        return {named[mark]: Wish(weight, own) for mark, weight, own in asked if mark in named}

    def _with(self, marks: NDArray[np.uint64]) -> Numbers:
        """The entries that are of these terms; a sieve spares most of them the search."""
        if not len(marks):
            return np.zeros(0, np.intp)
        low = np.uint64(_SIEVE - 1)
        sieve = np.zeros(_SIEVE, np.bool_)
        sieve[marks & low] = True
        perhaps = np.flatnonzero(sieve[self._terms & low])
        terms = self._terms[perhaps]
        places = np.minimum(np.searchsorted(marks, terms), len(marks) - 1)
        found: Numbers = perhaps[marks[places] == terms]
        return found


def terms_by_mark(shelf: Shelf) -> dict[int, str]:
    """All that the programmes of a shelf speak of, by the marks under which it is packed."""
    return {_mark(term): term for term in shelf.postings.terms}


@lru_cache(maxsize=500_000)
def _mark(term: str) -> int:
    """A number for a term: two of a million terms share one in one of forty million cases."""
    return int.from_bytes(blake2b(term.encode(), digest_size=8).digest(), "little")
