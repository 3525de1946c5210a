"""A collective Richtlinie speaks for a programme with that programme's own chapter alone."""

import pytest
from conftest import make_record

from crawler.facts import read_facts
from index.facts import Facts
from index.text import rich

CHAPTERS = """\
I. Allgemeine Bestimmungen
1. Zuwendungszweck, Rechtsgrundlagen
Das Land fördert das Leben im Dorf.
II. Besondere Bestimmungen
A. Dorfläden und Treffpunkte
1. Gegenstand der Förderung
Gefördert werden Dorfläden.
2. Zuwendungsempfänger
Zuwendungsempfänger sind Vereine.
3. Art und Umfang der Zuwendung
Die Zuwendung beträgt höchstens 40.000 Euro je Vorhaben.
4. Verfahren
Anträge sind jeweils bis zum 31. März eines Jahres zu stellen.
B. Ortskerne und Brachen
1. Gegenstand der Förderung
Gefördert wird die Belebung von Ortskernen.
2. Zuwendungsempfänger
Zuwendungsempfänger sind Gemeinden.
3. Art und Umfang der Zuwendung
Die Zuwendung beträgt höchstens 900.000 Euro je Vorhaben.
4. Verfahren
Anträge können jederzeit gestellt werden.
III. Inkrafttreten
Diese Richtlinie tritt am 31. Dezember 2029 außer Kraft."""


def _read(title: str) -> Facts:
    text = "".join(f"<p>{line}</p>" for line in CHAPTERS.split("\n"))
    return read_facts(make_record(title=title, summary="", description="", guideline=rich(text)))


@pytest.mark.parametrize(
    ("title", "model", "cap", "applicants"),
    [
        ("Leben im Dorf – A – Dorfläden und Treffpunkte", "single-stage", 40_000, "Verein/Verband"),
        ("Leben im Dorf – B – Ortskerne und Brachen", "rolling", 900_000, "Kommune"),
    ],
)
def test_chapter_named_by_the_title_is_read(
    title: str, model: str, cap: int, applicants: str
) -> None:
    facts = _read(title)
    assert facts.value("deadline_model") == model
    assert facts.value("amount_max_eur") == cap
    assert facts.value("applicants") == [applicants]


@pytest.mark.parametrize("title", ["Richtlinie zum Leben im Dorf", "Treffpunkte und Brachen"])
def test_without_a_chapter_of_its_own_only_what_holds_for_all_is_read(title: str) -> None:
    facts = _read(title)
    assert {fact.name for fact in facts} == {"programme_valid_until"}
    assert facts.value("programme_valid_until") == "2029-12-31"


def test_general_part_with_its_own_applicants_holds_for_all() -> None:
    general = (
        "Teil 1 Allgemeine Regelungen\n1. Zuwendungszweck\n1.1 Zweck der Förderung\n"
        "2. Gegenstand der Förderung\nGefördert wird das Dorf.\n3. Zuwendungsempfänger\n"
        "Näheres regelt Teil 2.\nDie Zuwendung wird als Anteilfinanzierung gewährt.\n"
        "Teil 2 Besondere Regelungen\n"
    )
    text = "".join(f"<p>{line}</p>" for line in (general + CHAPTERS).split("\n"))
    facts = read_facts(make_record(title="Dorf", description="", guideline=rich(text)))
    assert facts.value("financing_mode") == "Anteilfinanzierung"
    assert "amount_max_eur" not in facts


def test_one_set_of_headings_is_no_collection() -> None:
    text = CHAPTERS.split("B. Ortskerne")[0].split("A. Dorfläden und Treffpunkte\n")[1]
    lines = "".join(f"<p>{line}</p>" for line in text.strip().split("\n"))
    facts = read_facts(make_record(title="Landleben", description="", guideline=rich(lines)))
    assert facts.value("amount_max_eur") == 40_000


def test_rate_whose_cost_stands_behind_the_list_is_read() -> None:
    text = rich(
        "<p>Der Zuschuss beträgt</p><ul><li>für Vereine bis zu 40 Prozent,</li>"
        "<li>für Gemeinden bis zu 60 Prozent</li></ul><p>der zuwendungsfähigen Ausgaben.</p>"
    )
    assert read_facts(make_record(summary="", guideline=text)).value("funding_rate_max") == 60
