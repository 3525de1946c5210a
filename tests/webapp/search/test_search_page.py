"""The search page: every state is an address, and nothing is a dead end."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask import Flask
from flask.testing import FlaskClient
from visitors import visitor
from werkzeug.datastructures import MultiDict

from index.search.build import rebuild
from index.search.engine import MissingIndex, Question
from index.store import Database
from index.vocabulary import ApplicantType, FundingType, Level, Region
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


def test_what_is_only_related_stands_apart(
    client: FlaskClient, db: Database, data_folder: Path, save: Save
) -> None:
    aside = dict(summary="Auch ein Radweg zählt. " + "Wörter. " * 25)
    save(make_record(key="verein", url="https://www.example.org/verein", title="Vereine", **aside))
    rebuild(db, data_folder)
    assert "Verwandt<" not in client.get("/suche?q=Radweg").text
    second = client.get("/suche?q=Radweg&seite=2").text
    assert "22 passen, 1 ist verwandt" in second
    assert second.index("Radweg Nummer") < second.index("Verwandt<") < second.index(">Vereine<")
    assert "verwandt" not in client.get("/suche?q=Radweg&sort=neueste").text


def test_titles_and_excerpts_stay_text(client: FlaskClient) -> None:
    assert "Schwimmbad &lt;script&gt;" in client.get("/suche?q=Schwimmbad").text
    assert "&lt;alle&gt;" in client.get("/suche?q=Radweg").text
    assert "<script>" not in client.get('/suche?q="><script>alert(1)</script>&level=<script>').text


def test_filters_narrow_and_can_be_taken_away(client: FlaskClient) -> None:
    text = client.get("/suche?level=Bund").text
    assert "1 Programm" in text
    assert 'value="Bund"' in text  # stays when other words are asked
    assert 'Filter entfernen: </span><span class="muted">Ebene</span> Bund' in text
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
            [("seite", "3"), ("q", " Kita "), ("level", "Land"), ("level", "Bund"), ("x", "y")]
        )
        question = addresses.question_in(asked)
        assert (question.words, question.page) == ("Kita", 3)
        assert question.filters == {"level": ("Bund", "Land")}
        address = addresses.address_of(question)
        assert address == "/suche?q=Kita&level=Bund&level=Land&seite=3"
        assert addresses.question_at(address) == question
        less = addresses.toggled(question, "level", "Land")
        assert less.filters == {"level": ("Bund",)}
        assert less.page == 1
        assert addresses.toggled(less, "level", "Bund").filters == {}


def test_what_a_facet_cannot_be_is_left_out_of_the_question(client: FlaskClient) -> None:
    odd = "rate=viel&amount=-1&new_since=2026-13-01&status=&deadline=nie&region=Mond&sort=zufall"
    question = addresses.question_at(f"/suche?q=x&{odd}&rate=80&rate=50")
    assert question == Question("x", {"rate": ("80",)})


def test_choosing_a_part_of_a_region_or_another_span_takes_the_wider_one_away() -> None:
    question = Question(filters={"region": ("Hessen",), "deadline": ("dieses Quartal", "laufend")})
    part = addresses.toggled(question, "region", "nur Hessen")
    assert part.filters["region"] == ("nur Hessen",)
    assert addresses.toggled(part, "region", "EU").filters["region"] == ("nur Hessen", "EU")
    assert addresses.toggled(part, "region", "Bayern").filters["region"] == ("Bayern",)
    month = addresses.toggled(question, "deadline", "dieser Monat")
    assert month.filters["deadline"] == ("laufend", "dieser Monat")


def test_the_order_is_a_link_and_says_why_some_stand_last(client: FlaskClient) -> None:
    text = client.get("/suche?q=Radweg&sort=frist").text
    assert "22 Programme stehen am Schluss, ohne kommende Frist" in text
    assert 'href="/suche?q=Radweg&amp;sort=frist" aria-current="true"' in text
    assert 'href="/suche?q=Radweg"' in text


def test_a_value_of_ones_own_keeps_the_rest_of_the_search(client: FlaskClient) -> None:
    text = client.get("/suche?q=Radweg&level=Land&rate=75").text
    assert "22 Programme" in text
    assert "mindestens 75 %" in text
    form = text[text.index('class="facet__field"') :].partition("</form>")[0]
    assert 'name="q" value="Radweg"' in form
    assert 'name="level" value="Land"' in form
    assert 'name="rate" type="number" value="75"' in form


def test_a_hit_that_is_nothing_for_us_says_why(db: Database, data_folder: Path, save: Save) -> None:
    save(
        make_record(regions=(Region.BAVARIA, Region.SAXONY)),
        make_record(
            key="firma",
            url="https://www.example.org/firma",
            eligible_applicants=(ApplicantType.COMPANY, ApplicantType.ASSOCIATION),
        ),
    )
    rebuild(db, data_folder)
    text = visitor(db, data_folder).get("/suche").text
    assert "Gilt nicht in Hessen, nur in Bayern und Sachsen." in text
    assert "Nicht für Kommunen, nur für Unternehmen und Verbände und Vereinigungen." in text


def test_new_is_what_came_after_the_first_reading_of_its_source(
    db: Database, data_folder: Path, save: Save
) -> None:
    save(make_record())
    client = visitor(db, data_folder)
    assert ">neu<" not in client.get("/suche").text
    late = make_record(key="neu", url="https://www.example.org/neu", title="Brücken")
    save(make_record(), late, today=MONDAY + timedelta(days=7))
    rebuild(db, data_folder)
    later = visitor(db, data_folder, today=MONDAY + timedelta(days=8))
    assert later.get("/suche").text.count(">neu<") == 1
    much_later = visitor(db, data_folder, today=MONDAY + timedelta(days=60))
    assert ">neu<" not in much_later.get("/suche").text


def test_without_a_hit_the_page_says_which_filter_is_in_the_way(client: FlaskClient) -> None:
    text = client.get("/suche?q=Radweg&level=Bund&status=unbekannt").text
    assert "Ohne den Filter Ebene suchen</a>: 22 Programme" in text
    assert "Ohne den Filter Status" not in text


def test_suggestions_lead_to_programmes_topics_and_funders(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(title="Läden <b>füllen</b>", funders=("Amt für Läden",)))
    rebuild(db, data_folder)
    client = visitor(db, data_folder)
    found = client.get("/suche/vorschlaege?q=laed").json["suggestions"]
    assert {"kind": "Programm", "text": "Läden <b>füllen</b>", "language": "de"}.items() <= next(
        it for it in found if it["kind"] == "Programm"
    ).items()
    addresses_of = {it["kind"]: it["address"] for it in found}
    assert addresses_of["Programm"] == f"/programm/{number}"
    assert parse_qs(urlsplit(addresses_of["Fördergeber"]).query) == {"funder": ["Amt für Läden"]}
    assert client.get(addresses_of["Thema"]).status_code == 200
    assert client.get("/suche/vorschlaege").json == {"suggestions": []}


def test_suggestions_are_for_those_who_are_signed_in(client: FlaskClient) -> None:
    nobody = client.application.test_client()
    assert nobody.get("/suche/vorschlaege?q=rad").status_code == 302


def test_the_page_of_a_programme_shows_similar_ones(
    db: Database, data_folder: Path, save: Save
) -> None:
    text = "Ateliers und Galerien in leeren Läden."
    number = save(
        make_record(title="Ateliers und Galerien", summary=text),
        make_record(key="b", url="https://www.example.org/b", title="Galerien", summary=text),
    )
    rebuild(db, data_folder)
    page = visitor(db, data_folder).get(f"/programm/{number}").text
    similar = page[page.index("Ähnliche Programme") :]
    assert "<strong>Galerien</strong>" in similar
    assert "Gemeinsame Themen: " in similar
    assert f'href="/programm/{number}"' not in similar
