"""Each rule looks for one kind of proof that two records belong together and says what it saw."""

from collections.abc import Callable
from dataclasses import dataclass

from index.duplicates.apart import ALIKE, SAME_NAME, told_apart
from index.duplicates.names import Part, Title
from index.duplicates.pair import Relation
from index.duplicates.traits import Traits, Weights
from index.german import stem

NAME_WEIGHT = 5.0
"""So much must the words of a common name tell: one rare word, or a few ordinary ones."""
RELATED = 0.1
HALF = 0.5
SAME_TEXT_FROM = 0.45
LONG_TITLE = 20.0
"""A title of this weight is nobody's by accident."""
SAME_TEXT = "weitgehend gleicher Text"


@dataclass(frozen=True, slots=True)
class Proof:
    """What a rule saw: a relation with a score and a sentence.

    `turned` says that the second record is the earlier one.
    """

    relation: Relation
    score: float
    reason: str
    turned: bool = False


Rule = Callable[[Traits, Traits, Weights], Proof | None]


def version(a: Title, b: Title) -> Relation:
    """The same programme in another version, if one title tells of a year, a call or an end."""
    differs = a.years != b.years or a.new_version != b.new_version
    return Relation.OTHER_VERSION if differs else Relation.SAME


# Two records of one source are two programmes, unless the source itself tells otherwise.


def copied_page(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """The editor's copy of a page: same folder and name, only a number behind it.

    In the identifier of a call a number tells two calls apart.
    """
    if a.identifier or (a.folder, a.slug) != (b.folder, b.slug):
        return None
    likeness = weights.likeness(a.words, b.words)
    # The source cuts long names of pages: a number then tells two programmes apart.
    named_alike = weights.sum(a.title.words & b.title.words) >= NAME_WEIGHT
    if likeness < (RELATED if named_alike else ALIKE):
        return None
    return Proof(Relation.OTHER_VERSION, 0.85, "gleiche Seite der Quelle mit anderer Nummer")


def next_call(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """The call of another year: the same title, and identifiers that differ only in the year."""
    if not a.identifier or a.identifier == b.identifier:
        return None
    if weights.overlap(a.title.words, b.title.words) < SAME_NAME:
        return None
    if _without_year(a.identifier) != _without_year(b.identifier):
        return None
    return Proof(Relation.OTHER_VERSION, 0.9, "gleiche Kennung mit anderem Jahr")


def opened_again(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A call that is opened again under another identifier: the same long title to the word."""
    if not a.identifier or a.title.words != b.title.words or _series(a) != _series(b):
        return None
    if weights.sum(a.title.words) < LONG_TITLE:
        return None
    return Proof(Relation.OTHER_VERSION, 0.75, "gleicher langer Titel unter anderer Kennung")


# Two sources that tell of one programme.


def same_product(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """The same product numbers of the same bank."""
    if a.numbers and a.numbers == b.numbers:
        reason = f"gleiche Produktnummer {', '.join(sorted(a.numbers))}"
        return Proof(version(a.title, b.title), 0.95, reason)
    shared = a.numbers & b.numbers
    if shared and weights.likeness(a.words, b.words) >= 2 * RELATED:
        reason = f"beide nennen die Produktnummer {', '.join(sorted(shared))}"
        return Proof(version(a.title, b.title), 0.75, reason)
    return None


def same_page_elsewhere(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A mirror: the same path on another host, and the same words in the title."""
    if (a.slug, a.folder.partition("/")[2]) != (b.slug, b.folder.partition("/")[2]):
        return None
    if len(a.slug) < 12 or weights.overlap(a.title.words, b.title.words) < SAME_NAME:
        return None
    return Proof(version(a.title, b.title), 0.95, "gleiche Seite auf einem anderen Server")


def same_name(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A distinctive name that both titles carry, and nothing that tells them apart."""
    for mine in a.title.parts:
        for theirs in b.title.parts:
            if weights.overlap(mine.words, theirs.words) < SAME_NAME:
                continue
            if told_apart(a, b, mine, theirs, weights):
                continue
            likeness = weights.likeness(a.words, b.words)
            if _is_one_name(mine, theirs, likeness, weights):
                return Proof(
                    version(a.title, b.title), 0.8 + likeness / 5, "gleicher Name im Titel"
                )
    return None


def _is_one_name(mine: Part, theirs: Part, likeness: float, weights: Weights) -> bool:
    """Whether a part of two titles names one thing: rare words, or quoted by both.

    Where each has a word of its own (»in Kommunen«, »in Unternehmen«) the texts have to be alike.
    """
    if mine.words - theirs.words and theirs.words - mine.words and likeness < ALIKE:
        return False
    told = weights.sum(mine.words & theirs.words)
    quoted = mine.quoted and theirs.quoted and mine.words == theirs.words
    return told >= NAME_WEIGHT or (quoted and likeness >= 2 * RELATED)


def same_short_name(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A short name that both titles carry, for example RiLiSE, beside words in common.

    The short name of a bank or a fund stands in the titles of many programmes; what else the
    titles say, or the texts, has to agree.
    """
    shared = a.title.short_names & b.title.short_names
    if not shared or a.title.short_names ^ b.title.short_names:
        return None
    left, right = (frozenset(one.title.words - {*map(stem, shared)}) for one in (a, b))
    likeness = weights.likeness(a.words, b.words)
    if likeness < (RELATED if weights.overlap(left, right) >= HALF else ALIKE):
        return None
    return Proof(version(a.title, b.title), 0.8, f"gleiche Kurzbezeichnung {', '.join(shared)}")


def same_text(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """Texts so alike that one was written from the other, under titles that do not object.

    Siblings of one Richtlinie share most of their text and the first part of their title.
    """
    if a.shingles.isdisjoint(b.shingles) and a.title.words.isdisjoint(b.title.words):
        return None
    likeness = weights.likeness(a.words, b.words)
    if likeness < SAME_TEXT_FROM or _siblings_by_title(a, b, weights):
        return None
    return Proof(version(a.title, b.title), likeness, SAME_TEXT)


def successor(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A short name that goes on in a longer one, for example SWIM and SWIMplus."""
    for mine in a.title.short_names:
        for theirs in b.title.short_names:
            short, long = sorted((mine, theirs), key=len)
            if short != long and long.startswith(short) and long[len(short) :] in _SUCCESSIONS:
                reason = f"auf {short} folgt {long}"
                return Proof(Relation.PREDECESSOR, 0.7, reason, turned=theirs == short)
    return None


def _siblings_by_title(a: Traits, b: Traits, weights: Weights) -> bool:
    return any(
        weights.overlap(mine.words, theirs.words) >= SAME_NAME
        and told_apart(a, b, mine, theirs, weights)
        for mine in a.title.parts
        for theirs in b.title.parts
    )


_SUCCESSIONS = ("plus", "2", "neu")

WITHIN_A_SOURCE: tuple[Rule, ...] = (copied_page, next_call, opened_again)
ACROSS_SOURCES: tuple[Rule, ...] = (
    same_page_elsewhere,
    same_product,
    successor,
    same_name,
    same_short_name,
    same_text,
)


def _without_year(identifier: str) -> str:
    return "-".join(part for part in identifier.split("-") if not _is_year(part))


def _series(one: Traits) -> list[str]:
    """The programme and part of it that a call belongs to: HORIZON-MISS."""
    return one.identifier.split("-")[:2]


def _is_year(part: str) -> bool:
    return len(part) == 4 and part.isdigit()
