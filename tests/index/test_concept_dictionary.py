"""The concept dictionary leads from everyday words to official ones and to English."""

import tomllib
from importlib.resources import files

from index.concepts import RELATED, SYNONYM, Concepts, concepts
from index.german import standard, stem

GROUPS = tomllib.loads(files("index").joinpath("concepts.toml").read_text(encoding="utf-8"))
ALLOWED = {"de", "en", "everyday", "related", "not", "place"}


def phrase(text: str, language: str = "de") -> tuple[str, ...]:
    return tuple(word.stem for word in standard().words(text, language))


def test_the_dictionary_is_broad_and_every_group_can_be_found() -> None:
    assert len(GROUPS) >= 150
    for name, group in GROUPS.items():
        assert set(group) <= ALLOWED, name
        assert group["de"], name
        assert set(group.get("related", [])) <= set(GROUPS) - {name}, name


def test_no_group_says_a_term_twice() -> None:
    for name, group in GROUPS.items():
        for language in (("de", "everyday"), ("en",)):
            terms = [term for kind in language for term in group.get(kind, [])]
            assert len(terms) == len(set(terms)), name


def sample() -> Concepts:
    groups = {
        "baum": {
            "de": ["Baum", "Stadtgrün"],
            "everyday": ["grüne Riesen"],
            "en": ["urban trees"],
            "related": ["schatten"],
        },
        "schatten": {"de": ["Schatten"]},
    }
    return Concepts(groups, standard())


def test_a_term_leads_to_the_others_of_its_group_and_less_to_its_neighbours() -> None:
    found = dict(sample().expansions(phrase("Bäume")))
    assert found[phrase("Stadtgrün")] == SYNONYM
    assert found[phrase("urban trees", "en")] == SYNONYM
    assert found[phrase("Schatten")] == RELATED
    assert phrase("Baum") not in found


def test_everyday_words_lead_in_but_are_not_looked_for() -> None:
    assert phrase("Baum") in dict(sample().expansions(phrase("grüne Riesen")))
    assert phrase("grüne Riesen") not in dict(sample().expansions(phrase("Baum")))


def test_neighbours_are_neighbours_both_ways() -> None:
    assert phrase("Baum") in dict(sample().expansions(phrase("Schatten")))


def test_the_longest_entry_is_recognised() -> None:
    stems = [stem(word) for word in ("viel", *phrase("grüne Riesen"))]
    assert sample().longest(stems, 1) == 2
    assert sample().longest(stems, 0) == 0


def test_german_terms_reach_english_calls() -> None:
    found = dict(concepts().expansions(phrase("Radverkehr")))
    assert phrase("bicycle", "en") in found
