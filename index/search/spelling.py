"""Spelling: the word that was probably meant, from the words of the corpus as written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from whoosh.spelling import ListCorrector
from whoosh.support.levenshtein import distance

from index.german import fold
from index.search.snapshot import Knowledge

_SHORT, _LONG, _TOO_LONG = 5, 8, 40
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph|v", "f"),
        (r"ti(?=on)", "zi"),
        (r"th|dt", "t"),
        (r"t[zs]", "z"),
        (r"chs|x", "ks"),
        (r"c(?!h)k?", "k"),
        (r"ie|y", "i"),
        (r"(?<=[aeiou])h", ""),
        (r"(.)\1", r"\1"),
    )
)


@dataclass(frozen=True, slots=True)
class Correction:
    """The word that was probably meant; one that is not `sure` is offered, but not looked for."""

    word: str
    sure: bool


def correction(
    surface: str, knowledge: Knowledge, is_known: Callable[[str], bool]
) -> Correction | None:
    """Give the known word nearest to an unknown one; the most frequent of equally near ones.

    Short words are left alone, words up to 8 letters may have one wrong letter, longer ones two;
    with two it has to sound alike to be sure: »vereinsamen« is no misspelt »vereinbaren«.
    """
    folded = fold(surface)
    if not _SHORT <= len(folded) < _TOO_LONG or not folded.isalpha() or is_known(surface):
        return None
    most = 1 if len(folded) <= _LONG else 2
    corrector = ListCorrector(knowledge.words)
    for allowed in range(1, most + 1):
        near = corrector.suggest(folded, limit=20, maxdist=allowed, prefix=1)
        frequent = [word for word in near if knowledge.spellings[word][1] >= 2]
        if frequent:
            best = max(frequent, key=lambda word: knowledge.spellings[word][1])
            sure = allowed == 1 or sounds_alike(folded, best)
            return Correction(knowledge.spellings[best][0], sure)
    return None


def sounds_alike(one: str, other: str) -> bool:
    """Tell whether two folded words differ by one letter at most once they are written by ear."""
    return int(distance(_by_ear(one), _by_ear(other))) <= 1  # type: ignore[no-untyped-call]


def _by_ear(folded: str) -> str:
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded
