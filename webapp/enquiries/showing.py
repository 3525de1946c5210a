"""What the pages of conversations show beside the words: what they are about, as far as allowed."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from index.programme import Programme, all_programmes
from webapp.accounts.access import Role, current_account, may_see_project, signed_in
from webapp.accounts.people import Person, named_people, people_of
from webapp.applications.queries import application, applications
from webapp.enquiries import queries
from webapp.enquiries.enquiry import Enquiry, Shown
from webapp.enquiries.forms import OTHER_FACTS
from webapp.programmes.evidence import quote_of
from webapp.programmes.history import fitting_projects
from webapp.programmes.wording import FACT_LABELS
from webapp.projects.queries import project, projects_of
from webapp.projects.sight import owner_of
from webapp.request import db

LABELS = {**FACT_LABELS, **OTHER_FACTS}

Named = list[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a conversation is about, as far as it is there and this person sees it."""

    programme: Programme | None
    project: tuple[str, str] | None
    application: tuple[int, str] | None


def about(found: Enquiry) -> About:
    """Find the programme, the Vorhaben and the akte that a conversation names."""
    number = found.asked.programme
    akte = found.asked.application
    named = application(db(), akte, current_account()) if akte else None
    return About(
        programme=next(iter(all_programmes(db(), [number])), None) if number else None,
        project=_project_of(found),
        application=(named.id, named.title) if named else None,
    )


def own_projects(programme: int | None = None) -> Named:
    """The Vorhaben of the own municipality; those that a programme fits come first."""
    account = current_account()
    own = account.municipality or ""
    fits = fitting_projects(db(), programme, account) if programme else ()
    found = {it.project: it.title for it in fits if it.ags == own}
    found |= {it.id: it.title for it in projects_of(db(), own) if it.id not in found}
    return list(found.items())


def own_applications() -> Named:
    """The akten that this person may see."""
    return [(str(it.id), it.title) for it in applications(db(), current_account())]


def both_sides(found: Enquiry) -> list[Person]:
    """Who may be responsible: the people of the municipality and the Fördermittelmanagement."""
    both = people_of(db(), [found.municipality] if found.municipality else [])
    asking = named_people(db(), [found.account])
    return [*both, *(it for it in asking.values() if it not in both)]


def shown_of(found: Programme, fact: str) -> Shown:
    """What the page says at this moment: a source may change before somebody looks."""
    stated = found.facts.get(fact)
    if stated is None:
        return Shown()
    quote = quote_of(found, stated)
    return Shown(saying=quote.saying, quotes=tuple(item.quote for item in quote.evidence))


def titles(found: Iterable[Enquiry]) -> dict[int, str]:
    """The titles of the programmes that conversations are about."""
    numbers = [it.asked.programme for it in found if it.asked.programme]
    return {it.id: it.title for it in all_programmes(db(), numbers)}


def on_programme(found: Programme) -> str:
    """What was asked about a programme, for its page."""
    account = signed_in()
    asked = queries.enquiries_on(db(), found.id, account) if account else []
    return render_template("enquiries/_on_programme.html", asked=asked) if asked else ""


def on_application(number: int) -> str:
    """What was asked about an akte, for its page, and the way to ask."""
    asked = queries.enquiries_about(db(), current_account(), application=number)
    asks = current_account().role is not Role.MANAGER
    return render_template(
        "enquiries/_on_programme.html", asked=asked, asks=asks, application=number
    )


def on_desk() -> str:
    """What waits, for the desk of the Fördermittelmanagement."""
    account = signed_in()
    if account is None or account.role is not Role.MANAGER:
        return ""
    waiting = queries.open_enquiries(db(), account)
    return render_template(
        "enquiries/_on_desk.html", waiting=waiting, titles=titles(waiting), labels=LABELS
    )


def _project_of(found: Enquiry) -> tuple[str, str] | None:
    described = project(db(), found.asked.project) if found.asked.project else None
    if described is None or not may_see_project(current_account(), owner_of(described)):
        return None
    return described.id, described.title
