"""Texts, addresses and what is kept: normalised once and for all, safe to show, read as written."""

import zlib
from contextlib import suppress
from urllib.parse import urlsplit

import msgspec
from conftest import make_record
from scrapy.http import Request

from fuzzing.of_pages import assert_sound
from fuzzing.parser import parser
from fuzzing.properties import assert_harmless, assert_plain, assert_storable
from fuzzing.samples import PAGE
from index import text as texts
from index.address import address_key, is_web_address
from index.answers import Answer, pack
from index.duplicates.names import stems, take_apart
from index.duplicates.places import without_places
from index.merging.ledger import Ledger, read_ledger
from index.public_address import is_public
from index.quotes import quote_key
from index.record import changed_fields, fingerprint
from index.rhythm import rhythm_in
from index.sheet import sheet_of
from index.text import UnreadableText
from index.versions import decode_record, fact_of
from matcher.wording import without_denials

_ODD = "Zu\u00adschuss\u200b \t „für“ Ärzte\u0301\x00 \ufeff&shy;&#173;&amp;lt;b&gt; \u2028 x"


@parser(
    "index.text.rich",
    "HTML harmless in the eyes of another reader; plain text; read again the same",
    PAGE[0].decode(),
    PAGE[2].decode(),
    _ODD,
    '<math><mi//xlink:href="data:x,<script>x()">',
    '<noscript><p title="</noscript><img src=x onerror=x()>">',
    "<p>" * 300,
    halves=True,
)
def rich_texts(text: str) -> None:
    with suppress(UnreadableText):
        first = texts.rich(text)
        assert_harmless(first.html)
        assert_plain(first.text)
        assert_storable(first.html + first.text)
        assert texts.rich(first.html).text == first.text


@parser(
    "index.text.rich_from_text",
    "words stay words: nothing of it becomes markup",
    _ODD,
    "<script>x</script>\n&lt;b&gt;",
    halves=True,
)
def plain_texts(text: str) -> None:
    with suppress(UnreadableText):
        told = texts.rich_from_text(text)
        assert_harmless(told.html)
        lines = [texts.clean(line) for line in text.splitlines()]
        assert told.text.split() == " ".join(lines).split() or "•" in text


@parser(
    "index.text.clean",
    "one line, plain, idempotent; plain() and comparable() likewise",
    _ODD,
    halves=True,
)
def cleaning(text: str) -> None:
    once = texts.clean(text)
    assert texts.clean(once) == once
    assert_plain(once)
    told = texts.comparable(text)
    assert texts.comparable(told) == told
    assert texts.comparable(once) == told
    assert quote_key(quote_key(text)) == quote_key(text)
    assert_plain(texts.plain(text))


@parser(
    "index.address.address_key",
    "idempotent; nothing private or with a user is public",
    "https://www.Example.org:8080/a%20b/?q#f",
    "http://[v1.a:b]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::1f:27.0.0.1]/",
    "http://[2a00::1]x/",
    "http://0x7f.1/",
    "https://ec.europa.eu/A.JSON",
    "http://user@a.de/",
    "http://127.0.0.1%2e/",
    "HTTPS://Ⅷ.example",
    "http://１２７.0。0.1/",
)
def addresses(text: str) -> None:
    key = address_key(text)
    assert_storable(key)
    is_web_address(text)
    if is_public(text):
        host = urlsplit(Request(text).url).hostname or ""  # as the crawler would ask
        assert not host.startswith(("127.", "10.", "192.168.", "169.254.", "localhost"))
        assert "@" not in text.split("://", 1)[1].split("/")[0]


@parser(
    "index.versions.decode_record",
    "what was written is read; equal content, one fingerprint",
    sheet_of(make_record()).content,
    json=True,
)
def records(data: bytes) -> None:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        record = decode_record(data)
        sheet = sheet_of(record)
        assert decode_record(sheet.content) == record
        assert fingerprint(decode_record(sheet.content)) == sheet.fingerprint
        assert changed_fields(record, record) == ()


@parser(
    "index.versions.fact_of",
    "the value as written",
    b'[{"quote": "80 %", "field": "x"}]',
    json=True,
)
def kept_facts(data: bytes) -> None:
    with suppress(msgspec.DecodeError, UnicodeDecodeError):
        text = data.decode()
        fact = fact_of("applicants", text, text)
        assert all(isinstance(it.quote, str) for it in fact.evidence)


@parser("index.answers.pack", "unpacked it is the answer again", b"<document/>", b"")
def kept_answers(data: bytes) -> None:
    packed = pack(Answer("https://example.org/", data, "text/html")).packed
    assert packed is not None
    assert zlib.decompress(packed) == data


@parser("index.merging.ledger.read_ledger", "what was written is read", "1 2 3", "x")
def ledgers(text: str) -> None:
    ledger = Ledger([1], [2], before=dict(hidden_because=text))
    assert read_ledger(ledger.written()) == ledger


@parser(
    "index.duplicates.names.take_apart",
    "any title; without places it is no longer",
    "Förderung des Radverkehrs (RL Rad 2026) in Hessen – 2. Aufruf",
    "I3 / IV. b)",
)
def titles(text: str) -> None:
    take_apart(text)
    stems(text)
    assert len(without_places(text)) <= len(text) + 1
    assert rhythm_in(text) is None or text


@parser(
    "matcher.wording.without_denials",
    "never longer than the text",
    "Nicht gefördert werden Straßen. Ausgenommen sind Kommunen, mit Ausnahme von Rad.",
)
def denials(text: str) -> None:
    assert len(without_denials(text)) <= len(text) + 1


@parser("crawler.ingest.keep", "a record with any words is kept unchanged", _ODD, halves=True)
def any_record(text: str) -> None:
    with suppress(UnreadableText):
        assert_sound(
            make_record(description=text, title=texts.clean(text), status_line=texts.clean(text))
        )
