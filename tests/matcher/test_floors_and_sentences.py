"""Floors that several towns reach together, and the sentences that speak for a programme."""

from conftest import make_facts
from matcher_builders import make_programme, project

from matcher.parts import Part, PartKind
from matcher.pooling import reached_together, too_small_for
from matcher.quoting import quotes_of, shortened

SMALL = project(cost_eur=40_000)
OTHER = project(
    id="zweiter", cost_eur=70_000, municipality=dict(ags="06433012", name="X", population=9000)
)


def word(surface: str) -> Part:
    return Part(kind=PartKind.WORD, label=surface, points=1.0, surface=surface)


def test_a_vorhaben_is_too_small_for_a_floor_of_its_cost_or_its_people() -> None:
    assert too_small_for(make_facts(total_cost_min_eur=40_001), SMALL) == "volume"
    assert too_small_for(make_facts(total_cost_min_eur=40_000), SMALL) == ""
    assert too_small_for(make_facts(population_min=30_000), SMALL) == "people"
    assert too_small_for(make_facts(population_min=23_146), SMALL) == ""
    assert too_small_for(make_facts(), SMALL) == ""


def test_the_smallest_grant_asks_for_a_cost_by_the_rate() -> None:
    assert too_small_for(make_facts(amount_min_eur=30_000), SMALL) == ""
    half = make_facts(amount_min_eur=30_000, funding_rate_max=50)
    assert too_small_for(half, SMALL) == "volume"
    assert too_small_for(half, project(cost_eur=60_000)) == ""


def test_two_towns_reach_together_what_one_does_not() -> None:
    assert reached_together(make_facts(total_cost_min_eur=110_000), [SMALL, OTHER]) == (
        "Zusammen 110.000 €: die Untergrenze 110.000 € ist erreicht.",
    )
    assert reached_together(make_facts(population_min=32_146), [SMALL, OTHER]) == (
        "Zusammen 32.146 Einwohner: die Untergrenze 32.146 ist erreicht.",
    )


def test_what_is_missed_together_or_reached_alone_is_not_told() -> None:
    for facts in (
        make_facts(total_cost_min_eur=110_001),
        make_facts(total_cost_min_eur=40_000),
        make_facts(population_min=32_147),
        make_facts(population_min=9_000),
        make_facts(),
    ):
        assert reached_together(facts, [SMALL, OTHER]) == ()


def test_the_people_of_a_town_count_once() -> None:
    assert reached_together(make_facts(population_min=40_000), [SMALL, SMALL]) == ()


def test_the_first_sentence_with_the_words_is_quoted_and_the_title_never() -> None:
    programme = make_programme(
        summary="Das Land hilft. Gefördert werden Brücken.\n• Auch  Stege zählen.",
        description="Brücken und Fähren werden gefördert.",
    )

    assert quotes_of(programme, [word("Brücken"), word("Stege"), word("Fähren"), word("")]) == {
        "Brücken": "Gefördert werden Brücken.",
        "Stege": "Auch Stege zählen.",
        "Fähren": "Brücken und Fähren werden gefördert.",
    }
    assert quotes_of(programme, [word("Radwege")]) == {}


def test_a_long_sentence_is_cut_between_words_around_those_that_count() -> None:
    many = " ".join(f"wort{number:02}" for number in range(60))
    middle = shortened(many, "wort30")
    begin, end = shortened(many, "wort00"), shortened(many, "wort59")

    assert shortened("• Kurz.", "Kurz") == "Kurz."
    assert shortened("a" * 240, "a") == "a" * 240
    assert middle.startswith("… wort")
    assert middle.endswith(" …")
    assert "wort30" in middle
    assert abs(middle.index("wort30") - len(middle) / 2) < 20
    assert begin.startswith("wort00 wort01")
    assert begin.endswith(" …")
    assert end.startswith("… wort")
    assert end.endswith("wort59")
    assert all(len(piece) <= 250 for piece in (begin, middle, end))
