"""What stands in a letter: the new matches of one person that can still be used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.status import Standing, german_date
from index.vocabulary import Presence, Status
from webapp.accounts.account import Account
from webapp.digest.queries import DueMatch
from webapp.filters import euro
from webapp.programmes.quick_check import quick_check

MOST_ITEMS = 20
MOST_MONEY = 2

_NOT_NOW = (Status.CLOSED, Status.PAUSED)


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
class Letter:
    """One letter to one person. `remaining` further offers stay due for the next one."""

    account: Account
    day: date
    sections: tuple[Section, ...]
    remaining: int

    @property
    def offers(self) -> tuple[Offer, ...]:
        """All offers."""
        return tuple(offer for section in self.sections for offer in section.offers)

    @property
    def matches(self) -> list[DueMatch]:
        """Everything that this letter tells: the lines of the ledger."""
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


class Shelf:
    """The programmes of one run: each is read once, and only what can be used today is offered."""

    def __init__(self, db: Database, today: date) -> None:
        self._db, self.today = db, today
        self._known: dict[int, Programme | None] = {}

    def usable(self, numbers: Iterable[int]) -> dict[int, Programme]:
        """Those of the programmes that a source lists today and that take applications or will."""
        wanted = list(dict.fromkeys(numbers))
        unread = [number for number in wanted if number not in self._known]
        for programme in all_programmes(self._db, unread):
            self._known[programme.id] = programme if self._is_usable(programme) else None
        found = ((number, self._known.get(number)) for number in wanted)
        return {number: programme for number, programme in found if programme}

    def _is_usable(self, programme: Programme) -> bool:
        # A programme that its source does not list at the moment may be back next week.
        listed = programme.presence is Presence.PRESENT
        return listed and programme.standing(self.today).status not in _NOT_NOW


def compose(
    account: Account, matches: list[DueMatch], shelf: Shelf, most: int = MOST_ITEMS
) -> Letter | None:
    """Make the letter of what is due, the best matches first; nothing to tell, no letter."""
    programmes = shelf.usable(match.programme for match in matches)
    by_programme: dict[int, list[DueMatch]] = {number: [] for number in programmes}
    for match in matches:
        if match.programme in by_programme:
            by_programme[match.programme].append(match)
    if not by_programme:
        return None
    chosen = list(by_programme.items())[:most]
    offers = [_offer(programmes[number], found, shelf.today) for number, found in chosen]
    return Letter(
        account=account,
        day=shelf.today,
        sections=_sections(offers),
        remaining=len(by_programme) - len(offers),
    )


def _offer(programme: Programme, matches: list[DueMatch], today: date) -> Offer:
    answers = {answer.question: answer.lines for answer in quick_check(programme, today)}
    standing = programme.standing(today)
    ahead = standing.next_deadline
    return Offer(
        programme=programme,
        standing=standing,
        matches=tuple(matches),
        money=answers["Wie viel"][:MOST_MONEY],
        own_share=_own_share(programme, answers["Eigenanteil"], matches[0].cost_eur),
        days_left=(ahead - today).days if ahead else None,
    )


def _own_share(
    programme: Programme, lines: tuple[str, ...], cost_eur: int | None
) -> tuple[str, ...]:
    share = programme.facts.value("own_share_min")
    if share is None or not cost_eur:
        return lines
    amount = euro(round(cost_eur * share / 100))
    return (*lines, f"bei {euro(cost_eur)} Kosten mindestens {amount}")


def _sections(offers: list[Offer]) -> tuple[Section, ...]:
    by_project: dict[str, list[Offer]] = {}
    for offer in offers:
        by_project.setdefault(offer.best.project, []).append(offer)
    return tuple(
        Section(
            project_title=group[0].best.project_title,
            town=group[0].best.town,
            offers=tuple(group),
        )
        for group in by_project.values()
    )
