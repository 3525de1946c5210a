"""What stands in a letter: that of what is due which can still be used, in its order."""

from typing import TypeVar

from index.programme import Programme
from matcher.own_share import own_share
from matcher.project import Project
from webapp.digest.advised import advised
from webapp.digest.changed import changed
from webapp.digest.edition import Edition
from webapp.digest.expected import expected
from webapp.digest.gather import Due
from webapp.digest.letter import Finding, Letter, Notice, Offer, Section
from webapp.digest.matches import DueMatch
from webapp.digest.readers import Reader
from webapp.digest.recommended import recommended
from webapp.digest.reminders import reminders
from webapp.digest.searches import search_sections
from webapp.digest.shelf import Shelf
from webapp.digest.soon import soon
from webapp.digest.together import together
from webapp.digest.trainings import new_trainings
from webapp.filters import euro

MOST_ITEMS = 20
MOST_FURTHER = 10

Item = TypeVar("Item")


def compose(edition: Edition, reader: Reader, due: Due, most: int = MOST_ITEMS) -> Letter | None:
    """Make the letter of what is due, the best matches first; nothing to tell, no letter.

    What does not fit stays due for the next letter.
    """
    db, shelf = edition.db, edition.shelf
    offers, more_offers = _offers(due.matches, shelf, most)
    told = {offer.programme.id for offer in offers}
    offers, alone = advised(offers, recommended(db, due.lines, shelf))
    advice, more_advised = _first(alone)
    differing, more_changed = _first(changed(due.lines, due.followed, shelf))
    told |= {it.programme.id for it in (*advice, *differing)}
    reminded = reminders(due.lines, due.remindings, shelf.today)
    near, more_near = _near(due, reminded, told, shelf)
    again, more_again = _first(expected(db, reader, due.lines, shelf.today))
    taught, more_taught = _first(new_trainings(db, reader, due.lines, shelf.today))
    joint, more_joint = _first(together(db, due.lines, shelf))
    letter = Letter(
        reader=reader,
        day=edition.today,
        sections=_sections(offers),
        recommended=advice,
        changed=differing,
        duties=tuple(it for it in reminded if it.stays),
        soon=near,
        expected=again,
        joint=joint,
        trainings=taught,
        searches=search_sections(due.searches, shelf, told | {m.programme for m in due.matches}),
        remaining=more_offers,
        further=more_advised + more_changed + more_near + more_again + more_joint + more_taught,
        silent=edition.silent,
    )
    return letter if letter.items else None


def _near(
    due: Due, reminded: tuple[Notice, ...], told: set[int], shelf: Shelf
) -> tuple[tuple[Finding | Notice, ...], int]:
    """Reminders first, then the other near deadlines that stand nowhere else."""
    numbers = {line.programme for it in reminded for line in it.lines if line.programme}
    near: tuple[Finding | Notice, ...] = soon(due.lines, due.followed, told | numbers, shelf)
    others, more = _first(near)
    return (*(it for it in reminded if not it.stays), *others), more


def _first(items: tuple[Item, ...]) -> tuple[tuple[Item, ...], int]:
    return items[:MOST_FURTHER], max(0, len(items) - MOST_FURTHER)


def _offers(matches: list[DueMatch], shelf: Shelf, most: int) -> tuple[list[Offer], int]:
    usable = shelf.usable(match.programme for match in matches)
    by_programme: dict[int, list[DueMatch]] = {number: [] for number in usable}
    for match in matches:
        if match.programme in by_programme:
            by_programme[match.programme].append(match)
    chosen = list(by_programme.items())[:most]
    offers = [_offer(usable[number], found, shelf) for number, found in chosen]
    return offers, len(by_programme) - len(offers)


def _offer(programme: Programme, matches: list[DueMatch], shelf: Shelf) -> Offer:
    return Offer(
        programme=programme,
        standing=shelf.standing(programme),
        matches=tuple(matches),
        money=shelf.money(programme),
        own_share=_own_share(programme, shelf.own_share(programme), matches[0]),
        days_left=shelf.days_left(programme),
    )


def _own_share(programme: Programme, lines: tuple[str, ...], match: DueMatch) -> tuple[str, ...]:
    """What is stated, and what it comes to for the best of the Vorhaben."""
    if not match.cost_eur:
        return lines
    project = Project(
        id=match.project,
        title=match.project_title,
        cost_eur=match.cost_eur,
        eligible_cost_eur=match.eligible_cost_eur,
    )
    found = own_share(programme.facts, project)
    cents = found.least_own if found.own is None else found.own
    if not cents:
        return lines
    amount = euro(round(cents / 100))
    # The share that the highest rate would leave is told only where no cost says more.
    stated = lines if programme.facts.value("own_share_min") is not None else ()
    return (*stated, f"bei {euro(match.cost_eur)} Kosten rechnerisch mindestens {amount}")


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
