"""Outgoing links: which there are, and what is thought of each after asking for it.

A link counts as broken only when its page was not there on two different days. A refusal, an
overloaded server or a timeout says nothing about the page: that is unclear.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urldefrag, urlsplit

from index.address import is_web_address
from index.remembered import remembered
from index.schema import writing
from index.store import Database


class LinkState(StrEnum):
    """What is thought of a link."""

    GOOD = "gut"
    UNCLEAR = "unklar"
    BROKEN = "defekt"


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """What came of asking for a link once.

    `missing` says that the host or the page does not exist; `said` is empty if all is well.
    """

    status: int | None = None
    missing: bool = False
    said: str = ""


Outgoing = Mapping[str, set[int]]
"""Links with the numbers of the programmes that show them."""

GOOD_FOR_DAYS = 30
BROKEN_FOR_DAYS = 7
SUSPECT_FOR_DAYS = 1

_OUTGOING = """
    select json_extract(part.value, '$.url') as url, programme_record.programme
    from record
    join version on version.record = record.id and version.number = record.version
    join programme_record on programme_record.record = record.id
    join programme on programme.id = programme_record.programme
    join json_each(version.content, '$.links') as part
    where record.presence <> 'gone' and programme.hidden_because is null
    union
    select json_extract(part.value, '$.website'), programme_record.programme
    from record
    join version on version.record = record.id and version.number = record.version
    join programme_record on programme_record.record = record.id
    join programme on programme.id = programme_record.programme
    join json_each(version.content, '$.contacts') as part
    where record.presence <> 'gone' and programme.hidden_because is null
    union
    select record.url, programme_record.programme
    from record
    join programme_record on programme_record.record = record.id
    join programme on programme.id = programme_record.programme
    where record.presence <> 'gone' and programme.hidden_because is null
        and not exists (select 1 from validator where validator.url = record.url)
"""
"""Links and contacts of programmes, and the pages of records that are not read one by one."""


@remembered
def outgoing_links(db: Database) -> Outgoing:
    """All outgoing links with the programmes that show them."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in db.query(_OUTGOING):
        url = urldefrag(row["url"] or "").url
        if is_web_address(url):
            found[url].add(row["programme"])
    return found


def links_to_check(db: Database, today: date, limit: int, per_host: int) -> list[str]:
    """The links whose turn it is: doubtful ones first, then those never asked for, then the rest.

    Of one host only a few a time.
    """
    known = {row["url"]: row for row in db.query("select * from link")}
    turns = sorted(
        (turn, url)
        for url in outgoing_links(db)
        if (turn := _turn(known.get(url), today)) is not None
    )
    return list(_spread((url for _, url in turns), limit, per_host))


def note_answer(db: Database, url: str, answer: LinkAnswer, today: date) -> LinkState:
    """Write down what came of asking for a link; gives what is thought of it now."""
    with writing(db):
        before = next(iter(db.query("select failed_on from link where url = ?", [url])), {})
        failed_on = before.get("failed_on")
        if answer.missing:
            failed_on = failed_on or today.isoformat()
        elif not answer.said:
            failed_on = None
        state = _state(answer, failed_on, today)
        row = dict(url=url, checked_on=today.isoformat(), state=state.value, status=answer.status)
        row |= dict(said=answer.said or None, failed_on=failed_on)
        db.table("link").upsert(row, pk="url")
    return state


def _state(answer: LinkAnswer, failed_on: str | None, today: date) -> LinkState:
    if not answer.said and not answer.missing:
        return LinkState.GOOD
    twice = answer.missing and failed_on is not None and failed_on < today.isoformat()
    return LinkState.BROKEN if twice else LinkState.UNCLEAR


def _turn(row: Mapping[str, str] | None, today: date) -> tuple[int, str] | None:
    if row is None:
        return 1, ""
    suspect = row["failed_on"] and row["state"] != LinkState.BROKEN
    days = SUSPECT_FOR_DAYS if suspect else GOOD_FOR_DAYS
    if row["state"] == LinkState.BROKEN:
        days = BROKEN_FOR_DAYS
    if date.fromisoformat(row["checked_on"]) + timedelta(days=days) > today:
        return None
    return (0 if suspect else 2), row["checked_on"]


def _spread(urls: Iterator[str], limit: int, per_host: int) -> Iterator[str]:
    asked: defaultdict[str, int] = defaultdict(int)
    for url in urls:
        host = urlsplit(url).hostname or ""
        if asked[host] < per_host:
            asked[host] += 1
            yield url
            limit -= 1
        if limit <= 0:
            return
