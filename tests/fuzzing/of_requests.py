"""What comes with a request: tokens, codes, targets, settings, names, questions of programs."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import re
from contextlib import suppress
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import msgspec
from flask import Flask

from fuzzing.parser import parser
from webapp.accounts.account import Account, Role
from webapp.accounts.people import Person, addressed
from webapp.accounts.queries import normal_email
from webapp.accounts.sessions import browser_of
from webapp.accounts.targets import own_page
from webapp.common_grants.routes import _DECODER
from webapp.common_grants.searching import UnreadableSearch, _checks, sorting_of
from webapp.digest.actions import Act, act_of, sign
from webapp.digest.message import domain_of
from webapp.reviews.way_back import way_back
from webapp.second_factor.codes import code_at, step_of
from webapp.settings import Settings
from webapp.statements.statement import gaps_in
from webapp.trainings.ways_out import seat_of, way_out

_NOW = datetime(2026, 6, 15, 10, tzinfo=UTC)
_KEY = b"k" * 32
_ACT = Act(account=1, programme=2, made_on=date(2026, 6, 15))
_app = Flask(__name__)
_app.add_url_rule("/pruefen", endpoint="reviews.page")


@parser(
    "webapp.digest.actions.act_of", "only what we signed opens anything", "x.y", sign(_KEY, _ACT)
)
def letter_tokens(text: str) -> None:
    assert act_of(_KEY, text) in (None, _ACT)
    seat = seat_of(_KEY, text)
    assert seat is None or way_out(_KEY, seat) == text


@parser(
    "webapp.second_factor.codes.step_of",
    "only the code of now and its neighbours",
    "123456",
    "１２３４５６",
    code_at(_KEY, int(_NOW.timestamp()) // 30),
)
def codes(text: str) -> None:
    step = step_of(_KEY, text, _NOW)
    assert step is None or "".join(text.split()) == code_at(_KEY, step)


@parser(
    "webapp.accounts.targets.own_page",
    "never another site, in the eyes of a browser",
    "/vorhaben?x=1",
    "//evil.example",
    "/\t/\t/evil.example",
    "/\t/[U",
    "/\t/evil.example",
    "/\\evil",
    "https://a",
    "/%5cx",
)
def targets(text: str) -> None:
    with _app.test_request_context("/"):
        told = own_page(text)
        seen = re.sub(r"[\t\r\n]", "", told).replace("\\", "/")
        assert seen.startswith("/")
        assert not seen.startswith("//")
        assert not urlsplit(seen).netloc


@parser("webapp.reviews.way_back", "only the queue", "art=neu&seite=2#p1", "a=b&&c=d", "x=//e")
def ways_back(text: str) -> None:
    with _app.test_request_context("/", query_string=dict(zurueck=text)):
        told = way_back("/start")
        assert told == "/start" or re.match(r"/pruefen[?#]", told)


@parser(
    "webapp.settings.from_env",
    "settings, or an error that names the variable",
    "10",
    "nan",
    "inf",
    "1e400",
    "-1",
    "sechs",
)
def settings(text: str) -> None:
    names = ("DELAY_FACTOR", "MAILS_PER_MINUTE", "FILE_MB", "AKTE_MB", "BASE_URL", "SMTP_URL")
    for name in (f"FOERDERNETZ_{it}" for it in names):
        try:
            Settings.from_env({name: text})
        except ValueError as error:
            assert name in str(error)


@parser(
    "webapp.accounts.people.addressed",
    "whoever is named with @, nobody else",
    "@anna bitte, @anna@riedstadt.example!",
    "x@anna.de",
    "@annabel",
)
def mentions(text: str) -> None:
    anna = Account(id=1, email="anna@riedstadt.example", role=Role.STAFF, municipality="06433011")
    assert not addressed(text, [Person(account=anna, town="")]) or "@anna" in text.lower()
    assert normal_email(normal_email(text)) == normal_email(text)
    browser_of(text)
    domain_of(text)
    assert all(gap in text for gap in gaps_in(text))


@parser(
    "webapp.common_grants.searching",
    "filters that can be asked, or one German sentence",
    b'{"search": "rad", "filters": {"status": {"operator": "in", "value": ["open"]},'
    b'"closeDateRange": {"operator": "between", "value": {"min": "2026-01-01", "max":'
    b'"2026-12-31"}},'
    b'"maxAwardAmountRange": {"operator": "outside", "value": {"min": {"amount": "1", "currency":'
    b'"EUR"}, "max": {"amount": "9e99", "currency": "EUR"}}}}, "sorting": {"sortBy": "closeDate"}}',
    json=True,
)
def grant_searches(data: bytes) -> None:
    with suppress(msgspec.ValidationError, msgspec.DecodeError, UnreadableSearch):
        asked = _DECODER.decode(data)
        sorting_of(asked.sorting)
        if asked.filters is not msgspec.UNSET:
            list(_checks(asked.filters, date(2026, 6, 15)))
