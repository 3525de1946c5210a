"""Facts that the manager confirms, corrects or removes: what counts then, everywhere."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_facts, make_record
from decision_visits import (
    WHY,
    crawl_again,
    deadline,
    decide,
    facts_of,
    hidden,
    stated,
    step,
    told,
)
from flask.testing import FlaskClient
from visitors import RIEDSTADT, visitor

from index.facts import FACT_NAMES, Evidence
from index.record import Call
from index.search.build import rebuild
from index.store import Database
from index.vocabulary import Status
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.exchange.deadline import antragsfrist
from webapp.exchange.xflb import foerderleistung
from webapp.projects.judging import judge_now
from webapp.projects.queries import matches_of, project, save_project


@pytest.fixture
def manager(db: Database, data_folder: Path) -> FlaskClient:
    return visitor(db, data_folder, Role.MANAGER)


def test_a_corrected_deadline_counts_everywhere(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    past = stated("2026-05-31", "Frist war der 31. Mai 2026.")
    number = save(make_record(summary="Radwege. Frist war der 31. Mai 2026."), facts=past)
    rebuild(db, data_folder)
    assert "Radwege für Städte" not in manager.get("/suche?q=Radwege&status=offen").text

    answer = decide(
        manager, number, "deadlines", kind="correct", reason=WHY, **deadline("30.09.2026")
    )

    assert answer.status_code == 303, answer.text
    found = told(db, number)
    assert found.standing(MONDAY).status is Status.OPEN
    assert found.standing(MONDAY).next_deadline == date(2026, 9, 30)
    assert antragsfrist(found, MONDAY).value == "2026-09-30"
    exported = foerderleistung(found, MONDAY).findtext("bemerkung")
    assert "Antragsfrist nach Angabe des Fördermittelmanagements." in exported
    page = manager.get("/suche?q=Radwege&status=offen").text
    assert "Radwege für Städte" in page
    said = json.loads(
        CliRunner().invoke(main, ["programme", found.url, "--json", "--today", "2026-06-15"]).stdout
    )
    assert said["next_deadline"] == "2026-09-30"
    assert said["facts"]["deadlines"]["evidence"]["quote"] == f"Fördermittelmanagement: {WHY}"
    alone = json.loads(CliRunner().invoke(main, ["facts", "--jsonl"]).stdout)
    assert alone["deadlines"] == [dict(kind="application", date="2026-05-31")]
    page = visitor(db, data_folder).get(f"/programm/{number}").text
    assert "30.09.2026" in page
    assert "Berichtigt vom Fördermittelmanagement am 15.06.2026" in page
    assert "31.05.2026" not in page


def test_stored_matches_follow_a_decision_and_its_undoing(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated("2026-05-31"))
    profile = dict(
        id="weg",
        municipality=RIEDSTADT,
        title="Radweg nach Stockstadt",
        description="Wir bauen einen Radweg zwischen zwei Orten.",
        applicant_type="Kommune",
        cost_eur=400_000,
    )
    save_project(db, read_profile(profile), MONDAY)
    stored = project(db, "weg")
    assert stored is not None
    judge_now(db, [stored], MONDAY)
    assert matches_of(db, "weg") == []

    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("30.09.2026"))
    (match,) = matches_of(db, "weg")
    assert "Nächste Frist: 30.09.2026." in match.judgement.reasons
    full = match.judgement.score

    decide(manager, number, "applicants", kind="correct", reason=WHY, value=["Landkreis"])
    assert matches_of(db, "weg") == []
    step(manager, number, "applicants", "zuruecknehmen")
    assert [match.judgement.score for match in matches_of(db, "weg")] == [full]
    step(manager, number, "deadlines", "zuruecknehmen")
    assert matches_of(db, "weg") == []


VALUES = {
    "deadline_model": "rolling",
    "deadlines": [dict(kind="application", date="2026-06-30")],
    "deadline_relative": "P4W",
    "programme_valid_until": "2026-12-31",
    "financing_mode": "Anteilfinanzierung",
    "applicants": ["Kommune"],
    "early_start": "allowed",
    "combinable": "yes",
    "status": "open",
}


@pytest.mark.parametrize("name", FACT_NAMES)
def test_what_is_removed_is_absent_everywhere_and_nothing_takes_its_place(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient, name: str
) -> None:
    values = {other: VALUES.get(other, 60) for other in FACT_NAMES}
    number = save(make_record(), facts=make_facts(**values))
    before = facts_of(db, number)

    answer = decide(manager, number, name, kind="remove", reason=WHY)

    assert answer.status_code == 303, answer.text
    after = facts_of(db, number)
    assert name not in after
    assert {fact.name: fact.value for fact in after} == {
        fact.name: fact.value for fact in before if fact.name != name
    }
    said = json.loads(
        CliRunner().invoke(main, ["programme", "https://www.example.org/radweg", "--json"]).stdout
    )
    assert name not in said["facts"]
    if name == "deadlines":
        found = told(db, number)
        assert found.standing(MONDAY).next_deadline is None


@pytest.mark.parametrize(
    ("name", "data", "value"),
    [
        ("deadline_model", dict(value="two-stage"), "two-stage"),
        ("deadline_relative", dict(value="6", unit="M"), "P6M"),
        ("programme_valid_until", dict(value="31.12.2027"), "2027-12-31"),
        ("funding_rate_max", dict(value="62,5 %"), 62.5),
        ("own_share_min", dict(value="10"), 10),
        ("amount_max_eur", dict(value="1.250.000 €"), 1_250_000),
        ("financing_mode", dict(value="Vollfinanzierung"), "Vollfinanzierung"),
        ("applicants", dict(value=["andere", "Kommune"]), ["Kommune", "andere"]),
        ("population_max", dict(value="20.000"), 20_000),
        ("early_start", dict(value="allowed"), "allowed"),
        ("combinable", dict(value="conditional"), "conditional"),
        ("retention_period_years", dict(value="10"), 10),
        ("status", dict(value="paused"), "paused"),
        (
            "deadlines",
            deadline("31.10.", rhythm="jedes Jahr"),
            [dict(kind="application", date="--10-31")],
        ),
    ],
)
def test_a_missing_fact_can_be_put_in(
    db: Database, save: Save, manager: FlaskClient, name: str, data: dict[str, str], value: object
) -> None:
    number = save(make_record())
    answer = decide(manager, number, name, kind="correct", reason=WHY, **data)
    assert answer.status_code == 303, answer.text
    assert facts_of(db, number).value(name) == value
    assert manager.get(f"/programm/{number}/angaben/{name}").status_code == 200


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("deadlines", deadline("31.2.2026"), "„31.2.2026“ ist kein Tag"),
        ("deadlines", deadline("bald"), "„bald“ ist kein Tag"),
        ("deadlines", deadline("31.10.2026", rhythm="jedes Jahr"), "steht ohne Jahr"),
        ("deadlines", deadline(""), "mindestens einen Tag"),
        ("programme_valid_until", dict(value="2026"), "erwartet wird zum Beispiel 31.12.2026"),
        ("funding_rate_max", dict(value="140"), "„140“ ist kein Anteil"),
        ("funding_rate_max", dict(value="0"), "„0“ ist kein Anteil"),
        ("amount_min_eur", dict(value="zehntausend"), "„zehntausend“ ist kein Betrag"),
        ("amount_min_eur", dict(value="0"), "größer als 0"),
        ("population_min", dict(value="20,5"), "eine ganze Zahl"),
        ("early_start", dict(value="vielleicht"), "aus der Liste"),
        ("applicants", dict(value=["Kaiser"]), "mindestens eine Gruppe"),
        ("deadline_relative", dict(value="x", unit="W"), "eine ganze Zahl"),
    ],
)
def test_wrong_input_is_named_and_stays_in_the_form(
    db: Database, save: Save, manager: FlaskClient, name: str, data: dict[str, str], said: str
) -> None:
    number = save(make_record())
    answer = decide(manager, number, name, kind="correct", reason="<b>weil</b>", **data)
    assert answer.status_code == 400
    assert said in answer.text
    assert "&lt;b&gt;weil&lt;/b&gt;" in answer.text
    typed = data.get("value-0-day") or data.get("value")
    if isinstance(typed, str) and typed and name != "early_start":
        assert f'value="{typed}"' in answer.text
    assert name not in facts_of(db, number)


def test_a_reason_is_needed_to_correct_or_remove_but_not_to_confirm(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated(80, "höchstens 80 Prozent", "funding_rate_max"))
    for data in (dict(kind="correct", value="70"), dict(kind="remove"), dict(value="80")):
        assert decide(manager, number, "funding_rate_max", **data).status_code == 400
    assert decide(manager, number, "funding_rate_max", kind="confirm").status_code == 303
    page = manager.get(f"/programm/{number}").text
    assert "Bestätigt vom Fördermittelmanagement am 15.06.2026" in page


def test_typing_another_value_is_not_a_confirmation(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated(80, "höchstens 80 Prozent", "funding_rate_max"))
    answer = decide(manager, number, "funding_rate_max", kind="confirm", value="70")
    assert answer.status_code == 400
    assert "wählen Sie dafür „Berichtigen“" in answer.text


def test_two_people_cannot_overwrite_each_other(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(), facts=stated(80, "höchstens 80 Prozent", "funding_rate_max"))
    address = f"/programm/{number}/angaben/funding_rate_max"
    opened = manager.get(address).text
    decide(manager, number, "funding_rate_max", kind="correct", value="70", reason=WHY)
    late = dict(
        csrf_token=hidden(opened, "csrf_token"),
        state=hidden(opened, "state"),
        kind="correct",
        value="60",
        reason="aus der Zeitung",
    )
    answer = manager.post(address, data=late)
    assert answer.status_code == 400
    assert "Inzwischen hat manager@example.org berichtigt: bis zu 70 %." in answer.text
    assert 'value="60"' in answer.text
    assert facts_of(db, number).value("funding_rate_max") == 70
    again = late | dict(state=hidden(answer.text, "state"))
    assert manager.post(address, data=again).status_code == 303
    assert facts_of(db, number).value("funding_rate_max") == 60


def test_a_source_read_anew_under_an_open_form_is_told(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    record = make_record()
    number = save(record, facts=stated(80, "höchstens 80 Prozent", "funding_rate_max"))
    address = f"/programm/{number}/angaben/funding_rate_max"
    opened = manager.get(address).text
    new = replace(record, title="Radwege, neu gefasst")
    crawl_again(db, new, stated(60, "höchstens 60 Prozent", "funding_rate_max"))
    sent = dict(csrf_token=hidden(opened, "csrf_token"), state=hidden(opened, "state"))
    answer = manager.post(address, data=sent | dict(kind="confirm"))
    assert answer.status_code == 400
    assert "Die Quelle wurde inzwischen neu gelesen." in answer.text


@pytest.mark.parametrize("role", [Role.STAFF, Role.READER, Role.ADMIN])
def test_only_the_manager_decides(db: Database, data_folder: Path, save: Save, role: Role) -> None:
    number = save(make_record(), facts=stated())
    client = visitor(db, data_folder, role)
    address = f"/programm/{number}/angaben/deadlines"
    assert client.get(address).status_code == 403
    token = dict(csrf_token="x")
    assert client.post(address, data=token).status_code in (400, 403)
    assert client.post(f"{address}/schritt", data=token).status_code in (400, 403)
    assert client.get("/entscheidungen").status_code == (200 if role is Role.ADMIN else 403)
    assert "/angaben/" not in client.get(f"/programm/{number}").text


def test_nothing_is_decided_without_the_token_of_the_form(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    address = f"/programm/{save(make_record(), facts=stated())}/angaben/deadlines"
    sent = dict(kind="confirm", step="behalten")
    assert manager.post(address, data=sent).status_code == 400
    assert manager.post(f"{address}/schritt", data=sent).status_code == 400
    assert db.table("decision").count == 0


def test_unknown_programmes_and_facts_are_not_found(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record())
    assert manager.get("/programm/999/angaben/deadlines").status_code == 404
    assert manager.get(f"/programm/{number}/angaben/title").status_code == 404


def test_the_passage_of_a_correction_has_to_stand_in_the_source(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(description="Gefördert werden bis zu 75 vom Hundert der Kosten."))
    sent = dict(kind="correct", value="75", reason=WHY)
    wrong = decide(manager, number, "funding_rate_max", passage="bis zu 90 vom Hundert", **sent)
    assert wrong.status_code == 400
    assert "steht nicht wörtlich in den Texten" in wrong.text
    good = decide(manager, number, "funding_rate_max", passage="bis zu  75 vom Hundert", **sent)
    assert good.status_code == 303
    fact = facts_of(db, number).get("funding_rate_max")
    assert fact is not None
    assert fact.evidence[1] == Evidence(quote="bis zu 75 vom Hundert", field="description")


def test_a_correction_on_a_structured_call_overrules_its_fields(
    db: Database, data_folder: Path, save: Save, manager: FlaskClient
) -> None:
    call = Call(identifier="X-1", deadlines=(date(2026, 5, 1),), grant_max_eur=900_000)
    number = save(make_record(call=call), facts=stated("2026-05-01"))
    found = told(db, number)
    assert found.standing(MONDAY).status is Status.CLOSED
    sent = dict(kind="correct", reason=WHY)
    decide(manager, number, "deadlines", **sent, **deadline("31.10.", rhythm="jedes Jahr"))
    decide(manager, number, "amount_max_eur", value="500.000", **sent)
    found = told(db, number)
    assert found.standing(MONDAY).next_deadline == date(2026, 10, 31)
    assert found.call
    assert found.call.grant_max_eur == 500_000
    decide(manager, number, "deadlines", kind="remove", reason=WHY)
    found = told(db, number)
    assert found.call
    assert found.call.deadlines == ()
    assert found.standing(MONDAY).next_deadline is None
    assert "01.05.2026" not in manager.get(f"/programm/{number}").text


def test_a_corrected_status_counts_before_the_line_of_the_source(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    number = save(make_record(status_line="Antragstellung derzeit nicht möglich"))
    decide(manager, number, "status", kind="correct", value="open", reason=WHY)
    found = told(db, number)
    assert found.standing(MONDAY).status is Status.OPEN
    assert found.standing(MONDAY).reason == "Nach Angabe des Fördermittelmanagements offen"


def test_a_corrected_day_counts_before_a_closing_that_was_only_read(
    db: Database, save: Save, manager: FlaskClient
) -> None:
    read = make_facts(deadline_model="closed", programme_valid_until="2025-12-31")
    number = save(make_record(), facts=read)
    decide(manager, number, "deadlines", kind="correct", reason=WHY, **deadline("01.12.2026"))
    found = told(db, number)
    assert found.standing(MONDAY).next_deadline == date(2026, 12, 1)
    decide(manager, number, "deadline_model", kind="confirm")
    found = told(db, number)
    assert found.standing(MONDAY).status is Status.CLOSED
