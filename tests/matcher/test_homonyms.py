"""A theme is found by its own words, not by others that share a stem with them."""

from collections import defaultdict

import pytest

from index.concepts import groups
from index.german import standard
from index.inflection import is_form_of
from matcher.themes import ThemeFinder, as_written

FINDER = ThemeFinder(standard())

# The language of Richtlinien in general; it speaks of no theme.
BOILERPLATE = """
Im Zuge der Antragstellung handeln die Bürgerinnen und Bürger in eigener Verantwortung. Aus Gründen
der Gleichbehandlung sind meistens private und öffentliche Personen des privaten Rechts gemeint.
Das Handelsregister, das Handelsgesetzbuch und das Bundesnaturschutzgesetz gelten auch in
Baden-Württemberg und in Baden. Anträge sind online zu stellen. Zug um Zug wird nach Abschluss
gezahlt. Beteiligungen sind anzugeben. Das Zwölfte Buch Sozialgesetzbuch bleibt unberührt.
"""


def themes_in(text: str) -> set[str]:
    return set(FINDER.count(text))


def test_the_language_of_richtlinien_speaks_of_hardly_any_theme() -> None:
    caught = defaultdict(set)
    for found in FINDER.find(BOILERPLATE):
        caught[found.theme].add(found.surface)
    # Gleichbehandlung is a theme of its own; »Zug um Zug« cannot be told from a train.
    assert dict(caught) == {"antidiskriminierung": {"Gleichbehandlung"}, "bahnhof": {"Zug"}}


@pytest.mark.parametrize(
    ("theme", "yes", "no"),
    [
        ("denkmal", "Die Burg verfällt.", "Alle Bürger kommen."),
        ("gruendung", "Für Gründerinnen und Gründer.", "Aus diesen Gründen nicht."),
        ("gruendung", "Wer gründen will.", "Das Grundstück."),
        ("einzelhandel", "Der Handel wird gestärkt.", "Sie handeln gut."),
        ("schwimmbad", "Die Bäder der Stadt.", "Baden-Württemberg"),
        ("demokratie", "Ein Bündnis gegen Rechts.", "Personen des privaten Rechts"),
        ("uebergang_beruf", "Jugendliche ohne Abschluss", "nach Abschluss der Arbeiten"),
        ("it_sicherheit", "Schutz der Privatheit", "private Träger"),
        ("handwerk", "Meister und Gesellen", "meistens"),
        ("dorf", "Das Programm LEADER", "Der Leader der Gruppe"),
        ("biodiversitaet", "die biologische Vielfalt", "Vielfalt"),
        ("antidiskriminierung", "Vielfalt im Ort", "die biologische Vielfalt"),
    ],
)
def test_words_that_share_a_stem_are_told_apart(theme: str, yes: str, no: str) -> None:
    assert theme in themes_in(yes)
    assert theme not in themes_in(no)


def test_who_writes_everything_small_is_understood() -> None:
    assert "schwimmbad" in themes_in("unser bad ist marode")
    assert "dorf" in themes_in("geld aus leader")


def test_every_german_term_finds_its_own_theme() -> None:
    for name, group in groups().items():
        for term in (*group["de"], *group.get("everyday", ())):
            if term not in group.get("not", ()) and FINDER.count(term):
                assert name in themes_in(f"Wir: {term}"), (name, term)


@pytest.mark.parametrize(
    ("word", "term", "same"),
    [
        ("Geflüchteter", "Geflüchtete", True),
        ("Museen", "Museum", True),
        ("saniert", "Sanierung", True),
        ("Firma", "Firmen", True),
        ("Lehrer", "Lehre", False),
        ("handeln", "Handel", False),
        ("Grund", "Gründer", False),
        ("Life", "LIFE", False),
        ("LIFE-Projekt", "LIFE", True),
    ],
)
def test_forms_are_told_by_capitals_and_endings(word: str, term: str, same: bool) -> None:
    read, known = standard().word(word), standard().word(term)
    assert read is not None
    assert known is not None
    assert is_form_of(read, known) is same


@pytest.mark.parametrize(
    ("surface", "text", "written"),
    [
        ("Menschen Behinderung", "Für Menschen mit Behinderung.", "Menschen mit Behinderung"),
        (
            "Schwimmbad-Investitions",
            "Das Schwimmbad-Investitions- und Modernisierungsprogramm.",
            "Schwimmbad-Investitions- und Modernisierungsprogramm",
        ),
        ("Radwege", "Für Radwege.", "Radwege"),
    ],
)
def test_words_are_told_as_the_source_writes_them(surface: str, text: str, written: str) -> None:
    assert as_written(surface, text) == written
