"""A process of the site reads what all questions need before somebody asks."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record

from index.search import build
from index.store import Database
from webapp.search.warm_up import warm_up
from webapp.settings import Settings
from webapp.site import create_app


def test_the_index_is_there_after_warming_up(db: Database, data_folder: Path, save: Save) -> None:
    save(make_record(title="Radwege für Gemeinden"))
    assert not build.has_index(data_folder)
    warm_up(create_app(Settings(data=data_folder), MONDAY)).join(timeout=30)
    assert build.has_index(data_folder)


def test_without_a_database_a_line_in_the_log_says_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    warm_up(create_app(Settings(data=tmp_path), MONDAY)).join(timeout=30)
    assert "liegt keine Datenbank" in caplog.text
