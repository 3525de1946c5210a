"""The checklist follows the programme: every step says on what it rests, ticked ones stay."""

from dataclasses import replace

import pytest
from akten import EVERYWHERE, NOON, RIEDSTADT, STOCKSTADT, as_it_is, open_akte
from conftest import MONDAY, Save, make_facts, make_record
from visitors import person

from index.programme import Programme, programme
from index.store import Database
from matcher.planning import Meeting
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_with_id
from webapp.applications.changes import change_details, set_money
from webapp.applications.checklist import NOT_BEGUN, Grounds, early_start_rule, proposals
from webapp.applications.council_words import council_quote
from webapp.applications.money import Money
from webapp.applications.opening import Details
from webapp.applications.papers import papers_of
from webapp.applications.steps import Step, add_step, renew_checklist, steps_of, tick, untick
from webapp.meetings.queries import add_meetings

SEPTEMBER = MONDAY.replace(month=9, day=30)
LISTED = """Anträge nimmt das Musteramt an.
Dem Antrag sind folgende Unterlagen beizufügen:
• ein Lageplan im Maßstab 1 : 500,
• die Kostenberechnung nach DIN 276 sowie
• ein Zeitplan.
Mit dem Verwendungsnachweis sind einzureichen:
• alle Rechnungen."""


@pytest.fixture
def riedstadt(db: Database) -> Account:
    found = account_with_id(db, person(db, Role.STAFF))
    assert found
    return found


def _programme(db: Database, save: Save, text: str, **facts: object) -> Programme:
    found = programme(db, save(make_record(guideline=text), facts=make_facts(**facts)))
    assert found
    return found


def _named(steps: list[Step], key: str) -> Step:
    return next(it for it in steps if it.key == key)


def test_papers_are_read_with_the_words_that_ask_for_them(db: Database, save: Save) -> None:
    found = papers_of(_programme(db, save, LISTED))
    assert [it.title for it in found] == [
        "Ein Lageplan im Maßstab 1 : 500",
        "Die Kostenberechnung nach DIN 276",
        "Ein Zeitplan",
    ]
    assert found[0].quote.startswith("Dem Antrag sind folgende Unterlagen beizufügen:")


@pytest.mark.parametrize(
    "text",
    [
        "Mit dem Verwendungsnachweis sind einzureichen:\n• alle Rechnungen",
        "Der Antrag ist beim Amt einzureichen.\n• Amt Nord\n• Amt Süd",
        "Für die Auszahlung sind dem Antrag beizufügen:\n• Belege",
    ],
)
def test_what_is_not_asked_for_on_applying_is_no_paper(db: Database, save: Save, text: str) -> None:
    assert papers_of(_programme(db, save, text)) == []


def test_a_paper_in_a_sentence_is_found_too(db: Database, save: Save) -> None:
    text = (
        "Bei Antragstellung ist ein Kosten- und Finanzierungsplan vorzulegen, aus dem alles folgt."
    )
    assert [it.title for it in papers_of(_programme(db, save, text))] == [
        "Ein Kosten- und Finanzierungsplan"
    ]


def test_the_sentence_that_asks_for_a_resolution_is_quoted(db: Database, save: Save) -> None:
    text = "Vorher.\nDer Beschluss der Gemeindevertretung liegt dem Antrag bei. Danach."
    found = council_quote(_programme(db, save, text))
    assert found == "Der Beschluss der Gemeindevertretung liegt dem Antrag bei."
    other = "Das Fördergebiet wird durch Beschluss der Gemeinde abgegrenzt."
    assert council_quote(_programme(db, save, other)) is None


def test_a_ban_is_quoted_and_silence_is_no_permission() -> None:
    title, basis = early_start_rule(make_facts(early_start="forbidden_before_approval"))
    assert (title, basis) == ("Kein Auftrag vor dem Bescheid", "„(im Test erfunden)“")
    assert early_start_rule(make_facts())[1] == NOT_BEGUN
    assert "möglich" in early_start_rule(make_facts(early_start="allowed"))[0]


def test_without_a_deadline_no_step_has_a_day(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    found = proposals(Grounds(akte=akte))
    assert found
    assert {it.due_on for it in found} == {None}


def test_every_step_says_on_what_it_rests(db: Database, save: Save, riedstadt: Account) -> None:
    named = _programme(db, save, LISTED, combinable="no", funding_rate_max=80)
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT, programme=named.id)
    found = proposals(Grounds(akte=akte, programme=named))
    assert all(it.basis for it in found)
    keys = [it.key for it in found]
    for key in ("early_start", "combinable", "cooperation", "cost_plan", "hand_in"):
        assert keys.count(key) == 1
    for key in ("begin", "own_funds", "council_paper", "resolution", "supervision"):
        assert keys.count(key) == 2


def test_a_full_grant_asks_for_no_own_funds(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    set_money(db, akte, {RIEDSTADT: Money(cost=100, grant=100)}, riedstadt, NOON)
    keys = {it.key for it in proposals(Grounds(akte=as_it_is(db, akte.id)))}
    assert not {"own_funds", "supervision"} & keys


def test_the_council_that_is_in_time_gives_the_day_of_each_town(
    db: Database, riedstadt: Account
) -> None:
    for ags, day in ((RIEDSTADT, 10), (STOCKSTADT, 17)):
        days = [MONDAY.replace(month=9, day=day), MONDAY.replace(month=12, day=day)]
        add_meetings(db, ags, [Meeting(day=one, body="Rat") for one in days])
    more = dict(deadline=SEPTEMBER, deadline_basis="Telefonat")
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT, **more)
    renew_checklist(db, akte, MONDAY)
    days = {it.town: it.due_on for it in steps_of(db, akte.id) if it.key == "resolution"}
    assert days == {
        "Riedstadt": MONDAY.replace(month=9, day=10),
        "Stockstadt": MONDAY.replace(month=9, day=17),
    }


def test_without_known_meetings_the_latest_days_stand_there_and_say_so(
    db: Database, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, deadline=SEPTEMBER, deadline_basis="Telefonat")
    renew_checklist(db, akte, MONDAY)
    found = {it.key: it for it in steps_of(db, akte.id)}
    weeks = {key: (SEPTEMBER - it.due_on).days for key, it in found.items() if it.due_on}
    assert (weeks["resolution"], weeks["council_paper"]) == (7, 28)
    assert "Sitzungstermine unbekannt" in found["resolution"].basis
    assert "Die Tage sind die spätesten." in found["resolution"].basis


def test_a_new_deadline_moves_open_steps_and_leaves_what_people_did(
    db: Database, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, deadline=SEPTEMBER, deadline_basis="Telefonat")
    renew_checklist(db, akte, MONDAY)
    add_step(db, akte, "Pfarrer anrufen", MONDAY, None, riedstadt, NOON)
    tick(db, _named(steps_of(db, akte.id), "cost_plan"), "liegt bei", riedstadt, NOON)
    before = {it.id: it for it in steps_of(db, akte.id)}
    later = SEPTEMBER.replace(month=11)
    details = Details(title=akte.title, deadline=later, deadline_basis="Schreiben")
    change_details(db, akte, details, riedstadt, NOON)
    renew_checklist(db, as_it_is(db, akte.id), MONDAY)
    after = {it.id: it for it in steps_of(db, akte.id)}
    assert before.keys() == after.keys()
    assert _named(list(after.values()), "hand_in").due_on == later
    for key in ("own", "cost_plan"):
        assert _named(list(after.values()), key) == _named(list(before.values()), key)


def test_what_no_longer_follows_goes_unless_somebody_ticked_it(
    db: Database, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT)
    renew_checklist(db, akte, MONDAY)
    tick(db, _named(steps_of(db, akte.id), "cooperation"), "", riedstadt, NOON)
    alone = replace(akte, applicants=akte.applicants[:1])
    renew_checklist(db, alone, MONDAY)
    kept = steps_of(db, akte.id)
    assert {it.municipality for it in kept} == {None, RIEDSTADT}
    assert _named(kept, "cooperation").done


def test_a_tick_names_who_was_first_and_can_be_taken_back(db: Database, riedstadt: Account) -> None:
    akte = open_akte(db, riedstadt)
    renew_checklist(db, akte, MONDAY)
    it = _named(steps_of(db, akte.id), "hand_in")
    tick(db, it, "per Post", riedstadt, NOON)
    tick(db, it, "noch einmal", EVERYWHERE, NOON)
    done = _named(steps_of(db, akte.id), "hand_in")
    assert (done.done_by, done.note) == (riedstadt.email, "per Post")
    untick(db, done, riedstadt, NOON)
    assert not _named(steps_of(db, akte.id), "hand_in").done
