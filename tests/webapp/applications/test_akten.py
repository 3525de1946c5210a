"""What must never go wrong with a Förderakte: who sees it, who changes it, what is told of it."""

from dataclasses import replace
from itertools import product

import pytest
from akten import BIEBESHEIM, EVERYWHERE, NOON, RIEDSTADT, STOCKSTADT, as_it_is, open_akte
from conftest import MONDAY
from visitors import person

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_with_id, create_account
from webapp.applications.akte import Consent, What, may_change, may_write_for
from webapp.applications.changes import (
    Move,
    RefusedChange,
    change_details,
    change_stage,
    set_money,
)
from webapp.applications.money import Money
from webapp.applications.opening import Details, add_applicant, remove_applicant
from webapp.applications.queries import (
    Wanted,
    application,
    applications,
    count_applications,
    count_by_stage,
    events,
)
from webapp.applications.stages import Because, Stage, reasons_for


@pytest.fixture
def riedstadt(db: Database) -> Account:
    found = account_with_id(db, person(db, Role.STAFF))
    assert found
    return found


@pytest.fixture
def stockstadt(db: Database) -> Account:
    return create_account(db, "s@example.org", Role.STAFF, STOCKSTADT, MONDAY)[0]


def test_another_town_finds_nothing_of_an_akte(
    db: Database, riedstadt: Account, stockstadt: Account
) -> None:
    akte = open_akte(db, riedstadt)
    assert application(db, akte.id, riedstadt) == akte
    assert application(db, akte.id, stockstadt) is None
    assert applications(db, stockstadt) == []
    assert count_applications(db, stockstadt) == 0
    assert count_by_stage(db, stockstadt) == {}


def test_somebody_without_a_municipality_finds_none(db: Database, riedstadt: Account) -> None:
    open_akte(db, riedstadt)
    for role in (Role.READER, Role.ADMIN):
        assert applications(db, Account(id=99, email="x@example.org", role=role)) == []


def test_every_applicant_sees_a_joint_akte_and_writes_its_own_part(
    db: Database, riedstadt: Account, stockstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT)
    assert application(db, akte.id, stockstadt) == akte
    assert may_write_for(stockstadt, akte, STOCKSTADT)
    assert not may_write_for(stockstadt, akte, RIEDSTADT)
    assert not may_change(stockstadt, akte)
    assert may_change(riedstadt, akte)
    assert may_change(EVERYWHERE, akte)
    assert not may_change(replace(riedstadt, role=Role.READER), akte)


def test_who_opens_an_akte_agrees_and_the_others_are_asked(
    db: Database, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT, BIEBESHEIM)
    assert [one.consent for one in akte.applicants] == [
        Consent.GIVEN,
        Consent.ASKED,
        Consent.ASKED,
    ]
    assert akte.towns[0] == RIEDSTADT


def test_a_change_of_what_somebody_else_changed_is_not_made(
    db: Database, riedstadt: Account
) -> None:
    seen = open_akte(db, riedstadt)
    assert change_details(db, seen, Details(title="Neu"), riedstadt, NOON)
    assert not change_details(db, seen, Details(title="Veraltet"), riedstadt, NOON)
    assert not change_stage(db, seen, Move(to=Stage.SUBMITTED), riedstadt, NOON)
    assert not set_money(db, seen, {RIEDSTADT: Money(cost=1)}, riedstadt, NOON)
    now = as_it_is(db, seen.id)
    assert (now.title, now.stage, now.money, now.version) == ("Neu", Stage.DRAFT, Money(), 2)


def test_the_history_tells_every_change_from_what_to_what(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    change_details(db, akte, Details(title="Neu", responsible=riedstadt.id), riedstadt, NOON)
    set_money(db, as_it_is(db, akte.id), {RIEDSTADT: Money(cost=100_00, grant=1)}, riedstadt, NOON)
    change_stage(db, as_it_is(db, akte.id), Move(to=Stage.SUBMITTED), riedstadt, NOON)
    told = [(it.what, it.before, it.after) for it in reversed(events(db, akte.id))]
    assert told == [
        (What.OPENED, "", "draft"),
        (What.CHANGED, "Radweg am Altrhein", "Neu"),
        (What.CHANGED, "", f"Konto {riedstadt.id}"),
        (What.MONEY, "", "Gesamtkosten 100,00 €, Förderung 0,01 €, Eigenanteil 99,99 €"),
        (What.STAGE, "draft", "submitted"),
    ]


def test_the_audit_log_tells_it_too(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    change_stage(db, akte, Move(to=Stage.SUBMITTED), riedstadt, NOON)
    rows = db.query("select kind, details from audit_entry where subject = ?", ["Förderakte 1"])
    assert [tuple(row.values()) for row in rows] == [
        ("Förderakte angelegt", ""),
        ("Stand einer Förderakte geändert", "in Vorbereitung → eingereicht"),
    ]


def test_only_the_following_stages_can_be_reached(db: Database, riedstadt: Account) -> None:
    for stage, to in product(Stage, Stage):
        akte = open_akte(db, riedstadt, stage=stage)
        move = Move(to=to, reasons=reasons_for(to)[:1])
        if to in stage.following:
            assert change_stage(db, akte, move, riedstadt, NOON)
        else:
            with pytest.raises(RefusedChange, match="geht es nicht"):
                change_stage(db, akte, move, riedstadt, NOON)


def test_every_stage_can_be_left_again() -> None:
    assert all(stage.following and stage not in stage.following for stage in Stage)


def test_nobody_says_no_without_a_reason_that_fits(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    for reasons in ((), (Because.SELECTION,)):  # that one is the funder's
        with pytest.raises(RefusedChange, match="mindestens einen Grund"):
            change_stage(db, akte, Move(to=Stage.DROPPED, reasons=reasons), riedstadt, NOON)
    move = Move(to=Stage.DROPPED, reasons=(Because.OWN_SHARE,), words="Haushalt gesperrt")
    assert change_stage(db, akte, move, riedstadt, NOON)
    newest = events(db, akte.id)[0]
    assert (newest.reasons, newest.words) == ((Because.OWN_SHARE,), "Haushalt gesperrt")


def test_money_that_does_not_add_up_is_refused_as_a_whole(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT)
    shares = {RIEDSTADT: Money(cost=5), STOCKSTADT: Money(cost=5, grant=6)}
    with pytest.raises(RefusedChange, match="nicht höher"):
        set_money(db, akte, shares, riedstadt, NOON)
    assert as_it_is(db, akte.id) == akte


def test_money_of_a_town_that_does_not_apply_is_not_kept(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    assert set_money(db, akte, {STOCKSTADT: Money(cost=5)}, riedstadt, NOON)
    assert db.execute("select count(*) from applicant where cost_cents is not null").fetchone() == (
        0,
    )


def test_a_town_joins_and_leaves_but_the_lead_stays(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    assert add_applicant(db, akte, STOCKSTADT, "Stockstadt", riedstadt, NOON)
    assert not add_applicant(db, akte, STOCKSTADT, "Stockstadt", riedstadt, NOON)
    both = as_it_is(db, akte.id)
    assert both.towns == (RIEDSTADT, STOCKSTADT)
    assert not remove_applicant(db, both, RIEDSTADT, "", riedstadt, NOON)
    assert remove_applicant(db, both, STOCKSTADT, "Kein Beschluss.", riedstadt, NOON)
    assert as_it_is(db, akte.id).towns == (RIEDSTADT,)


def test_the_nearest_deadline_comes_first_and_what_is_over_last(
    db: Database, riedstadt: Account
) -> None:
    over = open_akte(db, riedstadt, stage=Stage.CLOSED, deadline=MONDAY)
    late = open_akte(db, riedstadt, deadline=MONDAY.replace(month=9))
    none = open_akte(db, riedstadt)
    soon = open_akte(db, riedstadt, deadline=MONDAY.replace(month=7))
    order = [soon.id, late.id, none.id, over.id]
    assert [it.id for it in applications(db, riedstadt)] == order
    assert [it.id for it in applications(db, riedstadt, size=2, page=2)] == order[2:]
    assert [it.id for it in applications(db, riedstadt, Wanted(is_open=False))] == [over.id]
    assert count_by_stage(db, riedstadt) == {Stage.DRAFT: 3, Stage.CLOSED: 1}
