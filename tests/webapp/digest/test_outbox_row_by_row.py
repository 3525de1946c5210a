"""The outbox: what is put in, who may take it and when, and what is noted of each try."""

import os
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from conftest import MONDAY
from letter_values import line

from index.store import Database
from webapp.digest import outbox
from webapp.digest.ledger import Why, lines_of, told_to
from webapp.digest.outbox import Draft, Kind, LetterState, Outgoing, put, take
from webapp.digest.undeliverable import hold_back

NOW = datetime(2026, 6, 15, 7, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ME = f"{socket.gethostname()}/{os.getpid()}"
DEAD = f"{socket.gethostname()}/{2**22 - 1}"


def draft(**more: Any) -> Draft:
    values: dict[str, Any] = dict(
        kind=Kind.WEEKLY, email="a@example.org", subject="Neu", message_id="<1@x>"
    )
    return Draft(**values | more)


def row_of(db: Database, number: int = 1) -> dict[str, Any]:
    return next(iter(db.query("select * from letter where id = ?", [number])))


def taken(db: Database, now: datetime = NOW, **more: Any) -> Outgoing | None:
    return take(db, now, **dict(impatient=False) | more)


def test_a_letter_is_put_in_with_all_it_tells_and_taken_as_it_is(db: Database) -> None:
    told = (line(Why.TRAINING, None, subject="3"), line(Why.JOINT, None, detail=(["A"], "Zitat")))
    number = put(db, draft(lines=told, about="x", content=dict(text="Grüße")), MONDAY, NOW)

    assert lines_of(db, number) == list(told)
    assert all(one in told_to(db, None, None) for one in told)
    found = taken(db)
    assert found == Outgoing(
        id=number,
        kind=Kind.WEEKLY,
        email="a@example.org",
        subject="Neu",
        message_id="<1@x>",
        day=MONDAY,
        attempts=1,
        maybe=False,
        about="x",
        content=dict(text="Grüße"),
    )
    row = row_of(db)
    assert (row["state"], row["attempts"], row["leased_by"]) == ("claimed", 1, ME)
    assert row["leased_until"] == "2026-06-15T07:15:00+00:00"
    (again,) = outbox.outgoing(db, [number, 99])
    assert (again.maybe, again.content) == (True, dict(text="Grüße"))


def test_letters_go_in_their_order_after_a_number_or_by_it(db: Database) -> None:
    numbers = [put(db, draft(message_id=f"<{n}@x>"), MONDAY, NOW) for n in range(3)]

    def next_one(**more: Any) -> int | None:
        found = taken(db, **more)
        return found.id if found else None

    assert next_one(after=numbers[0]) == numbers[1]
    assert next_one(number=numbers[2]) == numbers[2]
    assert next_one() == numbers[0]
    assert next_one() is None
    assert outbox.outgoing(db, []) == []


def test_nothing_is_taken_before_its_time_nor_to_an_address_that_refuses(db: Database) -> None:
    put(db, draft(send_after=NOW + MINUTE), MONDAY, NOW)

    assert not outbox.is_due(db, NOW)
    assert taken(db, impatient=True) is None
    assert outbox.is_due(db, NOW + MINUTE)
    hold_back(db, "a@example.org", "nein", None, NOW)
    assert not outbox.is_due(db, NOW + MINUTE)
    assert taken(db, NOW + MINUTE) is None


@pytest.mark.parametrize(
    ("holder", "until", "free"),
    [
        ("anderswo/7", timedelta(minutes=1), False),
        ("anderswo/7", timedelta(0), True),
        ("anderswo/7", None, True),
        (DEAD, timedelta(minutes=1), True),
        (f"{socket.gethostname()}/1", timedelta(minutes=1), False),
        (ME, timedelta(minutes=-1), False),
    ],
    # Numbers of processes and names of machines make no names of tests: each worker has its own.
    ids=["elsewhere", "run out", "without an end", "dead", "alive here", "run out but ours"],
)
def test_a_lease_ends_with_its_time_or_its_process(
    db: Database, holder: str, until: timedelta | None, free: bool
) -> None:
    number = put(db, draft(), MONDAY, NOW)
    ends = None if until is None else (NOW + until).isoformat(timespec="seconds")
    db.table("letter").update(
        number, dict(state="claimed", attempts=1, leased_by=holder, leased_until=ends)
    )
    assert outbox.is_due(db, NOW) is free
    found = taken(db)
    assert (found is not None) is free
    if found:
        assert (found.maybe, found.attempts) == (True, 2)


def test_what_nobody_tried_to_send_is_given_back_as_it_was(db: Database) -> None:
    put(db, draft(), MONDAY, NOW)
    found = taken(db)
    assert found
    outbox.give_back(db, found)
    row = row_of(db)
    assert (row["state"], row["attempts"], row["leased_by"], row["leased_until"]) == (
        "waiting",
        0,
        None,
        None,
    )
    db.table("letter").update(1, dict(state="claimed"))
    maybe = taken(db)
    assert maybe
    outbox.give_back(db, maybe)
    assert row_of(db)["state"] == "claimed"


def test_a_letter_that_was_sent_keeps_its_subject_and_forgets_its_text(db: Database) -> None:
    put(db, draft(content=dict(text="x")), MONDAY, NOW)
    found = taken(db)
    assert found
    outbox.mark_sent(db, found, "Anders", NOW + MINUTE)
    row = row_of(db)
    assert (row["state"], row["subject"], row["sent_at"]) == (
        "sent",
        "Anders",
        "2026-06-15T07:01:00+00:00",
    )
    assert {row[it] for it in ("error", "content", "leased_by", "leased_until")} == {None}
    assert taken(db, NOW + timedelta(days=9)) is None


@pytest.mark.parametrize(
    ("attempt", "minutes"), [(1, 5), (2, 30), (3, 120), (4, 360), (5, 720), (6, 1440), (9, 1440)]
)
def test_each_try_is_further_away_than_the_last(db: Database, attempt: int, minutes: int) -> None:
    put(db, draft(), MONDAY, NOW)
    db.table("letter").update(1, dict(attempts=attempt - 1))
    found = taken(db)
    assert found
    outbox.mark_later(db, found, NOW, "451 später")
    row = row_of(db)
    assert (row["state"], row["error"], row["leased_by"]) == ("waiting", "451 später", None)
    assert row["try_after"] == (NOW + minutes * MINUTE).isoformat(timespec="seconds")
    assert taken(db, NOW + (minutes - 1) * MINUTE) is None
    assert outbox.is_due(db, NOW + minutes * MINUTE)
    assert taken(db, NOW, impatient=True)


def test_only_what_certainly_did_not_go_out_is_given_up(db: Database) -> None:
    for number, maybe in ((1, False), (2, True)):
        put(db, draft(message_id=f"<{number}@x>"), MONDAY, NOW)
        db.table("letter").update(number, dict(attempts=outbox.TRIES - 1))
        found = taken(db, number=number)
        assert found
        outbox.mark_later(db, found, NOW, "weg", maybe=maybe)
    rows = [row_of(db, number) for number in (1, 2)]
    assert [(row["state"], row["error"]) for row in rows] == [("failed", "weg"), ("claimed", "weg")]
    assert [row["leased_by"] for row in rows] == [None, None]


def test_the_end_of_a_letter_is_noted_with_its_reason(db: Database) -> None:
    put(db, draft(), MONDAY, NOW)
    assert taken(db)
    outbox.mark(db, 1, LetterState.DROPPED, "Nichts offen.")
    row = row_of(db)
    assert (row["state"], row["error"], row["leased_by"], row["leased_until"]) == (
        "dropped",
        "Nichts offen.",
        None,
        None,
    )
