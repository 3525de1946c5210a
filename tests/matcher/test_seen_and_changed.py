"""What is different from what somebody saw, by the names that people know it by."""

from datetime import date

import pytest
from conftest import make_facts
from matcher_builders import make_programme

from index.programme import Programme
from index.text import rich_from_text
from index.vocabulary import FundingType, Region
from matcher.content import changed_since, what_matters

SEEN = make_programme(make_facts(funding_rate_max=60), legal_requirements="Nur für Radwege.")


def with_text(text: str, **more: object) -> Programme:
    return make_programme(make_facts(funding_rate_max=60), legal_requirements=text, **more)


def test_nothing_has_changed_since_one_looked() -> None:
    assert changed_since(what_matters(SEEN), SEEN) == ()


def test_white_space_is_no_change_and_words_are() -> None:
    seen = what_matters(SEEN)
    assert changed_since(seen, with_text("Nur  für\nRadwege.")) == ()
    assert changed_since(seen, with_text("Nur für Brücken.")) == ("Text der Voraussetzungen",)


@pytest.mark.parametrize(
    ("facts", "label"),
    [
        (dict(funding_rate_max=70), "Förderquote und Eigenanteil"),
        (dict(amount_max_eur=1000), "Beträge"),
        (dict(population_min=5000), "Antragsberechtigte"),
        (dict(early_start="erlaubt"), "vorzeitiger Beginn"),
        (dict(combinable="ja"), "Kumulierung"),
        (dict(programme_valid_until=date(2030, 1, 1).isoformat()), "Fristen und Geltung"),
    ],
)
def test_each_fact_has_the_name_of_what_it_belongs_to(facts: dict[str, object], label: str) -> None:
    now = make_programme(
        make_facts(**dict(funding_rate_max=60) | facts), legal_requirements="Nur für Radwege."
    )
    assert changed_since(what_matters(SEEN), now) == (label,)


@pytest.mark.parametrize(
    ("more", "label"),
    [
        (dict(regions=(Region.NATIONWIDE,)), "Fördergebiet"),
        (dict(funding_types=(FundingType.LOAN,)), "Förderart"),
        (dict(eligible_applicants=()), "Antragsberechtigte"),
        (dict(deadline_text="Bis Ende Mai."), "Text der Fristen"),
        (dict(procedure=rich_from_text("Zuerst anrufen.")), "Text des Verfahrens"),
        (dict(status_line="Derzeit keine Anträge."), "Status"),
    ],
)
def test_each_field_has_the_name_of_what_it_belongs_to(more: dict[str, object], label: str) -> None:
    assert changed_since(what_matters(SEEN), with_text("Nur für Radwege.", **more)) == (label,)


def test_what_was_not_noted_then_does_not_count_as_changed() -> None:
    assert changed_since({}, SEEN) == ()


def test_marks_are_short_for_they_are_kept_with_every_dismissal() -> None:
    assert {len(mark) for mark in what_matters(SEEN).values()} == {12}
