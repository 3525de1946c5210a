"""What a letter tells and what the ledger notes of it, without a database."""

from datetime import date, timedelta
from typing import Any

from conftest import MONDAY
from letter_values import (
    MANAGER,
    NOBODY,
    OPEN,
    STAFF,
    dated,
    finding,
    letter,
    line,
    match,
    notice,
    offer,
    programme,
    search,
    stated,
)

from index.status import Standing
from index.vocabulary import Status
from matcher.forecast import Certainty, Forecast
from webapp.digest.advised import advised
from webapp.digest.compose import _own_share as own_share_told
from webapp.digest.expected import _told_of as prognosis_told
from webapp.digest.ledger import Told, Why
from webapp.digest.letter import Notice, deadline_line
from webapp.digest.together import _group as group_told
from webapp.forecasts.fits import ExpectedFit

SEARCH = line(Why.SAVED_SEARCH, subject="suche:7")


def near(days: int) -> tuple[Standing, int]:
    ahead = MONDAY + timedelta(days=days)
    return Standing(status=Status.OPEN, reason="", next_deadline=ahead), days


def test_the_ledger_notes_a_deadline_within_eight_weeks() -> None:
    found = programme()

    assert list(deadline_line(found, *near(56))) == [line(Why.DEADLINE, version="2026-08-10")]
    assert list(deadline_line(found, *near(57))) == []
    assert list(deadline_line(found, near(5)[0], None)) == []
    assert list(deadline_line(found, OPEN, 5)) == []


def test_a_finding_notes_its_deadline_once() -> None:
    standing, days = near(5)
    deadline = line(Why.DEADLINE, version="2026-06-20")

    told = finding(1, SEARCH, standing=standing, days_left=days)
    assert list(told.lines) == [SEARCH, deadline]
    assert list(finding(1, deadline, standing=standing, days_left=days).lines) == [deadline]


def test_an_offer_notes_each_vorhaben_its_advice_and_its_deadline() -> None:
    advice = finding(1, line(Why.RECOMMENDED, version="4"))
    found = offer(match(), match("halle", returned_on="2026-06-01"), advice=(advice,))

    assert list(found.lines) == [
        line(Why.NEW_MATCH, subject="radweg"),
        line(Why.NEW_MATCH, subject="halle", version="2026-06-01"),
        line(Why.RECOMMENDED, version="4"),
    ]
    assert list(dated(3).lines)[1:] == [line(Why.DEADLINE, version="2026-06-18")]
    assert (found.project, found.best.project, found.is_clear) == ("radweg", "radweg", True)
    assert not offer(match(eligible="unclear")).is_clear


def test_a_letter_tells_everything_in_its_order_and_notes_each_line_once() -> None:
    parts: dict[str, Any] = dict(
        recommended=(finding(2),), changed=(finding(3),), duties=(notice("d"),),
        soon=(notice("s"),), expected=(notice("e"),), joint=(notice("j"),),
        trainings=(notice("t"),), searches=(search(finding(4, SEARCH)), search(finding(5, SEARCH))),
    )  # fmt: skip
    found = letter(offer(), **parts)

    told = [it.title if isinstance(it, Notice) else it.programme.id for it in found.items]
    assert told == [1, 2, 3, "d", "s", "e", "j", "t", 4, 5]
    assert found.lines == (line(Why.NEW_MATCH, subject="radweg"), SEARCH)
    assert [it.id for it in found.programmes] == [1, 2, 3, 4, 5]
    assert not letter().items


def test_what_a_letter_leaves_out_is_kept_and_put_back() -> None:
    found = letter(remaining=3, further=1, searches=(search(remaining=2), search(number=8)))

    assert found.left_out == {"offers": "3", "further": "1", "7": "2"}
    again = letter(searches=(search(), search(number=8))).leaving_out(found.left_out)
    assert (again.remaining, again.further) == (3, 1)
    assert [it.remaining for it in again.searches] == [2, 0]
    empty = found.leaving_out({})
    assert (empty.remaining, empty.further, empty.left_out) == (0, 0, {})


def test_the_nearest_deadline_is_that_of_a_clear_offer() -> None:
    unclear = match(eligible="unclear")

    def nearest(*offers: Any) -> int | None:
        found = letter(*offers).next_offer
        return found.programme.id if found else None

    assert nearest(dated(9), dated(4, 2), offer(number=3)) == 2
    assert nearest(dated(9), dated(4, 2, matches=(unclear,))) == 1
    assert nearest(offer(), dated(4, 2, matches=(unclear,)), dated(0, 3, matches=(unclear,))) == 3
    assert nearest(offer()) is None


def test_towns_and_vorhaben_of_a_letter_count_once() -> None:
    found = letter(offer(match(), match("halle", town="Trebur")), offer(match(), number=2))

    assert (found.towns, found.projects, len(found.matches)) == (("Riedstadt", "Trebur"), 2, 3)
    section = letter(offer(), offer(match(eligible="unclear"), number=2)).sections[0]
    assert [it.programme.id for it in section.clear] == [1]
    assert [it.programme.id for it in section.unclear] == [2]


def test_a_recommendation_of_an_offer_stands_with_it_and_the_others_alone() -> None:
    first, second, other = finding(1, note="a"), finding(1, note="b"), finding(2)
    offers, alone = advised([offer(), offer(number=3)], [first, other, second])

    assert [it.advice for it in offers] == [(first, second), ()]
    assert alone == (other,)


def test_the_ledger_knows_what_was_told_in_which_versions() -> None:
    keys = [
        ("new match", 1, "radweg", ""),
        ("joint group", 1, "", "a,b"),
        ("training", None, "3", ""),
    ]
    told = Told(keys)

    assert told.programmes == {1}
    assert line(Why.NEW_MATCH, subject="radweg") in told
    assert line(Why.NEW_MATCH, subject="halle") not in told
    assert line(Why.NEW_MATCH, subject="radweg", detail=("x",)) in told
    assert told.versions(Why.JOINT, 1) == {"a,b"}
    assert told.versions(Why.JOINT, 2) == told.versions(Why.JOINT, 1, "x") == set()


def test_the_own_share_is_calculated_for_the_vorhaben_with_the_best_match() -> None:
    cost = match(cost_eur=100_000)
    half, least = stated(funding_rate_max=60), stated(own_share_min=10)

    assert own_share_told(half, ("x",), match()) == ("x",)
    assert own_share_told(programme(), ("x",), cost) == ("x",)
    assert own_share_told(half, ("x",), cost) == (
        "bei 100.000 € Kosten rechnerisch mindestens 40.000 €",
    )
    assert own_share_told(least, ("mindestens 10 %",), cost) == (
        "mindestens 10 %",
        "bei 100.000 € Kosten rechnerisch mindestens 10.000 €",
    )
    part = match(cost_eur=100_000, eligible_cost_eur=50_000)
    assert own_share_told(half, (), part) == (
        "bei 100.000 € Kosten rechnerisch mindestens 70.000 €",
    )


def fit(title: str) -> ExpectedFit:
    forecast = Forecast(month=date(2026, 11, 1), certainty=Certainty.WEAK, basis="Zwei Aufrufe.")
    return ExpectedFit(
        programme=programme(), forecast=forecast, project=title, project_title=title,
        town="Trebur", eligible="yes", reasons=(), obstacles=(),
    )  # fmt: skip


def test_a_prognosis_names_month_basis_and_vorhaben() -> None:
    begins = (
        "Prognose, keine Frist: voraussichtlich wieder im November 2026 (schwach belegt)."
        " Zwei Aufrufe. Es würde passen zu "
    )
    four = [fit(name) for name in "abcd"]

    assert prognosis_told(four[:1], named=False) == f"{begins}„a“."
    assert prognosis_told(four[:2], named=True) == f"{begins}„a“ (Trebur), „b“ (Trebur)."
    assert prognosis_told(four, named=False) == f"{begins}„a“, „b“, „c“, „d“."
    assert prognosis_told([*four, fit("e")], named=False) == (
        f"{begins}„a“, „b“, „c“, „d“ und 1 weiteren."
    )


def test_a_group_names_six_towns_and_quotes_the_source() -> None:
    def told(count: int, quote: str = "") -> str:
        return group_told(line(Why.JOINT, detail=(tuple("ABCDEFGH"[:count]), quote)))

    assert told(2) == "Passt zu Vorhaben in 2 Kommunen: A, B."
    assert told(6) == "Passt zu Vorhaben in 6 Kommunen: A, B, C, D, E, F."
    assert told(8, "Gern.") == (
        "Passt zu Vorhaben in 8 Kommunen: A, B, C, D, E, F und 2 weiteren. Die Quelle sagt: „Gern.“"
    )


def test_readers_with_and_without_an_account_may_do_different_things() -> None:
    assert (STAFF.may_act, STAFF.is_manager, STAFF.account_id) == (True, False, 1)
    assert (MANAGER.may_act, MANAGER.is_manager) == (True, True)
    assert (NOBODY.may_act, NOBODY.is_manager, NOBODY.account_id) == (False, False, None)
