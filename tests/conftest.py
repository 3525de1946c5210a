"""Builders and guards that every test may use."""

import ipaddress
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browsing import LAUNCH
from served import copy_of, on_server

from index.facts import Evidence, Fact, Facts, facts_from
from index.municipality import add_municipalities
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import FILE_NAME, create_database
from index.source import Source, remember_source
from index.store import Database
from index.text import rich_from_text
from index.vocabulary import ApplicantType, FundingType, Level, Region

pytest_plugins = ["postgres_server", "visitors", "register_of_years"]

MONDAY = date(2026, 6, 15)


@pytest.fixture(autouse=True)
def _no_connection_beyond_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any test that tries to reach another machine fails."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            host = address[0]
            loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
            assert loopback, f"A test tried to connect to {address}."
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """How the tests start the browser that the machine has."""
    return LAUNCH


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder that commands use."""
    folder = tmp_path / "data"
    monkeypatch.setenv("FOERDERNETZ_DATA", str(folder))
    return folder


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database to copy: taking all steps of the schema costs more than most tests do."""
    folder = tmp_path_factory.mktemp("prepared")
    database = create_database(folder)
    add_municipalities(database)
    remember_source(database, make_source())
    database.close()
    return folder / FILE_NAME


@pytest.fixture
def db(data_folder: Path, prepared_database: Path) -> Iterator[Database]:
    """A database on disk with the municipalities and one source named `sample`."""
    data_folder.mkdir(parents=True, exist_ok=True)
    if on_server:
        copy_of(prepared_database.parent, data_folder)
    else:
        shutil.copyfile(prepared_database, data_folder / FILE_NAME)
    database = create_database(data_folder)
    yield database
    database.close()


def make_source(name: str = "sample", **more: Any) -> Source:
    values: dict[str, Any] = dict(
        name=name,
        label="Musterquelle",
        operator="Musteramt",
        level=Level.STATE,
        address="https://www.example.org/",
        licence="CC BY 4.0",
        attribution="Musteramt",
        rhythm="wöchentlich",
        precedence=1,
    )
    return Source(**values | more)


def make_record(**more: Any) -> SourceRecord:
    """A valid record; a test says only what differs. Passages may be given as plain text."""
    values: dict[str, Any] = dict(
        source="sample",
        key="radweg",
        url="https://www.example.org/radweg",
        title="Radwege für Städte und Gemeinden",
        summary="Wenn Sie als Kommune Radwege bauen, erhalten Sie einen Zuschuss.",
        levels=(Level.STATE,),
        funding_types=(FundingType.GRANT,),
        regions=(Region.HESSE,),
        eligible_applicants=(ApplicantType.MUNICIPALITY,),
        licence="CC BY 4.0",
        attribution="Musteramt",
    )
    values |= more
    passages = ("summary", "description", "guideline", "deadline_text", "legal_requirements")
    for name in passages:
        if isinstance(values.get(name), str):
            values[name] = rich_from_text(values[name])
    return SourceRecord(**values)


def make_facts(**values: Any) -> Facts:
    """Facts by name, each with a quote that says that it is invented."""
    evidence = (Evidence(quote="(im Test erfunden)", field="summary"),)
    return facts_from([Fact(name=k, value=v, evidence=evidence) for k, v in values.items()])


@pytest.fixture
def shared() -> Path:
    """The material that lies beside the project; without it the test is skipped."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip(f"The material beside the project is not here ({folder}).")
    return folder


Save = Callable[..., int]


@pytest.fixture
def save(db: Database) -> Save:
    """Save records in one complete crawl of the source `sample`; gives the programme's number."""

    def save_all(*records: SourceRecord, facts: Facts = Facts(), today: date = MONDAY) -> int:
        run = start_run(db, records[0].source, today)
        for record in records:
            save_record(db, run, replace(record), facts, "test", today)
        finish_run(db, run, today)
        sql = """
            select programme from programme_record join record on record.id = record
            where record.source = ? and record.key = ?
        """
        row = next(iter(db.query(sql, [records[0].source, records[0].key])))
        return int(row["programme"])

    return save_all
