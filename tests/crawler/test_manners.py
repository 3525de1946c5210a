"""What we ask for, how we ask, and what we never ask for."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from scrapy.http import Request, Response
from twisted.internet.error import DNSLookupError

from crawler import conditional
from crawler.addresses import OnlyPublicAddresses, _checked, is_public
from crawler.facts import EXTRACTOR
from crawler.failures import Refused
from crawler.refusals import seconds_to_wait
from crawler.replay import replayed
from crawler.settings import Manners, scrapy_settings
from crawler.spider import spiders
from index.store import Database
from index.vocabulary import Level

MANNERS = Manners(version="1.2", contact="post@amt.example")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://172.16.0.1/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[::ffff:0:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[64:ff9b:1::a9fe:a9fe]/",
        "http://[2002:7f00:1::]/",
        "http://[fec0::1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "https://amt:geheim@www.example.org/",
        "http://user@127.0.0.1/",
        "http://LOCALHOST./",
        "http://datenbank/",
        "http://server.local/",
        "http://metadata.google.internal/",
        "http://224.0.0.1/",
        "http://100.64.0.1/",
        "ftp://www.hessen.de/",
        "file:///etc/passwd",
        "http:///pfad",
        "http://[x",
    ],
)
def test_addresses_of_our_own_network_are_refused(url: str) -> None:
    assert not is_public(url)


@pytest.mark.parametrize(
    "url", ["https://www.hessen.de/x", "http://93.184.216.34/", "http://[2606:2800:220:1::1]/"]
)
def test_addresses_of_the_public_network_pass(url: str) -> None:
    assert is_public(url)
    OnlyPublicAddresses().process_request(Request(url))


def test_a_refused_address_is_named_in_a_sentence() -> None:
    with pytest.raises(Refused, match=r"10\.0\.0\.1.* öffentlichen Netz"):
        OnlyPublicAddresses().process_request(Request("http://10.0.0.1/"))


def test_a_public_name_that_leads_into_our_network_is_refused() -> None:
    assert _checked("93.184.216.34", "www.example.org") == "93.184.216.34"
    with pytest.raises(DNSLookupError):
        _checked("192.168.1.1", "rebind.example.org")


def test_scrapy_opens_no_port_and_says_who_we_are() -> None:
    settings = scrapy_settings(MANNERS)
    assert settings["REMOTE_CONTROL_ENABLED"] is False
    assert settings["TELNETCONSOLE_ENABLED"] is False
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 1
    assert settings["COOKIES_ENABLED"] is False
    assert settings["USER_AGENT"] == "Foerdernetz/1.2 (+post@amt.example)"


def test_waits_are_shortened_only_for_a_replay() -> None:
    assert Manners(version="1", contact="x", delay_factor=0.1).factor == 1.0
    replay = Manners(version="1", contact="x", delay_factor=0.1, replay="http://127.0.0.1:1")
    assert replay.factor == 0.1


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Mon, 15 Jun 2026 12:01:00 GMT", 60.0),
        ("Mon, 15 Jun 2026 11:00:00 GMT", 0.0),
        ("bald", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    response = Response("https://x.example/", status=429, headers={"Retry-After": header})
    assert seconds_to_wait(response, datetime(2026, 6, 15, 12, tzinfo=UTC)) == seconds


def test_a_replay_takes_host_path_and_query() -> None:
    url = "https://www.wibank.de/wibank/x?y=1"
    assert (
        replayed("http://127.0.0.1:8901", url) == "http://127.0.0.1:8901/www.wibank.de/wibank/x?y=1"
    )


def test_a_page_is_remembered_with_what_makes_the_next_request_conditional(db: Database) -> None:
    url = "https://www.example.org/radweg"
    headers = {"ETag": '"a1"', "Last-Modified": "Mon, 15 Jun 2026 00:00:00 GMT"}
    conditional.remember(db, "sample", [Response(url, headers=headers)])
    assert conditional.remembered(db, "sample", url) == {
        "If-None-Match": '"a1"',
        "If-Modified-Since": "Mon, 15 Jun 2026 00:00:00 GMT",
    }
    assert conditional.remembered(db, "sample", url + "/anders") == {}
    db.execute("update validator set extractor = ?", [EXTRACTOR + "-older"])
    assert conditional.remembered(db, "sample", url) == {}


def test_every_spider_says_whom_it_reads_and_waits_between_requests() -> None:
    found = spiders()
    assert "foerderdatenbank" in found
    for name, spider in found.items():
        source = spider.source
        assert source.name == name == spider.name
        assert source.level in Level
        assert source.licence
        assert source.attribution
        assert is_public(source.address) or name == "watched"  # many pages, none of its own
        assert spider.delay >= 1


def test_no_other_command_loads_the_reader() -> None:
    code = "import sys, webapp.cli; print({'scrapy', 'twisted', 'crawler'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "set()", done.stderr
