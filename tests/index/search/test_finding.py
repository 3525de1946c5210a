"""Questions as a town hall asks them find the programme that answers."""

from collections.abc import Iterator

import pytest
from searching import Ask, asking, keys, make_register


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Ask the sample register; the index is built at the first question."""
    folder = tmp_path_factory.mktemp("finding")
    db = make_register(folder)
    yield asking(db, folder)
    db.close()


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Radweg", "radweg"),
        ("Radwegebau", "radweg"),
        ("foerderung fuer radwege", "radweg"),
        ("Fahrradweg", "radweg"),
        ("SCHWIMMBÄDER", "bad"),
        ("schwimmbaeder", "bad"),
        ("Schwimmbadsanierung", "bad"),
        ("Schulhofbegrünung", "klima"),
        ("Schul Hof Begrünung", "klima"),
        ("444", "klima"),
        ("Denkmal", "bund"),
        ("Museum", "museum"),
    ],
)
def test_the_answer_comes_first(ask: Ask, question: str, answer: str) -> None:
    assert keys(ask(question))[0] == answer


def test_a_german_question_finds_an_english_call(ask: Ask) -> None:
    assert "eu" in keys(ask("Radverkehr"))
    assert keys(ask("Radverkehr EU"))[0] == "eu"


def test_a_programme_of_another_land_ranks_below_unless_it_is_named(ask: Ask) -> None:
    found = ask("Radweg")
    assert keys(found)[0] == "radweg"
    assert found.hits[keys(found).index("bayern")].score < found.hits[0].score / 2
    assert keys(ask("Radweg Bayern"))[0] == "bayern"
    hessen = ask("Radweg Hessen")
    assert keys(hessen)[0] == "radweg"


def test_who_may_apply_and_what_is_open_orders_but_hides_nothing(ask: Ask) -> None:
    assert keys(ask("Denkmalpflege")) == ["bund", "firma"]
    assert keys(ask("Museum"))[:2] == ["museum", "ende"]


@pytest.mark.parametrize(
    "question",
    [
        "Hundesteuersatzung",
        "Museum Mondlandung Raumanzug",
        "Kriegsgräber am Museum",
        "Radwegweihnachtsbeleuchtung für das Museum",
        "Eichenspinner im Museum",
        "zzzyx",
        "Radweg UND Museum",
    ],
)
def test_a_question_without_an_answer_gets_none(ask: Ask, question: str) -> None:
    found = ask(question)
    assert (found.total, found.hits) == (0, ())


def test_where_it_happens_and_who_it_is_for_may_be_unknown(ask: Ask) -> None:
    assert keys(ask("Radwege für den Bauhof"))[0] == "radweg"
    assert keys(ask("Radwege für unseren neuen Bauhof"))[0] == "radweg"
    assert keys(ask("Sanierung von Schwimmbädern im Rübenfeld"))[0] == "bad"


def test_a_phrase_must_stand_as_it_is(ask: Ask) -> None:
    assert set(keys(ask('"Bau von Radwegen"'))) == {"radweg", "bayern"}
    assert keys(ask('"Radwegen Bau"')) == []
    assert set(keys(ask("„Bau von Radwegen“"))) == {"radweg", "bayern"}


def test_excluded_words_are_not_found(ask: Ask) -> None:
    assert "bayern" not in keys(ask("Radweg -bayerisches"))
    assert "bayern" not in keys(ask("Radweg NICHT bayerisches"))
    assert "radweg" not in keys(ask("-Radweg"))


def test_and_demands_both_and_or_takes_either(ask: Ask) -> None:
    assert keys(ask("Begrünung UND Schulhöfe")) == ["klima"]
    assert {"bad", "museum"} <= set(keys(ask("Freibad ODER Museum")))
    assert {"bad", "museum"} <= set(keys(ask("Freibad OR Museum")))


def test_a_typo_is_put_right_and_answered(ask: Ask) -> None:
    found = ask("Denkmalplege")
    assert found.suggestion == "Denkmalpflege"
    assert keys(found)[0] == "bund"
    assert ask("Denkmalpflege").suggestion is None


def test_a_typo_in_a_word_of_the_dictionary_is_put_right(ask: Ask) -> None:
    found = ask("Fahradweg")
    assert found.suggestion == "Fahrradweg"
    assert keys(found)[0] == "radweg"


def test_weak_parts_of_a_compound_find_nothing(ask: Ask) -> None:
    assert ask("Städteprogramme").total == 0


def test_without_words_everything_is_shown(ask: Ask) -> None:
    found = ask("")
    assert found.total == 10
    assert keys(found)[-1] == "bayern"


def test_pages_follow_each_other(ask: Ask) -> None:
    whole = keys(ask(""))
    assert keys(ask("", page=1, size=4)) + keys(ask("", page=2, size=4)) == whole[:8]
    assert ask("", page=9, size=4).hits == ()
    assert ask("", page=9, size=4).total == 10


@pytest.mark.parametrize(
    "question", ["", '"', '""', "-", "UND", "* ( ) ? ~ [", "a" * 5000, "\x00", "ODER ODER"]
)
def test_no_question_is_too_odd(ask: Ask, question: str) -> None:
    assert ask(question).total >= 0


def test_the_highlight_marks_words_and_escapes_the_text(ask: Ask) -> None:
    (hit,) = [hit for hit in ask("Museum").hits if hit.url.endswith("nebenbei")]
    assert "<mark>Museum</mark>" in hit.highlight
    assert "&lt;betreiben&gt; &amp; pflegen" in hit.highlight
