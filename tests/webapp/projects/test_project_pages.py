"""Pages of Vorhaben: describing one, its matches, and who may see it."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from conftest import MONDAY, Save, make_facts, make_record
from flask import Flask
from flask.testing import FlaskClient

from index.store import Database
from index.vocabulary import FundingArea, FundingType
from matcher.profile import read_profile
from webapp.accounts import passwords
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account, set_password
from webapp.projects.queries import matches_of, project, projects_of, save_project
from webapp.projects.standard import standards
from webapp.settings import Settings
from webapp.site import create_app

PASSWORD = "Grüne Wiesen am Altrhein"
RIEDSTADT, TREBUR = "06433011", "06433014"
FORM = dict(
    municipality=RIEDSTADT,
    title="Radweg nach Stockstadt",
    description="Ein Radweg entlang der Kreisstraße.",
    topics=["Mobilität", "Infrastruktur"],
    applicant_type="Kommune",
    planned_start="2027-04-01",
    planned_end="",
    cost_eur="40.000 €",
    own_funds_eur="",
    looking_for="Zuschuss",
    stage="beschlossen",
)


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 is slow on purpose; not here."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "_hasher", quick)


@pytest.fixture
def app(db: Database, data_folder: Path) -> Flask:
    return create_app(Settings(data=data_folder), MONDAY)


@pytest.fixture
def staff(app: Flask, db: Database) -> FlaskClient:
    return signed_in(app, db, Role.STAFF, RIEDSTADT)


@pytest.fixture
def manager(app: Flask, db: Database) -> FlaskClient:
    return signed_in(app, db, Role.MANAGER, None)


def signed_in(app: Flask, db: Database, role: Role, town: str | None) -> FlaskClient:
    email = f"{role}-{town}@example.org"
    account, _ = create_account(db, email, role, town, MONDAY)
    set_password(db, account.id, PASSWORD)
    client = app.test_client()
    assert post(client, "/anmelden", email=email, password=PASSWORD)[0] == 303
    return client


def post(client: FlaskClient, address: str, page: str = "", **data: object) -> tuple[int, str]:
    """Fill in the form of a page; gives the status and where it leads."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page or address).text)
    assert found, f"{page or address} has no form"
    answer = client.post(address, data=dict(csrf_token=found[1], **data))
    return answer.status_code, answer.headers.get("Location", answer.text)


def keep(db: Database, town: str = RIEDSTADT, number: str = "radweg", **more: object) -> None:
    profile = dict(id=number, title="Radweg", municipality=town, applicant_type="Kommune")
    save_project(db, read_profile(profile | more), MONDAY)


def test_a_saved_project_is_judged_at_once(db: Database, staff: FlaskClient, save: Save) -> None:
    save(make_record(), facts=make_facts(deadlines=[dict(kind="application", date="2026-09-30")]))
    status, address = post(staff, "/vorhaben/neu", **FORM)
    assert status == 303
    (kept,) = projects_of(db, RIEDSTADT)
    assert kept.stage == "beschlossen"
    assert (kept.cost_eur, kept.topics) == (40_000, ("Mobilität", "Infrastruktur"))

    page = staff.get(address).text
    assert "Radwege für Städte und Gemeinden" in page
    assert "Antrag möglich: ja" in page
    assert "Kommunen sind antragsberechtigt." in page
    assert "30.09.2026" in page
    assert "Noch nicht angegeben:" in page
    assert 'href="/programm/1"' in page
    assert "Radweg nach Stockstadt" in staff.get("/vorhaben").text


def test_what_stands_against_and_near_misses_are_shown(
    db: Database, staff: FlaskClient, save: Save
) -> None:
    save(
        make_record(
            key="kredit", url="https://www.example.org/k", funding_types=(FundingType.LOAN,)
        ),
        make_record(key="groß", url="https://www.example.org/g", title="Große Radwege"),
        facts=make_facts(total_cost_min_eur=100_000),
    )
    _, address = post(staff, "/vorhaben/neu", **FORM)
    page = staff.get(address).text
    assert "Knapp verfehlt" in page
    assert "Mindestvolumen 100.000 €: es fehlen 60.000 €." in page


def test_the_best_ten_and_what_is_kept_stand_first_and_the_rest_is_one_click_away(
    db: Database, staff: FlaskClient, save: Save
) -> None:
    twelve = (
        make_record(key=str(n), url=f"https://www.example.org/{n}", title=f"Radwege {n:02d}")
        for n in range(12)
    )
    save(*twelve)
    _, address = post(staff, "/vorhaben/neu", **FORM)
    (kept,) = projects_of(db, RIEDSTADT)
    titles = [one.programme for one in matches_of(db, kept.id)]
    assert len(titles) == 12
    page = staff.get(address).text
    assert "Alle zeigen (2 weitere)" in page
    assert [f'href="/programm/{it}"' in page for it in titles] == [True] * 10 + [False] * 2

    assert post(staff, f"{address}/programm/{titles[-1]}/merken", address)[0] == 303
    page = staff.get(address).text
    assert "Alle zeigen (1 weitere)" in page
    assert f'href="/programm/{titles[-1]}"' in page

    whole = staff.get(f"{address}?alle=1").text
    assert all(f'href="/programm/{it}"' in whole for it in titles)
    assert "Alle zeigen" not in whole


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (dict(title=""), "Bitte geben Sie dem Vorhaben einen Titel."),
        (dict(title=" "), "Der Titel fehlt."),
        (dict(cost_eur="viel"), "»viel« ist kein Betrag in Euro."),
        (dict(cost_eur="10", eligible_cost_eur="11"), "sind höher als die Gesamtkosten."),
        (dict(planned_start="bald"), "»bald« ist kein Tag"),
        (dict(planned_end="2026-01-01"), "Das Ende liegt vor dem Beginn."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    db: Database, staff: FlaskClient, wrong: dict[str, str], sentence: str
) -> None:
    status, page = post(staff, "/vorhaben/neu", **FORM | wrong)
    assert status == 400
    assert sentence in page
    assert "Ein Radweg entlang der Kreisstraße." in page  # nothing typed is lost
    assert not projects_of(db, RIEDSTADT)


def test_everything_that_is_wrong_is_shown_at_once(staff: FlaskClient) -> None:
    status, page = post(staff, "/vorhaben/neu", **FORM | dict(title="", cost_eur="viel"))
    assert status == 400
    assert "Bitte geben Sie dem Vorhaben einen Titel." in page
    assert "»viel« ist kein Betrag in Euro." in page


def test_a_project_is_changed_and_judged_anew(db: Database, staff: FlaskClient, save: Save) -> None:
    save(make_record())
    _, address = post(staff, "/vorhaben/neu", **FORM)
    number = address.rsplit("/", 1)[1]
    assert matches_of(db, number)
    form = staff.get(f"{address}/bearbeiten").text
    assert 'value="2027-04-01"' in form
    assert re.search(r'checked[^>]*value="Mobilität"', form)

    changed = FORM | dict(title="Neubau einer Kita", description="", topics=[])
    assert post(staff, f"{address}/bearbeiten", **changed)[0] == 303
    assert not matches_of(db, number)
    assert "Zurzeit passt kein Programm" in staff.get(address).text


def test_what_people_write_is_shown_as_text(db: Database, staff: FlaskClient) -> None:
    keep(db, title="<script>alert(1)</script>", description="<b>fett</b>")
    for address in ("/vorhaben", "/vorhaben/radweg", "/vorhaben/radweg/bearbeiten"):
        page = staff.get(address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page
        assert "<b>fett" not in page


@pytest.mark.parametrize("way", ["", "/bearbeiten"])
def test_a_foreign_project_looks_like_one_that_is_not_there(
    db: Database, staff: FlaskClient, way: str
) -> None:
    keep(db, TREBUR, "fremd")
    assert staff.get(f"/vorhaben/fremd{way}").status_code == 404
    assert staff.get(f"/vorhaben/gibt-es-nicht{way}").status_code == 404
    assert "fremd" not in staff.get("/vorhaben").text


def test_nobody_changes_deletes_or_plants_a_foreign_project(
    db: Database, staff: FlaskClient
) -> None:
    keep(db, TREBUR, "fremd")
    for way in ("bearbeiten", "loeschen"):
        assert post(staff, f"/vorhaben/fremd/{way}", page="/vorhaben/neu", **FORM)[0] == 404
    status, _ = post(staff, "/vorhaben/neu", **FORM | dict(municipality=TREBUR))
    assert status == 400
    assert [p.id for p in projects_of(db, TREBUR)] == ["fremd"]


def test_the_manager_sees_all_and_writes_for_all(db: Database, manager: FlaskClient) -> None:
    keep(db, TREBUR, "fremd")
    page = manager.get("/vorhaben").text
    assert "Trebur" in page
    assert manager.get("/vorhaben/fremd").status_code == 200
    assert post(manager, "/vorhaben/neu", **FORM)[0] == 303
    assert projects_of(db, RIEDSTADT)


def test_a_reader_reads_and_writes_nothing(app: Flask, db: Database) -> None:
    keep(db)
    reader = signed_in(app, db, Role.READER, RIEDSTADT)
    assert "Bearbeiten" not in reader.get("/vorhaben/radweg").text
    assert reader.get("/vorhaben/radweg").status_code == 200
    assert reader.get("/vorhaben/neu").status_code == 403
    assert reader.get("/vorhaben/radweg/bearbeiten").status_code == 403


def test_a_project_is_deleted_with_its_matches(
    db: Database, staff: FlaskClient, save: Save
) -> None:
    save(make_record())
    _, address = post(staff, "/vorhaben/neu", **FORM)
    status, back = post(staff, f"{address}/loeschen", page=address)
    assert (status, back) == (303, "/vorhaben")
    number = address.rsplit("/", 1)[1]
    assert project(db, number) is None
    assert not matches_of(db, number)


def send_table(client: FlaskClient, name: str, data: bytes) -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/vorhaben/einlesen").text)
    assert token
    sent = dict(csrf_token=token[1], file=(BytesIO(data), name))
    answer = client.post("/vorhaben/einlesen", data=sent)
    return answer.status_code, answer.text


def test_a_town_reads_in_its_own_table_and_hears_of_each_wrong_line(
    db: Database, staff: FlaskClient, save: Save
) -> None:
    save(make_record())
    table = (
        "Kennung;Titel;AGS;Kosten;Stand\nR1;Radweg;;40.000;Idee\n"
        f"R2;Radweg;{TREBUR};;\nR3;;;;\nR4;Weg;;viel;\n"
    )
    status, page = send_table(staff, "plan.csv", table.encode())
    assert status == 200
    assert "1 Vorhaben neu, 0 aktualisiert, 3 Zeilen abgelehnt." in page
    assert "Zeile 3: Der AGS »06433014« ist nicht der Ihrer Kommune." in page
    (kept,) = projects_of(db, RIEDSTADT)
    assert (kept.id, kept.cost_eur, kept.stage) == ("R1", 40_000, "Idee")
    assert matches_of(db, "R1")
    assert not projects_of(db, TREBUR)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("plan.pdf", b"x", "plan.pdf: erwartet wird eine Datei"),
        ("plan.xlsx", b"x", "plan.xlsx ist keine lesbare Excel-Datei."),
        ("plan.csv", b"a;b\n1;2\n", "Die Spalten »Kennung« und »Titel«"),
    ],
)
def test_a_file_without_a_table_is_named(
    staff: FlaskClient, name: str, data: bytes, said: str
) -> None:
    status, page = send_table(staff, name, data)
    assert (status, said in page) == (400, True)


def test_nobody_takes_over_a_vorhaben_of_another_town_by_its_id(
    db: Database, staff: FlaskClient
) -> None:
    keep(db, TREBUR, "fremd")
    status, page = send_table(staff, "plan.csv", b"Kennung;Titel\nfremd;Meins\n")
    assert status == 400
    assert "gehört einer anderen Kommune" in page
    assert [one.title for one in projects_of(db, TREBUR)] == ["Radweg"]


@pytest.mark.parametrize("name", standards())
def test_each_standard_vorhaben_fills_the_form_with_topics_that_exist(
    staff: FlaskClient, name: str
) -> None:
    standard = standards()[name]
    page = staff.get(f"/vorhaben/neu?vorlage={name}").text
    assert f'value="{standard.title}"' in page
    assert standard.description in page
    assert set(standard.topics) <= {area.value for area in FundingArea}


def test_two_sources_of_one_programme_are_never_added_up(
    db: Database, staff: FlaskClient, save: Save
) -> None:
    records = [
        make_record(key=key, url=f"https://www.example.org/{key}", keywords=key) for key in "ab"
    ]
    save(*records, facts=make_facts(combinable="yes", funding_rate_default=60))
    _, address = post(staff, "/vorhaben/neu", **FORM)
    assert "Höchstens 40.000,00 €" in staff.get(address).text
    pair = dict(first=1, second=2, relation="same_programme", score=0.9, reasons="[]")
    db.table("proposal").insert(pair)
    page = staff.get(address).text
    assert "wohl dasselbe Programm" in page
    assert "Höchstens 40.000,00 €" not in page


def test_what_is_missing_is_named_until_it_is_told(db: Database, staff: FlaskClient) -> None:
    keep(db)
    page = staff.get("/vorhaben/radweg").text
    assert "Noch nicht angegeben: 9 Angaben" in page
    assert "die Gesamtkosten – für Untergrenzen" in page
    told = dict(planned_start="2027-01-01", planned_end="2028-01-01", cost_eur=0)
    more = dict(
        eligible_cost_eur=0, own_funds_eur=0, looking_for="any", stage="Idee", topics=["Mobilität"]
    )
    keep(db, **told, **more, description="Ein Radweg " * 10)
    assert "Noch nicht angegeben" not in staff.get("/vorhaben/radweg").text


def test_without_a_login_there_is_no_page(app: Flask) -> None:
    for address in ("/vorhaben", "/vorhaben/neu", "/vorhaben/radweg"):
        assert app.test_client().get(address).status_code == 302


def test_without_its_token_a_form_is_refused(db: Database, staff: FlaskClient) -> None:
    assert staff.post("/vorhaben/neu", data=FORM).status_code == 400
    assert not projects_of(db, RIEDSTADT)
