"""What is read of a programme before it is judged: regions, money, applicants, words, themes."""

import re
from typing import Any

import pytest
from matcher_builders import TODAY, candidate, make_programme, project

from index.german import standard
from index.record import Call
from index.vocabulary import FundingType, Level, Region
from matcher.joint import cooperation_quote, together
from matcher.occasions import building_changed, cooperation_asked, worth_of_a_general_loan
from matcher.passages import passage
from matcher.shelf import Shelf
from matcher.themes import Found, ThemeFinder, as_written, counted, theme_is_place, themes
from matcher.wording import without_denials, without_places

FINDER = ThemeFinder(standard())
G, L = FundingType.GRANT, FundingType.LOAN


@pytest.mark.parametrize(
    ("record", "regions"),
    [
        (dict(levels=(Level.EU,)), (Region.NATIONWIDE,)),
        (dict(levels=(Level.FEDERAL,)), (Region.NATIONWIDE,)),
        (dict(title="Hessen und Bayern"), (Region.BAVARIA, Region.HESSE)),
        (dict(title="Hessen, Hessen, Hessen, Bayern"), (Region.HESSE,)),
        (dict(title="Hessen, Hessen, Bayern"), (Region.BAVARIA, Region.HESSE)),
        (dict(title="x", url="https://www.land-sachsen.de/hessen"), (Region.SAXONY,)),
        (dict(title="x", summary="Für Bayern."), (Region.BAVARIA,)),
        (dict(title="x", summary="y"), ()),
    ],
)
def test_the_lands_are_those_named_most(record: dict[str, Any], regions: tuple[Region]) -> None:
    assert candidate(**dict(regions=()) | record).regions == regions


@pytest.mark.parametrize(
    ("record", "types"),
    [
        (dict(funding_types=(L,)), (L,)),
        (dict(title="Zuschuss oder Kredit", summary="x"), (G, L)),
        (dict(title="Kredit", summary="Mit Zuschuss."), (L,)),
        (dict(title="x", summary="Eine Zuwendung."), (G,)),
        (dict(title="x", summary="y"), ()),
    ],
)
def test_the_form_is_that_of_the_title_before_the_text(
    record: dict[str, Any], types: tuple[FundingType]
) -> None:
    assert candidate(**dict(funding_types=()) | record).funding_types == types


def test_the_sentence_on_applicants_ends_with_it_and_not_within_a_number() -> None:
    found = candidate(title="x", summary="A. Antragsberechtigt sind 1.000 Städte. Auch Kreise.")

    assert found.who_may_apply == "Antragsberechtigt sind 1.000 Städte"
    assert found.says_who(re.compile("Städte"))
    assert not found.says_who(re.compile("Kreise"))
    assert found.says(re.compile("Auch Kreise"))
    assert candidate(title="x", summary="y").who_may_apply == ""


def test_only_calls_of_the_eu_are_calls_of_the_eu() -> None:
    call = Call(identifier="X")
    assert candidate(levels=(Level.EU,), call=call).is_eu_call
    assert not candidate(levels=(Level.FEDERAL,), call=call).is_eu_call
    assert not candidate(levels=(Level.EU,)).is_eu_call


def test_what_is_not_funded_is_left_out_with_its_list() -> None:
    text = (
        "Gefördert werden Wege. Nicht gefördert werden Autos. Auch Stege.\n"
        "Ausgenommen sind:\n• Boote\n• Züge\nUnd Brücken.\n"
        "Keine Förderung gibt es für Busse.\n• Seen"
    )
    assert passage(make_programme(description=text), "description") == (
        "Gefördert werden Wege.\nAuch Stege.\nUnd Brücken.\n• Seen"
    )
    assert passage(make_programme(keywords="Rad, Weg"), "keywords") == "Rad, Weg"
    assert passage(make_programme(title="Ausgenommen"), "title") == "Ausgenommen"


def test_denials_and_places_are_no_purpose() -> None:
    assert without_denials("Es geht nicht um Bau, kein Kredit. Rad").split() == [
        "Es", "geht", ",", ".", "Rad",
    ]  # fmt: skip
    assert without_places("Kita im alten Bahnhof der Stadt").split() == ["Kita", "der", "Stadt"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Radwegenetz und Kitas", [("radverkehr", 0.5, "Radwegenetz"), ("kita", 1.0, "Kitas")]),
        ("biologische Vielfalt", [("biodiversitaet", 1.0, "biologische Vielfalt")]),
        ("gegen Rechts", [("demokratie", 1.0, "gegen rechts")]),
        ("Menschen mit Behinderung", [("inklusion", 1.0, "Menschen Behinderung")]),
        ("das Klimaschutzgesetz", []),
    ],
)
def test_themes_are_found_with_how_surely_and_in_which_words(
    text: str, found: list[tuple[str, float, str]]
) -> None:
    wanted = [Found(theme, weight, surface) for theme, weight, surface in found]
    assert list(FINDER.find(text)) == wanted
    assert list(FINDER.find(f"{text}{' ' * 120}")) == wanted  # too long to be remembered


def test_themes_are_counted_as_often_as_they_are_found() -> None:
    assert FINDER.count("Kita, Kita und Radwegenetz") == {"kita": 2.0, "radverkehr": 0.5}
    assert counted([]) == {}
    assert themes()["radverkehr"].label == "Radverkehr"
    assert "fussverkehr" in themes()["radverkehr"].related
    assert (theme_is_place("bahnhof"), theme_is_place("radverkehr")) == (True, False)


@pytest.mark.parametrize(
    ("surface", "text", "written"),
    [
        ("Menschen Not", "Für Menschen mit einer Not.", "Menschen mit einer Not"),
        ("Wald", "Ein Wald im Tal.", "Wald"),
        ("Wald", "Für Wald- und Forstwege.", "Wald- und Forstwege"),
        ("a b", "nichts davon", "a b"),
    ],
)
def test_words_are_told_as_they_are_written(surface: str, text: str, written: str) -> None:
    assert as_written(surface, text) == written


@pytest.mark.parametrize(
    ("title", "description", "cooperation", "building", "loan"),
    [
        ("Gemeinsames Archiv", "", 1.0, 0.0, 0.0),
        ("Archiv", "Drei Kommunen planen es.", 0.6, 0.0, 0.0),
        ("Archiv", "", 0.0, 0.0, 0.0),
        ("Sanierung", "Das Rathaus.", 0.0, 0.25, 12.0),
        ("Sanierung", "Der Bach.", 0.0, 0.0, 12.0),
        ("Rathaus", "Neue Stühle.", 0.0, 0.0, 0.0),
    ],
)
def test_beyond_its_words_a_vorhaben_asks_for_cooperation_or_a_building(
    title: str, description: str, cooperation: float, building: float, loan: float
) -> None:
    asked = project(title=title, description=description)
    assert cooperation_asked(asked) == cooperation
    assert building_changed(asked) == building
    assert worth_of_a_general_loan(asked) == loan


def test_the_sentence_on_cooperation_is_quoted_alone() -> None:
    def quote(text: str) -> str | None:
        return cooperation_quote(make_programme(summary="x", description=text))

    assert quote("A. Mehrere Gemeinden dürfen es. B.") == "Mehrere Gemeinden dürfen es."
    assert quote("Viel.\n• Zusammenschlüsse von Städten") == "Zusammenschlüsse von Städten"
    assert quote("Ein Konsortium ist nötig") == "Ein Konsortium ist nötig"
    assert quote(f"Konsortium {'x' * 400}") == f"Konsortium {'x' * 400}"[:300]
    assert quote("Nur allein.") is None


def test_the_widest_group_comes_first_and_without_what_was_dismissed() -> None:
    shelf = Shelf([make_programme(number=number) for number in (1, 2)])
    towns = [
        project(id=ags, municipality=dict(ags=ags)) for ags in ("06433011", "06433013", "06433014")
    ]
    dismissed = {"06433011": frozenset([1])}
    first, second = together(shelf, towns, TODAY, dismissed)

    assert [(it.programme.id, len(it.projects)) for it in (first, second)] == [(2, 3), (1, 2)]
    assert second.municipalities == ("06433013", "06433014")
    assert [it.programme.id for it in together(shelf, towns[:2], TODAY, dismissed)] == [2]
    assert list(together(shelf, [*towns[:1], project(municipality=None)], TODAY)) == []
