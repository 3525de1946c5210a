"""The report as page, PDF and Excel, and who reads which rows of it."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook
from pypdf import PdfReader
from served import copy_folder
from visitors import let_in

from index.schema import create_database
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.reporting.report import FIGURES
from webapp.settings import Settings
from webapp.site import create_app

TODAY = date(2026, 11, 24)
ALL_YEARS = "von=2022-01-01&bis=2026-12-31"
BUETTELBORN, TREBUR = "06433003", "06433014"


@pytest.fixture
def folder(years_folder: Path, tmp_path: Path) -> Path:
    """The register of five years, to write into."""
    return copy_folder(years_folder, tmp_path / "copy")


@pytest.fixture
def site(folder: Path) -> FlaskClient:
    """A visitor of the register of five years."""
    return create_app(Settings(data=folder), TODAY).test_client()


def visit(site: FlaskClient, folder: Path, role: Role, ags: str | None) -> None:
    db = create_database(folder)
    account, _ = create_account(db, f"{role.value}-{ags}@example.org", role, ags, TODAY)
    let_in(site, db, account.id)
    db.close()


def rows_of(site: FlaskClient, key: str, more: str = "") -> str:
    answer = site.get(f"/berichte/{key}?{ALL_YEARS}{more}")
    assert answer.status_code == 200, key
    return answer.text


def test_every_figure_leads_to_its_rows(site: FlaskClient, folder: Path, years: Database) -> None:
    visit(site, folder, Role.MANAGER, None)
    page = site.get(f"/berichte?{ALL_YEARS}").text
    for figure in FIGURES:
        assert f"/berichte/{figure.key}?" in page, figure.key
        assert figure.label in rows_of(site, figure.key)
    count = next(years.query("select count(*) as n from application"))["n"]
    akten = rows_of(site, "akten")
    assert f"{count} Zeilen" in akten
    assert "seite=2" in akten
    assert "/foerderakten/" in akten
    other = site.get("/berichte/gibt-es-nicht")
    assert other.status_code == 404


def test_days_that_are_none_are_said_at_the_field(site: FlaskClient, folder: Path) -> None:
    visit(site, folder, Role.MANAGER, None)
    for asked in ("von=gestern", "von=2026-05-01&bis=2026-04-01"):
        page = site.get(f"/berichte?{asked}").text
        assert 'aria-invalid="true"' in page
        assert site.get(f"/berichte/bericht.pdf?{asked}").status_code == 400


def test_a_town_reads_its_own_rows_and_the_sums_of_the_county(
    site: FlaskClient, folder: Path, years: Database
) -> None:
    visit(site, folder, Role.STAFF, TREBUR)
    shown = rows_of(site, "vorgemerkt")
    foreign = "select id from project where municipality <> ?"
    assert f"Vorhaben {TREBUR}-" in shown
    assert not any(f"Vorhaben {row['id']}" in shown for row in years.query(foreign, [TREBUR]))
    page = site.get(f"/berichte?{ALL_YEARS}").text
    assert "Trebur" in page
    assert "Nach Kommune" not in page
    assert site.get(f"/berichte?{ALL_YEARS}&kommune={BUETTELBORN}").text.count("Büttelborn") == 0
    book = load_workbook(BytesIO(site.get(f"/berichte/bericht.xlsx?{ALL_YEARS}").data))
    towns = {row[4] for row in book["Treffer für Vorhaben"].iter_rows(2, values_only=True)}
    assert towns == {"Trebur"}


def test_the_beirat_reads_sums_of_towns_and_no_words_of_theirs(
    site: FlaskClient, folder: Path
) -> None:
    visit(site, folder, Role.READER, None)
    assert "Nach Kommune" in site.get(f"/berichte?{ALL_YEARS}").text
    for figure in FIGURES:
        shown = rows_of(site, figure.key)
        if figure.private:
            assert not re.search(r"(Antrag|Vorhaben|Frage) \d", shown), figure.key
    assert "Büttelborn" in rows_of(site, "eingereicht", f"&kommune={BUETTELBORN}")
    book = load_workbook(BytesIO(site.get(f"/berichte/bericht.xlsx?{ALL_YEARS}").data))
    said = {row[2] for row in book["Anträge"].iter_rows(2, values_only=True)}
    assert said == {None}


def test_the_paper_says_what_the_page_says(site: FlaskClient, folder: Path) -> None:
    visit(site, folder, Role.MANAGER, None)
    answer = site.get(f"/berichte/bericht.pdf?{ALL_YEARS}")
    pages = PdfReader(BytesIO(answer.data)).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for figure in FIGURES:
        assert figure.label in text, figure.key
    assert "Nach Kommune" in text
    assert "Gründe" in text
    assert "Mörfelden-Walldorf" in text


def test_the_workbook_holds_every_row_and_charts_of_its_own(
    site: FlaskClient, folder: Path
) -> None:
    visit(site, folder, Role.MANAGER, None)
    book = load_workbook(BytesIO(site.get(f"/berichte/bericht.xlsx?{ALL_YEARS}").data))
    figures = {row[1]: row[2] for row in book["Kennzahlen"].iter_rows(2, values_only=True)}
    rows = [
        row for name in book.sheetnames[3:] for row in book[name].iter_rows(2, values_only=True)
    ]
    sums: dict[object, float] = {}
    for row in rows:
        sums[row[0]] = sums.get(row[0], 0) + (row[7] or 0)  # type: ignore[operator]
    for figure in FIGURES:
        assert sums[figure.label] == pytest.approx(figures[figure.label]), figure.key
    assert len(book["Kommunen"]._charts) == 2
    assert len(book["Förderbereiche"]._charts) == 2
