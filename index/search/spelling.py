"""Spelling: the word that was probably meant, from the words of the corpus as written."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.german import fold
from index.search.knowledge import Knowledge
from index.search.near_words import edits

_SHORT, _LONG, _TOO_LONG, _HALF = 5, 8, 40, 5
_NEAR = 20
_LINKS = ("n", "s", "es", "en")
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
    A compound that nobody wrote yet may have its mistake in one of its halves.
    """
    folded = fold(surface)
    if not _SHORT <= len(folded) < _TOO_LONG or not folded.isalpha() or is_known(surface):
        return None
    found = _nearest(folded, knowledge) or _half_right(folded, knowledge)
    if found is None:
        return None
    return Correction(found, sure=_is_sure(folded, fold(found)))


def _nearest(folded: str, knowledge: Knowledge, most: int | None = None) -> str | None:
    """Give the spelling of the nearest word that more than one programme uses."""
    most = most or (1 if len(folded) <= _LONG else 2)
    for allowed in range(1, most + 1):
        near = knowledge.words.within(folded, allowed, _NEAR)
        frequent = [word for word in near if knowledge.spellings[word][1] >= 2]
        if frequent:
            best = max(frequent, key=lambda w: (_swapped(folded, w), knowledge.spellings[w][1]))
            return knowledge.spellings[best][0]
    return None


def _half_right(folded: str, knowledge: Knowledge) -> str | None:
    """Put one half of a compound right where the other is a known word: »Kannalsanierung«."""
    for cut in range(len(folded) - _HALF, _HALF - 1, -1):
        left, right = folded[:cut], folded[cut:]
        if knowledge.frequent(right) and any(map(knowledge.frequent, _bare(left))):
            return None  # »Klassenfahrt« is no mistake
        if (known := knowledge.frequent(right)) and (near := _nearest(left, knowledge, 1)):
            return near + known.lower()
        if (known := knowledge.frequent(left)) and (near := _nearest(right, knowledge, 1)):
            return known + near.lower()
    return None


def _bare(left: str) -> Iterator[str]:
    """The first half of a compound without the letters that link it to the second."""
    return (left.removesuffix(link) for link in _LINKS if left.endswith(link))


def _is_sure(folded: str, found: str) -> bool:
    """Tell whether nothing else can be meant; one letter for another makes »Muster« of »Mutter«."""
    if sounds_alike(folded, found, errors=0) or _swapped(folded, found):
        return True
    other_word = len(folded) == len(found) and len(folded) <= _LONG
    near = edits(folded, found) <= 1
    return not other_word and (near or sounds_alike(folded, found))


def _swapped(one: str, other: str) -> bool:
    """Tell whether two neighbouring letters changed places: »Pfelge«."""
    if len(one) != len(other):
        return False
    differ = [n for n in range(len(one)) if one[n] != other[n]]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and one[differ[0]] == other[differ[1]]
        and one[differ[1]] == other[differ[0]]
    )


def sounds_alike(one: str, other: str, errors: int = 1) -> bool:
    """Tell whether two folded words differ by one letter at most once they are written by ear."""
    return edits(_by_ear(one), _by_ear(other)) <= errors


def _by_ear(folded: str) -> str:
    for pattern, sound in _SOUNDS:
        folded = pattern.sub(sound, folded)
    return folded
