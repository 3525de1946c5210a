"""Around the letter: signs of life, cancelling, rules, and sources that are silent."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from conftest import MONDAY, Save, make_record
from letters import TREBUR, make_person, make_project

from index.runs import finish_run, start_run
from index.store import Database
from webapp.accounts.account import Role
from webapp.digest.actions import Links
from webapp.digest.alive import alive, is_quiet
from webapp.digest.cancelling import Order, cancel, order_with
from webapp.digest.edition import Edition
from webapp.digest.readers import reader_with_account
from webapp.digest.rules import (
    hours_to_look,
    let_wait,
    open_subscribing,
    subscribing_is_open,
)
from webapp.digest.silence import silent_sources

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def record(number: int, **more: Any) -> Any:
    url = f"https://www.example.org/p{number}"
    return make_record(**dict(key=f"p{number}", url=url, title=f"Programm {number}") | more)


def test_who_waits_hears_after_four_quiet_weeks_what_was_read(db: Database, save: Save) -> None:
    jana = make_person(db)
    reader, links = reader_with_account(db, jana.id), Links("https://x.example", "https://x/a")
    make_project(db)
    make_project(db, "zwei")
    make_project(db, "drei", ags=TREBUR)
    save(make_record())
    month = MONDAY + timedelta(days=28)

    assert is_quiet(db, reader, month)
    assert not is_quiet(db, reader, month - DAY)
    sent = dict(account=jana.id, kind="weekly", day="2026-06-20", state="sent")
    sent |= dict(email="a", subject="b", message_id="c")
    db.table("letter").insert(sent)
    assert not is_quiet(db, reader, month)
    assert is_quiet(db, reader, date(2026, 7, 18))
    told = alive(Edition(db, Path("x"), MONDAY), reader, links)
    assert told.subject == "Nichts Neues in den letzten vier Wochen"
    text = " ".join(told.text.split())
    assert "Es hat einen neuen oder geänderten Eintrag durchgesehen, für 2 Vorhaben." in text
    assert "Es hat einen neuen oder geänderten Eintrag durchgesehen, für 2 Vorhaben." in told.html
    save(record(2), today=MONDAY + DAY)
    later = alive(Edition(db, Path("x"), MONDAY + DAY), reader, links)
    assert "Es hat 2 neue oder geänderte Einträge" in " ".join(later.text.split())
    assert not is_quiet(
        db, reader_with_account(db, make_person(db, "rat", role=Role.READER).id), month
    )


def test_a_token_cancels_the_order_of_an_account_once_and_for_all(db: Database) -> None:
    jana = make_person(db)
    token = reader_with_account(db, jana.id).unsubscribe_token

    assert order_with(db, token) == Order(email=jana.email, wanted=True, has_account=True)
    assert cancel(db, token, MONDAY) == Order(email=jana.email, wanted=True, has_account=True)
    assert cancel(db, token, MONDAY) == Order(email=jana.email, wanted=False, has_account=True)
    assert order_with(db, "fremd") is None
    assert cancel(db, "fremd", MONDAY) is None


def test_a_token_cancels_the_order_of_a_subscriber_and_forgets_the_address(db: Database) -> None:
    row = dict(email="rat@example.org", state="confirmed", unsubscribe_token="zeichen")
    db.table("subscriber").insert(row | dict(asked_at="2026-06-01T00:00:00+00:00"))

    assert cancel(db, "zeichen", MONDAY) == Order(
        email="rat@example.org", wanted=True, has_account=False
    )
    assert order_with(db, "zeichen") == Order(email="", wanted=False, has_account=False)
    assert cancel(db, "zeichen", MONDAY) == Order(email="", wanted=False, has_account=False)
    (kept,) = db.query("select email, areas, confirmed_at, state, ended_on from subscriber")
    assert kept == dict(
        email=None, areas=None, confirmed_at=None, state="ended", ended_on="2026-06-15"
    )


def test_rules_are_usual_until_somebody_sets_them(db: Database) -> None:
    assert (hours_to_look(db), subscribing_is_open(db)) == (0, True)
    for asked, kept in ((5, 5), (73, 72), (-1, 0)):
        let_wait(db, asked, "leitung", NOW)
        assert hours_to_look(db) == kept
    open_subscribing(db, False, "leitung", NOW)
    assert not subscribing_is_open(db)
    open_subscribing(db, True, "leitung", NOW)
    assert subscribing_is_open(db)
    rows = list(db.query('select "by", at from letter_rule'))
    assert rows == [dict(by="leitung", at="2026-06-15T06:00:00+00:00")] * 2


def test_a_silent_source_is_told_by_the_age_of_its_last_good_run(db: Database) -> None:
    def read(day: date, error: str = "") -> None:
        finish_run(db, start_run(db, "sample", day), day, error=error)

    def told(day: date) -> list[str]:
        return list(silent_sources(db, day))

    assert told(MONDAY) == []
    read(MONDAY, "aus")
    assert told(MONDAY) == ["Noch nie vollständig gelesen: Musterquelle"]
    read(MONDAY)
    assert told(MONDAY) == told(MONDAY + 9 * DAY) == []
    assert told(MONDAY + 10 * DAY) == [
        "Zuletzt vollständig gelesen am 15.06.2026, vor 10 Tagen: Musterquelle"
    ]
    read(MONDAY, "aus")
    assert told(MONDAY) == ["Heute nicht noch einmal gelesen: Musterquelle"]
    assert told(MONDAY + DAY) == [
        "Zuletzt vollständig gelesen am 15.06.2026, gestern: Musterquelle"
    ]
    db.execute("update source set switched_off = 1")
    assert told(MONDAY) == []
