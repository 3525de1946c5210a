"""The day until which a town is to answer stands in its letter and among its reminders."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import MONDAY, Save, make_record
from letters import Mailbox, listening, make_person, send
from visitors import RIEDSTADT, TREBUR

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest.reminders import remindings_for
from webapp.digest.shelf import Shelf
from webapp.joint.calls import set_deadline
from webapp.joint.queries import Answer, answer, invite

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
UNTIL = date(2026, 7, 14)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


@pytest.fixture
def jana(db: Database, save: Save) -> Account:
    """Somebody whose town is invited, beside another one."""
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    number = save(make_record())
    set_deadline(db, number, UNTIL, 0, manager, NOW)
    invite(db, number, [RIEDSTADT, TREBUR], "Wer macht mit?", manager, NOW)
    return make_person(db)


def text_of(mailbox: Mailbox) -> str:
    part = mailbox.messages[-1].get_body(["plain"])
    assert part is not None
    return " ".join(str(part.get_content()).split())


@pytest.mark.usefixtures("jana")
def test_the_letter_says_until_when_to_answer_and_reminds_of_it(
    db: Database, mailbox: Mailbox
) -> None:
    send(db, mailbox)
    assert "Bitte antworten Sie bis 14.07.2026." in text_of(mailbox)
    send(db, mailbox, UNTIL - timedelta(days=14))
    assert "Bis dahin soll Ihre Kommune sagen, ob sie" in text_of(mailbox)


def test_who_has_answered_and_who_cannot_answer_is_not_reminded(
    db: Database, jana: Account
) -> None:
    shelf = Shelf(db, MONDAY)
    mayor = make_person(db, "buergermeister", role=Role.READER)
    (found,) = remindings_for(db, jana, shelf)
    assert (found.due_on, found.address, found.title) == (
        UNTIL, "/einladungen", "Radwege für Städte und Gemeinden",
    )  # fmt: skip
    assert remindings_for(db, mayor, shelf) == []
    answer(db, 1, RIEDSTADT, Answer.PERHAPS, "", jana, NOW)
    assert remindings_for(db, jana, shelf) == []
