"""Deadlines, rates, amounts, places and sub-areas as filters, and the order of the hits."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import MONDAY, make_facts, make_source
from searching import Ask, asking, keys, sample

from index.record import Call
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database
from index.search.engine import FACETS, Found, Sort
from index.search.facets import NOT_STATED
from index.search.spans import DeadlineSpan, end_of_span
from index.source import remember_source
from index.vocabulary import FundingArea, Region, SubArea

LATER = date(2026, 7, 10)


def due(day: str, **more: object) -> dict[str, object]:
    return dict(deadlines=[{"kind": "application", "date": day}]) | more


ROADS, NETS = (SubArea(FundingArea.INFRASTRUCTURE, name) for name in ("Straßen", "Netze"))
PROGRAMMES = (
    (sample("juni", "A"), due("2026-06-30", funding_rate_max=90, amount_max_eur=50_000)),
    (sample("juli", "B"), due("2026-07-31", funding_rate_max=50)),
    (sample("herbst", "C", regions=(Region.NATIONWIDE,)), due("2026-09-30")),
    (sample("dauer", "D", regions=(Region.BAVARIA,)), dict(deadline_model="rolling")),
    (sample("stumm", "E", regions=()), {}),
    (sample("zu", "F", status_line="Antragstellung nicht mehr möglich"), {}),
    (
        sample(
            "ruf",
            "G",
            regions=(Region.EU,),
            eligible_applicants=(),
            call=Call(identifier="X-1", deadlines=(date(2027, 2, 1),), grant_max_eur=2_000_000),
        ),
        dict(applicants=["Landkreis"]),
    ),
    (
        sample("wege", "H", funding_areas=(FundingArea.INFRASTRUCTURE,), sub_areas=(ROADS,)),
        {},
    ),
    (
        sample("kabel", "I", funding_areas=(FundingArea.INFRASTRUCTURE,), sub_areas=(NETS,)),
        {},
    ),
    (sample("buch", "J", funding_areas=(FundingArea.CULTURE_SPORT,)), {}),
)


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder: Path = tmp_path_factory.mktemp("days")
    db = create_database(folder)
    remember_source(db, make_source())
    for day, keys_then in ((MONDAY, {"juni", "juli"}), (LATER, None)):
        run = start_run(db, "sample", day)
        for record, facts in PROGRAMMES:
            if keys_then is None or record.key in keys_then:
                save_record(db, run, record, make_facts(**facts), "test", day)
        finish_run(db, run, day)
    yield asking(db, folder)
    db.close()


def counts(found: Found, facet: str) -> dict[str, int]:
    return {value.value: value.count for value in found.facets[facet]}


def test_spans_of_the_next_deadline_contain_each_other_and_nothing_is_left_out(ask: Ask) -> None:
    assert counts(ask(""), "deadline") == {
        "dieser Monat": 1,
        "dieses Quartal": 1,
        "dieses Halbjahr": 1,
        "später": 3,
        "laufend": 1,
        "keine Angabe": 4,
    }
    assert keys(ask("", deadline=("dieses Quartal",), today=LATER)) == ["juli", "herbst"]


@pytest.mark.parametrize(
    ("span", "day", "end"),
    [
        (DeadlineSpan.MONTH, date(2028, 2, 3), date(2028, 2, 29)),
        (DeadlineSpan.QUARTER, date(2026, 7, 1), date(2026, 9, 30)),
        (DeadlineSpan.HALF_YEAR, date(2026, 12, 31), date(2026, 12, 31)),
        (DeadlineSpan.LATER, date(2026, 1, 1), None),
    ],
)
def test_a_span_ends_with_the_calendar(span: DeadlineSpan, day: date, end: date | None) -> None:
    assert end_of_span(span, day) == end


def test_what_is_valid_in_a_land_holds_what_is_valid_everywhere(ask: Ask) -> None:
    regions = counts(ask(""), "region")
    assert (regions["Hessen"], regions["nur Hessen"]) == (8, 6)
    assert (regions["Bayern"], regions["nur Bayern"]) == (3, 1)
    assert (regions["bundesweit"], regions["nur bundesweit"], regions["EU"]) == (2, 1, 1)
    assert regions[NOT_STATED] == 1
    assert set(keys(ask("", region=("Bayern",)))) == {"dauer", "herbst", "ruf"}
    assert keys(ask("", region=("nur Bayern",))) == ["dauer"]


def test_rate_and_amount_are_at_least_what_was_asked(ask: Ask) -> None:
    assert counts(ask(""), "rate") == {
        "50": 2,
        "60": 1,
        "70": 1,
        "80": 1,
        "90": 1,
        NOT_STATED: 8,
    }
    assert keys(ask("", rate=("55",))) == ["juni"]
    assert set(keys(ask("", amount=("50000",)))) == {"juni", "ruf"}
    assert set(keys(ask("", amount=("50001",)))) == {"ruf"}


def test_new_since_counts_from_the_day_of_the_first_reading(ask: Ask) -> None:
    assert ask("", new_since=(LATER.isoformat(),)).total == 8
    assert ask("", new_since=(MONDAY.isoformat(),)).total == 10
    assert counts(ask("", today=LATER), "new_since") == {
        "2026-07-03": 8,
        "2026-06-10": 10,
        "2026-04-11": 10,
    }


def test_a_sub_area_narrows_its_area_and_leaves_the_others(ask: Ask) -> None:
    areas = ("Infrastruktur", "Kultur, Medien & Sport")
    both = ask("", funding_area=areas, sub_area=("Infrastruktur: Netze",))
    assert set(keys(both)) == {"kabel", "buch"}
    found = counts(both, "sub_area")
    assert found == {"Infrastruktur: Netze": 1, "Infrastruktur: Straßen": 1}


def test_applicants_come_from_the_text_where_no_category_is_given(ask: Ask) -> None:
    assert "ruf" in keys(ask("", applicant=("Kommune",)))


def test_each_count_of_each_facet_is_what_choosing_the_value_finds(ask: Ask) -> None:
    narrowed = {"region": ("Hessen",), "status": ("offen", "unbekannt")}
    found = ask("", **narrowed)
    for facet in FACETS:
        for value in found.facets[facet]:
            assert ask("", **narrowed | {facet: (value.value,)}).total == value.count, value


def test_hits_are_sorted_and_those_that_state_nothing_stand_last(ask: Ask) -> None:
    def first(sort: Sort, count: int) -> tuple[list[str], int]:
        found = ask("", sort=sort)
        return keys(found)[:count], found.lacking

    assert first(Sort.DEADLINE, 4) == (["juni", "juli", "herbst", "ruf"], 6)
    assert first(Sort.AMOUNT, 2) == (["ruf", "juni"], 8)
    newest, lacking = first(Sort.NEWEST, 10)
    assert set(newest[-2:]) == {"juni", "juli"}
    assert lacking == 0
