"""Every way to write a question: spellings, mistakes, abbreviations, syntax, stories."""

from collections.abc import Iterator

import pytest
from searching import Ask, asking, keys, make_register, sample

from index.vocabulary import Level, Region

EU = dict(language="en", levels=(Level.EU,), regions=(Region.EU,))

SAMPLES = (
    sample("licht", "Straßenbeleuchtung erneuern", "Neue Leuchten für Straßen."),
    sample("nacht", "Nachtlinien im öffentlichen Personennahverkehr", "Busse fahren später."),
    sample("dach", "Module auf Dächern", "Zuschuss für Photovoltaik."),
    sample("krippe", "Plätze in Kindertagesstätten", "Neue Gruppen für Kinder."),
    sample("ampel", "Lichtsignalanlagen", "Neue Steuerung an Kreuzungen."),
    sample("natur", "Natur vor Ort (444)", "Wiesen und Hecken.", product_numbers=("444",)),
    sample("kanal", "Kanalbau", "Neue Kanäle aus Beton."),
    sample("arzt", "Niederlassung von Ärztinnen und Ärzten", "Wer eine Praxis eröffnet."),
    sample("burg", "Burgen und Schlösser", "Mauern sichern."),
    sample("rat", "Bürgerinnen und Bürger gestalten mit", "Räte der Bürger."),
    sample("steg", "Gehweg und Steg", "Pflaster für Gehwege."),
    sample("halle", "Sanierung von Markthallen", "Dächer und Wände der Hallen."),
    sample("rechts", "Gegen Rechtsextremismus", "Projekte für Demokratie."),
    sample("tafel", "Tafeln für Schulen", "Schulen bekommen Tafeln."),
    sample("bunt", "Cooperation of theatres", "Stages of Europe.", **EU),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("ways")
    db = make_register(folder, SAMPLES)
    yield asking(db, folder)
    db.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("strassenbeleuchtung", "licht"),
        ("STRASSENBELEUCHTUNG", "licht"),
        ("Geld für die straßenbeleuchtung", "licht"),
        ("foerderung fuer daecher", "dach"),
        ("ÖPNV", "nacht"),
        ("oepnv", "nacht"),
        ("PV", "dach"),
        ("KiTa", "krippe"),
        ("LSA", "ampel"),
        ("KfW 444", "natur"),
        ("kein Hausarzt mehr im Ort", "arzt"),
        ("Burg", "burg"),
        ("Bürger", "rat"),
        ("Gehwegsanierung", "steg"),
        ("was tun gegen Neonazis an Schulen", "rechts"),
        ('"öffentlichen Personennahverkehr"', "nacht"),
        ("Kanalbau -Ampel", "kanal"),
        ("Photovoltaik ODER Kanalbau", "dach"),
        ("Photovoltaik OR Kanalbau", "kanal"),
        ("Leuchten UND Straßen", "licht"),
        ("Leuchten AND Straßen", "licht"),
    ],
)
def test_it_is_found(ask: Ask, question: str, answer: str) -> None:
    assert answer in keys(ask(question))[:2]


@pytest.mark.parametrize(
    ("question", "suggestion", "answer"),
    [
        ("Strasenbeleuchtung", "Straßenbeleuchtung", "licht"),
        ("Fotovoltaick", "Fotovoltaik", "dach"),
        ("Kindertagestätte", "Kindertagesstätte", "krippe"),
        ("Lichtsingalanlage", "Lichtsignalanlage", "ampel"),
        ("Kannalsanierung", "Kanalsanierung", "kanal"),
    ],
)
def test_a_mistake_is_named_and_the_question_answered(
    ask: Ask, question: str, suggestion: str, answer: str
) -> None:
    found = ask(question)
    assert found.suggestion == suggestion
    assert answer in keys(found)


@pytest.mark.parametrize("question", ["Straßenbeleuchtung", "Fabrik", "Theater", "Bürger"])
def test_a_right_word_is_not_put_right(ask: Ask, question: str) -> None:
    assert ask(question).suggestion is None


def test_a_homonym_of_the_stem_is_not_found(ask: Ask) -> None:
    assert "rat" not in keys(ask("Burgen"))


def test_what_is_done_finds_less_than_what_it_is_done_to(ask: Ask) -> None:
    found = keys(ask("Gehwegsanierung"))
    assert found.index("steg") < (found.index("halle") if "halle" in found else len(found))


def test_a_place_counts_less_than_the_topic(ask: Ask) -> None:
    found = keys(ask("was tun gegen Neonazis an Schulen"))
    assert found[0] == "rechts"


def test_a_word_that_nobody_uses_does_not_hide_a_topic(ask: Ask) -> None:
    assert keys(ask("Photovoltaik Zaubermühle")) == ["dach"]


@pytest.mark.parametrize("question", ["Reisepass verlängern", "Gewerbesteuerhebesatz Muster"])
def test_what_no_programme_is_about_finds_nothing(ask: Ask, question: str) -> None:
    assert keys(ask(question)) == []
