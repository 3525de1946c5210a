"""The search page: every state is an address, and nothing is a dead end."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import Save, make_facts, make_record
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from visitors import visitor
from werkzeug.datastructures import MultiDict

from index.search.build import rebuild
from index.search.engine import MissingIndex
from index.vocabulary import FundingType, Level
from webapp.search import addresses, routes


@pytest.fixture
def client(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    records = [
        make_record(
            key=f"rad{n}",
            url=f"https://www.example.org/rad{n}",
            title=f"Radweg Nummer {n}",
            summary="Ein Radweg für <alle> Menschen.",
        )
        for n in range(22)
    ]
    loan = make_record(
        key="bad",
        url="https://www.example.org/bad",
        title="Schwimmbad <script>",
        summary="Sanierung von Bädern.",
        levels=(Level.FEDERAL,),
        funding_types=(FundingType.LOAN,),
    )
    save(*records, loan, facts=make_facts(funding_rate_max=80))
    rebuild(db, data_folder)
    return visitor(db, data_folder)


def test_words_find_programmes_with_what_decides(client: FlaskClient) -> None:
    text = client.get("/suche?q=Radweg").text
    assert "22 Programme" in text
    for words in (
        "Zuschuss",
        "Hessen",
        "Förderquote bis zu 80 %",
        "ungeprüft",
        "<mark>Radweg</mark>",
    ):
        assert words in text
    assert "Schwimmbad" not in text


def test_titles_and_excerpts_stay_text(client: FlaskClient) -> None:
    assert "Schwimmbad &lt;script&gt;" in client.get("/suche?q=Schwimmbad").text
    assert "&lt;alle&gt;" in client.get("/suche?q=Radweg").text
    assert "<script>" not in client.get('/suche?q="><script>alert(1)</script>&level=<script>').text


def test_filters_narrow_and_can_be_taken_away(client: FlaskClient) -> None:
    text = client.get("/suche?level=Bund").text
    assert "1 Programm" in text
    assert 'value="Bund"' in text  # stays when other words are asked
    assert "Filter entfernen: Ebene" in text
    assert 'href="/suche"' in text


def test_pages_are_addresses_that_keep_the_question(client: FlaskClient) -> None:
    first, second = client.get("/suche?q=Radweg").text, client.get("/suche?q=Radweg&seite=2").text
    assert "Seite 1 von 2" in first
    assert 'href="/suche?q=Radweg&amp;seite=2"' in first
    titles = [{n for n in range(22) if f"Radweg Nummer {n}<" in text} for text in (first, second)]
    assert len(titles[0]) == 20
    assert titles[0] | titles[1] == set(range(22))


def test_nothing_found_is_a_page_that_helps(client: FlaskClient) -> None:
    text = client.get("/suche?q=qwertzuiop&level=Bund").text
    assert "Kein Programm gefunden" in text
    assert "Ohne Filter suchen" in text
    assert 'href="/suche?q=qwertzuiop"' in text


def test_a_slip_of_the_pen_is_offered_as_a_link(client: FlaskClient) -> None:
    text = client.get("/suche?q=Radwek").text
    assert "Meinten Sie" in text
    assert 'href="/suche?q=Radweg"' in text


@pytest.mark.parametrize("page", ["0", "-3", "abc", "99999999999", "²"])
def test_an_odd_page_number_is_no_crash(client: FlaskClient, page: str) -> None:
    assert client.get(f"/suche?q=Radweg&seite={page}").status_code == 200


def test_a_page_behind_the_last_leads_back(client: FlaskClient) -> None:
    assert "Zur ersten Seite dieser Suche" in client.get("/suche?q=Radweg&seite=77").text


def test_without_an_index_the_page_says_what_to_do(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise MissingIndex("Der Suchindex fehlt.")

    monkeypatch.setattr(routes, "search", missing)
    answer = client.get("/suche?q=x")
    assert answer.status_code == 503
    assert "Der Suchindex fehlt." in answer.text


def test_an_address_and_its_question_are_the_same_thing(client: FlaskClient) -> None:
    app: Flask = client.application
    with app.test_request_context():
        asked = MultiDict(
            [("q", " Kita "), ("level", "Land"), ("level", "Bund"), ("seite", "3"), ("x", "y")]
        )
        question = addresses.question_in(asked)
        assert (question.words, question.page) == ("Kita", 3)
        assert question.filters == {"level": ("Land", "Bund")}
        query = parse_qs(urlsplit(addresses.address_of(question)).query)
        assert query == {"q": ["Kita"], "level": ["Land", "Bund"], "seite": ["3"]}
        less = addresses.toggled(question, "level", "Land")
        assert less.filters == {"level": ("Bund",)}
        assert less.page == 1
        assert addresses.toggled(less, "level", "Bund").filters == {}
