"""Whether a word of a text is a form of a word of the dictionary, or only shares its stem.

A stemmer makes one of Burg and Bürger, Handel and handeln, Meister and meistens. Capital letters
and endings tell most of them apart; the dictionary names the rest (`not`).
"""

from itertools import takewhile

from index.german import Word
from index.stems import is_irregular

_ENDINGS = frozenset(
    ("", "e", "n", "s", "en", "es", "er", "ern", "em", "ns", "se", "sen", "nen", "in", "innen")
)
_PLURALS = frozenset(("e", "n", "s", "en", "es"))
"""What may be missing when the dictionary gives the plural."""
_EXCHANGED = frozenset(("e", "er", "es", "en", "em", "a", "um", "us", "is", "in", "innen"))


def is_form_of(word: Word, term: Word, *, all_small: bool = False) -> bool:
    """Tell whether a word with the same stem is the same word; `all_small`: no capitals in use."""
    if len(term.surface) > 1 and term.surface.isupper():
        return all_small or word.surface.isupper() or term.surface in word.surface.split("-")
    if is_irregular(word.folded) or is_irregular(term.folded):
        return word.stem == term.stem
    if not term.surface[0].isupper():
        return True
    is_noun = all_small or not word.surface[0].islower()
    return is_noun and _inflected(word.folded, term.folded)


def is_inside(term: Word, compound: Word) -> bool:
    """Tell whether a compound with a part of the same stem is made of the term itself."""
    bare = term.folded.removesuffix("n").removesuffix("e")
    return bare in compound.folded.replace("-", "") or is_irregular(term.folded)


def _inflected(word: str, term: str) -> bool:
    if word.startswith(term):
        return word[len(term) :] in _ENDINGS or _is_participle(term)
    if term.startswith(word):
        return term[len(word) :] in _PLURALS
    if term.endswith("er"):
        return False  # who does something keeps the ending: Gründer is no form of Gründen
    shared = sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, term, strict=False))
    )
    return word[shared:] in _EXCHANGED and term[shared:] in _EXCHANGED


def _is_participle(term: str) -> bool:
    """Geflüchtete, Vertriebene, Arbeitslose: endings change as those of an adjective."""
    return term.endswith(("te", "ne", "lose"))
