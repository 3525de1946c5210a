"""Between the form of the cover and the akte: what a new one begins with, what was sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from index.programme import Programme
from matcher.project import Project
from webapp.accounts.account import Account, Role
from webapp.applications.akte import LONGEST_BASIS, LONGEST_TITLE, Application
from webapp.applications.forms import CoverForm
from webapp.applications.opening import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Who applies for which Vorhaben, and which Vorhaben the form could show."""

    towns: tuple[str, ...]
    projects: tuple[str, ...]
    offered: frozenset[str]

    @classmethod
    def sent(cls, form: CoverForm) -> Self:
        """Read the form."""
        return cls(
            towns=tuple(form.towns.data or ()),
            projects=tuple(form.projects.data or ()),
            offered=frozenset(it.value for it in form.projects.choices or ()),
        )


def prefilled(
    named: Programme | None, described: Project | None, account: Account, today: date
) -> dict[str, Any]:
    """What is known before anybody types; the deadline comes with the sentence it rests on."""
    town = described.municipality if described else None
    own = account.municipality if account.role is not Role.MANAGER else None
    values: dict[str, Any] = dict(
        lead=town.ags if town else own or "",
        projects=[described.id] if described else [],
        responsible=str(account.id),
        version=0,
    )
    if described:
        values["title"] = described.title
    if named:
        values["programme_title"] = named.title[:LONGEST_TITLE]
        values.setdefault("title", named.title[:LONGEST_TITLE])
        day, basis = deadline_of(named, today)
        values |= dict(deadline=day.isoformat() if day else "", deadline_basis=basis)
    return values


def opening_of(form: CoverForm, named: Programme | None) -> Opening:
    """What a new akte begins with."""
    cover = Cover.sent(form)
    return Opening(
        details=form.details,
        lead=form.lead.data,
        programme=named.id if named else None,
        programme_title=named.title if named else form.programme_title.data,
        towns=cover.towns,
        projects=cover.projects,
    )


def values_of(found: Application) -> dict[str, Any]:
    """Write an akte as the form shows it."""
    return dict(
        title=found.title,
        programme_title=found.programme_title[:LONGEST_TITLE],
        lead=found.lead,
        towns=list(found.towns),
        projects=list(found.projects),
        deadline=found.deadline.isoformat() if found.deadline else "",
        deadline_basis=found.deadline_basis,
        next_step=found.next_step,
        responsible=str(found.responsible or ""),
        deputy=str(found.deputy or ""),
        version=found.version,
    )


def deadline_of(named: Programme, today: date) -> tuple[date | None, str]:
    """The next deadline of a programme, and the sentence it rests on; nothing without one."""
    day = named.standing(today).next_deadline
    if day is None:
        return None, ""
    fact = named.facts.get("deadlines")
    basis = f"Programm: „{fact.evidence[0].quote}“" if fact else "Förderaufruf des Programms"
    return day, basis[:LONGEST_BASIS]
