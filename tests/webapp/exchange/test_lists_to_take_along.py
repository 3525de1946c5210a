"""Lists as Excel and CSV: real values, whole lists, nothing of others, and no formulas."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from visitors import RIEDSTADT, person, visitor

from index.programme import programme
from index.search.build import rebuild
from index.store import Database
from matcher.judge import Judgement
from matcher.planning import Meeting
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_with_id
from webapp.exchange import listing
from webapp.feedback.queries import keep
from webapp.meetings.queries import add_meetings
from webapp.projects.queries import save_project, store_matches
from webapp.shortlists.queries import make_shortlist, note_entry, put_in

TREBUR = "06433014"
FACTS = make_facts(
    deadlines=[{"kind": "application", "date": "2026-12-31"}],
    funding_rate_max=62.5,
    amount_max_eur=200_000,
    programme_valid_until="2027-12-31",
    combinable="no",
)


@pytest.fixture
def number(db: Database, data_folder: Path, save: Save) -> int:
    others = [
        make_record(key=f"rad{n}", url=f"https://www.example.org/{n}", title=f"Radweg Nummer {n}")
        for n in range(30)
    ]
    number = save(
        make_record(title='=HYPERLINK("https://boese.example")', funders=("@Amt", "Ministerium")),
        *others,
        facts=FACTS,
    )
    rebuild(db, data_folder)
    return number


@pytest.fixture
def client(db: Database, data_folder: Path, number: int) -> FlaskClient:
    return visitor(db, data_folder)


def book(client: FlaskClient, address: str) -> Workbook:
    answer = client.get(address)
    assert answer.status_code == 200
    assert ".xlsx" in answer.headers["Content-Disposition"]
    return load_workbook(BytesIO(answer.data))


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *others = sheet.iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in others]


def comma(client: FlaskClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.data.startswith(b"\xef\xbb\xbf")
    text = answer.data.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=";"))


def test_a_workbook_holds_real_days_euros_and_links(client: FlaskClient, number: int) -> None:
    sheet = book(client, "/suche.xlsx?q=Radwege&seite=2")["Programme"]
    row = next(it for it in rows(sheet) if it["Titel"].value.startswith("=HYPER"))
    assert row["Nächste Frist"].value.date() == date(2026, 12, 31)
    assert row["Nächste Frist"].number_format == "DD.MM.YYYY"
    assert (row["Höchstbetrag"].value, row["Höchstbetrag"].number_format) == (200_000, '#,##0 "€"')
    assert (row["Förderquote bis"].value, row["Kumulierung"].value) == (62.5, "ausgeschlossen")
    assert row["Eigenanteil mindestens"].value is None
    assert row["Amtliche Seite"].hyperlink.target == "https://www.example.org/radweg"
    assert row["Seite im Fördernetz"].value.endswith(f"/programm/{number}")
    assert sheet.freeze_panes == "B2"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage  # printed as wide as the paper
    assert sheet.auto_filter.ref == f"A1:W{sheet.max_row}"


def test_a_workbook_holds_the_whole_list_in_the_order_of_the_page(client: FlaskClient) -> None:
    sheet = book(client, "/suche.xlsx?q=Radwege")["Programme"]
    assert len(rows(sheet)) == 31
    page = client.get("/suche?q=Radwege").text
    first = next(it for it in rows(sheet) if not it["Titel"].value.startswith("="))
    assert first["Titel"].value in page


def test_a_workbook_says_what_was_asked_when_and_on_which_terms(client: FlaskClient) -> None:
    note = dict(book(client, "/suche.xlsx?q=Radwege&level=Land&sort=frist")["Angaben"].values)
    assert note["Suchwörter"] == "Radwege"
    assert note["Ebene"] == "Land"
    assert note["Stand"] == "15.06.2026"
    assert note["Quellen und Lizenzen"] == "Musteramt, Lizenz: CC BY 4.0"


def test_what_a_source_writes_is_never_a_formula(client: FlaskClient) -> None:
    sheet = book(client, "/suche.xlsx?q=Radwege")["Programme"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    row = next(it for it in comma(client, "/suche.csv?q=Radwege") if "HYPER" in it["Titel"])
    assert row["Titel"].startswith("'=")
    assert row["Fördergeber"].startswith("'@")


def test_a_csv_reads_as_a_german_excel_writes(client: FlaskClient) -> None:
    row = next(it for it in comma(client, "/suche.csv?q=Radwege") if "HYPER" in it["Titel"])
    assert (row["Nächste Frist"], row["Förderquote bis"]) == ("31.12.2026", "62,5")
    assert (row["Höchstbetrag"], row["Eigenanteil mindestens"]) == ("200000", "")


def test_signs_that_no_workbook_may_hold_are_left_out(
    db: Database, data_folder: Path, save: Save
) -> None:
    save(make_record(title="Rad\x0bweg\ufffe für alle"))
    rebuild(db, data_folder)
    sheet = book(visitor(db, data_folder), "/suche.xlsx")["Programme"]
    assert rows(sheet)[0]["Titel"].value.startswith("Rad")


def test_a_list_that_is_too_long_says_where_it_ends(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "MOST_ROWS", 5)
    found = book(client, "/suche.xlsx")
    assert len(rows(found["Programme"])) == 5
    assert "31 Zeilen" in dict(found["Angaben"].values)["Gekürzt"]


def test_news_are_one_row_for_each_event(db: Database, data_folder: Path, save: Save) -> None:
    save(make_record())
    save(make_record(keywords="Rad"), today=MONDAY + timedelta(days=1))
    client = visitor(db, data_folder, Role.MANAGER, today=MONDAY + timedelta(days=1))
    found = rows(book(client, "/neues.xlsx?tage=30")["Programme"])
    assert [it["Was geschah"].value for it in found] == ["geändert", "neu"]
    assert found[0]["Geänderte Felder"].value == "Stichwörter"
    only = rows(book(client, "/neues.xlsx?art=new")["Programme"])
    assert [it["Gefunden am"].value.date() for it in only] == [MONDAY]
    assert visitor(db, data_folder).get("/neues.xlsx").status_code == 403


@pytest.fixture
def vorhaben(db: Database, number: int) -> Project:
    town = Town(ags=RIEDSTADT)
    project = Project(id="radring", title="Radring", municipality=town, cost_eur=100_000)
    save_project(db, project, MONDAY)
    found = programme(db, number)
    assert found is not None
    judgement = Judgement(eligible="yes", score=80.4, reasons=("Passt.",), obstacles=("Kurz.",))
    store_matches(db, project, [(found, judgement)], MONDAY)
    keep(
        db,
        "radring",
        number,
        Account(id=person(db, Role.STAFF), email="a@example.org", role=Role.STAFF),
        _NOW,
    )
    for day in (MONDAY + timedelta(days=90), date(2026, 12, 31)):
        add_meetings(db, RIEDSTADT, [Meeting(day=day, body="Rat")])
    return project


_NOW = datetime.fromisoformat("2026-06-15T09:00:00+02:00")


@pytest.mark.parametrize(
    "address", ["/vorhaben/radring/programme.xlsx", "/vorhaben/vorgemerkt.xlsx"]
)
def test_matches_say_why_what_is_left_to_pay_and_when_the_council_meets(
    db: Database, data_folder: Path, vorhaben: Project, address: str
) -> None:
    row = rows(book(visitor(db, data_folder), address)["Programme"])[0]
    told = {name: row[name].value for name in ("Vorhaben", "Passung von 100", "Vorgemerkt")}
    assert told == {"Vorhaben": "Radring", "Passung von 100": 80, "Vorgemerkt": "ja"}
    assert (row["Förderung höchstens"].value, row["Eigenanteil dann"].value) == (62_500, 37_500)
    assert row["Dafür spricht"].value == "Passt."
    assert row["Letzte Sitzung rechtzeitig"].value.date() == date(2026, 9, 13)


def test_lists_of_vorhaben_show_nothing_of_another_municipality(
    db: Database, data_folder: Path, vorhaben: Project
) -> None:
    other = visitor(db, data_folder)
    db.table("account").update(person(db, Role.STAFF), dict(municipality=TREBUR))
    assert other.get("/vorhaben/radring/programme.xlsx").status_code == 404
    assert rows(book(other, "/vorhaben/vorgemerkt.xlsx")["Programme"]) == []


def test_pages_offer_their_list_as_files(client: FlaskClient, vorhaben: Project) -> None:
    page = client.get("/suche?q=Radwege&level=Land&seite=2").text
    assert 'href="/suche.xlsx?q=Radwege&amp;level=Land"' in page
    assert 'href="/vorhaben/radring/programme.csv"' in client.get("/vorhaben/radring").text
    assert 'href="/vorhaben/vorgemerkt.xlsx"' in client.get("/vorhaben").text


def test_a_merkliste_is_taken_along_by_who_reads_it_only(
    db: Database, data_folder: Path, client: FlaskClient, number: int
) -> None:
    me = account_with_id(db, person(db, Role.STAFF))
    assert me is not None
    kept = make_shortlist(db, "Rathaus", me, _NOW)
    put_in(db, kept, number, me, _NOW)
    note_entry(db, kept, number, "Erst fragen", 1)
    found = book(client, f"/merklisten/{kept}/programme.xlsx")
    [row] = rows(found["Programme"])
    assert (row["Notiz"].value, row["Gemerkt am"].value.date()) == ("Erst fragen", MONDAY)
    assert dict(found["Angaben"].values)["Liste"] == "Merkliste „Rathaus“"
    other = visitor(db, data_folder, Role.MANAGER)
    assert other.get(f"/merklisten/{kept}/programme.xlsx").status_code == 404
