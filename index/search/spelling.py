"""Spelling: the word that was probably meant, from the words of the corpus as written."""

from collections.abc import Callable

from whoosh.spelling import ListCorrector

from index.german import fold
from index.search.snapshot import Knowledge

_SHORT, _LONG, _TOO_LONG = 5, 8, 40


def correction(surface: str, knowledge: Knowledge, is_known: Callable[[str], bool]) -> str | None:
    """Give the known word nearest to an unknown one; the most frequent of equally near ones.

    Short words are left alone, words up to 8 letters may have one wrong letter, longer ones two.
    """
    folded = fold(surface)
    if not _SHORT <= len(folded) < _TOO_LONG or not folded.isalpha() or is_known(surface):
        return None
    distance = 1 if len(folded) <= _LONG else 2
    corrector = ListCorrector(knowledge.words)
    for allowed in range(1, distance + 1):
        near = corrector.suggest(folded, limit=20, maxdist=allowed, prefix=1)
        frequent = [word for word in near if knowledge.spellings[word][1] >= 2]
        if frequent:
            best = max(frequent, key=lambda word: knowledge.spellings[word][1])
            return knowledge.spellings[best][0]
    return None
