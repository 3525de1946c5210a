"""The page of one programme: answers first, every text, whose it is, and where it stands."""

from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record, make_source
from visitors import visitor

from index.facts import FACT_NAMES, Evidence, Fact, Facts
from index.programme import programme
from index.record import TEXT_FIELDS, Call, Contact, Link, News
from index.source import remember_source
from index.store import Database
from index.text import rich
from webapp.programmes.quick_check import Answer, quick_check
from webapp.programmes.wording import FACT_LABELS, FIELD_LABELS, fact_in_german


def page_of(db: Database, folder: Path, number: int) -> str:
    answer = visitor(db, folder).get(f"/programm/{number}")
    assert answer.status_code == 200
    return answer.text


def answers(db: Database, number: int) -> dict[str, Answer]:
    found = programme(db, number)
    assert found is not None
    return {answer.question: answer for answer in quick_check(found, MONDAY)}


def test_a_title_with_markup_stays_text(db: Database, data_folder: Path, save: Save) -> None:
    number = save(
        make_record(
            title="<script>alert(1)</script>",
            funders=("<b>Amt</b>",),
            keywords="<i>",
            links=(Link(label="Klick", url="javascript:alert(2)"),),
            contacts=(Contact(name="<u>Frau</u>", website="javascript:alert(3)"),),
            description=rich("<p onclick='x()'>Text<script>alert(4)</script></p>"),
        )
    )
    text = page_of(db, data_folder, number)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    for bad in ("<script", "onclick", 'href="javascript', "<b>Amt", "<u>Frau"):
        assert bad not in text


def test_the_quick_check_answers_from_facts_and_shows_where_they_stand(
    db: Database, data_folder: Path, save: Save
) -> None:
    rate = Fact(
        name="funding_rate_max",
        value=80.0,
        evidence=(Evidence(quote="höchstens 80 Prozent der Ausgaben", field="description"),),
    )
    number = save(make_record(), facts=Facts({"funding_rate_max": rate}))
    found = answers(db, number)
    assert found["Für wen"].lines == ("Kommune", "Gebiet: Hessen")
    assert found["Wie viel"].lines == ("bis zu 80 % der förderfähigen Kosten",)
    assert found["Eigenanteil"].lines == ()
    assert found["Eigenanteil"].note == "Bei 80 % Förderung blieben rechnerisch 20 %."
    text = page_of(db, data_folder, number)
    assert "höchstens 80 Prozent der Ausgaben" in text
    assert "(Beschreibung)" in text


def test_what_nobody_stated_stays_visible(db: Database, data_folder: Path, save: Save) -> None:
    number = save(make_record(regions=(), eligible_applicants=(), funding_types=()))
    found = answers(db, number)
    for question in ("Für wen", "Was", "Wie viel", "Eigenanteil", "Bis wann", "Besonderheiten"):
        assert found[question] == Answer(question=question), question
    # The contact is the seventh.
    assert page_of(db, data_folder, number).count('<p class="muted">keine Angabe</p>') == 7


def test_of_what_people_look_for_the_open_half_is_named(db: Database, save: Save) -> None:
    number = save(make_record(regions=()), facts=make_facts(early_start="allowed"))
    found = answers(db, number)
    assert found["Für wen"].unstated == ("Fördergebiet",)
    assert found["Besonderheiten"].lines == ("Vorzeitiger Beginn: erlaubt",)
    assert found["Besonderheiten"].unstated == ("Kumulierung", "Zweckbindung")


def test_the_deadline_is_the_next_one_or_the_reason_why_there_is_none(
    db: Database, save: Save
) -> None:
    dated = make_facts(deadlines=[{"kind": "sketch", "date": "2026-07-01"}])
    number = save(make_record(), facts=dated)
    assert answers(db, number)["Bis wann"].lines == ("01.07.2026", "Skizze bis 01.07.2026")
    number = save(make_record(key="b", url="https://www.example.org/b", title="Bad"))
    assert answers(db, number)["Bis wann"].lines == ()
    rolling = make_facts(deadline_model="rolling")
    number = save(
        make_record(key="c", url="https://www.example.org/c", title="Chor"), facts=rolling
    )
    assert answers(db, number)["Bis wann"].lines[0] == "laufend"


def test_every_fact_has_an_answer_that_shows_its_quote(db: Database, save: Save) -> None:
    values: dict[str, object] = dict.fromkeys(FACT_NAMES, 5)
    values |= dict(
        deadline_model="rolling",
        deadlines=[{"kind": "application", "date": "--03-01"}],
        deadline_relative="P3M",
        programme_valid_until="2027-12-31",
        financing_mode="Festbetragsfinanzierung",
        applicants=["kommunales_Unternehmen"],
        early_start="allowed",
        combinable="no",
        status="open",
    )
    number = save(make_record(), facts=make_facts(**values))
    shown = [quote.label for answer in answers(db, number).values() for quote in answer.quotes]
    assert sorted(shown) == sorted(FACT_LABELS[name] for name in FACT_NAMES)


@pytest.mark.parametrize(
    ("name", "value", "saying"),
    [
        (
            "deadlines",
            [{"kind": "application", "date": "--03-01"}],
            "Antrag bis 1. März jedes Jahres",
        ),
        ("deadline_relative", "P3M", "3 Monate vorher"),
        ("deadline_relative", "P1W", "1 Woche vorher"),
        ("deadline_relative", "PT5H", "PT5H vorher"),
        ("funding_rate_max", 62.5, "bis zu 62,5 %"),
        ("amount_max_eur", 200000, "höchstens 200.000 €"),
        ("applicants", ["Kommune", "kommunales_Unternehmen"], "Kommune, kommunales Unternehmen"),
        ("retention_period_years", 1, "1 Jahr"),
        ("proof_of_use_months", 6, "6 Monate"),
        ("early_start", "forbidden_before_approval", "erst nach der Bewilligung"),
        ("programme_valid_until", "2026-12-31", "31.12.2026"),
    ],
)
def test_facts_are_said_in_german(name: str, value: object, saying: str) -> None:
    fact = Fact(name=name, value=value, evidence=())
    assert fact_in_german(fact) == saying


def test_every_field_of_a_record_has_a_german_name() -> None:
    assert set(TEXT_FIELDS) <= FIELD_LABELS.keys()
    assert set(FACT_NAMES) == FACT_LABELS.keys()


def test_all_that_the_record_says_is_on_the_page(
    db: Database, data_folder: Path, save: Save
) -> None:
    texts = {name: rich(f"<p>Wortlaut von {name}</p>") for name in TEXT_FIELDS}
    number = save(
        make_record(
            **texts,
            status_line="Zurzeit in Arbeit",
            keywords="Fahrrad Brücke",
            funders=("Musterministerium",),
            contacts=(Contact(name="Frau Muster", street="Weg 1", postcode="00000", city="Ort"),),
            links=(Link(label="Merkblatt", url="https://www.example.org/merkblatt"),),
            news=(News(day=date(2026, 5, 4), text="Neue Fassung"),),
            product_numbers=("4711",),
            issued_on=date(2025, 1, 2),
            call=Call(
                identifier="AUFRUF-1",
                opens_on=date(2026, 6, 1),
                deadlines=(date(2026, 9, 1),),
                budget_eur=5_000_000,
                expected_grants=7,
            ),
        )
    )
    text = page_of(db, data_folder, number)
    for words in (
        *(f"Wortlaut von {name}" for name in TEXT_FIELDS),
        "Zurzeit in Arbeit", "Fahrrad Brücke", "Musterministerium", "Frau Muster", "Weg 1",
        "00000 Ort", "https://www.example.org/merkblatt", "04.05.2026", "Neue Fassung", "4711",
        "02.01.2025", "AUFRUF-1", "01.09.2026", "5.000.000 €", "CC BY 4.0", "Musteramt",
        'href="https://www.example.org/radweg"', "Stand 15.06.2026",
    ):  # fmt: skip
        assert words in text, words


def test_english_texts_are_marked_as_english(db: Database, data_folder: Path, save: Save) -> None:
    number = save(make_record(title="Cycling in cities", language="en", summary="Bike lanes"))
    text = page_of(db, data_folder, number)
    assert '<h1 lang="en">Cycling in cities</h1>' in text
    assert '<div class="prose" lang="en">' in text


def test_where_two_sources_differ_the_page_says_who_says_what(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(summary="Das Amt sagt zwölf.", product_numbers=("77",)))
    remember_source(db, make_source("second", label="Zweitquelle", precedence=2))
    again = save(
        make_record(
            source="second",
            key="zwei",
            url="https://www.example.net/zwei",
            summary="Die Zweitquelle sagt zehn.",
            product_numbers=("77",),
        )
    )
    assert number == again
    text = page_of(db, data_folder, number)
    assert "Laut Musterquelle:" in text
    assert "Laut Zweitquelle:" in text
    assert text.index("zwölf") < text.index("zehn")


def test_headings_of_a_source_stand_below_ours(db: Database, data_folder: Path, save: Save) -> None:
    number = save(make_record(description=rich("<h2>Eins</h2><h5>Zwei</h5><p>Text</p>")))
    text = page_of(db, data_folder, number)
    assert "<h3>Eins</h3>" in text
    assert "<h3>Zwei</h3>" in text


def test_the_history_names_what_changed(db: Database, data_folder: Path, save: Save) -> None:
    save(make_record())
    number = save(make_record(deadline_text="Neue Frist"), today=date(2026, 6, 22))
    text = page_of(db, data_folder, number)
    assert "Verlauf (2)" in text
    assert "22.06.2026: geändert" in text


def test_the_way_back_leads_to_the_search_one_came_from(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record())
    client = visitor(db, data_folder)
    came = {"Referer": "http://localhost/suche?q=radweg&level=Land"}
    text = client.get(f"/programm/{number}", headers=came).text
    assert 'href="/suche?q=radweg&amp;level=Land"' in text
    away = {"Referer": "https://elsewhere.example/other?q=1"}
    assert 'href="/suche"' in client.get(f"/programm/{number}", headers=away).text


def test_an_unknown_programme_is_not_found(db: Database, data_folder: Path) -> None:
    client = visitor(db, data_folder)
    for number in ("999", "9" * 30, "-1", "eins"):
        assert client.get(f"/programm/{number}").status_code == 404, number
