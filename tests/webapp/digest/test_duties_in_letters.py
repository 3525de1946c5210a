"""Duties in the letter: in time, overdue once a month, and whoever leaves, somebody is told."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from awarded import NOW, make_akte, make_duty
from conftest import MONDAY
from letters import Mailbox, listening, send
from visitors import RIEDSTADT, TREBUR

from index.municipality import set_participation
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import change_role, deactivate
from webapp.accounts.forgetting import forget
from webapp.accounts.queries import subscribe
from webapp.applications.opening import remove_applicant
from webapp.applications.queries import application
from webapp.digest.reminders import remindings_for, wish
from webapp.digest.shelf import Shelf
from webapp.duties.duty import Duty
from webapp.duties.kinds import DutyKind
from webapp.duties.queries import duty
from webapp.duties.reminding import count_untold, told_of
from webapp.duties.writing import Plan, change_duty, drop_duty, finish_duty, reopen_duty

DUE = date(2026, 9, 17)  # a Thursday
DAY = timedelta(days=1)
Crowd = dict[str, Account]


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def told(db: Database, day: date = DUE) -> dict[str, set[int]]:
    """Who is told of which duties on a day, by first name."""
    names = {row["id"]: row["email"].split("@")[0] for row in db.query("select * from account")}
    return {names[it]: {one.duty.id for one in found} for it, found in told_of(db, day).items()}


def seen(db: Database, number: int, account: Account) -> Duty:
    found = duty(db, number, account)
    assert found
    return found


def subjects(mailbox: Mailbox, to: str) -> list[str]:
    return [str(it["Subject"]) for it in mailbox.messages if to in str(it["To"])]


def text_to(mailbox: Mailbox, to: str) -> str:
    part = [it for it in mailbox.messages if to in str(it["To"])][-1].get_body(["plain"])
    assert part is not None
    return " ".join(str(part.get_content()).split())


def test_responsible_and_deputy_are_told_three_times_before_and_monthly_after(
    db: Database, crowd: Crowd, mailbox: Mailbox
) -> None:
    akte = make_akte(db, crowd["anna"])
    number = make_duty(db, akte, crowd["anna"], deputy=crowd["bernd"].id)
    send(db, mailbox, MONDAY)
    mailbox.raw.clear()
    told_on = []
    marks = [DUE + days * DAY for days in (-56, -14, -3, 1, 30, 61)]
    days = [mark + more * DAY for mark in marks for more in (-1, 0, 1)]
    for day in sorted(set(days)):
        before = len(mailbox.raw)
        send(db, mailbox, day)
        for it in mailbox.messages[before:]:
            if "Verwendungsnachweis vorlegen" in str(it.get_body(["plain"])):
                told_on.append((str(it["To"]).split("@")[0], day))
    days = [DUE - 56 * DAY, DUE - 14 * DAY, DUE - 3 * DAY, DUE + DAY]
    days += [date(2026, 10, 17), date(2026, 11, 17)]
    assert told_on == [(who, it) for it in days for who in ("anna", "bernd")]
    assert "Überfällig: Verwendungsnachweis vorlegen, Frist 17.09.2026" in subjects(mailbox, "anna")
    text = text_to(mailbox, "bernd")
    assert "17.09.2026, seit 61 Tagen überfällig" in text
    assert f"/pflichten/{number}" in text
    assert "Verantwortlich: anna; Sie vertreten." in text
    assert finish_duty(db, seen(db, number, crowd["anna"]), day, "", crowd["anna"], NOW)
    before = len(mailbox.raw)
    for more in (1, 29, 30, 31):
        send(db, mailbox, day + more * DAY)
    assert not any("Verwendungsnachweis" in str(it) for it in mailbox.messages[before:])


def test_a_missed_run_is_caught_up_once_even_after_the_day(
    db: Database, crowd: Crowd, mailbox: Mailbox
) -> None:
    make_duty(db, make_akte(db, crowd["anna"]), crowd["anna"])
    send(db, mailbox, MONDAY)
    mailbox.raw.clear()
    send(db, mailbox, DUE + 40 * DAY)
    assert "seit 40 Tagen überfällig" in text_to(mailbox, "anna")
    mailbox.raw.clear()
    for days in (41, 50, 60):
        send(db, mailbox, DUE + days * DAY)
    assert not any("Verwendungsnachweis" in str(it) for it in mailbox.messages)


def test_another_day_is_told_anew(db: Database, crowd: Crowd, mailbox: Mailbox) -> None:
    anna = crowd["anna"]
    number = make_duty(db, make_akte(db, anna), anna)
    for day in (MONDAY, DUE - 14 * DAY):
        send(db, mailbox, day)
    mailbox.raw.clear()
    stood = seen(db, number, anna)
    later = Plan(
        kind=stood.kind, title=stood.title, due_on=DUE + 8 * DAY, basis=stood.basis,
        town=stood.town, responsible=anna.id,
    )  # fmt: skip
    assert change_duty(db, stood, later, "Frist verlängert", anna, NOW)
    assert not change_duty(db, stood, later, "zu spät gesehen", anna, NOW)
    send(db, mailbox, DUE - 13 * DAY)
    assert "25.09.2026, in 3 Wochen" in text_to(mailbox, "anna")


Leave = Callable[[Database, Crowd], None]


def _deactivated(db: Database, crowd: Crowd) -> None:
    deactivate(db, crowd["dora"], crowd["anna"].id, MONDAY)


def _forgotten(db: Database, crowd: Crowd) -> None:
    _deactivated(db, crowd)
    forget(db, crowd["dora"], crowd["anna"].id)


def _moved(db: Database, crowd: Crowd) -> None:
    change_role(db, crowd["dora"], crowd["anna"].id, Role.STAFF, TREBUR)


def _reads_only(db: Database, crowd: Crowd) -> None:
    change_role(db, crowd["dora"], crowd["anna"].id, Role.READER, RIEDSTADT)


def _cancelled_letters(db: Database, crowd: Crowd) -> None:
    subscribe(db, crowd["anna"].id, False)


def _bounced(db: Database, crowd: Crowd) -> None:
    row = dict(email="anna@riedstadt.example", said="550", since=NOW.isoformat())
    db.table("undeliverable").insert(row)


LEAVE: dict[str, Leave] = dict(
    deactivated=_deactivated,
    forgotten=_forgotten,
    moved=_moved,
    reads=_reads_only,
    cancelled=_cancelled_letters,
    bounced=_bounced,
)


@pytest.mark.parametrize("way", LEAVE)
def test_however_somebody_leaves_the_deputy_takes_over_else_manager_and_town(
    db: Database, crowd: Crowd, way: str
) -> None:
    akte = make_akte(db, crowd["anna"])
    alone = make_duty(db, akte, crowd["anna"])
    shared = make_duty(db, akte, crowd["anna"], deputy=crowd["bernd"].id)
    assert told(db) == {"anna": {alone, shared}, "bernd": {shared}}
    LEAVE[way](db, crowd)
    assert told(db) == {"bernd": {alone, shared}, "dora": {alone}}


@pytest.mark.parametrize(
    ("way", "gone"), [("moved", "Niemand ist verantwortlich"), ("cancelled", "keine Briefe")]
)
def test_the_letter_of_the_manager_says_what_is_wrong(
    db: Database, crowd: Crowd, way: str, gone: str, mailbox: Mailbox
) -> None:
    make_duty(db, make_akte(db, crowd["anna"]), crowd["anna"])
    LEAVE[way](db, crowd)
    send(db, mailbox, DUE - 3 * DAY)
    said = text_to(mailbox, "dora")
    assert gone in said
    assert "Verwendungsnachweis zu „Radweg Süd“ (Riedstadt)." in said


def test_when_nobody_is_left_the_doctor_says_so(db: Database, crowd: Crowd) -> None:
    make_duty(db, make_akte(db, crowd["anna"]), crowd["anna"])
    assert count_untold(db, DUE) == 0
    db.execute("update account set subscribed = 0")
    assert told(db) == {}
    assert count_untold(db, DUE) == 1


def test_when_the_town_takes_no_part_any_more_the_manager_is_told_too(
    db: Database, crowd: Crowd
) -> None:
    number = make_duty(db, make_akte(db, crowd["anna"]), crowd["anna"])
    set_participation(db, RIEDSTADT, None, MONDAY)
    assert told(db) == {"anna": {number}, "bernd": {number}, "dora": {number}}


def test_when_a_town_leaves_an_akte_its_duties_go_to_the_one_that_leads(
    db: Database, crowd: Crowd
) -> None:
    akte = make_akte(db, crowd["anna"], towns=(TREBUR,))
    clara = crowd["clara"]
    number = make_duty(db, akte, clara, town=TREBUR)
    assert told(db) == {"clara": {number}}
    found = application(db, akte, crowd["anna"])
    assert found
    assert remove_applicant(db, found, TREBUR, "", crowd["anna"], NOW)
    assert told(db) == {"anna": {number}, "bernd": {number}, "dora": {number}}
    assert duty(db, number, clara) is None
    assert seen(db, number, crowd["anna"]).town == RIEDSTADT


@pytest.mark.parametrize("stage", ["closed", "withdrawn", "rejected", "dropped"])
def test_an_akte_that_ends_ends_no_duty(db: Database, crowd: Crowd, stage: str) -> None:
    akte = make_akte(db, crowd["anna"])
    number = make_duty(db, akte, crowd["anna"])
    db.table("application").update(akte, dict(stage=stage, programme=None))
    assert told(db) == {"anna": {number}}


def test_only_a_reason_ends_a_duty_that_is_not_done(db: Database, crowd: Crowd) -> None:
    anna = crowd["anna"]
    number = make_duty(db, make_akte(db, anna), anna)
    assert drop_duty(db, seen(db, number, anna), "Bescheid widerrufen", anna, NOW)
    assert told(db) == {}
    assert not finish_duty(db, seen(db, number, anna), DUE, "", anna, NOW)
    assert reopen_duty(db, seen(db, number, anna), anna, NOW)
    assert told(db) == {"anna": {number}}
    sql = "select after, words from application_event where kind = 'duty' order by id"
    assert [row["after"] for row in db.query(sql)] == [
        "Verwendungsnachweis vorlegen, fällig 17.09.2026",
        "entfällt",
        "wieder offen",
    ]


def test_who_wants_no_reminders_is_still_told_what_is_overdue(
    db: Database, crowd: Crowd, mailbox: Mailbox
) -> None:
    number = make_duty(db, make_akte(db, crowd["anna"]), crowd["anna"])
    wish(db, crowd["anna"].id, [], "pflicht", str(number))
    for day in (MONDAY, DUE - 3 * DAY):
        send(db, mailbox, day)
    assert not any("Verwendungsnachweis" in str(it) for it in mailbox.messages)
    send(db, mailbox, DUE + DAY)
    assert "seit gestern überfällig" in text_to(mailbox, "anna")


def test_nobody_is_asked_today_about_what_is_due_in_many_years(db: Database, crowd: Crowd) -> None:
    akte, anna = make_akte(db, crowd["anna"]), crowd["anna"]
    make_duty(db, akte, anna, due_on=date(2051, 6, 30), kind=DutyKind.RETENTION_END)
    assert remindings_for(db, anna, Shelf(db, MONDAY)) == []
    (found,) = remindings_for(db, anna, Shelf(db, date(2051, 1, 1)))
    assert found.due_on == date(2051, 6, 30)
