"""SQLite's statements in PostgreSQL's words; no server is needed to say them."""

import sqlite3

import psycopg
import pytest

from index.migrations import migrations
from index.store import Database, is_busy
from index.store.postgres.ddl import difference
from index.store.postgres.described import described
from index.store.postgres.dialect import translated
from index.store.postgres.faults import named
from index.store.postgres.functions import anew


@pytest.mark.parametrize(
    ("sqlite", "postgres"),
    [
        ("select a from t where b = ?", "select a from t where b = %s"),
        ("select a from t where b = :b", "select a from t where b = %(b)s"),
        ("select '?', '100 %' from t", "select '?', '100 %%' from t"),
        ("select a from t where b like ?", "select a from t where b ilike %s"),
        ("select a from t where b is ?", "select a from t where b is not distinct from %s"),
        ("select a from t where b is not ?", "select a from t where b is distinct from %s"),
        ("select a from t where b is not null", "select a from t where b is not null"),
        ("select a from t limit ?", "select a from t limit nullif(%s, -1)"),
        ("select a from t where b in ()", "select a from t where b in (null)"),
        ("select a from t where gone", "select a from t where gone <> 0"),
        ("select 1 from t where not a and b", "select 1 from t where not a <> 0 and b <> 0"),
        ("select cast(a as integer) from t", "select to_whole_number(a) from t"),
        ("insert or ignore into t select 1", "insert into t select 1 on conflict do nothing"),
        ("select a from t order by b desc", "select a from t order by b desc nulls last"),
        ("select x'00ff'", "select '\\x00ff'::bytea"),
    ],
)
def test_a_statement_keeps_its_meaning(sqlite: str, postgres: str) -> None:
    assert " ".join(translated(sqlite).split()) == postgres


def test_what_cannot_be_said_is_refused() -> None:
    with pytest.raises(ValueError, match="on conflict"):
        translated("insert or replace into t (a) values (1)")


def test_the_whole_schema_can_be_said() -> None:
    with Database(memory=True) as shadow:
        migrations.apply(shadow)
        said = list(difference({}, described(shadow)))
        tables = len(shadow.table_names())
    assert sum(it.startswith("create table") for it in said) == tables
    assert not any("autoincrement" in it.lower() or "strict" in it.lower() for it in said)


def test_a_schema_that_is_there_needs_nothing_said() -> None:
    with Database(memory=True) as shadow:
        migrations.apply(shadow)
        assert not list(difference(described(shadow), described(shadow)))


def test_functions_and_operators_of_an_older_program_are_replaced() -> None:
    text = "create function f(a text) …\ncreate operator = (leftarg = text, rightarg = integer, …);"
    assert anew(text) == (
        "create or replace function f(a text) …\ndrop operator if exists = (text, integer);\n"
        "create operator = (leftarg = text, rightarg = integer, …);"
    )


@pytest.mark.parametrize(
    ("theirs", "ours", "busy"),
    [
        ("LockNotAvailable", sqlite3.OperationalError, True),
        ("UndefinedTable", sqlite3.OperationalError, False),
        ("UniqueViolation", sqlite3.IntegrityError, False),
    ],
)
def test_faults_have_the_names_that_the_door_promises(
    theirs: str, ours: type[sqlite3.Error], busy: bool
) -> None:
    with pytest.raises(ours) as raised, named():
        raise getattr(psycopg.errors, theirs)("told")
    assert is_busy(raised.value) is busy  # type: ignore[arg-type]
