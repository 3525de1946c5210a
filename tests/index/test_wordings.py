"""Abbreviations, their long forms, and frequent words in two languages."""

import re

import pytest

from index.concepts import SAME, SYNONYM, Concepts, concepts, groups
from index.german import standard, stem
from index.wordings import Wordings, wordings

NEVER_SPELT_OUT = {"LEADER", "LIFE", "URBACT", "KOMPASS", "DSL", "EDV", "LED", "FTTB", "WLAN"}
OTHER_SPELLINGS = {"LSBTI", "LSBTTIQ", "LGBTIQ", "LGBTQ"}


def phrase(text: str, language: str = "de") -> tuple[str, ...]:
    return tuple(word.stem for word in standard().words(text, language))


def sample() -> Concepts:
    groups = {"ufer": {"de": ["Uferpflege", "UPR"], "en": ["river banks"]}}
    known = Wordings({"UPR": "Uferpflegerichtlinie"}, {"Kies": ["gravel"]})
    return Concepts(groups, standard(), known)


@pytest.mark.parametrize(("short", "long"), wordings().abbreviations.items())
def test_an_abbreviation_and_its_long_form_find_each_other(short: str, long: str) -> None:
    assert dict(concepts().expansions(phrase(short)))[phrase(long)] == SAME
    assert dict(concepts().expansions(phrase(long)))[phrase(short)] == SAME


def test_both_share_what_either_leads_to() -> None:
    found = dict(sample().expansions(phrase("Uferpflegerichtlinie")))
    assert found[phrase("UPR")] == SAME
    assert found[phrase("Uferpflege")] == SYNONYM
    assert found[phrase("river banks", "en")] == SYNONYM


def test_every_abbreviation_of_the_dictionary_is_spelt_out() -> None:
    terms = {
        term
        for group in groups().values()
        for kind in ("de", "everyday")
        for term in group.get(kind, ())
    }
    short = {term for term in terms if re.fullmatch(r"[A-ZÄÖÜ]{3,}", term)}
    assert short - set(wordings().abbreviations) - NEVER_SPELT_OUT - OTHER_SPELLINGS == set()


def test_a_word_in_two_languages_is_known_but_no_topic() -> None:
    found = dict(sample().expansions(phrase("Kies")))
    assert found == {phrase("gravel", "en"): SYNONYM}
    assert phrase("Kies") in sample()
    assert not sample().is_topic(phrase("Kies"))
    assert sample().is_topic(phrase("Uferpflege"))
    assert sample().knows(stem("kies"))


def test_no_word_is_translated_twice() -> None:
    concepts = Concepts(groups(), standard())
    for word in wordings().english:
        stems = phrase(word)
        english = {p for p, _ in concepts.expansions(stems)}
        own = {phrase(term, "en") for term in wordings().english[word]}
        assert not own <= english, word
        assert len(stems) == 1, word
