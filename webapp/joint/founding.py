"""Turning a group of municipalities into one Förderakte."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from index.programme import Programme
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Team
from webapp.applications.changes import set_money
from webapp.applications.cover import deadline_of
from webapp.applications.money import Money
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application
from webapp.applications.steps import renew_checklist
from webapp.joint.calls import call, link_application
from webapp.joint.interest import Interested, Town

_NEXT = "Aufteilung der Kosten festlegen und Zustimmungen einholen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """What an akte of several municipalities begins with: the role of each, by AGS."""

    title: str
    lead: str
    teams: Mapping[str, Team]


def found_akte(
    db: Database,
    programme: Programme,
    stood: Interested,
    founding: Founding,
    account: Account,
    now: datetime,
    today: date,
) -> int | None:
    """Open the akte with all its towns, their Vorhaben and costs; `None` when there is one."""
    towns = [town for town in stood.towns if town.ags in founding.teams]
    with writing(db):
        if call(db, programme.id).application is not None:
            return None
        opening = _opening(programme, towns, founding, account, today)
        number = open_application(db, opening, account, now)
        for ags, team in founding.teams.items():
            db.table("applicant").update((number, ags), dict(team=team.value))
        link_application(db, programme.id, number, account, now)
        _put_costs(db, number, towns, account, now)
        found = application(db, number, account)
        assert found
        renew_checklist(db, found, today)
    return number


def _opening(
    programme: Programme, towns: list[Town], founding: Founding, account: Account, today: date
) -> Opening:
    deadline, basis = deadline_of(programme, today)
    details = Details(
        title=founding.title,
        deadline=deadline,
        deadline_basis=basis,
        next_step=_NEXT,
        responsible=account.id,
    )
    return Opening(
        details=details,
        lead=founding.lead,
        programme=programme.id,
        programme_title=programme.title,
        towns=tuple(ags for ags in founding.teams if ags != founding.lead),
        projects=tuple(one.id for town in towns for one in town.projects),
    )


def _put_costs(
    db: Database, number: int, towns: list[Town], account: Account, now: datetime
) -> None:
    """Take over what the towns estimated when they said that they are interested."""
    offered = {town.ags: town.said.offer.cost_cents for town in towns if town.said}
    costs = {ags: Money(cost=cents) for ags, cents in offered.items() if cents is not None}
    found = application(db, number, account)
    if costs and found:
        set_money(db, found, costs, account, now, "Laut Interessenbekundung")
