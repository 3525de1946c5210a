"""Topic details and messages: what the portal tells about a topic beside its row in the search."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from crawler.eu_answer import UnreadableAnswer, day_of
from crawler.eu_text import eu_passage
from index.record import News, SourceRecord
from index.text import clean, comparable, rich

DETAILS = "https://ec.europa.eu/info/funding-tenders/opportunities/data/topicDetails/"

_PASSAGES = {
    "description": "description",
    "legal_requirements": "conditions",
    "procedure": "supportInfo",
}
_SESSION = re.compile(r"submission session is now available", re.IGNORECASE)


def details_address(identifier: str) -> str:
    """Where the details of a topic are; the portal knows only lower case."""
    return f"{DETAILS}{identifier.lower()}.json"


def read_details(body: bytes, record: SourceRecord) -> SourceRecord:
    """Add to a record what the search row left out: messages and missing passages.

    Raises:
        UnreadableAnswer: when this is not the page of details.
    """
    try:
        details = dict(json.loads(body)["TopicDetails"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise UnreadableAnswer("Die Einzelheiten des Themas sind nicht lesbar.") from error
    missing: dict[str, Any] = {
        name: eu_passage(str(details.get(theirs) or ""))
        for name, theirs in _PASSAGES.items()
        if not getattr(record, name)
    }
    news = merged(record.news, latest_infos(details.get("latestInfos")))
    return replace(record, news=news, **missing)


def kept(record: SourceRecord, stored: SourceRecord | None) -> SourceRecord:
    """Add what was told earlier and is not told now, though it still holds.

    A message once told stays told; rows of the search hide them now and then. Where only the
    messages of a topic came this time, all that we know of the topic itself stays.
    """
    if stored is None:
        return record
    if _is_dated(stored) and not _is_dated(record):
        record = replace(stored, news=record.news)
    missing: dict[str, Any] = {
        name: getattr(stored, name) for name in ("summary", *_PASSAGES) if not getattr(record, name)
    }
    return replace(record, news=merged(record.news, stored.news), **missing)


def _is_dated(record: SourceRecord) -> bool:
    return record.call is not None and bool(record.call.deadlines or record.call.opens_on)


def latest_infos(infos: Any) -> tuple[News, ...]:
    """Read `latestInfos`, without the message that the session is open.

    That message comes by itself on the opening day, and the opening day is known.
    """
    if not isinstance(infos, list):
        return ()
    told = (info for info in infos if isinstance(info, dict))
    found = (message(info.get("lastChangeDate"), info.get("content")) for info in told)
    return tuple(news for news in found if news.text and not _SESSION.search(news.text))


def message(stamp: Any, content: Any) -> News:
    """One message of the portal, as plain text."""
    day: date | None
    try:
        day = day_of(str(stamp))
    except UnreadableAnswer:
        day = None
    return News(day=day, text=clean(rich(str(content or "")).text))


def merged(*groups: Iterable[News]) -> tuple[News, ...]:
    """Join messages, each text once, the newest first."""
    once: dict[str, News] = {}
    for news in (item for group in groups for item in group):
        once.setdefault(comparable(news.text), news)
    return tuple(
        sorted(once.values(), key=lambda news: (news.day or date.min, news.text), reverse=True)
    )
