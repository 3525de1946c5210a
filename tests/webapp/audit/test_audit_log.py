"""The audit log: written with the change, never rewritten, names nobody once forgotten."""

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from visitors import person

from index.reviews import ReviewKind, review_state
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.act import Act
from webapp.accounts.queries import account_by_email, create_account, set_password
from webapp.audit.log import Deed, note
from webapp.audit.queries import Entry, Question, count_entries, entries
from webapp.feedback.recommending import recommend
from webapp.reviews.deciding import decide
from webapp.reviews.deciding import take_back as take_review_back

NOW = datetime(2026, 6, 15, 9).astimezone()


def kinds(db: Database) -> list[str]:
    return [entry.kind for entry in entries(db, Question())]


def test_an_entry_is_neither_changed_nor_removed(db: Database) -> None:
    note(db, None, Deed.EXPORTED, "Suche")
    for sql in ("update audit_entry set details = 'x'", "delete from audit_entry"):
        with pytest.raises(sqlite3.IntegrityError, match="audit log"):
            db.execute(sql)
    assert [entry.details for entry in entries(db, Question())] == [""]


def test_only_entries_of_more_than_three_years_ago_may_go(db: Database) -> None:
    note(db, None, Deed.EXPORTED, "neu")
    db.execute(
        "insert into audit_entry (at, kind, subject) values ('2020-01-01T00:00:00Z', 'x', 'alt')"
    )
    db.execute("delete from audit_entry where at < '2021'")
    assert [entry.subject for entry in entries(db, Question())] == ["neu"]


def test_an_entry_goes_where_its_change_goes(db: Database) -> None:
    def broken_off() -> None:
        with writing(db):
            create_account(db, "jana@riedstadt.example", Role.STAFF, "06433011", MONDAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        broken_off()
    assert account_by_email(db, "jana@riedstadt.example") is None
    assert kinds(db) == []


def test_accounts_and_passwords_leave_entries_without_any_address(db: Database) -> None:
    admin = person(db, Role.ADMIN)
    made, _ = create_account(db, "jana@b.example", Role.STAFF, "06433011", MONDAY, actor=admin)
    set_password(db, made.id, "Grüne Wiesen am Altrhein")
    assert kinds(db)[:2] == ["Passwort gesetzt", "Konto angelegt"]
    stored = list(db.query("select * from audit_entry"))
    assert "@" not in str(stored)
    assert "Grüne" not in str(stored)
    told = next(entries(db, Question(kind="Konto angelegt")))
    assert (told.actor, told.town) == ("admin@example.org", "Riedstadt")
    assert told.subject == f"Konto {made.id} (jana@b.example)"


def test_what_is_decided_about_programmes_is_written_by_the_tables_themselves(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record())
    person(db, Role.MANAGER)
    manager = account_by_email(db, "manager@example.org")
    assert manager
    act = Act(db=db, folder=data_folder, account=manager, at=NOW.isoformat(), today=MONDAY)
    decide(act, ReviewKind.HIDDEN, {number: review_state(db, number)}, "Abgelaufen")
    batch = next(db.query("select batch from review"))["batch"]
    take_review_back(act, batch)
    recommend(db, number, ["06433011"], "Gut", manager, NOW)
    told = list(entries(db, Question()))[:3]
    assert [(it.kind, it.actor) for it in told] == [
        ("Programm empfohlen", "manager@example.org"),
        ("Prüfung zurückgenommen", "manager@example.org"),
        ("Programm ausgeblendet", "manager@example.org"),
    ]
    assert told[2].details == "Abgelaufen"
    assert told[0].town == "Riedstadt"


def test_the_log_is_asked_by_person_kind_town_and_day(db: Database) -> None:
    admin = person(db, Role.ADMIN)
    create_account(db, "jana@b.example", Role.STAFF, "06433011", MONDAY, actor=admin)
    note(db, None, Deed.EXPORTED, "Suche")

    def subjects(**asked: str) -> list[str]:
        question = Question(**asked)
        found: list[Entry] = list(entries(db, question))
        assert count_entries(db, question) == len(found)
        return [entry.subject for entry in found]

    assert subjects(actor="Admin@example.org") == ["Konto 2 (jana@b.example)"]
    assert subjects(kind="Liste mitgenommen") == ["Suche"]
    assert subjects(municipality="06433011") == ["Konto 2 (jana@b.example)"]
    assert subjects(subject="Suche") == ["Suche"]
    assert subjects(since="2999-01-01") == []
    assert subjects(until="2000-01-01") == []
    assert len(subjects(since="2026-01-01", until="2999-12-31")) == 3
