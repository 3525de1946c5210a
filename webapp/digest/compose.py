"""What stands in a letter: the new matches of one person that can still be used."""

from collections.abc import Iterable
from datetime import date

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.vocabulary import Presence, Status
from webapp.accounts.account import Account
from webapp.digest.letter import Letter, Offer, Section
from webapp.digest.queries import DueMatch
from webapp.filters import euro
from webapp.programmes.quick_check import quick_check

MOST_ITEMS = 20
MOST_MONEY = 2

_NOT_NOW = (Status.CLOSED, Status.PAUSED)


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
