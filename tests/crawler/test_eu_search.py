"""The question to the EU search, the checks of its answers, and reading it to the end."""

import json
from datetime import date
from typing import Any

import pytest
from eu_rows import make_row

from crawler.eu_answer import Page, Row, UnreadableAnswer, day_of, read_page, read_row, words
from crawler.eu_harvest import Harvest
from crawler.eu_query import BOUNDARY, PROGRAMMES, Slice, everything, multipart

ASKED = Slice(("1",), ("31094502",), ("43252405",))


def answer(*rows: dict[str, Any], **more: Any) -> bytes:
    page = dict(totalResults=len(rows), pageNumber=1, pageSize=100, results=rows)
    return json.dumps(page | more).encode()


def test_every_part_of_the_question_is_a_json_file_with_a_constant_boundary() -> None:
    body = multipart(ASKED.parts()).decode()

    parts = body.split(f"--{BOUNDARY}")[1:-1]
    assert len(parts) == 4
    assert all('filename="blob"' in part for part in parts)
    assert all("Content-Type: application/json\r\n\r\n" in part for part in parts)
    assert body == multipart(ASKED.parts()).decode()


def test_the_rows_are_asked_for_in_the_only_order_without_ties() -> None:
    assert ASKED.parts()["sort"] == {"field": "identifier", "order": "ASC"}


def test_updates_are_asked_for_without_a_status_and_with_abbreviations_of_programmes() -> None:
    calls, updates, german = everything()

    assert "6" not in calls.types
    assert calls.statuses
    assert not updates.statuses
    assert set(PROGRAMMES) < set(updates.programmes)
    assert "HORIZON" in updates.programmes
    assert german.parts()["languages"] == ["de"]


def test_a_page_that_answers_the_question_is_read() -> None:
    page = read_page(answer(make_row()), ASKED, 1)

    assert page.total == 1
    assert page.rows[0].identifier == "life-2030-river"


@pytest.mark.parametrize(
    "body",
    [
        b"<html>maintenance</html>",
        b"[]",
        answer(make_row(), pageNumber=2),
        answer(make_row(), pageSize=50),
        answer(make_row(), totalResults=None),
        answer(make_row(type=["0"])),
        answer(make_row(status=["31094503"])),
        answer(make_row(language=["fr"])),
        answer(make_row(frameworkProgramme=["31045243"])),
    ],
)
def test_a_page_that_does_not_answer_the_question_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableAnswer):
        read_page(body, ASKED, 1)


def test_a_row_without_metadata_has_its_fields_on_top() -> None:
    row = make_row()
    bare = row | row["metadata"] | dict(language="en", weight=1.5, title=["Rivers"])
    del bare["metadata"]

    read = read_row(bare)

    assert read.one("identifier") == "LIFE-2030-RIVER"
    assert read.one("language") == "en"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-04-29T00:00:00.000+0000", date(2026, 4, 29)),
        ("2026-04-29T17:00:00.000+0000", date(2026, 4, 29)),
        ("2024-09-27+02:00 Europe/Brussels", date(2024, 9, 27)),
    ],
)
def test_a_date_is_a_day_in_every_form(text: str, day: date) -> None:
    assert day_of(text) == day


def test_a_text_that_is_no_date_is_refused() -> None:
    with pytest.raises(UnreadableAnswer):
        day_of("tomorrow")


@pytest.mark.parametrize(
    "keywords",
    [["River", "LIFE-2030", "Town"], ['["Town", "River", "LIFE-2030-RIVER"]']],
)
def test_keywords_are_the_same_in_both_shapes_and_without_codes(keywords: list[str]) -> None:
    assert words(read_row(make_row(keywords=keywords))) == ("River", "Town")


def test_a_row_of_the_old_index_is_stale_when_its_last_day_is_over() -> None:
    old = read_row(make_row(DATASOURCE=["SEDIA_PRD_CENTRICITY"]))
    new = read_row(make_row())

    assert old.is_stale(date(2030, 9, 18))
    assert not old.is_stale(date(2030, 9, 17))
    assert not new.is_stale(date(2030, 9, 18))


def rows(first: int, last: int) -> tuple[Row, ...]:
    return tuple(
        Row(f"{n:05}TOPICSen", "", {"DATASOURCE": ("SEDIA",), "language": ("en",)})
        for n in range(first, last)
    )


def test_two_sweeps_are_read_to_the_last_page_and_joined() -> None:
    harvest = Harvest([ASKED], 2030)
    asked = []
    for sweep in range(2):
        # In the second sweep one row has moved and another shows up.
        for page in (rows(0, 100), rows(100 + sweep, 150 + sweep)):
            asked.append(harvest.wanted)
            harvest.take(Page(150, page))

    assert asked == [(ASKED, 1), (ASKED, 2), (ASKED, 1), (ASKED, 2)]
    assert harvest.wanted is None
    assert len(list(harvest.rows)) == 151
    assert not harvest.drifted


def test_a_total_that_moves_by_more_than_one_percent_is_noticed() -> None:
    harvest = Harvest([ASKED], 2030)
    harvest.take(Page(99, rows(0, 99)))
    harvest.take(Page(97, rows(0, 97)))

    assert harvest.drifted


def test_pages_that_end_before_the_total_are_noticed() -> None:
    harvest = Harvest([ASKED], 2030)
    harvest.take(Page(300, rows(0, 100)))
    harvest.take(Page(300, ()))

    assert harvest.drifted


def test_a_question_with_more_rows_than_the_window_is_split_by_programme_then_by_year() -> None:
    harvest = Harvest([Slice(("6",), (), ("A", "B"))], 2022)

    harvest.take(Page(10_001, rows(0, 100)))
    first = harvest.wanted
    harvest.take(Page(10_001, rows(0, 100)))

    assert first == (Slice(("6",), (), ("A",)), 1)
    assert harvest.wanted == (Slice(("6",), (), ("A",), 2021), 1)
    years = set()
    while harvest.wanted is not None:
        years.add((harvest.wanted[0].programmes, harvest.wanted[0].year))
        harvest.take(Page(10, rows(0, 10)))
    assert years == {*((("A",), year) for year in range(2021, 2025)), (("B",), None)}


def test_a_year_with_more_rows_than_the_window_is_said() -> None:
    harvest = Harvest([Slice(("6",), (), ("A",), 2021)], 2022)

    with pytest.raises(UnreadableAnswer, match="2021"):
        harvest.take(Page(10_001, ()))
