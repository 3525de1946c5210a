"""What looks like a deadline, a rate or an amount and is none; how the pieces fit together."""

from datetime import date

import pytest
from conftest import make_record

from crawler.facts import read_facts
from crawler.facts.marks import DAY, EURO, HEADS, LENGTH, SHARE, mark_values
from crawler.facts.sentences import sentences
from index.facts import FACT_NAMES, Facts
from index.record import Call, SourceRecord
from index.status import next_deadline
from index.text import rich
from index.vocabulary import FundingType

TODAY = date(2026, 6, 15)


def _read(text: str, **more: object) -> Facts:
    return read_facts(make_record(**dict(summary="", description=text) | more))


def _days(facts: Facts) -> list[str]:
    return [f"{deadline.kind} {deadline.day}" for deadline in facts.deadlines]


@pytest.mark.parametrize(
    "text",
    [
        "Die Richtlinie ist befristet bis zum 31. Dezember 2027.",
        "Die Maßnahme muss bis zum 31. Dezember 2027 abgeschlossen sein.",
        "Die Mittel sind bis zum 15. November 2026 abzurufen.",
        "Der Verwendungsnachweis ist bis zum 31. März 2027 einzureichen.",
        "Stand der Antragsunterlagen: September 2026.",
        "Anträge nach Nummer 2.1 bis 2.4 richten Sie an das Amt.",
        "Der Antrag ist bis zum 00. November 2026 einzureichen.",
        "Gefördert werden Anlagen, für die bis zum 1. März 2025 ein Antrag gestellt wurde.",
        "Die Förderrichtlinie für Anträge vom 8. Juni 2026 gilt.",
        "Die Bewilligungsbehörden legen dem Ministerium die Anträge bis zum 1. Mai 2027 vor.",
    ],
)
def test_day_of_another_kind_is_no_deadline(text: str) -> None:
    assert _days(_read(text)) == []


def test_day_that_was_cut_before_its_year_is_not_taken_for_an_annual_one() -> None:
    record = make_record(
        summary="", description=rich("<p>Anträge bis 23. September<br>2026</p>").text
    )
    assert "deadlines" not in read_facts(record)


def test_annual_days_stay_annual() -> None:
    facts = _read("Anträge sind jeweils bis zum 20.9. und 21.3. eines Jahres zu stellen.")
    assert _days(facts) == ["application --09-20", "application --03-21"]
    assert facts.value("deadline_model") == "multiple-cut-off"
    assert next_deadline(facts, TODAY) == date(2026, 9, 20)


def test_two_stages_keep_sketch_and_application_apart() -> None:
    facts = _read(
        "Das Antragsverfahren ist zweistufig. Projektskizzen reichen Sie bis zum 30.4.2027 ein. "
        "Der förmliche Antrag ist bis zum 30.9.2027 zu stellen."
    )
    assert _days(facts) == ["sketch 2027-04-30", "application 2027-09-30"]
    assert facts.value("deadline_model") == "two-stage"


def test_rolling_procedure_has_no_date() -> None:
    facts = _read(
        "Anträge können jederzeit gestellt werden. Die Richtlinie gilt bis zum 31.12.2027."
    )
    assert facts.value("deadline_model") == "rolling"
    assert facts.value("programme_valid_until") == "2027-12-31"
    assert "deadlines" not in facts


def test_past_tense_means_closed() -> None:
    facts = _read("Interessenbekundungen konnten bis zum 12.04.2024 eingereicht werden.")
    assert (facts.value("deadline_model"), facts.value("status")) == ("closed", "closed")
    assert _days(facts) == ["sketch 2024-04-12"]
    assert next_deadline(facts, date(2024, 1, 1)) is None


def test_list_takes_its_meaning_from_the_words_that_introduce_it() -> None:
    text = rich(
        "<p>Reichen Sie Anträge für diese Arten von Vorhaben fristgerecht ein, nämlich bis zum</p>"
        "<ul><li>Neubau: 31.12.2026</li><li>Umbau: 30.4.2027</li></ul>"
    )
    facts = read_facts(make_record(summary="", deadline_text=text))
    assert _days(facts) == ["application 2026-12-31", "application 2027-04-30"]


def test_last_day_after_the_end_of_the_richtlinie_is_not_the_next_one() -> None:
    facts = _read(
        "Anträge sind bis zum 31.10. eines Jahres zu stellen. "
        "Diese Richtlinie tritt am 1.1.2023 in Kraft und mit Ablauf des 30.6.2026 außer Kraft."
    )
    assert facts.value("programme_valid_until") == "2026-06-30"
    assert next_deadline(facts, TODAY) is None


def test_share_of_a_loan_is_no_rate() -> None:
    text = "Gefördert werden bis zu 100 Prozent der förderfähigen Kosten."
    assert _read(text).value("funding_rate_max") == 100
    loan = _read(text, funding_types=(FundingType.LOAN,))
    assert "funding_rate_max" not in loan


def test_rates_tell_the_highest_from_the_regular_one() -> None:
    facts = _read(
        "Gezahlt werden normalerweise bis zu 75 Prozent der förderfähigen "
        "Kosten, in begründeten Ausnahmefällen auch 90 Prozent."
    )
    assert (facts.value("funding_rate_max"), facts.value("funding_rate_default")) == (90, 75)


def test_own_share_is_never_computed() -> None:
    facts = _read("Sie erhalten bis zu 90 Prozent der zuwendungsfähigen Ausgaben.")
    assert "own_share_min" not in facts


def test_every_fact_has_a_short_quote_that_stands_in_its_field() -> None:
    long = "und ".join(["dies gilt auch für die Stadt "] * 12)
    record = make_record(
        summary="",
        description=f"Der Antrag ist bis zum 31.10.2026 zu stellen, {long} ohne Ausnahme.",
        guideline="Die Zuwendung wird als Anteilfinanzierung gewährt.",
    )
    facts = list(read_facts(record))
    assert {fact.name for fact in facts} >= {"deadlines", "financing_mode"}
    for fact in facts:
        assert fact.name in FACT_NAMES
        for evidence in fact.evidence:
            assert 0 < len(evidence.quote) <= 200
            assert evidence.quote in getattr(record, evidence.field).text


def test_call_gives_its_facts_from_its_fields_alone() -> None:
    call = Call(
        identifier="SAMPLE-1",
        deadline_model="two-stage",
        deadlines=(date(2027, 3, 1), date(2026, 9, 1)),
        grant_max_eur=2_000_000,
    )
    facts = _read("The grant covers 50 % of the costs.", language="en", call=call)
    assert _days(facts) == ["sketch 2026-09-01", "application 2027-03-01"]
    assert facts.value("amount_max_eur") == 2_000_000
    assert "funding_rate_max" not in facts
    assert {e.field for fact in facts for e in fact.evidence} == {"call"}


@pytest.mark.parametrize(
    ("model", "days", "stated"),
    [
        ("two-stage", (date(2026, 9, 1),), ["sketch 2026-09-01"]),
        ("two-stage", (date(2027, 3, 1),), ["application 2027-03-01"]),
        ("single-stage", (date(2026, 9, 1),), ["application 2026-09-01"]),
        (
            "multiple cut-off",
            (date(2026, 9, 1), date(2027, 3, 1)),
            ["application 2026-09-01", "application 2027-03-01"],
        ),
    ],
)
def test_first_day_of_a_two_stage_call_is_that_of_the_short_proposal(
    model: str, days: tuple[date, ...], stated: list[str]
) -> None:
    call = Call(
        identifier="SAMPLE-2", deadline_model=model, deadlines=days, opens_on=date(2026, 5, 1)
    )
    assert _days(read_facts(make_record(language="en", call=call))) == stated


def test_foreign_prose_without_a_call_gives_nothing() -> None:
    record: SourceRecord = make_record(description="50 % of the cost until 1.1.2027", language="en")
    assert list(read_facts(record)) == []


def test_sentences_do_not_end_at_abbreviations_and_dates() -> None:
    block = (
        "Anträge sind z. B. bis zum 31. Dezember 2026 gem. Nr. 3 möglich. "
        "Sie stellen sie bis 1.2. Die Stadt prüft."
    )
    assert sentences(block) == [
        "Anträge sind z. B. bis zum 31. Dezember 2026 gem. Nr. 3 möglich.",
        "Sie stellen sie bis 1.2.",
        "Die Stadt prüft.",
    ]


@pytest.mark.parametrize(
    ("text", "sign", "value"),
    [
        ("am 31.12.2026 endet", DAY, "2026-12-31"),
        ("am 1. Okt. 2026 endet", DAY, "2026-10-01"),
        ("zum 1.11. für das Folgejahr", DAY, "--11-01"),
        ("EUR 2,5 Mio. stehen bereit", EURO, 2_500_000),
        ("37.500 Euro", EURO, 37_500),
        ("500 TEUR", EURO, 500_000),
        ("eine Million Euro", EURO, 1_000_000),
        ("höchstens 250.000 ? je Vorhaben", EURO, 250_000),
        ("66 2/3 Prozent", SHARE, (66.67, 66.67)),
        ("55 bis 75 v. H.", SHARE, (55, 75)),
        ("innerhalb von sechs Monaten", LENGTH, (6, "M")),
        ("einer 20-jährigen Bindung", LENGTH, (20, "Y")),
        ("mit 6.000 Einwohnern", HEADS, 6000),
    ],
)
def test_value_is_read_as_written(text: str, sign: str, value: object) -> None:
    marked, marks = mark_values(text)
    assert [(mark.sign, mark.value) for mark in marks] == [(sign, value)]
    assert marked.count(sign) == 1


TRAPS: list[tuple[str, list[str], str | None]] = [
    ("Der Antrag auf Auszahlung ist bis zum 10. Dezember 2026 zu stellen.", [], None),
    ("Projekte müssen bis 31.12.2027 beendet und bis 31.3.2028 abgerechnet sein.", [], None),
    ("Die Stelle ist bis zum 31. Dezember 2026 befristet; der Antrag ist formlos.", [], None),
    ("Anträge können bis zum 30. Juni 2027 gestellt werden; die Richtlinie tritt am 31. Dezember"
     " 2027 außer Kraft.", ["application 2027-06-30"], "single-stage"),
    ("Anträge nach Nr. 3.2 und 4.1 sind bis zum 1.10. eines Jahres zu stellen.",
     ["application --10-01"], "single-stage"),
    ("Anträge nach den Nummern 2.1 bis 2.5 sind beim Amt zu stellen.", [], None),
    ("Die Antragsfrist wurde bis zum 15. Februar 2027 verlängert.",
     ["application 2027-02-15"], "single-stage"),
    ("Die Frist zur Einreichung von Anträgen wird vom 31. Oktober 2026 auf den 15. Dezember 2026"
     " verlängert.", ["application 2026-12-15"], "single-stage"),
    ("Die Frist für den Verwendungsnachweis wird bis zum 31. März 2027 verlängert.", [], None),
    ("Bewerbungen wurden bis zum 31. Mai 2025 entgegengenommen.",
     ["application 2025-05-31"], "closed"),
    ("Der Aufruf endete am 31. Mai 2025.", [], "closed"),
    ("Der Aufruf ist bis zum 28.2.2027 geöffnet.", ["application 2027-02-28"], "single-stage"),
    ("Stichtage für Anträge sind jeweils der 15. Januar und der 15. Mai.",
     ["application --01-15", "application --05-15"], "multiple-cut-off"),
    ("Skizzen sind bis zum 1. Februar 2027, förmliche Anträge bis zum 1. Juni 2027 einzureichen.",
     ["sketch 2027-02-01", "application 2027-06-01"], "two-stage"),
    ("Interessenbekundungen sind bis 15.1.2027 möglich. Danach stellen Sie den Antrag bis"
     " 30.6.2027.", ["sketch 2027-01-15", "application 2027-06-30"], "two-stage"),
    ("Anträge können laufend gestellt werden. Über sie wird zum 1. April und 1. Oktober"
     " entschieden.", [], "rolling"),
    ("Anträge sind ganzjährig möglich. Die Mittel sind bis 15. November abzurufen.", [], "rolling"),
    ("Die Gemeinden reichen Anträge bis zum 1. Oktober beim Landkreis ein; dieser legt sie bis zum"
     " 15. November dem Ministerium vor.", ["application --10-01"], "single-stage"),
    ("Fehlende Unterlagen zum Antrag können bis zum 1. Juni 2027 nachgereicht werden.", [], None),
    ("Vom Antrag ist bis zum 1. Juni 2027 eine Kopie aufzubewahren.", [], None),
    ("Bewerbungsschluss ist Freitag, der 12. März 2027.",
     ["application 2027-03-12"], "single-stage"),
    ("Der letzte Tag der Antragstellung ist der 30. Juni 2027.",
     ["application 2027-06-30"], "single-stage"),
    ("Ein Antrag ist nötig. Das Museum ist bis zum 30. Juni 2027 geöffnet.", [], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days", "model"), TRAPS)
def test_day_is_taken_for_what_it_is(text: str, days: list[str], model: str | None) -> None:
    facts = _read(text)
    assert (_days(facts), facts.value("deadline_model")) == (days, model)


@pytest.mark.parametrize("text", ["Nummer 2.1", "der 32. Dezember 2026", "nach Nr. 3.4.2", "2.1."])
def test_section_number_is_no_day(text: str) -> None:
    assert [mark for mark in mark_values(text)[1] if mark.sign == DAY] == []


@pytest.mark.parametrize(
    ("text", "next_day"),
    [
        ("In diesem Jahr sind Anträge bis zum 30. April einzureichen.", None),
        ("Anträge sind jährlich bis zum 30. April einzureichen.", date(2027, 4, 30)),
    ],
)
def test_a_day_of_this_year_does_not_return_next_year(text: str, next_day: date | None) -> None:
    facts = _read(text)
    assert _days(facts) == ["application --04-30"]
    assert next_deadline(facts, TODAY) == next_day
