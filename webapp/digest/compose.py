"""What stands in a letter: new matches and findings of one person that can still be used."""

from collections.abc import Iterable
from datetime import date

from index.programme import Programme
from webapp.accounts.account import Account
from webapp.digest.letter import Letter, Offer, Section
from webapp.digest.queries import DueMatch
from webapp.digest.searches import DueSearch, search_sections
from webapp.digest.shelf import Shelf
from webapp.filters import euro
from webapp.programmes.quick_check import quick_check

MOST_ITEMS = 20
MOST_MONEY = 2


def compose(
    account: Account,
    matches: list[DueMatch],
    shelf: Shelf,
    most: int = MOST_ITEMS,
    searches: Iterable[DueSearch] = (),
) -> Letter | None:
    """Make the letter of what is due, the best matches first; nothing to tell, no letter."""
    programmes = shelf.usable(match.programme for match in matches)
    by_programme: dict[int, list[DueMatch]] = {number: [] for number in programmes}
    for match in matches:
        if match.programme in by_programme:
            by_programme[match.programme].append(match)
    found = search_sections(searches, shelf, by_programme)
    if not by_programme and not found:
        return None
    chosen = list(by_programme.items())[:most]
    offers = [_offer(programmes[number], found, shelf.today) for number, found in chosen]
    return Letter(
        account=account,
        day=shelf.today,
        sections=_sections(offers),
        searches=found,
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
