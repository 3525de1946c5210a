"""What people send: profiles, tables, amounts, days, names of files, Markdown."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import json
import re
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from conftest import make_facts
from werkzeug.datastructures import MultiDict

from fuzzing.parser import parser
from fuzzing.properties import assert_harmless, assert_storable
from fuzzing.samples import PDF, PROFILE, TABLE_CSV, TABLE_JSON, TABLE_XLSX, zip_of
from index.public_address import is_public
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import Project
from webapp.agreements.forms import WHOLE, weights_of
from webapp.agreements.splitting import Basis
from webapp.applications import amounts
from webapp.applications.media import ENDINGS, LONGEST_NAME, RefusedFile, media_type_of, tidy_name
from webapp.applications.money import MOST_CENTS
from webapp.cost_shares import numbers
from webapp.crawling.reader import NotRead
from webapp.crawling.watchlist import WatchLine, read_watch_list
from webapp.decisions import values
from webapp.decisions.cases import WrongCase, case_of
from webapp.joint.answers import read_answer
from webapp.joint.queries import Answer
from webapp.markdown import page_of
from webapp.meetings.table import UnreadableMeetings, read_meetings
from webapp.projects.table import UnreadableTable, read_sent

_SENTENCE = re.compile(r"[.!?]$")
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
            assert all(_SENTENCE.search(it.sentence) for it in error.problems), error.problems


def _table(name: str, data: bytes) -> None:
    try:
        lines = read_sent(name, data)
    except UnreadableTable as error:
        assert _SENTENCE.search(str(error)), error
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
        assert _SENTENCE.search(str(error))
        return
    assert len(set(found)) == len(found)
    assert all(0 < len(it.body) <= 120 for it in found)
    assert_storable("".join(it.body for it in found))


@parser(
    "webapp.applications.amounts.cents_of",
    "written and read it is the same amount",
    "1.650.000,50 €",
    "0",
    "١٢",
    "9" * 5000,
)
def cents(text: str) -> None:
    for read, write, most in (
        (amounts.cents_of, amounts.as_written, MOST_CENTS),
        (numbers.cents_of, numbers.written_cents, numbers.MOST_CENTS),
    ):
        try:
            told = read(text)
        except ValueError as error:
            assert "integer string" not in str(error)
            continue
        assert told is None or 0 <= told <= most
        assert read(write(told) if told is not None else "") == told or told is None


@parser(
    "webapp.cost_shares.numbers.thousandths_of",
    "written and read it is the same number",
    "1.234,567",
    "12,5 €",
)
def thousandths(text: str) -> None:
    with suppress(ValueError):
        told = numbers.thousandths_of(text)
        assert numbers.thousandths_of(numbers.written(told)) == told


_FACT_VALUES: dict[str, Any] = dict(
    share=values.share_of,
    amount=values.amount_of,
    day=values.day_of,
    duration=lambda text: values.duration_of(text, "M"),
    deadline=lambda text: values.deadline_of("application", text, values.ONCE),
    yearly=lambda text: values.deadline_of("sketch", text, values.EVERY_YEAR),
)


@parser(
    "webapp.decisions.values",
    "a value that can be stored and shown again, or one sentence",
    "62,5 %",
    "250.000 Euro",
    "31.12.2026",
    "31.10.",
    "2026-12-31",
    "Ⅷ²",
    "1e9",
)
def decided_values(text: str) -> None:
    for name, read in _FACT_VALUES.items():
        try:
            value = read(text)
        except ValueError as error:
            assert _SENTENCE.search(str(error)) or "." in str(error)
            assert "integer string" not in str(error)
            continue
        json.dumps(value, default=date.isoformat)
        if name in ("deadline", "yearly"):
            row = values.deadline_row(value)
            assert (
                values.deadline_of(**dict(kind=row["kind"], text=row["day"], rhythm=row["rhythm"]))
                == value
            )
            make_facts(deadlines=[value]).deadlines[0].next_on(date(2026, 6, 15))


@parser(
    "webapp.agreements.forms.weights_of",
    "shares of the whole, or one German sentence",
    "33,34|66,66",
    "50|50",
    "1.000,50|x",
)
def shares(text: str) -> None:
    parts = text.split("|")[:4]
    towns: list[Any] = [
        SimpleNamespace(ags=f"0643300{n}", short_name=f"Stadt {n}", population=n + 1)
        for n in range(len(parts))
    ]
    sent = {f"share-{town.ags}": part for town, part in zip(towns, parts, strict=True)}
    for basis in Basis:
        with suppress(ValueError):
            weights = weights_of(basis, sent, towns)
            assert all(it >= 0 for it in weights.values())
            if basis not in (Basis.AMOUNTS, Basis.EQUAL, Basis.INHABITANTS):
                assert sum(weights.values()) == WHOLE


@parser(
    "webapp.joint.answers.read_answer",
    "an amount that an akte can take over, or what is wrong",
    "250.000",
    "1e400",
    "9" * 5000,
)
def joint_answers(text: str) -> None:
    for said in (*Answer, text):
        told = read_answer(MultiDict({"answer": said, "cost": text, "note": text}), [])
        if told is not None and told.offer.cost_cents is not None:
            assert 0 <= told.offer.cost_cents <= MOST_CENTS or told.wrong


@parser(
    "webapp.decisions.cases.case_of",
    "a case of a known fact, or what is wrong with it",
    b'{"url": "u", "fact": "applicants", "value": ["Kommune"], "decision": "correct"}',
    json=True,
)
def decision_cases(data: bytes) -> None:
    with suppress(ValueError, RecursionError, WrongCase):
        case_of(json.loads(data))


@parser(
    "webapp.applications.media.media_type_of",
    "what its name says, or refused; a tidy name",
    PDF[0],
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"Text \xfc",
    TABLE_XLSX,
    zip_of(mimetype=b"application/vnd.oasis.opendocument.text"),
)
def sent_files(data: bytes) -> None:
    for ending, kind in ENDINGS.items():
        with suppress(RefusedFile):
            assert media_type_of(f"x{ending}", data) is kind
    name = tidy_name(data[:300].decode("latin-1"))
    assert len(name) <= LONGEST_NAME or "." in name
    assert not re.search(r'[\\/\x00-\x1f\x7f"<>|:*?;]', name)
    assert name not in (".", "..")


@parser(
    "webapp.markdown.page_of",
    "harmless HTML; every heading has its anchor",
    "# Titel\n## Frist\n[x](javascript:x()) <script>x</script> ==offen==\n\n|a|b|\n|-|-|\n|1|2|",
    '![x](data:text/html,x "onerror")\n[a]: <javascript:x>\n[a]',
    "> " * 200,
)
def markdown(text: str) -> None:
    page = page_of(text)
    assert_harmless(str(page.html).replace("<img ", "<p "))
    assert "javascript:" not in re.sub(r">[^<]*<", "><", str(page.html)).lower() or "&" in text
    assert all(f'id="{it.anchor}"' in page.html for it in page.headings if it.anchor)
