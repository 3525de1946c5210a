"""Duties of the sample data: some overdue, some soon, a Zweckbindung until 2051."""

from datetime import date, datetime, time, timedelta

from index.programme import programme, programme_at
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.applications.award import Award, award_of, set_award
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application, applications
from webapp.applications.stages import Stage
from webapp.duties.kinds import DutyKind
from webapp.duties.proposal import Case, Proposal
from webapp.duties.queries import duty
from webapp.duties.rules import proposals
from webapp.duties.writing import Plan, add_duties, finish_duty
from webapp.operation.demo import samples

_RIEDSTADT = "06433011"
_BOUND_UNTIL = date(2051, 6, 30)


def add_sample_duties(db: Database, today: date) -> None:
    """Confirm what the award of the Kita brings, and add an older akte with its duties."""
    now = datetime.combine(today, time(10, 30)).astimezone()
    manager, riedstadt, buettelborn = (
        _person(db, name) for name in ("management", "riedstadt", "buettelborn")
    )
    _of_kita(db, buettelborn, manager, now)
    _of_older_kita(db, riedstadt, manager, now, today)


def _of_kita(db: Database, by: Account, deputy: Account, now: datetime) -> None:
    akte = next(it for it in applications(db, by) if it.stage is Stage.APPROVED)
    award = award_of(db, akte.id)
    named = programme(db, akte.programme) if akte.programme else None
    assert award
    assert named
    case = Case(award=award, facts=named.facts, levels=named.levels)
    plans = [
        _plan(it, akte.lead, by.id, deputy.id, it.due_on or award.dated + timedelta(days=45))
        for it in proposals(case)
        if it.due_on or it.kind is DutyKind.PUBLICITY
    ]
    add_duties(db, akte.id, plans, by, now)


def _of_older_kita(db: Database, by: Account, deputy: Account, now: datetime, today: date) -> None:
    named = programme_at(db, f"{samples.SOURCE.address}kita-ausbau-hessen")
    assert named
    opening = Opening(
        details=Details(title="Kita am Park erweitert", responsible=by.id, deputy=deputy.id),
        lead=_RIEDSTADT,
        programme=named.id,
        programme_title=named.title,
        stage=Stage.RUNNING,
    )
    number = open_application(db, opening, by, now)
    found = application(db, number, by)
    assert found
    award = Award(
        number="KA-2024/0311",
        dated=date(2024, 5, 2),
        granted=640_000_00,
        period_from=date(2024, 6, 1),
        period_to=date(2026, 6, 30),
        conditions="Zweckbindung 25 Jahre ab Ende des Bewilligungszeitraums.",
    )
    set_award(db, found, award, by, now)
    wanted: tuple[tuple[DutyKind, str, date, bool], ...] = (
        (DutyKind.DRAW_DOWN, "Letzten Teilbetrag abrufen", date(2026, 5, 29), True),
        (DutyKind.PROOF_OF_USE, "Verwendungsnachweis vorlegen", today - timedelta(12), True),
        (DutyKind.NOTIFICATION, "Neue Nutzung des Saals anzeigen", today + timedelta(9), True),
        (DutyKind.PUBLICITY, "Erläuterungstafel anbringen", today + timedelta(40), False),
        (DutyKind.RETENTION_CHECK, "Wird noch genutzt wie bewilligt? (5 von 25 Jahren)",
         date(2031, 6, 30), True),
        (DutyKind.RETENTION_END, "Zweckbindung endet", _BOUND_UNTIL, True),
    )  # fmt: skip
    plans = [
        Plan(
            kind=kind,
            title=title,
            due_on=due_on,
            basis="Bescheid vom 02.05.2024 (erfunden)",
            town=_RIEDSTADT,
            responsible=by.id if kept else None,
            deputy=deputy.id if kept else None,
        )
        for kind, title, due_on, kept in wanted
    ]
    first, *_ = add_duties(db, number, plans, by, now)
    called = duty(db, first, by)
    assert called
    finish_duty(db, called, date(2026, 5, 27), "Auszahlung am 09.06.2026", by, now)


def _plan(it: Proposal, town: str, responsible: int, deputy: int, due_on: date) -> Plan:
    return Plan(
        kind=it.kind,
        title=it.title,
        due_on=due_on,
        basis=it.basis,
        town=town,
        opens_on=it.opens_on,
        responsible=responsible,
        deputy=deputy,
        proposal=it.key,
    )


def _person(db: Database, name: str) -> Account:
    found = account_by_email(db, f"{name}@demo.example")
    assert found, name
    return found
