"""The export of the Förderdatenbank and the answers of the EU portal and of the KIC."""

import json
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from export_builder import PROGRAMME

from crawler.eiturban import UnreadableCalls, listed, read_call, read_states
from crawler.eu_answer import UnreadableAnswer, read_page, read_row
from crawler.eu_details import kept, read_details
from crawler.eu_query import Slice
from crawler.eu_record import Group, group_of, group_rows, record_of, topic_key
from crawler.eu_reference import current_topics
from crawler.foerderdatenbank.archive import (
    LONGEST_DOCUMENT,
    Archive,
    UnreadableArchive,
    UnreadableMember,
)
from crawler.foerderdatenbank.bundle import Bundles, read_bundle, targets_of
from crawler.foerderdatenbank.lost_characters import restore
from crawler.ingest import make_ready
from fuzzing.of_pages import assert_sound
from fuzzing.parser import parser
from fuzzing.properties import assert_storable
from fuzzing.samples import (
    EIT,
    EIT_ODD,
    EU_DETAILS,
    EU_ODD,
    EU_PAGE,
    EU_REFERENCE,
    EXPORT,
    ROW,
    zip_of,
)
from index.answers import Answer
from index.record import SourceRecord

_REST = b"\0" * 6 + b"\x80\x01"
_TODAY = date(2026, 6, 15)
_ASKED = Slice(types=(), statuses=(), programmes=())


@parser(
    "crawler.foerderdatenbank.archive.Archive",
    "no member longer than 8 MB, none that leads outside, nothing written",
    zip_of(a__xml=b"<document/>", b_s_c__xml=EXPORT),
    b"<html>captcha</html>",
    zip_of(a__xml=b"").replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xf1"),
    zip_of(a__xml=b"").replace(b"\5\0\0\0\0\0" + _REST, b"\0\0\0\0\5\0" + _REST),  # no name
)
def archives(data: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir="/dev/shm") as file:
        file.write(data)
        file.flush()
        with suppress(UnreadableArchive), Archive(Path(file.name)) as archive:
            for name in archive.documents():
                with suppress(UnreadableMember):
                    member = archive.read(name)
                    assert len(member.content) <= LONGEST_DOCUMENT
                    assert ".." not in name.split("/")
            for bundle in Bundles(archive):
                if isinstance(bundle, tuple):
                    assert read_bundle(bundle)


@parser(
    "crawler.foerderdatenbank.bundle.read_bundle",
    "a sound record, or one German sentence; links are found again",
    EXPORT,
    EXPORT.replace(b"Musterf", b"&#1;\x02Muster"),
    b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><document type="x">&a;</document>',
)
def documents(data: bytes) -> None:
    bundle = (Answer(PROGRAMME, data), Answer("BMWI/FDB/Content/DE/x.xml", data))
    item = read_bundle(bundle).item
    if isinstance(item, SourceRecord):
        assert_sound(item)
        assert make_ready(item, bundle).facts is not None
    elif item is not None:
        assert item.reason.endswith(".")
    for target in targets_of(data):
        assert_storable(target)


@parser(
    "crawler.foerderdatenbank.lost_characters.restore",
    "as long as before, tags untouched",
    "<p>?Rad? ist ? oder [?] 2020?2022 <b>?x?</b> y? Z</p>",
)
def restoring(text: str) -> None:
    once = restore(text)
    assert len(once) == len(text)
    assert once.count("<") == text.count("<")


@parser(
    "crawler.eu_answer.read_page",
    "sound records that are made again from what is kept",
    EU_PAGE,
    *EU_ODD,
    json=True,
)
def eu_pages(data: bytes) -> None:
    with suppress(UnreadableAnswer):
        page = read_page(data, _ASKED, 1)
        for key, group in group_rows(page.rows, _TODAY).items():
            with suppress(UnreadableAnswer):
                record = record_of(key, group)
                assert_sound(record)
                assert record_of(key, group_of(group.answers())) == record


@parser(
    "crawler.eu_details.read_details",
    "a sound record; twice the same adds nothing",
    EU_DETAILS,
    b'{"TopicDetails": true}',
    b'{"TopicDetails": {"latestInfos": [[]]}}',
    json=True,
)
def eu_details(data: bytes) -> None:
    record = record_of("topic-details/x", Group(calls=[read_row(ROW)]))
    with suppress(UnreadableAnswer):
        once = read_details(data, record)
        assert_sound(once)
        assert read_details(data, once) == once
        assert kept(record, once).news == once.news


@parser(
    "crawler.eu_reference.current_topics",
    "sound records of running topics",
    EU_REFERENCE,
    json=True,
)
def eu_reference(data: bytes) -> None:
    with suppress(UnreadableAnswer):
        for row in current_topics(data, _TODAY):
            assert max(row.deadlines) >= _TODAY
            assert_sound(record_of(topic_key(row), Group(calls=[row])))


@parser(
    "crawler.eiturban.read_call", "sound records, or one German sentence", EIT, *EIT_ODD, json=True
)
def eit_calls(data: bytes) -> None:
    with suppress(UnreadableCalls):
        states = read_states(data)
        for call in listed(data):
            item = read_call(call, states)
            if isinstance(item, SourceRecord):
                assert_sound(item)
                json.dumps(call).encode()
            else:
                assert item.reason.endswith(".")
