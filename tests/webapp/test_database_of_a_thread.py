"""A thread of the site keeps its database open, but never one that is no longer the right one."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask import Flask

from index.schema import FILE_NAME, create_database
from index.store import Database
from webapp.request import db as asked
from webapp.settings import Settings
from webapp.site import create_app


@pytest.fixture
def app(data_folder: Path, db: Database) -> Flask:
    return create_app(Settings(data=data_folder), MONDAY)


def programmes(app: Flask) -> int:
    with app.test_request_context():
        return int(asked().table("programme").count)


def test_two_requests_of_a_thread_have_the_same_connection(app: Flask) -> None:
    with app.test_request_context():
        first = asked()
    with app.test_request_context():
        assert asked() is first


def test_what_others_write_is_seen_by_the_next_request(app: Flask, save: Save) -> None:
    assert programmes(app) == 0
    save(make_record())
    assert programmes(app) == 1


def test_a_file_put_in_its_place_is_opened(
    app: Flask, save: Save, data_folder: Path, tmp_path: Path
) -> None:
    save(make_record())
    assert programmes(app) == 1
    create_database(tmp_path / "other").close()
    (tmp_path / "other" / FILE_NAME).replace(data_folder / FILE_NAME)
    for rest in data_folder.glob(f"{FILE_NAME}-*"):
        rest.unlink()
    assert programmes(app) == 0


def test_what_was_begun_and_not_finished_is_dropped(app: Flask, save: Save) -> None:
    number = save(make_record())
    with app.test_request_context():
        first = asked()
        first.conn.execute("begin")
        first.conn.execute("delete from programme_record where programme = ?", [number])
    with app.test_request_context():
        assert asked() is not first
        assert asked().table("programme_record").count == 1


def test_after_an_error_the_connection_is_not_kept(app: Flask) -> None:
    seen: list[Database] = []
    with pytest.raises(ZeroDivisionError):
        break_off(app, seen)
    with app.test_request_context():
        assert asked() is not seen[0]


def break_off(app: Flask, seen: list[Database]) -> None:
    with app.test_request_context():
        seen.append(asked())
        raise ZeroDivisionError
