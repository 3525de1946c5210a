"""German words are read once, whatever their spelling."""

import pytest

from index.german import Analyser, fold, standard, stem, stop_words


def stems(text: str, language: str = "de") -> list[str]:
    return list(standard().stems(text, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Förderung", "foerderung"),
        ("FÖRDERUNGEN", "Förderung"),
        ("Straße", "Strasse"),
        ("Schwimmbäder", "schwimmbaeder"),
        ("Kläranlage", "Klaeranlagen"),
        ("Gemeinden", "Gemeinde"),
        ("Museen", "Museum"),
        ("kommunale", "Kommunen"),
        ("Bürger*innen", "Bürger"),
        ("Bürger:innen", "Bürger"),
        ("BürgerInnen", "Bürger"),
        ("Erzieher/innen", "Erzieher"),
        ("Kitas", "Kita"),
        ("Büros", "Büro"),
        ("Workshops", "Workshop"),
        ("Lkws", "Lkw"),
        ("Handys", "Handy"),
    ],
)
def test_spellings_and_inflections_of_a_word_meet(one: str, other: str) -> None:
    assert stems(one)[:1] == stems(other)[:1] != []


@pytest.mark.parametrize("word", ["Gas", "Glas", "Praxis", "Campus"])
def test_an_s_of_the_word_itself_stays(word: str) -> None:
    assert stem(fold(word)) == fold(word)


@pytest.mark.parametrize("word", ["neue", "Feuer", "Quelle", "Mauer"])
def test_vowels_that_are_no_umlaut_stay(word: str) -> None:
    assert fold(word) == word.lower()


@pytest.mark.parametrize("word", ["Finnen", "gewinnen", "Innenstadt"])
def test_innen_inside_a_word_is_no_gender_ending(word: str) -> None:
    assert [w.surface for w in standard().words(word)] == [word]


def test_a_single_letter_before_a_hyphen_stays_with_its_word() -> None:
    (word,) = standard().words("E-Mobilität")
    assert word.stem == stem(fold("EMobilität"))
    assert stem(fold("Mobilität")) in word.parts


def test_a_hyphenated_word_and_a_compound_meet() -> None:
    assert stems("Klima-Anpassungskonzept")[0] == stems("Klimaanpassungskonzept")[0]


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("Radwegebau", "Radweg Bau"),
        ("Schulhofbegrünung", "Schulhof Begrünung"),
        ("Hochwasserschutzmaßnahmen", "Hochwasserschutz Maßnahmen"),
        ("Kläranlagenverbesserung", "Kläranlage Verbesserung"),
        ("Sportstättenförderung", "Sportstätten Förderung"),
        ("Friedhofsgebühren", "Friedhof Gebühren"),
        ("Barrierefreiheit", "Barriere"),
        ("Badebrücke", "bade Brücke"),
        ("Regenrückhalt", "Regen Rückhalt"),
    ],
)
def test_compounds_are_cut_into_their_words(compound: str, parts: str) -> None:
    (word,) = standard().words(compound)
    assert word.parts == tuple(w.stem for w in standard().words(parts))


@pytest.mark.parametrize(
    "word",
    [
        "Richtlinie",
        "Antragsteller",
        "Landkreis",
        "Verordnung",
        "Verwaltung",
        "Maßnahmen",
        "Ehrenamt",
    ],
)
def test_what_only_looks_like_a_compound_stays_whole(word: str) -> None:
    assert [w.parts for w in standard().words(word)] == [()]


def test_a_land_is_no_bath() -> None:
    bath, land = standard().words("Bad Baden-Württemberg")
    assert bath.stem not in land.parts


def test_the_beginnings_of_compounds_cut_at_the_beginning_only() -> None:
    assert [w.parts for w in standard().words("Brückenkühl")] == [()]


def test_words_of_the_corpus_cut_compounds_that_the_list_does_not_know() -> None:
    word = "Weinbergschneckenzucht"
    plain, taught = Analyser(), Analyser(["weinbergschnecken", "zucht"])
    assert next(plain.words(word)).parts == ()
    assert next(taught.words(word)).parts == (stem("weinbergschnecken"), stem("zucht"))


def test_stop_words_are_left_out() -> None:
    assert "und" in stop_words()
    assert [w.surface for w in standard().words("Bau und Erhalt von Radwegen in der Stadt")] == [
        "Bau",
        "Erhalt",
        "Radwegen",
        "Stadt",
    ]


def test_english_words_lose_their_plural_only_and_never_meet_german_ones() -> None:
    assert stems("cities", "en") == stems("city", "en")
    assert stems("organization", "en") == stems("organisations", "en")
    assert stems("extremism", "en") != stems("extreme", "en")
    assert set(stems("City", "en")).isdisjoint(stems("City"))
