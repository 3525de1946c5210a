"""Whole files that people send: profiles, tables of Vorhaben, watch lists, meetings, cases."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import json
import tempfile
from contextlib import suppress
from pathlib import Path

from fuzzing.parser import parser
from fuzzing.properties import SENTENCE, assert_storable
from fuzzing.samples import PROFILE, TABLE_CSV, TABLE_JSON, TABLE_XLSX, zip_of
from index.public_address import is_public
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import Project
from webapp.crawling.reader import NotRead
from webapp.crawling.watchlist import WatchLine, read_watch_list
from webapp.decisions.cases import WrongCase, case_of
from webapp.meetings.table import UnreadableMeetings, read_meetings
from webapp.projects.table import UnreadableTable, read_sent

_SQLITE = 2**63


def _keepable(project: Project) -> None:
    """SQLite takes every value of it."""
    numbers_of = (project.cost_eur, project.eligible_cost_eur, project.own_funds_eur)
    town = project.municipality
    assert all(0 <= it < _SQLITE for it in (*numbers_of, town and town.population) if it)
    assert_storable(project.id + project.title + project.description + "".join(project.topics))
    if town:
        assert town.ags.isascii()
        assert_storable(town.name)


@parser(
    "matcher.profile.read_profile",
    "a Vorhaben that SQLite takes, or a sentence per fault",
    json.dumps(PROFILE).encode(),
    b'{"id": "\\ud800", "title": 1e400}',
    json.dumps(PROFILE | dict(cost_eur=10**400)).encode(),
    json=True,
)
def profiles(data: bytes) -> None:
    with suppress(ValueError, RecursionError):
        told = json.loads(data)
        try:
            _keepable(read_profile(told))
        except UnreadableProfile as error:
            assert error.problems
            assert all(SENTENCE.search(it.sentence) for it in error.problems), error.problems


def _table(name: str, data: bytes) -> None:
    try:
        lines = read_sent(name, data)
    except UnreadableTable as error:
        assert SENTENCE.search(str(error)), error
        assert "/tmp" not in str(error)
        return
    for _, line in lines:
        with suppress(UnreadableProfile):
            _keepable(read_profile(line))


@parser(
    "webapp.projects.table (CSV)",
    "Vorhaben that SQLite takes, or a sentence per fault",
    TABLE_CSV,
    b'id,title\n"a,b',
    b"Kennung;Titel\na;" + b"x" * 140_000,
)
def csv_tables(data: bytes) -> None:
    _table("Vorhaben.csv", data)


@parser(
    "webapp.projects.table (XLSX)",
    "the same",
    TABLE_XLSX,
    zip_of(xl_s_workbook__xml=b"<x/>"),
    TABLE_XLSX.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
)
def workbooks(data: bytes) -> None:
    _table("Vorhaben.xlsx", data)


@parser("webapp.projects.table (JSON)", "the same", TABLE_JSON, b"[" * 100_000, json=True)
def json_tables(data: bytes) -> None:
    _table("Vorhaben.jsonl", data)


@parser(
    "webapp.crawling.watchlist.read_watch_list",
    "public addresses only, each once",
    b"url,level,funder\nhttps://www.example.org/,Land,Amt\nhttp://127.0.0.1/,Land,\n",
    b'\xef\xbb\xbfurl;level;funder\nhttps://a.example;Bund;"x',
)
def watch_lists(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.write(data)
        file.flush()
        with suppress(NotRead):
            lines = read_watch_list(Path(file.name))
            urls = [it.url for it in lines if isinstance(it, WatchLine)]
            assert len(set(urls)) == len(urls)
            assert all(map(is_public, urls))


@parser(
    "webapp.meetings.table.read_meetings",
    "meetings, each once, or one German sentence",
    b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260915\nSUMMARY:Rat\\, Saal\nEND:VEVENT",
    b"Datum;Gremium\n15.09.2026;Rat\n",
)
def meetings(data: bytes) -> None:
    try:
        found = read_meetings(data)
    except UnreadableMeetings as error:
        assert SENTENCE.search(str(error))
        return
    assert len(set(found)) == len(found)
    assert all(0 < len(it.body) <= 120 for it in found)
    assert_storable("".join(it.body for it in found))


@parser(
    "webapp.decisions.cases.case_of",
    "a case of a known fact, or what is wrong with it",
    b'{"url": "u", "fact": "applicants", "value": ["Kommune"], "decision": "correct"}',
    json=True,
)
def decision_cases(data: bytes) -> None:
    with suppress(ValueError, RecursionError, WrongCase):
        case_of(json.loads(data))
