"""What a programme says at a time, and what is different from it later."""

from dataclasses import replace
from datetime import date
from typing import Any

from letter_values import programme, stated

from index.record import Call
from index.vocabulary import Presence, Region
from webapp.digest.said import Difference, Said, differences, said_by


def said(sources: str = "a", **words: str) -> Said:
    return Said(programme=1, words=words, sources=sources)


def test_what_is_different_is_told_as_old_and_new() -> None:
    old, new = said(Titel="Weg", Frist="Mai"), said("b", Titel="Weg", Status="offen", Frist="Juni")

    assert differences(old, new) == (
        Difference(label="Status", old="keine Angabe", new="offen"),
        Difference(label="Frist", old="Mai", new="Juni"),
    )
    assert differences(new, old) == (
        Difference(label="Frist", old="Juni", new="Mai"),
        Difference(label="Status", old="offen", new="keine Angabe"),
    )
    assert differences(old, replace(new, sources="a")) == ()


def test_a_mark_is_short_and_differs_with_words_or_sources() -> None:
    marks = {said(**words).mark for words in ({}, dict(Titel="x"), dict(Titel="y"))}
    marks.add(said("b").mark)
    assert (len(marks), {len(mark) for mark in marks}) == (4, {20})
    assert said(a="1", b="2").mark == said(b="2", a="1").mark


def test_a_programme_says_its_title_facts_and_categories() -> None:
    facts: dict[str, Any] = dict(
        deadlines=[dict(kind="application", date="2026-10-01")], funding_rate_max=50,
        amount_max_eur=1000, early_start="unknown",
    )  # fmt: skip
    assert said_by(stated(**facts)).words == {
        "Titel": "Radwege für Städte und Gemeinden",
        "Antragsfristen": "Antrag bis 01.10.2026",
        "Förderquote": "bis zu 50 %",
        "Höchstbetrag": "höchstens 1.000 €",
        "Förderberechtigte": "Kommune",
        "Fördergebiet": "Hessen",
        "Förderart": "Zuschuss",
    }


def test_a_call_says_its_days_and_its_money_where_no_fact_does() -> None:
    call = Call(
        identifier="X", deadlines=(date(2026, 9, 1), date(2026, 12, 1)), budget_eur=2_000_000
    )
    words = said_by(programme(call=call, regions=(Region.EU, Region.HESSE))).words

    assert words["Antragsfristen"] == "01.09.2026; 01.12.2026"
    assert words["Mittel"] == "2.000.000 €"
    assert words["Fördergebiet"] == f"{Region.EU}, Hessen"
    bare = said_by(programme(call=Call(identifier="X"))).words
    assert not {"Antragsfristen", "Mittel", "Status"} & bare.keys()


def test_the_status_is_what_the_source_says_or_that_it_is_gone() -> None:
    assert said_by(programme(status_line="Läuft.")).words["Status"] == "Läuft."
    gone = said_by(programme(presence=Presence.GONE))
    assert gone.words["Status"] == "von der Quelle nicht mehr geführt"
    sources = {
        said_by(it).sources
        for it in (programme(), programme(presence=Presence.GONE), programme(fingerprint="x"))
    }
    assert (len(sources), {len(it) for it in sources}) == (3, {20})
    assert said_by(programme(presence=Presence.MISSING)).sources == said_by(programme()).sources
