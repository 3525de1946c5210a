"""A prognosis is shown with its basis, is never a deadline, and can be corrected or dismissed."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from visitors import post, visitor

from index.facts import Facts
from index.merging.merge import merge, part
from index.programme import programme
from index.record import Call
from index.store import Database
from index.vocabulary import Level
from matcher.forecast import Certainty
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.forecasts.past_calls import note_past_calls, past_calls_of, says_yearly
from webapp.forecasts.queries import all_expectations, forecasts_of

TODAY = date(2026, 11, 24)
PHRASE = "voraussichtlich wieder im März 2027"


def closing(*days: str) -> Facts:
    return make_facts(deadlines=[{"kind": "application", "date": day} for day in days])


@pytest.fixture
def recurring(db: Database, save: Save) -> int:
    """A programme of which three versions named three deadlines, all of them over."""
    for year in (2024, 2025, 2026):
        day = date(year, 1, 15)
        number = save(
            make_record(deadline_text=f"Anträge bis 31.03.{year}."),
            facts=closing(f"{year}-03-31"),
            today=day,
        )
    note_past_calls(db)
    return number


def shown(db: Database, number: int, today: date = TODAY) -> str:
    found = programme(db, number)
    assert found
    expected = forecasts_of(db, [found], today).get(number)
    return expected.saying if expected else ""


def test_every_version_ever_seen_counts(db: Database, recurring: int) -> None:
    assert shown(db, recurring) == "März 2027"
    days = [(it.day, it.version) for it in past_calls_of(db, [recurring])[recurring]]
    assert days == [("2024-03-31", 1), ("2025-03-31", 2), ("2026-03-31", 3)]


def test_it_is_never_a_deadline(db: Database, recurring: int) -> None:
    found = programme(db, recurring)
    assert found
    standing = found.standing(TODAY)
    assert standing.next_deadline is None
    assert standing.status.value == "geschlossen"
    assert found.facts.deadlines[-1].day == "2026-03-31"


@pytest.mark.parametrize(
    "now",
    [
        closing("2026-03-31", "2027-02-28"),  # it runs
        make_facts(deadline_model="rolling"),
        make_facts(status="closed"),  # it has ended
        make_facts(programme_valid_until="2026-06-30"),
    ],
)
def test_what_runs_or_has_ended_gets_none(
    db: Database, save: Save, recurring: int, now: Facts
) -> None:
    save(make_record(deadline_text="Neues."), facts=now, today=date(2026, 10, 1))
    note_past_calls(db)
    assert shown(db, recurring) == ""


def test_a_sentence_that_the_last_call_is_over_is_no_end_of_the_programme(
    db: Database, save: Save, recurring: int
) -> None:
    facts = make_facts(
        deadlines=[{"kind": "application", "date": "2026-03-31"}],
        deadline_model="closed",
        status="closed",
    )  # all of them rest on one and the same sentence
    save(make_record(deadline_text="Endete am 31.03.2026."), facts=facts, today=date(2026, 5, 1))
    note_past_calls(db)
    assert shown(db, recurring) == "März 2027"


def test_beyond_the_end_of_the_richtlinie_it_depends_on_a_prolongation(
    db: Database, save: Save
) -> None:
    facts = make_facts(
        deadlines=[{"kind": "application", "date": "--03-31"}], programme_valid_until="2026-12-31"
    )
    number = save(make_record(deadline_text="Jährlich bis 31.03."), facts=facts, today=MONDAY)
    note_past_calls(db)
    found = programme(db, number)
    assert found
    expected = forecasts_of(db, [found], TODAY)[number]
    assert expected.certainty is Certainty.IF_EXTENDED
    assert expected.caveat.startswith("Die Richtlinie gilt bis 31.12.2026;")


def test_the_calls_of_merged_programmes_count_together_until_they_are_parted(
    db: Database, save: Save
) -> None:
    pages = [
        make_record(key=key, url=f"https://www.example.org/{key}", title=title)
        for key, title in (("alt", "Bäder erhalten"), ("neu", "Schwimmbäder sanieren"))
    ]
    numbers = [
        save(one, facts=closing(f"{year}-05-31"), today=date(year, 1, 15))
        for one, year in zip(pages, (2025, 2026), strict=True)
    ]
    note_past_calls(db)
    assert [shown(db, number) for number in numbers] == ["", ""]
    records = [row["id"] for row in db.query("select id from record order by id")]
    merged = merge(db, records[0], records[1], TODAY)
    assert shown(db, merged.kept) == "Mai 2027"
    part(db, merged.id)
    assert [shown(db, number) for number in numbers] == ["", ""]


def test_a_pause_is_told_beside_the_prognosis(db: Database, save: Save) -> None:
    yearly = make_facts(deadlines=[{"kind": "application", "date": "--03-31"}])
    line = "Antragstellung derzeit nicht möglich"
    number = save(make_record(status_line=line), facts=yearly, today=MONDAY)
    note_past_calls(db)
    found = programme(db, number)
    assert found
    caveat = forecasts_of(db, [found], TODAY)[number].caveat
    assert caveat.startswith("Zurzeit nimmt die Quelle keine Anträge an")


def test_programmes_with_another_year_in_the_title_are_one_series(db: Database, save: Save) -> None:
    records = [
        make_record(
            key=f"aufruf-{year}",
            url=f"https://www.example.org/aufruf-{year}",
            title=f"Sportstätten modernisieren, Projektaufruf {year}",
        )
        for year in (2025, 2026)
    ]
    numbers = [
        save(one, facts=closing(f"{year}-10-15"), today=date(year, 6, 1))
        for one, year in zip(records, (2025, 2026), strict=True)
    ]
    note_past_calls(db)
    assert {shown(db, number) for number in numbers} == {"Oktober 2027"}
    evidence = past_calls_of(db, [numbers[1]])[numbers[1]]
    assert [it.title[-4:] for it in evidence] == ["2025", "2026"]


def test_a_topic_of_the_eu_with_the_same_number_and_another_title_is_another_one(
    db: Database, save: Save
) -> None:
    numbers = []
    for year, title in ((2025, "Housing"), (2026, "Forests")):
        call = Call(identifier=f"HORIZON-NEB-{year}-01-REGEN-01", deadlines=(date(year, 10, 1),))
        one = make_record(
            key=call.identifier,
            url=f"https://www.example.org/{call.identifier}",
            title=title,
            levels=(Level.EU,),
            call=call,
        )
        numbers.append(save(one, today=date(year, 1, 1)))
    note_past_calls(db)
    assert [shown(db, number) for number in numbers] == ["", ""]


@pytest.mark.parametrize(
    ("sentence", "yearly"),
    [
        ("Anträge sind jährlich bis zum 31. März zu stellen.", True),
        ("bis zum 31.3. eines Jahres", True),
        ("Anträge sind halbjährlich zu stellen.", False),
        ("alle zwei Jahre bis zum 31.3. eines Jahres", False),
        ("Anträge sind bis zum 31.03.2025 zu stellen.", False),
    ],
)
def test_every_year_is_told_from_twice_a_year(sentence: str, yearly: bool) -> None:
    assert says_yearly(sentence) is yearly


def test_before_earlier_calls_were_gathered_the_list_says_so(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder, Role.MANAGER, today=TODAY)
    assert "Noch sind keine Fristen früherer Aufrufe gesammelt" in client.get("/prognosen").text


def test_the_page_of_a_programme_shows_the_basis(
    db: Database, data_folder: Path, recurring: int
) -> None:
    client = visitor(db, data_folder, today=TODAY)
    page = client.get(f"/programm/{recurring}").text
    assert PHRASE in page
    assert "Alle 3 bekannten Aufrufe endeten im März; zuletzt am 31.03.2026." in page
    assert "Das ist eine Prognose und keine Frist" in page
    assert "Fassung 2 vom 15.01.2025" in page
    assert "/prognosen/" not in page


def test_the_manager_corrects_dismisses_and_takes_it_back(
    db: Database, data_folder: Path, recurring: int
) -> None:
    client = visitor(db, data_folder, Role.MANAGER, today=TODAY)
    address = f"/prognosen/{recurring}"
    assert PHRASE in client.get("/prognosen").text
    sent = dict(verdict="corrected", month="2027-05", reason="Telefonat mit dem Ministerium")
    assert post(client, address, **sent, seen="alt") == 303  # the page said something else
    assert shown(db, recurring) == "März 2027"
    assert post(client, address, **sent, seen=_seen(client, address)) == 303
    assert shown(db, recurring) == "Mai 2027"
    assert shown(db, recurring, date(2027, 6, 1)) == "März 2028"  # the month is over
    sent = dict(verdict="dismissed", reason="Läuft aus", seen=_seen(client, address))
    assert post(client, address, **sent) == 303
    assert shown(db, recurring) == ""
    page = client.get("/prognosen").text
    assert "verworfen" in page
    assert "Läuft aus" in page
    assert post(client, f"{address}/zuruecknehmen") == 303
    assert shown(db, recurring) == "März 2027"
    kept = [row["reason"] for row in db.query("select reason from forecast_decision order by id")]
    assert kept == ["Telefonat mit dem Ministerium", "Läuft aus"]


def _seen(client: FlaskClient, address: str) -> str:
    text = client.get(address).text
    return text.split('name="seen" value="')[1].split('"')[0]


@pytest.mark.parametrize(
    "wrong", [dict(month="März"), dict(month="2026-01"), dict(reason=""), dict(verdict="ja")]
)
def test_what_is_wrong_in_the_form_is_named(
    db: Database, data_folder: Path, recurring: int, wrong: dict[str, str]
) -> None:
    client = visitor(db, data_folder, Role.MANAGER, today=TODAY)
    sent = dict(verdict="corrected", month="2027-05", reason="weil") | wrong
    assert post(client, f"/prognosen/{recurring}", **sent) == 400
    assert all_expectations(db, TODAY)[0].decided is None


def test_the_basis_that_changed_after_a_decision_is_told(
    db: Database, save: Save, data_folder: Path, recurring: int
) -> None:
    client = visitor(db, data_folder, Role.MANAGER, today=TODAY)
    address = f"/prognosen/{recurring}"
    sent = dict(verdict="dismissed", reason="Läuft aus", seen=_seen(client, address))
    assert post(client, address, **sent) == 303
    late = TODAY + timedelta(days=180)
    save(make_record(deadline_text="Neu."), facts=closing("2027-04-15"), today=date(2027, 2, 1))
    note_past_calls(db)
    assert [it.differs for it in all_expectations(db, late)] == [True]


def test_the_command_prints_only_json(db: Database, recurring: int) -> None:
    done = CliRunner().invoke(main, ["forecasts", "--json", "--today", "2026-11-24"])
    (found,) = json.loads(done.stdout)
    assert (found["month"], found["certainty"]) == ("2027-03", "gut belegt")
    assert [it["day"] for it in found["evidence"]] == ["2024-03-31", "2025-03-31", "2026-03-31"]
