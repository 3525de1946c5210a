"""What a process keeps of the words of a built index between questions."""

from dataclasses import dataclass
from threading import Lock

from index.compounds import Splitter
from index.concepts import Concepts, concepts, groups
from index.german import Analyser, standard
from index.own_concepts import OwnConcept, dictionary_with
from index.search.build import corpus_words
from index.search.columns import as_typed
from index.search.near_words import NearWords
from index.search.shelf import Shelf
from index.wordings import wordings


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to say a concept; `folded` has a blank before each word."""

    concept: str
    text: str
    folded: str


@dataclass(slots=True)
class Knowledge:
    """What belongs to one built index: its words, as analyser and for spelling."""

    analyser: Analyser
    concepts: Concepts
    spellings: dict[str, tuple[str, int]]
    words: NearWords
    wordings: tuple[Wording, ...]
    vocabulary: dict[str, tuple[str, int]]
    splitter: Splitter
    """Cuts the compounds of a question; the terms of the dictionary stay whole."""

    def frequent(self, folded: str) -> str | None:
        """Give the spelling of a word that more than one programme uses."""
        spelling, count = self.spellings.get(folded, ("", 0))
        return spelling if count >= _TAUGHT else None


_TAUGHT = 2
"""A word of the dictionary counts as if two programmes used it, or more if more do."""

_LONG_ENOUGH = 4
"""Shorter words are no correction of anything."""

_lock = Lock()
_MOST_KNOWN = 3
_knowledge: dict[tuple[str, str, tuple[OwnConcept, ...]], Knowledge] = {}


def knowledge_of(shelf: Shelf, edition: str, own: tuple[OwnConcept, ...] = ()) -> Knowledge:
    """Read the words of an edition once per process; the dictionary anew when it was changed."""
    key = (shelf.name, edition, own)
    with _lock:
        if key not in _knowledge:
            same = [known for it, known in _knowledge.items() if it[:2] == key[:2]]
            for old in list(_knowledge):
                if old[:2] != key[:2] or len(_knowledge) >= _MOST_KNOWN:
                    del _knowledge[old]
            vocabulary = same[0].vocabulary if same else shelf.words(edition).vocabulary
            _knowledge[key] = _learn(vocabulary, own, same[0] if same else None)
        return _knowledge[key]


def _learn(
    vocabulary: dict[str, tuple[str, int]],
    own: tuple[OwnConcept, ...],
    before: Knowledge | None,
) -> Knowledge:
    written = dictionary_with(groups(), own)
    dictionary = Concepts(written, standard(), wordings()) if own else concepts()
    spellings = vocabulary | {
        word: (text, max(_TAUGHT, vocabulary.get(word, ("", 0))[1]))
        for word, text in dictionary.spellings.items()
    }
    return Knowledge(
        analyser=before.analyser if before else Analyser(corpus_words(vocabulary)),
        concepts=dictionary,
        spellings=spellings,
        words=NearWords(sorted(it for it in spellings if it.isalpha() and len(it) >= _LONG_ENOUGH)),
        wordings=tuple(
            Wording(name, text, as_typed(text))
            for name, group in written.items()
            for kind in ("de", "everyday")
            for text in group.get(kind, ())
        ),
        vocabulary=vocabulary,
        splitter=Splitter(corpus_words(vocabulary), dictionary.long_words()),
    )
