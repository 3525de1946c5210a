"""A letter as a value: offers for Vorhaben, and what is new in saved searches."""

from dataclasses import dataclass
from datetime import date

from index.programme import Programme
from index.status import Standing, german_date
from webapp.accounts.account import Account
from webapp.digest.queries import DueMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A programme in a letter; `matches` are the Vorhaben it fits, the best first."""

    programme: Programme
    standing: Standing
    matches: tuple[DueMatch, ...]
    money: tuple[str, ...]
    own_share: tuple[str, ...]
    days_left: int | None

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
class Finding:
    """A programme that is new in a saved search."""

    programme: Programme
    standing: Standing
    money: tuple[str, ...]
    days_left: int | None


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
    """One letter to one person. `remaining` further offers stay due for the next one."""

    account: Account
    day: date
    sections: tuple[Section, ...]
    remaining: int
    searches: tuple[SearchSection, ...] = ()

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All offers."""
        return tuple(offer for section in self.sections for offer in section.offers)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is new in saved searches."""
        return tuple(finding for section in self.searches for finding in section.findings)

    @property
    def matches(self) -> list[DueMatch]:
        """The matches that this letter tells of: lines of the ledger."""
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
    def week(self) -> int:
        """Kalenderwoche."""
        return self.day.isocalendar().week

    @property
    def next_offer(self) -> Offer | None:
        """The offer with the nearest deadline."""
        dated = [offer for offer in self.offers if offer.days_left is not None]
        return min(dated, key=lambda offer: offer.days_left or 0, default=None)
