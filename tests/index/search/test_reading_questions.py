"""A question is understood before it is looked up."""

from index.concepts import concepts
from index.german import standard, stem
from index.search.query import SMALL, UNNAMED, Wish, read_question
from index.vocabulary import Level, Region


def read(text: str) -> Wish:
    return read_question(text, standard(), concepts())


def test_nouns_say_more_than_verbs_beside_them() -> None:
    noun, verb = read("Mauerwerk verschönern").units
    assert (noun.share, verb.share) == (1.0, SMALL)


def test_who_writes_everything_small_means_nouns_too() -> None:
    assert [unit.share for unit in read("mauerwerk verschönern").units] == [1.0, 1.0]


def test_words_that_every_programme_contains_are_weak_unless_there_are_no_others() -> None:
    assert [unit.weak for unit in read("Förderung Mauerwerk").units] == [True, False]
    assert [unit.weak for unit in read("Förderung").units] == [False]


def test_a_land_and_a_giver_are_understood() -> None:
    wish = read("Mauerwerk NRW EU-Mittel")
    assert wish.regions == {Region.NORTH_RHINE_WESTPHALIA}
    assert wish.levels == {Level.EU}
    assert [unit.text for unit in wish.units if not unit.weak] == ["Mauerwerk"]


def test_a_giver_is_heard_in_a_word_with_a_hyphen() -> None:
    assert read("Mauerwerk EU-Zuschüsse").levels == {Level.EU}


def test_what_stands_at_a_place_counts_less_than_what_is_asked_for() -> None:
    thing, place = read("Brunnen am Mauerwerk").units
    assert place.share < thing.share == 1.0


def test_a_known_word_without_other_names_counts_less_beside_a_topic() -> None:
    wish = read_question(
        "Radweg Mauerwerk", standard(), concepts(), knows=lambda known: known == stem("mauerwerk")
    )
    assert [unit.share for unit in wish.units] == [1.0, UNNAMED]


def test_a_word_that_no_programme_contains_keeps_its_weight_beside_a_topic() -> None:
    assert [unit.share for unit in read("Radweg Mauerwerk").units] == [1.0, 1.0]


def test_an_entry_of_several_words_is_one_thing() -> None:
    (unit,) = read("leere Läden").units
    assert unit.terms[0].stems == (stem("leere"), stem("laden"))
    assert (stem("leerstand"),) in [term.stems for term in unit.terms]


def test_a_compound_written_apart_is_read_as_one() -> None:
    (unit,) = read("Straßen Beleuchtung").units
    assert unit.terms[0].stems == (stem("strassenbeleuchtung"),)


def test_a_word_that_says_little_is_joined_only_by_the_dictionary() -> None:
    everything = read_question("EU Förderung Lärm", standard(), concepts(), knows=lambda stem: True)
    assert [unit.text for unit in everything.units] == ["EU", "Förderung", "Lärm"]
    (unit,) = read("Stadt Bücherei").units
    assert unit.terms[0].stems == (stem("stadtbucherei"),)


def test_one_noun_in_a_term_of_several_words_makes_its_verbs_small() -> None:
    assert [unit.share for unit in read("alte Leute verschönern").units] == [1.0, SMALL]


def test_the_parts_of_a_compound_bring_their_synonyms() -> None:
    (unit,) = read("Radwegplanung").units
    assert (stem("radverkehr"),) in [term.stems for part in unit.parts for term in part.terms]


def test_syntax_is_read_in_capitals_only() -> None:
    wish = read('Mauerwerk UND Ziegel -Beton "alte Mauer" Dach ODER Fach')
    required = {unit.text for unit in wish.units if unit.required}
    assert required == {"Mauerwerk", "Ziegel", "alte Mauer"}
    assert [unit.text for unit in wish.excluded] == ["Beton"]
    assert "Dach oder Fach" in [unit.text for unit in wish.units]
    assert not any(unit.required for unit in read("Mauerwerk und Ziegel").units)
