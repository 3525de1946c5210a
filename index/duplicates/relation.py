"""How two records relate: each rule looks for one kind of proof and says what it saw."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from index.duplicates.names import Part, Title
from index.duplicates.traits import Traits, Weights
from index.vocabulary import Region

NAME_WEIGHT = 5.0
"""So much must the words of a common name tell: one rare word, or a few ordinary ones."""
SAME_NAME = 0.75
ALIKE = 0.4
"""From this likeness on, two sources tell of the same thing whatever its title."""
RELATED = 0.1
SAME_TEXT = "weitgehend gleicher Text"


class Relation(StrEnum):
    """How two records belong together."""

    SAME = "same_programme"
    OTHER_VERSION = "same_programme_other_version"
    PREDECESSOR = "predecessor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two records that belong together, how, how sure that is (0–1), and why, in German.

    Of a predecessor and its successor `a` is the predecessor.
    """

    a: str
    b: str
    relation: Relation
    score: float
    reasons: tuple[str, ...] = ()


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


def relate(a: Traits, b: Traits, weights: Weights) -> Pair | None:
    """Tell how two records belong together, or `None` when nothing proves that they do."""
    if not may_be_one(a, b):
        return None
    for rule in WITHIN_A_SOURCE if a.source == b.source != "watched" else ACROSS_SOURCES:
        if proof := rule(a, b, weights):
            first, second = (b, a) if proof.turned else (a, b)
            return Pair(
                a=first.url,
                b=second.url,
                relation=proof.relation,
                score=round(proof.score, 2),
                reasons=(proof.reason,),
            )
    return None


def may_be_one(a: Traits, b: Traits) -> bool:
    """Another level, region or product number is another programme, and so is an overview."""
    if a.title.overview or b.title.overview:
        return False
    if a.levels and b.levels and not a.levels & b.levels:
        return False
    if a.numbers and b.numbers and not a.numbers & b.numbers:
        return False
    return _valid_in_one_place(a.regions, b.regions)


def _valid_in_one_place(a: frozenset[Region], b: frozenset[Region]) -> bool:
    wide = {Region.NATIONWIDE, Region.EU}
    if a and b:
        return bool(a & b)
    return not (a or b) - wide


def version(a: Title, b: Title) -> Relation:
    """The same programme in another version, if one title tells of a year, a call or an end."""
    differs = a.years != b.years or a.new_version != b.new_version
    return Relation.OTHER_VERSION if differs else Relation.SAME


# Two records of one source are two programmes, unless the source itself tells otherwise.


def copied_page(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """The editor's copy of a page: same folder and name, only a number behind it."""
    if (a.folder, a.slug) != (b.folder, b.slug):
        return None
    if weights.likeness(a.words, b.words) < RELATED:
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


# Two sources that tell of one programme.


def same_product(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """The same product numbers of the same bank."""
    if a.numbers and a.numbers == b.numbers:
        reason = f"gleiche Produktnummer {', '.join(sorted(a.numbers))}"
        return Proof(version(a.title, b.title), 0.95, reason)
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
            shared = mine.words & theirs.words
            if weights.overlap(mine.words, theirs.words) < SAME_NAME:
                continue
            if weights.sum(shared) < NAME_WEIGHT or _told_apart(a, b, mine, theirs, weights):
                continue
            likeness = weights.likeness(a.words, b.words)
            return Proof(version(a.title, b.title), 0.8 + likeness / 5, "gleicher Name im Titel")
    return None


def same_short_name(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """A short name that both titles carry, for example RiLiSE, beside words in common."""
    shared = a.title.short_names & b.title.short_names
    if not shared or a.title.short_names ^ b.title.short_names:
        return None
    overlap = weights.overlap(a.title.words, b.title.words)
    if overlap < 0.3 and weights.likeness(a.words, b.words) < 2 * RELATED:
        return None
    return Proof(version(a.title, b.title), 0.8, f"gleiche Kurzbezeichnung {', '.join(shared)}")


def same_text(a: Traits, b: Traits, weights: Weights) -> Proof | None:
    """Texts so alike that one was written from the other."""
    likeness = weights.likeness(a.words, b.words)
    if likeness < ALIKE:
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


_SUCCESSIONS = ("plus", "2", "neu")

WITHIN_A_SOURCE: tuple[Rule, ...] = (copied_page, next_call)
ACROSS_SOURCES: tuple[Rule, ...] = (
    same_page_elsewhere,
    same_product,
    successor,
    same_name,
    same_short_name,
    same_text,
)


def _told_apart(a: Traits, b: Traits, mine: Part, theirs: Part, weights: Weights) -> bool:
    """Whether the rest of the titles names two things, or a part of the whole in one of them.

    »Städtebauförderung« and »Städtebauförderung „Lebendige Zentren“« are two programmes, but
    a rest that only describes (»– Förderung von …«) and a name before it tell nothing apart.
    """
    known = mine.words | theirs.words
    left, right = _rest(a.title, mine, known), _rest(b.title, theirs, known)
    if left and right:
        return weights.overlap(_words(left), _words(right)) < SAME_NAME
    return any(part.quoted for part in left + right) or bool(
        left + right and weights.likeness(a.words, b.words) < ALIKE
    )


def _rest(title: Title, matched: Part, known: frozenset[str]) -> list[Part]:
    """The parts that name something else; a short name stands for the whole."""
    start = title.parts.index(matched) if matched.describing else 0
    later = title.parts[start:]
    quoted = [part for part in title.parts[:start] if part.quoted]
    return [
        part
        for part in (*quoted, *later)
        if part.words - known and not part.describing and not part.short_name
    ]


def _words(parts: list[Part]) -> frozenset[str]:
    return frozenset(word for part in parts for word in part.words)


def _without_year(identifier: str) -> str:
    return "-".join(part for part in identifier.split("-") if not _is_year(part))


def _is_year(part: str) -> bool:
    return len(part) == 4 and part.isdigit()
