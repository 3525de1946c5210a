"""What a view may ask about the request it answers: the database, the day, the data folder."""

from datetime import date, datetime
from pathlib import Path

from flask import Flask, current_app, g
from sqlite_utils import Database

from index.schema import open_database
from webapp.settings import Settings


def settings() -> Settings:
    """The settings the site was started with."""
    found = current_app.config["SETTINGS"]
    assert isinstance(found, Settings)
    return found


def folder() -> Path:
    """The data folder: database, search index, secrets."""
    return settings().data


def today() -> date:
    """The day to act on: the real one, unless the site was started with another."""
    fixed: date | None = current_app.config["TODAY"]
    return fixed or now().date()


def now() -> datetime:
    """Read the clock, for what lasts minutes; days are counted by `today`."""
    return datetime.now().astimezone()


def db() -> Database:
    """The database, opened once per request and closed after it.

    Raises:
        UnreadableDatabase: shown as an error page that says what to do.
    """
    if "db" not in g:
        g.db = open_database(folder())
    database: Database = g.db
    return database


def close_after_request(app: Flask) -> None:
    """Have the database closed when the answer is out."""

    @app.teardown_appcontext
    def close(_: BaseException | None) -> None:
        database: Database | None = g.pop("db", None)
        if database is not None:
            database.close()
