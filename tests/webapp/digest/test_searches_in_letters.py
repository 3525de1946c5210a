"""What is new in a saved search stands in the letter, once."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import NEXT_MONDAY, Mailbox, listening, make_person, make_project, match, send

from index.record import SourceRecord
from index.search.build import rebuild
from index.search.engine import Question, found_programmes
from index.store import Database
from webapp.accounts.account import Account
from webapp.digest.sending import Outcome
from webapp.saved.queries import remove_search, save_search

LATER = NEXT_MONDAY + timedelta(days=7)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def road(number: int, **more: object) -> SourceRecord:
    url = f"https://www.example.org/r{number}"
    return make_record(**dict(key=f"r{number}", url=url, title=f"Radweg Nr. {number:02}") | more)


Read = Callable[..., None]
Deliver = Callable[..., list[Outcome]]


@pytest.fixture
def deliver(db: Database, data_folder: Path) -> Deliver:
    def run(mailbox: Mailbox, today: date = MONDAY) -> list[Outcome]:
        return send(db, mailbox, today, data=data_folder)

    return run


@pytest.fixture
def read(db: Database, data_folder: Path, save: Save) -> Read:
    """Read so many roads on a day and renew the search."""

    def records(*numbers: int, today: object = MONDAY, **more: object) -> None:
        save(*(road(n, **more) for n in numbers), today=today)  # type: ignore[arg-type]
        rebuild(db, data_folder)

    return records


def keep(db: Database, folder: Path, person: Account, name: str = "Radwege", **more: bool) -> int:
    known = found_programmes(folder, db, Question("Radweg"), MONDAY)
    more = dict(in_letter=True) | more
    return save_search(db, person.id, name, "q=Radweg", list(known), MONDAY, **more)


def text_of(mailbox: Mailbox, number: int = -1, kind: str = "plain") -> str:
    part = mailbox.messages[number].get_body([kind])
    assert part is not None
    return str(part.get_content())


def test_only_what_came_later_is_told_and_only_once(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read(1, 2)
    keep(db, data_folder, person)
    assert deliver(mailbox) == []
    read(1, 2, 3, 4, today=NEXT_MONDAY)
    (outcome,) = deliver(mailbox, NEXT_MONDAY)
    assert outcome.subject == "2 neue Programme zu Ihren gespeicherten Suchen, KW 26"
    for kind in ("plain", "html"):
        text = text_of(mailbox, kind=kind)
        assert "Radweg Nr. 03" in text
        assert "Radweg Nr. 04" in text
        assert "Radweg Nr. 01" not in text
        assert "/suche?q=Radweg" in text
    assert "zu Ihren gespeicherten Suchen gibt es 2 neue Programme." in text_of(mailbox)
    assert deliver(mailbox, NEXT_MONDAY) == []
    assert deliver(mailbox, LATER) == []


def test_a_long_list_goes_on_in_the_next_letter(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read(1)
    keep(db, data_folder, person)
    read(*range(1, 9), today=NEXT_MONDAY)
    deliver(mailbox, NEXT_MONDAY)
    assert "2 mehr stehen schon auf der Seite" in text_of(mailbox)
    (outcome,) = deliver(mailbox, LATER)
    assert outcome.subject.startswith("2 neue Programme")


def test_a_match_and_two_searches_tell_a_programme_once(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read(1)
    keep(db, data_folder, person)
    keep(db, data_folder, person, "Wege")
    read(1, 2, 3, today=NEXT_MONDAY)
    new = [row["id"] for row in db.query("select id from programme order by id")][1:]
    match(db, make_project(db), new[0])
    (outcome,) = deliver(mailbox, NEXT_MONDAY)
    assert outcome.subject == "1 neuer Treffer für Ihr Vorhaben, 1 zu Ihren Suchen, KW 26"
    text = text_of(mailbox)
    lines = text.splitlines()
    assert (lines.count("Radweg Nr. 02"), lines.count("Radweg Nr. 03")) == (1, 1)
    assert "Dazu kommt 1 neues Programm zu Ihren gespeicherten" in " ".join(text.split())
    assert deliver(mailbox, LATER) == []


def test_a_search_out_of_the_letter_or_of_somebody_else_tells_nothing(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    make_person(db, "erik")
    person = make_person(db)
    read(1)
    keep(db, data_folder, person, in_letter=False)
    read(1, 2, today=NEXT_MONDAY)
    assert deliver(mailbox, NEXT_MONDAY) == []


def test_what_cannot_be_applied_for_or_was_there_before_is_no_news(
    db: Database, data_folder: Path, save: Save, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read_before = [road(1), road(2, title="Brücken")]
    save(*read_before)
    rebuild(db, data_folder)
    save_search(
        db, person.id, "Radwege", "q=Radweg", [], MONDAY + timedelta(days=1), in_letter=True
    )
    closed = road(3, status_line="Antragstellung nicht mehr möglich")
    save(*read_before, closed, today=NEXT_MONDAY, facts=make_facts())
    rebuild(db, data_folder)
    assert deliver(mailbox, NEXT_MONDAY) == []


def test_a_letter_that_was_broken_off_tells_the_same_again(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read(1)
    keep(db, data_folder, person)
    read(1, 2, today=NEXT_MONDAY)
    mailbox.hang_up = True
    (outcome,) = deliver(mailbox, NEXT_MONDAY)
    assert outcome.problem
    read(1, 2, 3, today=LATER)
    mailbox.hang_up = False
    again, new = deliver(mailbox, LATER)
    assert "Radweg Nr. 02" in text_of(mailbox, -2)
    assert "Radweg Nr. 03" not in text_of(mailbox, -2)
    assert "Radweg Nr. 03" in text_of(mailbox, -1)
    assert (again.problem, new.problem) == ("", "")


def test_a_search_that_was_removed_is_left_out_of_a_letter_that_was_broken_off(
    db: Database, data_folder: Path, read: Read, mailbox: Mailbox, deliver: Deliver
) -> None:
    person = make_person(db)
    read(1)
    number = keep(db, data_folder, person)
    read(1, 2, today=NEXT_MONDAY)
    mailbox.hang_up = True
    deliver(mailbox, NEXT_MONDAY)
    assert remove_search(db, person.id, number)
    assert deliver(mailbox, LATER) == []
