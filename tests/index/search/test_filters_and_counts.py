"""Counts tell what one more click would find."""

from collections.abc import Iterator
from datetime import date

import pytest
from searching import Ask, asking, keys, make_register

from index.search.engine import FACET_LABELS, FACETS, Found
from index.search.facets import FACET_VALUES


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("filters")
    db = make_register(folder)
    yield asking(db, folder)
    db.close()


def counts(found: Found, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in found.facets[facet]}


def test_every_facet_is_counted_and_has_a_german_label(ask: Ask) -> None:
    found = ask("")
    assert tuple(found.facets) == FACETS == tuple(FACET_LABELS)
    assert counts(found, "level") == {"Land": 7, "Bund": 2, "EU": 1}
    assert counts(found, "region") == {
        "Hessen": 9,
        "nur Hessen": 6,
        "Bayern": 4,
        "nur Bayern": 1,
        "bundesweit": 3,
        "nur bundesweit": 2,
        "EU": 1,
    }
    assert counts(found, "source") == {"sample": 10}
    assert counts(found, "status") == {"unbekannt": 9, "geschlossen": 1}


def test_a_filter_narrows_the_hits_and_the_counts_of_the_other_facets(ask: Ask) -> None:
    found = ask("", level=("Bund",))
    assert set(keys(found)) == {"bund", "firma"}
    assert counts(found, "applicant") == {"Kommune": 1, "Unternehmen": 1}
    assert counts(found, "level") == {"Land": 7, "Bund": 2, "EU": 1}


def test_each_count_is_what_choosing_the_value_finds(ask: Ask) -> None:
    narrowed = {"level": ("Land", "Bund")}
    found = ask("", **narrowed)
    for facet in FACETS:
        for value in found.facets[facet]:
            assert ask("", **narrowed | {facet: (value.value,)}).total == value.count


def test_values_of_one_facet_widen_and_facets_narrow_each_other(ask: Ask) -> None:
    assert ask("", level=("Land", "EU")).total == 8
    assert keys(ask("", level=("Bund",), applicant=("Unternehmen",))) == ["firma"]


def test_a_chosen_value_stays_visible_without_hits(ask: Ask) -> None:
    found = ask("Radweg", applicant=("Hochschule",))
    assert found.total == 0
    (chosen,) = [value for value in found.facets["applicant"] if value.chosen]
    assert (chosen.value, chosen.count) == ("Hochschule", 0)


def test_the_values_of_a_facet_are_those_of_the_vocabulary(ask: Ask) -> None:
    found = ask("")
    for facet, known in FACET_VALUES.items():
        assert {value.value for value in found.facets[facet]} <= set(known)


def test_the_status_is_that_of_the_day(ask: Ask) -> None:
    assert keys(ask("", status=("geschlossen",), today=date(2030, 1, 1))) == ["ende"]
