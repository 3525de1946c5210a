"""Calls that look of the past, and what people read of them."""

from dataclasses import replace
from datetime import date
from typing import Any

from conftest import make_facts
from matcher_builders import TODAY, candidate, make_programme, quoting

from index.facts import DecisionKind, facts_from
from matcher.aged_calls import look_of_the_past
from matcher.candidate import Candidate
from matcher.verdict import Verdict, no, unclear


def decided(name: str, value: Any, **record: Any) -> Candidate:
    """A candidate of which the Fördermittelmanagement said this of its own."""
    programme = make_programme(make_facts(**{name: value}), **record)
    telling = programme.tellings[0]
    fact = replace(telling.facts.by_name[name], decided=DecisionKind.CORRECT)
    return Candidate(replace(programme, tellings=(replace(telling, facts=facts_from([fact])),)))


def test_where_the_manager_said_when_one_may_apply_no_old_year_counts() -> None:
    old: dict[str, Any] = dict(title="Radwege, Aufruf 2024")
    for name, value in (
        ("deadlines", [dict(kind="application", date="--03-31")]),
        ("deadline_model", "rolling"),
        ("status", "open"),
    ):
        assert look_of_the_past(decided(name, value, **old), TODAY) is None
    assert look_of_the_past(candidate(**old), TODAY) == no("Der Aufruf ist aus dem Jahr 2024.")


def this_year(url: str) -> Verdict | None:
    stated = dict(deadlines=[dict(kind="application", date="--04-30")])
    found = candidate(stated, url=f"https://www.example.org/{url}")
    return look_of_the_past(quoting(found, "deadlines", "In diesem Jahr bis 30. April."), TODAY)


def test_a_deadline_of_this_year_means_the_year_of_its_page() -> None:
    assert this_year("radweg") == unclear(
        "Die Frist galt »in diesem Jahr«; welches gemeint ist, ist offen."
    )
    assert this_year("2025-02-22-radwege") == no("Der Aufruf galt für das Jahr 2025.")
    assert this_year("2026-02-22-radwege") is None


def test_money_until_this_year_is_still_there() -> None:
    text = "Es stehen Mittel bereit von 2020 bis 2026."
    assert look_of_the_past(candidate(summary=text), TODAY) is None
    assert look_of_the_past(candidate(summary=text), date(2027, 1, 1)) == no(
        "Mittel stehen nur bis 2026 bereit."
    )
    later = candidate(summary=f"{text} Bericht 2030.")
    assert later.last_year_of_money is None


def test_a_call_in_the_title_or_topic_of_this_year_is_no_old_one() -> None:
    more: dict[str, Any]
    for more in (
        dict(title="Radwege, Runde 2026"),
        dict(url="https://example.org/topic-details/life-x-2026-y"),
        dict(url="https://www.example.org/2024-12-01-radwege"),
    ):
        assert look_of_the_past(candidate(**more), TODAY) is None
    always = candidate(dict(deadline_model="rolling"), title="Radwege, Überblick")
    assert look_of_the_past(always, TODAY) is None
    topic = candidate(url="https://example.org/topic-details/life-x-2025-y")
    assert look_of_the_past(topic, TODAY) == no("Der Aufruf ist aus dem Jahr 2025.")


def test_the_last_year_named_beside_calls_counts() -> None:
    text = "Förderaufrufe gab es 2019, 2024 und 2021."
    assert look_of_the_past(candidate(summary=text), TODAY) == unclear(
        "Der letzte genannte Aufruf ist von 2024; ob ein neuer kommt, ist offen."
    )
    assert look_of_the_past(candidate(summary="Berichte gab es 2019 und 2024."), TODAY) is None
    assert look_of_the_past(candidate(summary="Der Förderaufruf 2026 kommt."), TODAY) is None
