"""A split is kept with all earlier ones, and consent is to exactly one of them."""

import pytest
from akten import BIEBESHEIM, GERNSHEIM, NOON, RIEDSTADT, as_it_is, open_akte
from conftest import MONDAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visitors import CROWD

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import create_account
from webapp.agreements.consents import Standing, agree_on_split, say, standings
from webapp.agreements.differences import basis_sentence, differences, rounding_sentences
from webapp.agreements.splits import Plan, splits_of
from webapp.agreements.splitting import Basis
from webapp.applications.akte import Application, Consent, What
from webapp.applications.changes import set_money
from webapp.applications.money import Money
from webapp.applications.queries import events

NAMES = {RIEDSTADT: "Riedstadt", BIEBESHEIM: "Biebesheim", GERNSHEIM: "Gernsheim"}
EQUAL = dict.fromkeys(NAMES, 1)


@pytest.fixture
def dora(db: Database) -> Account:
    """The manager."""
    return create_account(db, *CROWD["dora"], MONDAY)[0]


@pytest.fixture
def anna(db: Database) -> Account:
    """Somebody of Riedstadt."""
    return create_account(db, *CROWD["anna"], MONDAY)[0]


@pytest.fixture
def akte(db: Database, dora: Account) -> Application:
    """A joint akte of three towns; Riedstadt leads."""
    return open_akte(db, dora, RIEDSTADT, BIEBESHEIM, GERNSHEIM)


def plan(cost: int, basis: Basis = Basis.EQUAL, **weights: int) -> Plan:
    return Plan(basis=basis, totals=Money(cost=cost, grant=cost * 8 // 10), weights=EQUAL | weights)


def standing(db: Database, number: int, ags: str) -> Standing:
    found = as_it_is(db, number)
    by_town = {it.applicant.municipality: it for it in standings(db, found, splits_of(db, number))}
    return by_town[ags]


def test_a_split_stands_in_the_akte_and_every_town_is_asked(
    db: Database, akte: Application, dora: Account
) -> None:
    assert agree_on_split(db, akte, plan(10_000), dora, NOON)
    found = as_it_is(db, akte.id)
    assert found.money == Money(cost=10_000, grant=8_000)
    assert {it.municipality: it.money.cost for it in found.applicants} == {
        BIEBESHEIM: 3334, GERNSHEIM: 3333, RIEDSTADT: 3333,
    }  # fmt: skip
    assert {it.consent for it in found.applicants} == {Consent.ASKED}
    assert not agree_on_split(db, akte, plan(20_000), dora, NOON)  # the version is gone
    (only,) = splits_of(db, akte.id)
    assert only.stands_in(found)
    assert rounding_sentences(only, NAMES) == [
        "Gesamtkosten: den Rundungscent trägt Biebesheim.",
        "Förderung: den Rundungscent tragen je einen Biebesheim und Gernsheim.",
    ]


def test_consent_is_for_one_split_and_a_new_one_asks_again_and_says_what_changed(
    db: Database, akte: Application, dora: Account, anna: Account
) -> None:
    agree_on_split(db, akte, plan(10_000), dora, NOON)
    first = splits_of(db, akte.id)[0]
    asked = as_it_is(db, akte.id)
    assert say(db, asked, RIEDSTADT, first.id, Consent.GIVEN, "Beschluss vom 1.6.", anna, NOON)
    assert standing(db, akte.id, RIEDSTADT).counts
    assert not standing(db, akte.id, GERNSHEIM).counts

    agree_on_split(db, asked, plan(10_000, Basis.PERCENT, **{RIEDSTADT: 2}), dora, NOON)
    again = standing(db, akte.id, RIEDSTADT)
    assert not again.counts
    assert again.said
    assert again.said.says is Consent.ASKED
    assert again.consented
    newest = splits_of(db, akte.id)[0]
    assert (newest.number, again.consented.id) == (2, first.id)
    said = differences(again.consented, newest, NAMES)
    assert said[0] == "Aufteilung zu gleichen Teilen → nach eigenen Prozenten"
    assert "Riedstadt: Gesamtkosten 33,33 € → 50,00 €" in said
    now_ = as_it_is(db, akte.id)
    assert not say(db, now_, RIEDSTADT, first.id, Consent.GIVEN, "", anna, NOON)  # the old one
    assert say(db, now_, RIEDSTADT, newest.id, Consent.REFUSED, "zu teuer", anna, NOON)
    refused = as_it_is(db, akte.id).applicant(RIEDSTADT)
    assert refused
    assert (refused.consent, refused.consent_words) == (Consent.REFUSED, "zu teuer")


def test_amounts_that_somebody_changes_by_hand_ask_again_too(
    db: Database, akte: Application, dora: Account, anna: Account
) -> None:
    agree_on_split(db, akte, plan(10_000), dora, NOON)
    split = splits_of(db, akte.id)[0]
    say(db, as_it_is(db, akte.id), RIEDSTADT, split.id, Consent.GIVEN, "", anna, NOON)
    set_money(db, as_it_is(db, akte.id), {GERNSHEIM: Money(cost=1)}, dora, NOON)
    found = as_it_is(db, akte.id)
    assert not standing(db, akte.id, RIEDSTADT).counts
    assert {it.consent for it in found.applicants} == {Consent.ASKED}
    assert not say(db, found, RIEDSTADT, split.id, Consent.GIVEN, "", anna, NOON)


def test_what_the_manager_enters_for_a_town_is_marked(
    db: Database, akte: Application, dora: Account
) -> None:
    agree_on_split(db, akte, plan(10_000), dora, NOON)
    split = splits_of(db, akte.id)[0]
    found = as_it_is(db, akte.id)
    assert say(db, found, GERNSHEIM, split.id, Consent.GIVEN, "Schreiben vom 3.6.", dora, NOON)
    said = standing(db, akte.id, GERNSHEIM).said
    assert said
    assert said.on_behalf
    newest = events(db, akte.id)[0]
    assert (newest.what, newest.before, newest.after) == (What.CONSENT, "Gernsheim", "zugestimmt")
    assert newest.words.startswith("durch das Fördermittelmanagement eingetragen: Schreiben")


def test_the_basis_is_told_with_its_figures(db: Database, akte: Application, dora: Account) -> None:
    people = {RIEDSTADT: 23_146, BIEBESHEIM: 6_515, GERNSHEIM: 10_685}
    inhabitants = Plan(
        basis=Basis.INHABITANTS, totals=Money(cost=1), weights=people, population_day=MONDAY
    )
    agree_on_split(db, akte, inhabitants, dora, NOON)
    assert basis_sentence(splits_of(db, akte.id)[0], NAMES) == (
        "Geteilt nach Einwohnern am 15.06.2026: "
        "Biebesheim 6.515, Gernsheim 10.685, Riedstadt 23.146."
    )


@given(
    costs=st.lists(st.integers(0, 10**10), min_size=1, max_size=4),
    weights=st.lists(st.integers(1, 70_000), min_size=3, max_size=3),
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_agreed_on_the_akte_adds_up_to_the_cent(
    db: Database, dora: Account, costs: list[int], weights: list[int]
) -> None:
    akte = open_akte(db, dora, RIEDSTADT, BIEBESHEIM, GERNSHEIM)
    for cost in costs:
        chosen = dict(zip(NAMES, weights, strict=True))
        agree_on_split(db, as_it_is(db, akte.id), plan(cost, Basis.PERCENT, **chosen), dora, NOON)
        shares = as_it_is(db, akte.id).applicants
        assert sum(it.money.cost or 0 for it in shares) == cost
        assert sum(it.money.own or 0 for it in shares) == cost - cost * 8 // 10
        assert min(it.money.own or 0 for it in shares) >= 0
    assert len(splits_of(db, akte.id)) == len(costs)
