"""Deadlines that are to be told later are told apart from those that nobody speaks of."""

import pytest
from conftest import MONDAY, Save, make_facts, make_record

from index.announced import announced_later
from index.programme import programme
from index.status import ANNOUNCED_LATER
from index.store import Database


@pytest.mark.parametrize(
    "sentence",
    [
        "Die Antragsfristen werden jeweils auf der Internetseite der Bank bekannt gegeben",
        "Zweimal im Jahr wird ein Projektaufruf veröffentlicht",
        "Die Stichtage werden vom Ministerium festgelegt",
    ],
)
def test_a_sentence_that_promises_deadlines_is_found(sentence: str) -> None:
    assert announced_later(["Gefördert werden Radwege.", f"Wichtig. {sentence}. Ende"]) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Die Ergebnisse des Aufrufs werden im Herbst bekannt gegeben.",
        "Der Förderaufruf wurde im Mai veröffentlicht.",
        "Die Höhe der Zuwendung wird im Aufruf festgelegt.",
        "Die Frist für den Verwendungsnachweis wird im Bescheid festgelegt.",
        "Gefördert werden Radwege. Der Plan ist bekannt.",
        "",
    ],
)
def test_other_announcements_are_none(text: str) -> None:
    assert announced_later([text]) == ""


def test_a_programme_says_that_its_deadline_is_announced_later(db: Database, save: Save) -> None:
    text = "Die Termine werden im Staatsanzeiger veröffentlicht."
    number = save(make_record(deadline_text=text))
    found = programme(db, number)
    assert found is not None
    assert found.standing(MONDAY).no_deadline_because == ANNOUNCED_LATER


def test_what_is_stated_comes_before_what_is_promised(db: Database, save: Save) -> None:
    text = "Die Termine werden im Staatsanzeiger veröffentlicht."
    number = save(make_record(deadline_text=text), facts=make_facts(deadline_model="rolling"))
    found = programme(db, number)
    assert found is not None
    assert found.standing(MONDAY).no_deadline_because == "laufend"
