"""What earlier calls say about the next one."""

from datetime import date

import pytest

from matcher.forecast import Certainty, PastDeadline, forecast, rounds

TODAY = date(2026, 11, 24)


def days(*some: str, kind: str = "application", yearly: bool = False) -> list[PastDeadline]:
    return [PastDeadline(kind=kind, day=day, yearly=yearly) for day in some]


def test_three_calls_in_one_month_are_a_good_basis() -> None:
    found = forecast(days("2024-03-31", "2025-03-31", "2026-03-31"), TODAY)
    assert found
    assert (found.saying, found.certainty) == ("März 2027", Certainty.GOOD)
    assert found.basis == "Alle 3 bekannten Aufrufe endeten im März; zuletzt am 31.03.2026."
    assert len(found.evidence) == 3


def test_two_calls_are_a_weak_basis() -> None:
    found = forecast(days("2025-03-31", "2026-04-15"), TODAY)
    assert found
    assert (found.month, found.certainty) == (date(2027, 4, 1), Certainty.WEAK)
    assert found.basis.startswith("Beide bekannten Aufrufe endeten im März oder April")


@pytest.mark.parametrize(
    "some",
    [
        (),
        ("2026-03-31",),
        ("2026-03-31", "2026-05-10"),  # a prolongation is no second call
        ("2023-03-31", "2025-05-31"),  # the months do not agree
        ("2021-03-01", "2022-07-01", "2023-11-01", "2024-03-01"),
        ("2019-03-31", "2026-03-31"),  # too far apart to be a rhythm
        ("2021-03-31", "2022-03-31"),  # it has not come for years
        ("2025-03-31", "2026-03-31", "2027-03-31"),  # there is a call already
        ("--03-31",),  # a day without a year of which nothing says that it returns
    ],
)
def test_there_is_no_prognosis_without_two_calls_that_agree(some: tuple[str, ...]) -> None:
    assert forecast(days(*some), TODAY) is None


def test_a_day_that_the_text_names_for_every_year_is_enough() -> None:
    found = forecast(days("--03-31", yearly=True), TODAY)
    assert found
    assert (found.month, found.certainty) == (date(2027, 3, 1), Certainty.STATED)


def test_one_that_failed_to_come_is_told() -> None:
    found = forecast(days("2023-03-31", "2024-03-31", "2025-03-31"), TODAY)
    assert found
    assert found.certainty is Certainty.WEAK
    assert found.caveat == "Für März 2026 ist kein Aufruf bekannt."


def test_every_second_year_stays_every_second_year() -> None:
    found = forecast(days("2021-05-02", "2023-05-01", "2025-05-01"), TODAY)
    assert found
    assert found.month == date(2027, 5, 1)


def test_of_two_seasons_a_year_the_next_one_counts() -> None:
    some = days("2024-04-30", "2024-10-31", "2025-04-30", "2025-10-31", "2026-04-30", "2026-10-31")
    found = forecast(some, TODAY)
    assert found
    assert found.saying == "April 2027"
    assert found.basis.startswith("In 3 der letzten 3 Jahre mit Aufruf endete einer im April")


def test_a_season_may_lie_around_new_year() -> None:
    found = forecast(days("2024-12-20", "2026-01-10"), TODAY)
    assert found
    assert found.saying == "Januar 2027"


def test_the_second_stage_of_a_call_is_no_call_of_its_own() -> None:
    some = [*days("2025-03-31", kind="sketch"), *days("2025-10-31")]
    assert forecast(some, TODAY) is None


def test_days_near_to_each_other_are_one_call() -> None:
    found = rounds(days("2025-08-31", "2025-09-30", "2026-09-30"))
    assert [it.day for it in found] == ["2025-09-30", "2026-09-30"]


@pytest.mark.parametrize(
    ("some", "saying", "certainty", "basis", "caveat"),
    [
        (
            ("2024-03-31", "2026-03-31"),
            "März 2028",
            Certainty.WEAK,
            "Beide bekannten Aufrufe endeten im März; zuletzt am 31.03.2026.",
            "",
        ),
        (
            ("2022-05-31", "2023-05-31", "2024-01-15", "2025-06-01"),
            "Mai 2027",
            Certainty.WEAK,
            "3 der letzten 4 Aufrufe endeten im Mai oder Juni; zuletzt am 01.06.2025.",
            "Für Mai 2026 ist kein Aufruf bekannt.",
        ),
        (
            ("2025-10-31", "2026-10-31"),
            "Oktober 2027",
            Certainty.WEAK,
            "Beide bekannten Aufrufe endeten im Oktober; zuletzt am 31.10.2026.",
            "",
        ),
        (
            ("2023-11-30", "2024-11-30", "2025-11-30"),
            "November 2026",
            Certainty.GOOD,
            "Alle 3 bekannten Aufrufe endeten im November; zuletzt am 30.11.2025.",
            "",
        ),
    ],
)
def test_a_prognosis_says_on_what_it_rests(
    some: tuple[str, ...], saying: str, certainty: Certainty, basis: str, caveat: str
) -> None:
    found = forecast(days(*some), TODAY)
    assert found
    assert (found.saying, found.certainty, found.basis) == (saying, certainty, basis)
    assert found.caveat == caveat
    assert found.month.day == 1


def test_the_nearest_of_the_days_that_return_is_told() -> None:
    found = forecast(days("--09-30", "--04-15", yearly=True), TODAY)
    assert found
    assert found.basis == "Die Quelle nennt einen jährlichen Termin: 15. April."
    assert [it.day for it in found.evidence] == ["--04-15"]
    assert found.saying == "April 2027"


def test_what_is_called_today_is_no_call_to_come() -> None:
    found = forecast(days("2024-11-24", "2025-11-24", "2026-11-24"), TODAY)
    assert found
    assert found.saying == "November 2027"
