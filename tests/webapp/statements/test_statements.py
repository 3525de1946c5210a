"""Imprint, privacy and accessibility statement: readable by all, filled in by the operator."""

from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from webapp.operation.health import examine
from webapp.operation.preparing import prepare
from webapp.settings import Settings
from webapp.site import create_app
from webapp.statements.statement import Statement, file_of, gaps_in, template_of

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    prepare(tmp_path / "data").close()
    return tmp_path / "data"


@pytest.fixture
def stranger(folder: Path) -> FlaskClient:
    return create_app(Settings(data=folder), TODAY).test_client()


@pytest.mark.parametrize("statement", Statement)
def test_everybody_reads_a_statement_without_a_login(
    stranger: FlaskClient, statement: Statement
) -> None:
    page = stranger.get(f"/{statement.value}")
    assert page.status_code == 200
    assert f"<title>{statement.label} – Fördernetz</title>" in page.text
    assert "trägt der Betreiber ein" in page.text


def test_every_page_leads_to_all_statements(stranger: FlaskClient) -> None:
    page = stranger.get("/anmelden").text
    assert all(f'href="/{it.value}">{it.label}</a>' in page for it in Statement)


def test_the_words_of_the_operator_take_the_place_of_the_template(
    stranger: FlaskClient, folder: Path
) -> None:
    file_of(folder, Statement.IMPRINT).write_text("# Impressum\n\nKreis Musterau", "utf-8")
    page = stranger.get("/impressum").text
    assert "<p>Kreis Musterau</p>" in page
    assert "trägt der Betreiber ein" not in page


def test_html_in_the_words_of_the_operator_is_shown_and_not_obeyed(
    stranger: FlaskClient, folder: Path
) -> None:
    file_of(folder, Statement.IMPRINT).write_text("A <b onclick=x>fett</b> [x](javascript:y)")
    page = stranger.get("/impressum").text
    assert "&lt;b onclick=x&gt;fett" in page
    assert "javascript:" not in page


def test_a_file_that_is_no_text_is_told_and_does_not_break_the_page(
    stranger: FlaskClient, folder: Path
) -> None:
    file_of(folder, Statement.PRIVACY).write_bytes(b"\xff\xfe\x00")
    page = stranger.get("/datenschutz")
    assert page.status_code == 200
    assert "gerade nicht lesbar" in page.text
    [finding] = [it for it in examine(Settings(data=folder), TODAY) if it.check == "Datenschutz"]
    assert finding.state == "wrong"
    assert "datenschutz.md ist nicht lesbar" in finding.message


def test_the_doctor_counts_what_is_still_to_be_filled_in(folder: Path) -> None:
    file_of(folder, Statement.IMPRINT).write_text("Kreis ==Name==, Tel. ==Nummer==", "utf-8")
    file_of(folder, Statement.PRIVACY).write_text("Alles ist eingetragen.", "utf-8")
    told = {it.check: (it.state, it.message) for it in examine(Settings(data=folder), TODAY)}
    assert told["Impressum"] == ("notice", "2 Angaben fehlen.")
    assert told["Datenschutz"] == ("ok", "ausgefüllt")


def test_preparing_again_leaves_the_words_of_the_operator_alone(folder: Path) -> None:
    file_of(folder, Statement.IMPRINT).write_text("Kreis Musterau", "utf-8")
    prepare(folder).close()
    assert file_of(folder, Statement.IMPRINT).read_text("utf-8") == "Kreis Musterau"


@pytest.mark.parametrize("statement", Statement)
def test_a_template_leaves_open_what_only_the_operator_knows(statement: Statement) -> None:
    assert len(gaps_in(template_of(statement))) >= 5
