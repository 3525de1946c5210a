"""What SQLite brings along, made on the server as functions; a newer program makes them anew."""

import hashlib
import re
from functools import cache
from importlib.resources import files

from index.store.postgres.database import PostgresDatabase

_FUNCTION = re.compile(r"^create (function|aggregate) ", re.MULTILINE)
_OPERATOR = re.compile(r"^create operator (\S+) \(leftarg = (\w+), rightarg = (\w+),", re.MULTILINE)
_KEEPER = "next_number(regclass, text)"
"""The function whose comment tells which edition of all of them the database has."""


def are_made(db: PostgresDatabase) -> bool:
    """Whether the database has the functions of this program."""
    sql = "select obj_description(to_regprocedure(%s), 'pg_proc')"
    return bool(db.conn.say(sql, [_KEEPER])[0][0] == _edition())


def make(db: PostgresDatabase) -> None:
    """Make them, or put these in the place of older ones."""
    db.conn.say(anew(_text()))
    db.conn.say(f"comment on function {_KEEPER} is '{_edition()}'")


def anew(text: str) -> str:
    """The same statements, so that they also do where everything is there already."""
    replacing = _FUNCTION.sub(r"create or replace \1 ", text)
    return _OPERATOR.sub(r"drop operator if exists \1 (\2, \3);\n\g<0>", replacing)


@cache
def _text() -> str:
    return files(__package__).joinpath("functions.sql").read_text(encoding="utf-8")


@cache
def _edition() -> str:
    return hashlib.sha256(_text().encode()).hexdigest()[:16]
