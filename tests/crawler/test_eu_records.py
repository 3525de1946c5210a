"""One record per topic or call of the EU portal, however many rows tell of it."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from eu_rows import make_row

from crawler.eu_answer import UnreadableAnswer, read_row
from crawler.eu_budget import budget_of
from crawler.eu_details import details_address, kept, latest_infos, read_details
from crawler.eu_record import group_rows, record_of
from index.record import News, SourceRecord, fingerprint
from index.text import rich
from index.vocabulary import FundingType, Level, Region

TODAY = date(2030, 2, 1)


def records(*rows: dict[str, Any]) -> list[SourceRecord]:
    groups = group_rows([read_row(row) for row in rows], TODAY)
    return [record_of(key, group) for key, group in groups.items()]


def only(*rows: dict[str, Any]) -> SourceRecord:
    (record,) = records(*rows)
    return record


def update(**fields: Any) -> dict[str, Any]:
    row = make_row(
        type=["6"], description=["<p>The budget grew.</p>"], startDate=["2030-01-20T22:01:00"]
    )
    for name in ("status", "deadlineDate", "typesOfAction"):
        del row["metadata"][name]
    row["metadata"] |= fields
    return row


def cascade(number: int, **fields: Any) -> dict[str, Any]:
    row = make_row(type=["8"], caName=[f"Open call {number}"], typesOfAction=[], **fields)
    url = f"https://ec.europa.eu/portal/competitive-calls-cs/{number}"
    return row | dict(reference=f"{number}COMPETITIVE_CALLen", url=url)


def overview(*actions: tuple[str, int, int]) -> list[str]:
    """A table of the call: topic, sum, and contribution of each."""
    return [
        json.dumps(
            dict(
                budgetTopicActionMap={
                    str(n): [
                        dict(
                            action=f"{topic} - LIFE-PJG",
                            expectedGrants=2 if contribution else 0,
                            minContribution=contribution,
                            maxContribution=contribution,
                            budgetYearMap={"2030": str(total)},
                        )
                    ]
                    for n, (topic, total, contribution) in enumerate(actions)
                }
            )
        )
    ]


def test_a_topic_becomes_a_record_under_its_page_for_people() -> None:
    record = only(make_row(topicConditions=["<p>Consortium of three.</p>"]))

    assert record.key == "topic-details/life-2030-river"
    assert record.url.endswith("/topic-details/LIFE-2030-RIVER")
    assert record.title == "Rivers for towns"
    assert record.language == "en"
    assert record.levels == (Level.EU,)
    assert record.regions == (Region.EU,)
    assert record.funding_types == (FundingType.GRANT,)
    assert record.legal_requirements.text == "Consortium of three."
    assert record.call is not None
    assert record.call.programme == "LIFE"
    assert record.call.actions == ("LIFE Project Grants",)
    assert record.call.opens_on == date(2030, 1, 10)
    assert record.call.deadlines == (date(2030, 9, 17),)
    assert not record.eligible_applicants


def test_all_deadlines_are_kept_in_order() -> None:
    days = ["2031-03-01T00:00:00.000+0000", "2030-09-17T00:00:00.000+0000"]

    call = only(make_row(deadlineDate=days)).call

    assert call is not None
    assert call.deadlines == (date(2030, 9, 17), date(2031, 3, 1))


def test_a_prize_is_not_a_grant() -> None:
    assert only(make_row(typesOfAction=["ERASMUS Prizes"])).funding_types == ()


def test_the_richest_row_of_a_topic_wins() -> None:
    stub = make_row(title=["Stub"], deadlineDate=[])
    rich = make_row(descriptionByte=["<p>Objective: clean rivers.</p>"]) | dict(reference="2")
    old = make_row(
        DATASOURCE=["SEDIA_PRD_CENTRICITY"], descriptionByte=["<p>Older and longer text.</p>" * 9]
    )

    record = only(stub, rich, old)

    assert record.description.text == "Objective: clean rivers."


def test_a_row_of_the_old_index_with_a_past_deadline_makes_nothing_open() -> None:
    past = ["2029-03-01T17:00:00.000+0000"]
    old = make_row(DATASOURCE=["SEDIA_PRD_CENTRICITY"], deadlineDate=past)

    assert records(old) == []
    call = only(update(), old).call
    assert call is not None
    assert call.deadlines == ()


def test_an_update_is_a_message_of_its_topic() -> None:
    record = only(make_row(), update(identifier=["LIFE-2030-river"]))

    assert record.news == (News(day=date(2030, 1, 20), text="The budget grew."),)
    assert record.call is not None
    assert record.call.deadlines


def test_an_update_alone_makes_a_record_with_title_and_message_only() -> None:
    row = update() | dict(url="https://ec.europa.eu/topic-details/LIFE-2030-RIVER.json")

    record = only(row)

    assert record.url.endswith("/topic-details/LIFE-2030-RIVER")
    assert record.title == "Rivers for towns"
    assert record.news[0].text == "The budget grew."
    assert record.call is not None
    assert record.call.opens_on is None
    assert record.call.deadlines == ()
    assert record.funding_types == ()


def test_a_cascade_call_is_a_link_of_the_topic_that_we_have() -> None:
    record = only(make_row(), cascade(7))

    assert record.key == "topic-details/life-2030-river"
    assert record.links[0].label == "Kaskadenförderung: Open call 7 (Frist 17.09.2030)"
    assert record.links[0].url.endswith("/7")


def test_a_cascade_call_without_its_topic_is_a_record_with_its_own_name() -> None:
    first, second = records(cascade(7, budget=["100000"]), cascade(8))

    assert first.key == "competitive-calls-cs/7"
    assert first.title == "Open call 7 (Rivers for towns)"
    assert first.call is not None
    assert first.call.budget_eur == 100_000
    assert second.key == "competitive-calls-cs/8"


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Flüsse für Städte", "Deutscher Titel (maschinell übersetzt): Flüsse für Städte"),
        ("Rivers for Towns", ""),
    ],
)
def test_a_german_copy_gives_its_title_if_it_is_german(title: str, summary: str) -> None:
    copy = make_row(language=["de"], title=[title]) | dict(reference="1TOPICSde")

    record = only(make_row(), copy)

    assert record.title == "Rivers for towns"
    assert record.summary.text == summary


def test_a_german_copy_alone_makes_no_record() -> None:
    assert records(make_row(language=["de"])) == []


def test_what_changes_without_meaning_makes_no_new_version() -> None:
    before = make_row(
        keywords=["River", "Town"], esST_checksum=["A"], esDA_IngestDate=["2030-01-01"]
    )
    after = make_row(
        keywords=['["Town", "River"]'],
        esST_checksum=["B"],
        esDA_IngestDate=["2030-01-08"],
        status=["31094501"],
        typesOfAction=["LIFE Project Grants"],
    )

    assert fingerprint(only(before)) == fingerprint(only(after))


def test_the_budget_is_that_of_the_topic_and_not_of_the_call() -> None:
    table = overview(("LIFE-2030-RIVER", 15_000_000, 5_000_000), ("LIFE-2030-RIVER-2", 9, 9))

    budget = budget_of(read_row(make_row(budgetOverview=table)))

    assert budget.budget_eur == 15_000_000
    assert budget.grant_max_eur == 5_000_000
    assert budget.expected_grants == 2
    assert not budget.shared_budget


def test_the_same_sum_on_every_topic_is_a_shared_pot() -> None:
    table = overview(("LIFE-2030-RIVER", 30_000_000, 0), ("LIFE-2030-LAKE", 30_000_000, 0))

    budget = budget_of(read_row(make_row(budgetOverview=table)))

    assert budget.shared_budget
    assert budget.budget_eur == 30_000_000


def test_the_same_sum_is_no_shared_pot_where_the_own_contributions_explain_it() -> None:
    table = overview(("LIFE-2030-RIVER", 10_000_000, 5_000_000), ("LIFE-2030-LAKE", 10_000_000, 0))

    assert not budget_of(read_row(make_row(budgetOverview=table))).shared_budget


@pytest.mark.parametrize("table", [["0"], ["not JSON"], [], overview(("LIFE-2030-RIVER", 0, 0))])
def test_a_budget_that_is_not_stated_is_absent(table: list[str]) -> None:
    assert budget_of(read_row(make_row(budgetOverview=table))).budget_eur is None


def details(**more: Any) -> bytes:
    topic = dict(description="<p>From the details.</p>", latestInfos=[])
    return json.dumps(dict(TopicDetails=topic | more)).encode()


def test_details_are_asked_for_in_lower_case() -> None:
    assert details_address("LIFE-2030-RIVER").endswith("/topicDetails/life-2030-river.json")


def test_details_add_messages_and_the_passages_that_the_row_lacks() -> None:
    moved = dict(lastChangeDate="2030-01-28T10:00:00.000", content="<p>Deadline moved.</p>")
    record = only(make_row(topicConditions=["<p>Own.</p>"]))

    richer = read_details(details(conditions="<p>Other.</p>", latestInfos=[moved]), record)

    assert richer.description.text == "From the details."
    assert richer.legal_requirements.text == "Own."
    assert richer.news == (News(day=date(2030, 1, 28), text="Deadline moved."),)


def test_the_opening_of_a_session_is_no_message() -> None:
    opened = dict(lastChangeDate="2030-01-10", content="The submission session is now available")

    assert latest_infos([opened]) == ()


def test_something_else_than_details_is_refused() -> None:
    with pytest.raises(UnreadableAnswer):
        read_details(b"<html>", only(make_row()))


def test_what_earlier_details_told_stays_when_they_are_not_read_anew() -> None:
    record = only(make_row())
    stored = read_details(details(), replace(record, news=(News(day=None, text="Told."),)))

    assert fingerprint(kept(record, stored)) == fingerprint(stored)
    assert kept(record, None) == record


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<p>Expected outcomes:Cleaner rivers.More shade in town.</p>",
         "Expected outcomes:\nCleaner rivers.\nMore shade in town."),
        ("<ul><li>Cool rivers.</li><li>More shade.</li></ul>", "• Cool rivers.\n• More shade."),
        ("Rivers&nbsp;Towns, see www.Rivers.example and point 1.Annex B.", None),
        ('<a href="https://rivers.example/a.Town of">Town</a> e.g. Riverside', None),
    ],
)  # fmt: skip
def test_glued_sentences_and_items_of_a_passage_stand_in_lines_of_their_own(
    sent: str, read: str | None
) -> None:
    record = only(make_row(descriptionByte=[sent]))
    assert record.description.text == (read or rich(sent).text)


def test_a_lost_break_that_comes_back_is_no_news() -> None:
    glued = only(make_row(descriptionByte=["<p>Outcomes:Cleaner rivers, more shade.</p>"]))
    whole = only(make_row(descriptionByte=["<p>Outcomes:</p><p>Cleaner rivers, more shade.</p>"]))
    assert fingerprint(glued) == fingerprint(whole)
