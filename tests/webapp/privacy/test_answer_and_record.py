"""What is kept of a person is written down, given to that person, and goes in time."""

import importlib.util
import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
from conftest import MONDAY, make_source
from flask.testing import FlaskClient
from private_town import settle
from served import everything_in
from visitors import let_in, post
from work_runs import ROOT

from index.municipality import add_municipalities
from index.schema import create_database, database_in_memory
from index.source import remember_source
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.administration import deactivate
from webapp.accounts.forgetting import forget
from webapp.audit.queries import Question, entries
from webapp.privacy.answer import everything_about
from webapp.privacy.columns import Kind, columns_of, kind_of, links, tables
from webapp.privacy.record import record
from webapp.privacy.retention import RULES, forget_old
from webapp.settings import Settings
from webapp.site import create_app
from webapp.stamp import stamp

NOW = datetime(2026, 6, 15, 9).astimezone()


def ground(folder: Path) -> tuple[Database, dict[str, Account]]:
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    return db, settle(db, folder)


def test_every_table_is_in_the_record_or_holds_nobody() -> None:
    db, said = database_in_memory(), record()
    recorded = [table for group in said.kept for table in group.tables]
    assert len(recorded) == len(set(recorded))
    assert sorted([*recorded, *said.impersonal]) == sorted(tables(db))
    for table in said.impersonal:
        assert not links(db, table), f"{table} says whose a row is"


def test_every_column_of_text_beside_a_person_is_classed() -> None:
    db = database_in_memory()
    unclassed = {
        f"{table}.{column.name}"
        for group in record().kept
        for table in group.tables
        for column in db.table(table).columns
        if column.type == "TEXT"
        and not kind_of(table, column.name)
        and column.name not in record().plain
    }
    assert unclassed == set(), "Say it in [columns] of webapp/privacy/record.toml."
    accounts = {
        (table.name, key.column)
        for table in db.tables
        for key in table.foreign_keys
        if key.other_table == "account"
    }
    assert all(kind_of(*it) is Kind.NUMBER for it in accounts)


def test_the_page_tells_what_the_record_and_the_schema_say() -> None:
    spec = importlib.util.spec_from_file_location("printer", ROOT / "docs/print_privacy.py")
    assert spec
    assert spec.loader
    printer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(printer)
    said = (ROOT / "docs/privacy.md").read_text("utf-8")
    assert printer.page() == said, "PYTHONPATH=. .venv/bin/python docs/print_privacy.py"
    db = database_in_memory()
    for group in record().kept:
        for table in group.tables:
            assert all(f"`{name}`" in said for name in columns_of(db, table))


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Account]]:
    folder = tmp_path_factory.mktemp("town")
    db, people = ground(folder)
    db.close()
    return folder, people


def packed(client: FlaskClient, address: str) -> ZipFile:
    token = client.get("/konto").text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post(address, data=dict(csrf_token=token))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=foerdernetz-aus")
    return ZipFile(io.BytesIO(answer.data))


def test_a_person_gets_everything_that_is_kept_and_nobody_elses_words(
    town: tuple[Path, dict[str, Account]],
) -> None:
    folder, people = town
    db, staff = create_database(folder), people["staff of A"]
    client = create_app(Settings(data=folder), MONDAY).test_client()
    let_in(client, db, staff.id)
    archive = packed(client, "/konto/auskunft")
    text = archive.read("auskunft.txt").decode()
    everything = archive.read("auskunft.json").decode()
    for mark in ("Notiz", "Eigene-Notiz", "Eigene-Liste", "Zugang", "Stand", "Frage", "Wissen"):
        assert f"MARKE-{mark}" in everything
        assert f"MARKE-{mark}" in text
    assert "MARKE-Nachbar" not in everything
    assert "MARKE-Auskunft" not in everything, "what the manager answered is the manager's"
    assert any(name.endswith("MARKE-Anhang.txt") for name in archive.namelist())
    account = json.loads(everything)["account"][0]
    assert account["email"] == staff.email
    assert "password_hash" not in everything
    hashes = [row["token_hash"] for row in db.query("select token_hash from session")]
    assert not any(it in everything for it in hashes)
    (entry, *_) = entries(db, Question(kind="Auskunft über Personendaten gegeben"))
    assert entry.subject.startswith(f"Konto {staff.id}")


def test_no_row_of_a_person_is_left_out(town: tuple[Path, dict[str, Account]]) -> None:
    folder, people = town
    db, staff = create_database(folder), people["staff of A"]
    found = everything_about(db, staff)
    for table in tables(db):
        for column in links(db, table):
            sql = f'select count(*) from "{table}" where "{column}" in (?, ?)'
            is_number = kind_of(table, column) is Kind.NUMBER
            mine = db.execute(sql, [staff.id if is_number else staff.email] * 2).fetchone()[0]
            assert mine <= len(found.get(table, [])), f"{table}.{column}"


def test_only_who_looks_after_an_account_gets_its_answer(
    town: tuple[Path, dict[str, Account]],
) -> None:
    folder, people = town
    db = create_database(folder)
    client = create_app(Settings(data=folder), MONDAY).test_client()
    let_in(client, db, people["manager"].id)
    archive = packed(client, f"/personen/{people['staff of A'].id}/auskunft")
    assert people["staff of A"].email in archive.read("auskunft.txt").decode()
    assert post(client, f"/personen/{people['admin'].id}/auskunft") == 404


def test_after_forgetting_the_address_stands_nowhere(tmp_path: Path) -> None:
    db, people = ground(tmp_path)
    staff, admin = people["staff of A"], people["admin"]
    note = f"fragen Sie {staff.email}"
    db.execute("update experience set contact = ?", [note])
    db.execute("update training_seat set name = 'Klara Muster', email = ?", [staff.email])
    attempt = dict(email=staff.email, address="192.0.2.7", at=stamp(NOW))
    db.table("sign_in_attempt").insert(attempt)
    deactivate(db, admin, staff.id, MONDAY)
    forget(db, admin, staff.id)
    everything = "\n".join(everything_in(db))
    assert staff.email not in everything
    assert "Klara Muster" not in everything
    assert "192.0.2.7" not in everything
    assert list(db.query("pragma foreign_key_check")) == []


def test_what_is_old_goes_and_what_is_not_stays(db: Database) -> None:
    person = dict(email="a@example.org", role="reader", subscribed=1, unsubscribe_token="t")
    number = db.table("account").insert(person).last_pk
    old, new = stamp(NOW - timedelta(days=400)), stamp(NOW)
    for at in (old, new):
        attempt = dict(email="a@example.org", address="192.0.2.7", at=at)
        db.table("sign_in_attempt").insert(attempt)
        session = dict(account=number, token_hash=at, browser="", began_at=at, used_at=at)
        db.table("session").insert(session)
        token = dict(account=number, name="x", scopes="[]", hash=at, made_on=at[:10])
        db.table("api_token").insert(token | dict(expires_on=at[:10]))
        letter = dict(account=number, day=at[:10], message_id=at, kind="weekly", attempts=1)
        db.table("letter").insert(letter | dict(state="failed", claimed_at=at, content=b"x"))
        for state, name in (("asked", "asked_at"), ("ended", "ended_on")):
            db.table("subscriber").insert({"state": state, name: at})
    change = dict(invitation_hash="h", invited_on="2026-01-01")
    db.table("account").update(number, change)
    db.conn.commit()
    assert forget_old(db, NOW) == {rule.what: 1 for rule in RULES}
    assert forget_old(db, NOW) == {}
    for table in ("sign_in_attempt", "session", "api_token"):
        assert db.table(table).count == 1
    assert db.table("letter").count == 2
    assert db.table("subscriber").count == 2
