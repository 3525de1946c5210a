"""Reading a question: what must be found, what else says the same, what is wanted where."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from index.concepts import SYNONYM, Concepts, Phrase
from index.german import Analyser, Word, is_english, standard, stem, weak_words
from index.search.places import levels_named, names_a_place, regions_named
from index.search.spelling import Correction
from index.search.syntax import pieces
from index.stems import action_words
from index.vocabulary import Level, Region

PARTS = 0.55
LONGEST_COMPOUND = 3
SMALL = 0.5
"""Verbs and adjectives (in small letters beside nouns) say less than the nouns of a question."""
BESIDE = 0.4
NEAR = 0.75
"""Beside a topic, what is done and places say less: »Gehwegsanierung«, »LED in der Schule«.

A place without such a preposition may be a kind of building: »energetische Sanierung Rathaus«.
"""
UNNAMED = 0.6
"""Beside a topic, a word without other names says less: English calls could not meet it.

One that no programme contains says that the question may have no answer.
"""


_BESIDE = re.compile(
    r"\b(?:[Ii]m|[Aa]m|[Bb]eim|[Aa]ns?|[Ii]n|[Aa]uf|[Bb]ei|[Ff]ür|[Dd]amit)\s+"
    r"(?:(?:de[nmrs]|das|die|unsere?[nmr]?|eine?[nmr]?)\s+)?(?:[a-zäöüß]+\s+)?(?P<what>\w+)"
)
"""What stands behind such a word tells for whom or where; it is not the thing itself."""

_LOCATED = re.compile(
    r"\b(?:im|am|beim|ans?|in|auf|bei)\s+(?:(?:de[nmr]|unsere[nmr]?|eine[nmr])\s+)?(?P<where>\w+)",
    re.IGNORECASE,
)
"""What stands behind a preposition of place."""

Corrector = Callable[[str], Correction | None]
"""Gives for an unknown word the known one that was probably meant."""

Knows = Callable[[str], bool]
"""Tells whether any programme contains the stem."""

Cutter = Callable[[str], tuple[str, ...]]
"""Cuts a compound into terms of the dictionary and other words, folded."""


@dataclass(frozen=True, slots=True)
class Term:
    """One or more stems side by side, and how much finding them counts.

    `scattered`: they may also stand apart, for less.
    """

    stems: Phrase
    weight: float = 1.0
    scattered: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing the question asks for: any of its terms will do, or its parts together.

    A weak unit orders results but finds none; a required one must be there. Of a known one the
    dictionary knows other names; a topic says of itself what is asked for; what stands aside says
    where it happens or what is done. A small one is a verb or adjective; one that stands beside
    tells for whom or where; an official one is a term of several words, or the name of a programme.
    """

    text: str
    folded: str
    terms: tuple[Term, ...]
    parts: tuple["Unit", ...] = ()
    weak: bool = False
    required: bool = False
    known: bool = False
    topic: bool = False
    aside: float = 1.0
    share: float = 1.0
    small: bool = False
    beside: bool = False
    official: bool = False

    def phrases(self) -> Iterator[Phrase]:
        """All that may be found for it: stems that stand side by side."""
        for term in self.terms:
            yield term.stems
        for part in self.parts:
            yield from part.phrases()


@dataclass(frozen=True, slots=True)
class Wish:
    """A question, understood."""

    units: tuple[Unit, ...] = ()
    excluded: tuple[Unit, ...] = ()
    pairs: tuple[Phrase, ...] = ()
    regions: frozenset[Region] = frozenset()
    levels: frozenset[Level] = frozenset()
    suggestion: str | None = None

    def phrases(self) -> Iterator[Phrase]:
        """All that will be looked for."""
        for unit in (*self.units, *self.excluded):
            yield from unit.phrases()
        yield from self.pairs

    def words(self) -> Iterator[str]:
        """The words that will be looked for in titles as they are."""
        for unit in self.units:
            yield from unit.folded.split()


def read_question(
    text: str,
    analyser: Analyser,
    concepts: Concepts,
    correct: Corrector = lambda word: None,
    knows: Knows = lambda stem: False,
    cut: Cutter = lambda word: (),
) -> Wish:
    """Understand a question: »phrases«, -exclusion, UND, ODER, and plain words."""
    reading = _Reading(analyser, concepts, correct, knows, cut)
    reading.located = frozenset(match["where"] for match in _LOCATED.finditer(text))
    reading.beside = frozenset(match["what"] for match in _BESIDE.finditer(text))
    units: list[Unit] = []
    excluded: list[Unit] = []
    free: list[Word] = []
    for piece in pieces(text):
        words = list(analyser.words(piece.text))
        if not words:
            continue
        if piece.excluded:
            excluded += reading.exact(words)
        elif piece.quoted or piece.required or piece.joined or piece.opens:
            found = reading.exact(words) if piece.quoted else reading.units(words)
            alone = not (piece.joined or piece.opens)
            required = piece.required or (piece.quoted and alone)
            found = [replace(unit, required=required, weak=False) for unit in found]
            if piece.joined and units:
                units[-1] = _either(units[-1], found)
            else:
                units += found
        else:
            free += words
    units += reading.units(free)
    stems = {
        name
        for word in analyser.words(text)
        for name in (word.stem, *(word.parts if "-" in word.surface else ()))
    }
    return Wish(
        units=_never_all_weak(_topics_first(_never_all_small(units), knows)),
        excluded=tuple(excluded),
        pairs=tuple((a.stem, b.stem) for a, b in itertools.pairwise(free)),
        regions=regions_named(stems),
        levels=levels_named(stems),
        suggestion=reading.suggestion(text),
    )


class _Reading:
    def __init__(
        self,
        analyser: Analyser,
        concepts: Concepts,
        correct: Corrector,
        knows: Knows,
        cut: Cutter,
    ) -> None:
        self._analyser, self._concepts = analyser, concepts
        self._correct, self._knows, self._cut = correct, knows, cut
        self._corrections: dict[str, str] = {}
        self.located: frozenset[str] = frozenset()
        self.beside: frozenset[str] = frozenset()

    def exact(self, words: Sequence[Word]) -> list[Unit]:
        """Read quoted words: side by side, as they are."""
        stems = tuple(word.stem for word in words)
        text = " ".join(word.surface for word in words)
        english = Term(tuple(stem(word.folded, "en") for word in words))
        return [Unit(text, " ".join(word.folded for word in words), (Term(stems), english))]

    def units(self, words: Sequence[Word]) -> list[Unit]:
        """Read plain words; the longest entry of the dictionary is one thing."""
        return self._segments([self._corrected(word) for word in words], LONGEST_COMPOUND)

    def _segments(self, words: Sequence[Word], longest: int) -> list[Unit]:
        stems = [word.stem for word in words]
        found, start = [], 0
        while start < len(words):
            length = self._concepts.longest(stems, start) or 1
            together = self._compound(words[start : start + longest])
            if together > length:
                length = together
                found.append(self._compound_unit(words[start : start + length]))
            else:
                found.append(self._unit(words[start : start + length]))
            start += length
        return found

    def suggestion(self, text: str) -> str | None:
        """The question with the misspelt words put right."""
        for wrong, right in self._corrections.items():
            text = re.sub(rf"\b{re.escape(wrong)}\b", right, text)
        return text if self._corrections else None

    def _corrected(self, word: Word) -> Word:
        right = self._correct(word.surface)
        known = self._analyser.word(right.word) if right else None
        if right is None or known is None:
            return word
        self._corrections[word.surface] = right.word
        if not right.sure:
            return word
        # A verb stays one: »frisst« may be read as »Frist«, but was written small.
        return replace(known, surface=right.word.lower()) if word.surface.islower() else known

    def _unit(self, words: Sequence[Word]) -> Unit:
        if len(words) > 1:
            return self._phrase_unit(words)
        word = words[0]
        terms = [Term((word.stem,)), *self._english(word)]
        terms += self._others((word.stem,))
        known = (word.stem,) in self._concepts
        small = word.surface[:1].islower() and not known
        return Unit(
            text=word.surface,
            folded=word.folded,
            terms=tuple(terms),
            parts=tuple(self._part(part) for part in self._parts(word, known)),
            weak=_says_little(word),
            known=known,
            topic=self._concepts.is_topic((word.stem,)),
            aside=self._aside(words),
            share=SMALL if small else 1.0,
            small=small,
            beside=word.surface in self.beside,
        )

    def _parts(self, word: Word, known: bool) -> tuple[str, ...]:
        """The stems a word is made of; terms of the dictionary stay whole in new compounds."""
        names = () if known else self._cut(word.folded)
        return tuple(dict.fromkeys(stem(name) for name in names)) or word.parts

    def _aside(self, words: Sequence[Word]) -> float:
        """Tell what they count beside a topic: »an Schulen« and »Sanierung« count less."""
        phrase = tuple(word.stem for word in words)
        if action_words().issuperset(phrase):
            return BESIDE
        if self._concepts.is_place(phrase):
            return BESIDE if words[0].surface in self.located else NEAR
        return NEAR if words[0].surface in self.located else 1.0

    def _compound(self, words: Sequence[Word]) -> int:
        """Tell how many words are one that was written apart: »Klima Anpassungs Konzept«."""
        for length in range(len(words), 1, -1):
            own = stem("".join(word.folded for word in words[:length]))
            if (own,) in self._concepts:
                return length
            if self._knows(own) and not any(_says_little(word) for word in words[:length]):
                return length
        return 0

    def _compound_unit(self, words: Sequence[Word]) -> Unit:
        folded = "".join(word.folded for word in words)
        phrase = (stem(folded),)
        return Unit(
            text=" ".join(word.surface for word in words),
            folded=folded,
            terms=(Term(phrase), *self._others(phrase)),
            parts=tuple(self._segments(words, len(words) - 1)),
            known=phrase in self._concepts,
            topic=self._concepts.is_topic(phrase),
        )

    def _phrase_unit(self, words: Sequence[Word]) -> Unit:
        stems = tuple(word.stem for word in words)
        english = Term(tuple(stem(word.folded, "en") for word in words), SYNONYM)
        return Unit(
            text=" ".join(word.surface for word in words),
            folded=" ".join(word.folded for word in words),
            terms=(Term(stems), english, *self._others(stems)),
            parts=tuple(self._unit([word]) for word in words),
            known=True,
            topic=True,
            aside=self._aside(words),
            official=self._concepts.is_official(stems),
        )

    def _part(self, part: str) -> Unit:
        word = standard().word(part)
        return Unit(
            text=part,
            folded=part,
            terms=(Term((part,)), *self._others((part,))),
            parts=tuple(self._part(finer) for finer in (word.parts if word else ())),
            weak=part in weak_words(),
            topic=self._concepts.is_topic((part,)),
            share=BESIDE if part in action_words() else 1.0,
        )

    def _others(self, phrase: Phrase) -> Iterator[Term]:
        """What else says the same; English calls put words between those of a term."""
        for other, weight in self._concepts.expansions(phrase):
            yield Term(other, weight, scattered=len(other) > 1 and is_english(other[0]))

    @staticmethod
    def _english(word: Word) -> Iterator[Term]:
        """The same word may stand in an English text: »Integration«, »Creative Europe«."""
        yield Term((stem(word.folded, "en"),), SYNONYM)


def _says_little(word: Word) -> bool:
    """Words that help to order results only: »Förderung«, »EU«, »Hessen«."""
    return word.stem in weak_words() or names_a_place(word.stem)


def _either(unit: Unit, others: list[Unit]) -> Unit:
    terms = [term for other in (unit, *others) for term in other.terms]
    text = " oder ".join(other.text for other in (unit, *others))
    parts = unit.parts + tuple(part for other in others for part in other.parts)
    return replace(unit, text=text, terms=tuple(terms), parts=parts if not others else ())


def _never_all_small(units: list[Unit]) -> list[Unit]:
    """Who writes everything in small letters means nouns, too."""
    if any(word[0].isupper() for unit in units for word in unit.text.split()):
        return units
    return [replace(unit, share=1.0, small=False) for unit in units]


def _topics_first(units: list[Unit], knows: Knows) -> list[Unit]:
    """Beside a topic, let the place, the action and words without other names count less."""
    if any(unit.topic and unit.aside == 1.0 for unit in units):
        units = [_less_if_unnamed(unit, knows) for unit in units]
    if not any(unit.aside == 1.0 and not unit.weak and not unit.small for unit in units):
        return units
    return [
        unit if unit.required else replace(unit, share=unit.share * unit.aside) for unit in units
    ]


def _less_if_unnamed(unit: Unit, knows: Knows) -> Unit:
    spared = unit.known or unit.weak or unit.small or unit.required
    if spared or not knows(unit.terms[0].stems[0]):
        return unit
    return replace(unit, share=unit.share * UNNAMED)


def _never_all_weak(units: list[Unit]) -> tuple[Unit, ...]:
    """Where every word is weak, they are all there is to go by."""
    if all(unit.weak for unit in units):
        return tuple(replace(unit, weak=False) for unit in units)
    return tuple(units)
