"""What a view may ask about the request it answers: the database, the day, the data folder."""

import threading
from datetime import date, datetime
from ipaddress import ip_address, ip_network
from pathlib import Path

from flask import Flask, abort, current_app, g, request

from index.schema import FILE_NAME, open_database
from index.store import Database
from webapp.settings import Settings


def settings() -> Settings:
    """The settings the site was started with."""
    found = current_app.config["SETTINGS"]
    assert isinstance(found, Settings)
    return found


def folder() -> Path:
    """The data folder: database, search index, secrets."""
    return settings().data


def site_key() -> bytes:
    """The key with which the site signs what it gives away, and from which it derives secrets."""
    key = current_app.secret_key
    assert isinstance(key, bytes)
    return key


def today() -> date:
    """The day to act on: the real one, unless the site was started with another."""
    fixed: date | None = current_app.config["TODAY"]
    return fixed or now().date()


def now() -> datetime:
    """Read the clock, for what lasts minutes; days are counted by `today`."""
    return datetime.now().astimezone()


def caller_address() -> str:
    """The computer that asks; where TLS ends at a proxy, the one that the proxy names.

    Only the last one counts: what stands before it was written by whoever asks.
    """
    behind_proxy = current_app.config["SESSION_COOKIE_SECURE"] and request.access_route
    return _household((request.access_route[-1] if behind_proxy else request.remote_addr) or "")


def _household(address: str) -> str:
    """With IPv6 everybody has 2**64 addresses: counted are those of one connection together."""
    try:
        number = ip_address(address)
    except ValueError:
        return address
    if number.version == 4 or number.ipv4_mapped:
        return address
    return str(ip_network((number, 64), strict=False))


def seen_version() -> int:
    """The version of what somebody changes, as the form showed it; anything else is a 400."""
    version = request.form.get("version", "")
    return int(version) if version.isdecimal() and len(version) < 10 else abort(400)


def db() -> Database:
    """The database, for one request at a time; a thread opens it once and keeps it.

    Opening it anew would cost each page as much as its questions: SQLite reads the whole schema.

    Raises:
        UnreadableDatabase: shown as an error page that says what to do.
    """
    if "db" not in g:
        g.db = _kept_open(folder())
    database: Database = g.db
    return database


def close_after_request(app: Flask) -> None:
    """Have the database put back when the answer is out, and closed when anything went wrong."""

    @app.teardown_appcontext
    def put_back(error: BaseException | None) -> None:
        database: Database | None = g.pop("db", None)
        if database is not None and (error or database.conn.in_transaction):
            _thread.open = None
            database.close()


class _Thread(threading.local):
    open: tuple[Path, tuple[int, ...], Database] | None = None


_thread = _Thread()


def _kept_open(folder: Path) -> Database:
    """The database this thread has open, unless it is another one or somebody replaced the file."""
    kept = _thread.open
    if kept is not None:
        if kept[:2] == (folder, _identity(folder)):
            return kept[2]
        _thread.open = None
        kept[2].close()
    database = open_database(folder)
    _thread.open = (folder, _identity(folder), database)
    return database


def _identity(folder: Path) -> tuple[int, ...]:
    """What changes when a file is replaced or written from elsewhere; the journal is another."""
    try:
        found = (folder / FILE_NAME).stat()
    except OSError:
        return ()
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns
