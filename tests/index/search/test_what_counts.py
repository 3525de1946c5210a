"""What counts in a question and in a text, and what does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Save, make_source
from searching import Ask, asking, keys, make_register, sample

from index.german import standard, stem
from index.search.build import rebuild
from index.search.highlight import Wanted, highlight
from index.search.offices import without_subjects
from index.search.spelling import sounds_alike
from index.source import remember_source
from index.store import Database
from index.vocabulary import FundingArea, Level, Region

EU = dict(language="en", levels=(Level.EU,), regions=(Region.EU,))
MINISTRY = "Ministerium für Familie, Senioren und Gleichstellung"

SAMPLES = (
    sample("ikz", "Interkommunale Zusammenarbeit", "Gemeinden arbeiten zusammen."),
    sample("preis", "Filmpreis", f"Das {MINISTRY} vergibt ihn.", funders=(MINISTRY,)),
    sample("treff", "Treffpunkte", "Angebote für Senioren."),
    sample("fest", "Versickerung auf Plätzen", "Pflaster mit Fugen betreiben."),
    sample("netz", "Stromnetze betreiben", "Versorgung der Häuser."),
    sample("turm", "Glockenturm", "Wer einen Glockenturm betreiben will."),
    sample("uhr", "Turmuhren", "Uhren im Glockenturm betreiben."),
    sample("laut", "Lärmschutz", "Fenster gegen Lärm."),
    sample("quiet", "Quiet towns", "A study of many things. Some are about noise.", **EU),
    sample("near", "Towns renew vacant buildings", "", **EU),
    sample("schule", "Neue Schulen", "Träger der Schulen bauen."),
    sample("einmal", "Hilfen für Betriebe", "Auch eine Bücherei darf sich melden."),
    sample(
        "mehrmals", "Hilfen für Häuser", "Auch eine Bibliothek darf kommen, eine Stadtbücherei."
    ),
    sample("bereich", "Hilfen für Wege", "", funding_areas=(FundingArea.FAIRS,)),
    sample("messe", "Hilfen für Orte", "Messen und vieles, was am Ende weit fährt."),
    sample("klasse", "Klasse Zäune", "Wer damit fährt."),
    sample("klassen", "Klasse Pfosten", ""),
    sample("far", "Towns renew vacant or obsolete industrial buildings", "", **EU),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask a register of its own; the index is built at the first question."""
    folder = tmp_path_factory.mktemp("counting")
    db = make_register(folder, SAMPLES)
    yield asking(db, folder)
    db.close()


def test_in_a_story_no_unknown_word_outweighs_its_topic(ask: Ask) -> None:
    story = "Den Karpfenteich gemeinsam mit der Nachbargemeinde betreiben"
    assert keys(ask(story))[0] == "ikz"


def test_verbs_that_nobody_uses_hide_nothing(ask: Ask) -> None:
    assert keys(ask("Filmpreis verschnörkeln, aufhübschen und beplätschern")) == ["preis"]


def test_a_verb_that_nobody_uses_leaves_no_answer_where_all_else_is_weak(ask: Ask) -> None:
    assert keys(ask("Angebote verschnörkeln")) == []


def test_who_names_the_eu_gets_its_calls_before_better_words_of_others(ask: Ask) -> None:
    assert keys(ask("Lärm"))[0] == "laut"
    assert keys(ask("EU Förderung Lärm"))[0] == "quiet"


def test_what_is_only_related_is_no_answer_to_the_name_of_an_unknown_programme(ask: Ask) -> None:
    assert keys(ask("Ganztag")) == ["schule"]
    assert keys(ask("Pakt für den Ganztag")) == []


def test_parts_of_a_known_word_count_less_than_those_of_a_new_one(ask: Ask) -> None:
    assert keys(ask("Lärmschutz"))[0] == "laut"
    assert "laut" not in keys(ask("Artenschutz"))


def test_who_mentions_no_topic_of_the_question_is_no_answer(ask: Ask) -> None:
    assert keys(ask("Plätze")) == ["fest"]
    assert "fest" not in keys(ask("Lärmschutz Plätze"))


def test_a_further_word_that_nobody_uses_hides_no_topic(ask: Ask) -> None:
    assert "laut" in keys(ask("Lärmschutz Kladderadatsch"))


def test_who_says_it_in_several_ways_comes_before_who_mentions_it(ask: Ask) -> None:
    assert keys(ask("Bücherschrank")) == ["mehrmals", "einmal"]


def test_the_words_of_an_english_term_may_stand_apart_for_less(ask: Ask) -> None:
    assert keys(ask("Leerstand")) == ["near", "far"]


def test_a_ministry_is_no_topic(ask: Ask) -> None:
    assert keys(ask("Senioren")) == ["treff"]
    assert keys(ask("Ministerium Filmpreis")) == ["preis"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (
            "Das Ministerium für Umwelt, Klima und ländlichen Raum fördert.",
            "Das Ministerium fördert.",
        ),
        ("Bundesministerium des Innern und für Heimat (BMI)", "Bundesministerium (BMI)"),
        ("Staatsministeriums der Finanzen vom 1. Mai", "Staatsministeriums vom 1. Mai"),
        ("Bundesinstitut für Bau-, Stadt- und Raumforschung", "Bundesinstitut"),
        ("Landesamt für Umwelt, das Anträge annimmt", "Landesamt, das Anträge annimmt"),
        ("Zuschuss für Familien und Senioren", "Zuschuss für Familien und Senioren"),
    ],
)
def test_the_subjects_of_an_office_are_cut_and_nothing_else(text: str, left: str) -> None:
    assert without_subjects(text) == left


def test_a_part_that_no_programme_contains_does_not_count_against_a_topic(ask: Ask) -> None:
    assert keys(ask("Moosversickerung")) == []
    assert keys(ask("Tunnelversickerung")) == ["fest"]
    assert keys(ask("Tunnelversorgung")) == []


def test_a_givers_own_page_is_found_by_its_name(
    db: Database, save: Save, data_folder: Path
) -> None:
    remember_source(db, make_source("bank", label="Uferbank"))
    remember_source(db, make_source("blog", label="Tunnelblog", precedence=3))
    save(sample("eins", "Ziegel für Mauern", source="bank"))
    save(sample("zwei", "Kacheln für Mauern", source="blog"))
    rebuild(db, data_folder)
    ask = asking(db, data_folder)
    assert keys(ask("Uferbank")) == ["eins"]
    assert keys(ask("Tunnelblog")) == []


def test_a_doubtful_correction_is_offered_but_not_looked_for(ask: Ask) -> None:
    found = ask("Glockenwurf")
    assert (found.suggestion, found.total) == ("Glockenturm", 0)
    found = ask("Glokenthurm")
    assert found.suggestion == "Glockenturm"
    assert set(keys(found)) == {"turm", "uhr"}


def test_a_compound_that_nobody_wrote_yet_is_no_mistake(ask: Ask) -> None:
    assert ask("Klassenfahrt").suggestion is None


def test_what_a_summary_says_counts_more_than_the_area_it_is_filed_under(ask: Ask) -> None:
    assert keys(ask("Messen")) == ["messe", "bereich"]


def test_a_verb_stays_a_verb_when_it_is_put_right(ask: Ask) -> None:
    assert keys(ask("Filmpreis turmhuren")) == ["preis"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("katastrofe", "katastrophe"), ("integrazion", "integration"), ("rytmus", "rhythmus")],
)
def test_what_is_written_by_ear_sounds_alike(one: str, other: str) -> None:
    assert sounds_alike(one, other)


def test_other_words_do_not_sound_alike() -> None:
    assert not sounds_alike("vereinsamen", "vereinbaren")


def test_the_words_of_a_term_are_marked_side_by_side_only() -> None:
    wanted = Wanted([(stem("sozial"), stem("stadt")), (stem("platz"),)])

    def marked(text: str) -> str:
        return highlight(text, wanted, "de", standard())

    assert marked("Die Soziale Stadt am Platz.") == (
        "Die <mark>Soziale</mark> <mark>Stadt</mark> am <mark>Platz</mark>."
    )
    assert marked("Soziale Angebote in jeder Stadt.") == "Soziale Angebote in jeder Stadt."
