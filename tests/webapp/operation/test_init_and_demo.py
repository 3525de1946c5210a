"""Preparing a data folder may be repeated; the sample data is complete and marked as invented."""

import re
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from served import everything_in, on_server

from index.programme import all_programmes
from index.schema import FILE_NAME, open_database
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import account_with_password, accounts
from webapp.cli import main
from webapp.operation.demo import logins, samples
from webapp.projects.queries import all_projects, matches_of


def init(*args: str) -> Result:
    result = CliRunner().invoke(main, ["init", "--today", "2026-06-15", *args])
    assert result.exit_code == 0, result.output
    return result


def content(folder: Path) -> list[str]:
    with closing(open_database(folder)) as db:
        return everything_in(db)


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample data, made once; tests here only read it."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FOERDERNETZ_DATA", str(folder))
        init("--demo")
    return folder


@pytest.fixture
def demo(demo_folder: Path, monkeypatch: pytest.MonkeyPatch):
    """The database of the sample data."""
    monkeypatch.setenv("FOERDERNETZ_DATA", str(demo_folder))
    with closing(open_database(demo_folder)) as db:
        yield db


def test_init_creates_municipalities_and_one_administrator(data_folder: Path) -> None:
    output = init().stdout
    assert re.search(r"http://127\.0\.0\.1:8000/einladung/\S{20,}", output)
    with closing(open_database(data_folder)) as db:
        assert db.table("municipality").count == 15
        assert [account.role for account in accounts(db)] == [Role.ADMIN]


def test_init_makes_no_login_that_anybody_knows(data_folder: Path) -> None:
    init()
    with closing(open_database(data_folder)) as db:
        stored = db.query("select password_hash from account")
        assert [row["password_hash"] for row in stored] == [None]
        assert logins(db) == []


def test_init_twice_changes_nothing_and_shows_no_second_invitation(data_folder: Path) -> None:
    init()
    before = content(data_folder)
    output = init().stdout
    assert "einladung" not in output
    assert content(data_folder) == before


def test_init_demo_twice_changes_nothing_and_still_prints_the_logins(demo: Database) -> None:
    before = everything_in(demo)
    output = init("--demo").stdout
    assert "management@demo.example" in output
    assert everything_in(demo) == before


def test_init_names_a_folder_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    monkeypatch.setenv("FOERDERNETZ_DATA", str(tmp_path / "datei" / "data"))
    result = CliRunner().invoke(main, ["init"])
    assert result.exit_code == 2
    assert "datei" in result.stderr


def test_every_demo_login_works(demo: Database) -> None:
    made = logins(demo)
    assert {login.role for login in made} == set(Role)
    assert all(account_with_password(demo, login.email, login.password) for login in made)


def test_sample_programmes_are_marked_as_invented(demo: Database) -> None:
    tellings = [telling for programme in all_programmes(demo) for telling in programme.tellings]
    assert len(tellings) >= 30
    assert {telling.source_label for telling in tellings} == {"Musterdaten (erfunden)"}
    assert {telling.record.licence for telling in tellings} == {"frei erfunden"}
    assert all(t.record.url.startswith("https://www.example.org/") for t in tellings)


def test_sample_programmes_went_the_ordinary_way_and_carry_facts(demo: Database) -> None:
    with_facts = [programme for programme in all_programmes(demo) if list(programme.facts)]
    assert len(with_facts) >= 30


def test_the_sample_shows_what_a_week_brings(demo: Database) -> None:
    rows = demo.query("select distinct kind from event where day = '2026-06-15'")
    assert {row["kind"] for row in rows} == {"new", "changed", "missing"}


def test_every_sample_project_has_matches(demo: Database) -> None:
    counts = {project.id: len(matches_of(demo, project.id)) for project in all_projects(demo)}
    assert len(counts) == len(list(samples.profiles()))
    assert all(counts.values()), counts


def test_sample_programmes_are_found_by_the_search(demo: Database) -> None:
    result = CliRunner().invoke(main, ["search", "Kindertagesstätte", "--json"])
    assert result.exit_code == 0, result.output
    assert "kita-ausbau-hessen" in result.stdout


def test_sample_keys_and_titles_occur_once() -> None:
    records = samples.programmes_now()
    assert len({record.key for record in records}) == len(records)
    assert len({record.title for record in records}) == len(records)


def test_demo_leaves_a_real_data_folder_without_demo_alone(data_folder: Path) -> None:
    init()
    assert on_server or (data_folder / FILE_NAME).exists()
    with closing(open_database(data_folder)) as db:
        assert db.table("record").count == 0
