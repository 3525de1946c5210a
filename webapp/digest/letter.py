"""A letter as a value: what is new, recommended, changed, due soon, joint, and found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from index.programme import Programme
from index.status import Standing, german_date
from webapp.digest.ledger import Line, Why
from webapp.digest.matches import DueMatch
from webapp.digest.readers import Reader
from webapp.digest.said import Difference

SOON_DAYS = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A programme that a letter speaks of in a few lines, and why it does."""

    programme: Programme
    standing: Standing
    money: tuple[str, ...]
    days_left: int | None
    own_lines: tuple[Line, ...]
    project: str = ""
    label: str = ""
    """What stands above it: the Vorhaben or the municipality it is about."""
    note: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """What the ledger notes."""
        yield from self.own_lines
        if not any(line.why is Why.DEADLINE for line in self.own_lines):
            yield from deadline_line(self.programme, self.standing, self.days_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A programme in a letter; `matches` are the Vorhaben it fits, the best first."""

    programme: Programme
    standing: Standing
    matches: tuple[DueMatch, ...]
    money: tuple[str, ...]
    own_share: tuple[str, ...]
    days_left: int | None
    advice: tuple[Finding, ...] = ()
    """Recommendations of the Fördermittelmanagement that tell of it too."""

    @property
    def best(self) -> DueMatch:
        """The Vorhaben that it fits best."""
        return self.matches[0]

    @property
    def is_clear(self) -> bool:
        """Whether an application can be made as far as the sources tell."""
        return self.best.eligible == "yes"

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it fits; the deadline has its own line."""
        ahead = self.standing.next_deadline
        day = german_date(ahead) if ahead else None
        return tuple(reason for reason in self.best.reasons if not day or day not in reason)

    @property
    def project(self) -> str:
        """The Vorhaben that a decision about it belongs to."""
        return self.best.project

    @property
    def lines(self) -> Iterator[Line]:
        """What the ledger notes: each Vorhaben, its advice, and the deadline if it is near."""
        for match in self.matches:
            yield match.line
        for finding in self.advice:
            yield from finding.own_lines
        yield from deadline_line(self.programme, self.standing, self.days_left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something with a day or a question that is no programme of its own: an invitation, a day."""

    title: str
    text: str
    address: str
    own_lines: tuple[Line, ...]
    due_on: date | None = None
    days_left: int | None = None
    stays: bool = False
    """Whether it is a duty: to be done even when its day is over."""

    @property
    def is_overdue(self) -> bool:
        """Whether its day is over."""
        return self.days_left is not None and self.days_left < 0

    @property
    def lines(self) -> Iterator[Line]:
        """What the ledger notes."""
        yield from self.own_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The offers for one Vorhaben."""

    project_title: str
    town: str
    offers: tuple[Offer, ...]

    @property
    def clear(self) -> list[Offer]:
        """Those that can be applied for."""
        return [offer for offer in self.offers if offer.is_clear]

    @property
    def unclear(self) -> list[Offer]:
        """Those where something has to be found out first."""
        return [offer for offer in self.offers if not offer.is_clear]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSection:
    """What is new in one saved search; `remaining` more stay due for the next letter."""

    search: int
    name: str
    address: str
    findings: tuple[Finding, ...]
    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter to one person. `remaining` offers and `further` things stay due for the next."""

    reader: Reader
    day: date
    sections: tuple[Section, ...] = ()
    recommended: tuple[Finding, ...] = ()
    changed: tuple[Finding, ...] = ()
    duties: tuple[Notice, ...] = ()
    soon: tuple[Finding | Notice, ...] = ()
    expected: tuple[Notice, ...] = ()
    joint: tuple[Notice, ...] = ()
    trainings: tuple[Notice, ...] = ()
    searches: tuple[SearchSection, ...] = ()
    remaining: int = 0
    further: int = 0
    silent: tuple[str, ...] = ()
    """Sources that could not be read, those of one age in a sentence."""

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All offers for Vorhaben."""
        return tuple(offer for section in self.sections for offer in section.offers)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is new in saved searches."""
        return tuple(finding for section in self.searches for finding in section.findings)

    @property
    def items(self) -> tuple[Offer | Finding | Notice, ...]:
        """Everything it tells, in its order."""
        return (
            *self.offers, *self.recommended, *self.changed, *self.duties, *self.soon,
            *self.expected, *self.joint, *self.trainings, *self.findings,
        )  # fmt: skip

    @property
    def lines(self) -> tuple[Line, ...]:
        """What the ledger notes of this letter, each once."""
        return tuple({line.key: line for item in self.items for line in item.lines}.values())

    @property
    def programmes(self) -> list[Programme]:
        """The programmes it tells of."""
        return [item.programme for item in self.items if not isinstance(item, Notice)]

    @property
    def matches(self) -> list[DueMatch]:
        """The matches that this letter tells of."""
        return [match for offer in self.offers for match in offer.matches]

    @property
    def towns(self) -> tuple[str, ...]:
        """The municipalities whose Vorhaben are named."""
        return tuple(sorted({match.town for match in self.matches}))

    @property
    def projects(self) -> int:
        """How many Vorhaben are named."""
        return len({match.project for match in self.matches})

    @property
    def left_out(self) -> dict[str, str]:
        """How much stays due, by part: what a letter that is made anew cannot know."""
        counts = {"offers": self.remaining, "further": self.further}
        counts |= {str(section.search): section.remaining for section in self.searches}
        return {name: str(count) for name, count in counts.items() if count}

    def leaving_out(self, counts: Mapping[str, str]) -> "Letter":
        """The same letter with what was left out when it was put into the outbox."""
        searches = (
            replace(section, remaining=int(counts.get(str(section.search), 0)))
            for section in self.searches
        )
        return replace(
            self,
            remaining=int(counts.get("offers", 0)),
            further=int(counts.get("further", 0)),
            searches=tuple(searches),
        )

    @property
    def week(self) -> int:
        """Kalenderwoche."""
        return self.day.isocalendar().week

    @property
    def next_offer(self) -> Offer | None:
        """The offer with the nearest deadline, of those that are clear if one of them has any."""
        dated = [offer for offer in self.offers if offer.days_left is not None]
        clear = [offer for offer in dated if offer.is_clear]
        return min(clear or dated, key=lambda offer: offer.days_left or 0, default=None)


def deadline_line(
    programme: Programme, standing: Standing, days_left: int | None
) -> Iterator[Line]:
    """A near deadline is told wherever it stands in a letter, and then not once more."""
    if standing.next_deadline and days_left is not None and days_left <= SOON_DAYS:
        day = standing.next_deadline.isoformat()
        yield Line(why=Why.DEADLINE, programme=programme.id, version=day)
