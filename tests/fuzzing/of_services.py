"""What other services answer that libraries read for us: sign-on, and the rules of a host."""

# ruff: noqa: PT017 - what a parser says when it refuses is a part of what it promises

import json
from contextlib import suppress
from types import SimpleNamespace
from typing import Any

from scrapy.http import Request
from scrapy.robotstxt import ProtegoRobotParser

from crawler.failures import Refused
from crawler.refusals import LONGEST_WAIT
from crawler.robots import RobotsTxt
from crawler.settings import PRODUCT
from fuzzing.parser import parser
from fuzzing.properties import SENTENCE, assert_storable
from webapp.sign_on.provider import UnusableProvider, proved_by

_ISSUER = "https://dienst.example"
_HOST = "www.example.org"


@parser(
    "webapp.sign_on.provider.proved_by",
    "the service of the settings vouches for a checked address, or one German sentence",
    json.dumps(dict(iss=_ISSUER, sub="7", email="a@b.example", email_verified=True)).encode(),
    b'{"iss": ["https://dienst.example"], "sub": "7"}',
    b'{"iss": "https://dienst.example", "sub": {"x": 1}, "email": 1, "email_verified": true}',
    b'{"iss": "https://dienst.example", "sub": "\\ud800", "email_verified": "true"}',
    json=True,
)
def sign_ons(data: bytes) -> None:
    with suppress(ValueError, RecursionError):
        told = json.loads(data)
        try:
            proved = proved_by(told, told.get("iss") if isinstance(told, dict) else told, _ISSUER)
        except UnusableProvider as error:
            assert SENTENCE.search(str(error))
            return
        assert proved.issuer.rstrip("/") == _ISSUER
        assert proved.subject
        assert_storable(proved.subject + (proved.email or ""))
        assert proved.email is None or told["email_verified"] is True


@parser(
    "crawler.robots.RobotsTxt",
    "read, refused in one German sentence, or a delay that can be waited for",
    b"User-agent: *\nDisallow: /intern\nCrawl-delay: 30\nAllow: /*.html$\n",
    b"User-agent: *\nCrawl-delay: 1e9\n",
    b"\xef\xbb\xbfUser-agent: Foerdernetz\nCrawl-delay: inf\nDisallow: /" + b"*a" * 60 + b"$",
    b"<html><title>404</title>",
)
def rules_of_hosts(data: bytes) -> None:
    told = _middleware(data)
    for path in ("", "/intern", "/a.html?x=%C3%A4", "/" + "a" * 2_000):
        try:
            told.process_request_2(told._parsers[_HOST], Request(f"https://{_HOST}{path}"))
        except Refused as error:
            assert SENTENCE.search(str(error))
    for slot in told.crawler.engine.downloader.per_slot_settings.values():
        assert 0 < slot["delay"] <= LONGEST_WAIT


def _middleware(body: bytes) -> RobotsTxt:
    """The middleware as if this host had answered its robots.txt so."""
    told: Any = RobotsTxt.__new__(RobotsTxt)
    settings = SimpleNamespace(
        getfloat=lambda name, default=0.0: dict(DELAY_FACTOR=1.0).get(name, 0)
    )
    engine = SimpleNamespace(downloader=SimpleNamespace(per_slot_settings={}, slots={}))
    told.crawler = SimpleNamespace(
        settings=settings,
        engine=engine,
        spider=None,
    )
    told._stats = SimpleNamespace(inc_value=lambda *_: None)
    told._default_useragent, told._robotstxt_useragent = PRODUCT, PRODUCT
    told._nowhere, told._too_slow = set(), {}
    told._parsers = {_HOST: ProtegoRobotParser(body, None)}
    told._slow_down(_HOST, _HOST)
    return told
