"""The days until which one could ever apply, out of all versions of all records."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from index.facts import Deadline
from index.schema import writing
from index.store import Database
from matcher.forecast import PastDeadline
from webapp.forecasts.series import series_key

_YEARLY = re.compile(
    r"jährlich|\bjede[sn] (?:Kalender|Förder|Haushalts)?[Jj]ahr"
    r"|\b(?:ein|jed)es (?:jeweiligen )?Jahres|every year|each year|annually",
    re.IGNORECASE,
)
_HALF_YEARLY = re.compile(r"(?:halb|viertel|zwei|drei|mehr)jährlich|alle \w+ Jahre", re.IGNORECASE)

_FACTS = """
    select version.record, version.number, fact.value, fact.evidence
    from fact join version on version.id = fact.version where fact.name = 'deadlines'
"""
_CALLS = """
    select record, number, json_extract(content, '$.call.deadlines') as days,
        json_extract(content, '$.call.deadline_model') as model
    from version where json_extract(content, '$.call.deadlines[0]') is not null
"""
_RECORDS = """
    select record.id, record.url, version.content ->> '$.title' as title,
        version.content ->> '$.call.identifier' as identifier,
        version.content -> '$.levels' as levels, version.content -> '$.regions' as regions
    from record join version on version.record = record.id and version.number = record.version
"""


def note_past_calls(db: Database) -> None:
    """Take all days anew, and which records hold the same call of different years."""
    rows = list(_first_seen([*_from_facts(db), *_from_calls(db)]))
    keys = {row["id"]: series_key(**_series_parts(row)) for row in db.query(_RECORDS)}
    with writing(db):
        db.execute("delete from past_call")
        db.execute("delete from call_series")
        db.table("past_call").insert_all(rows)
        db.table("call_series").insert_all(
            dict(record=record, key=key) for record, key in keys.items() if key
        )


_OF = """
    select mine.programme, past_call.*, source.label as source, version.day as read_on,
        record.url, version.content ->> '$.title' as title
    from ({mine}) as mine
    join past_call on past_call.record = mine.record
    join record on record.id = past_call.record
    join source on source.name = record.source
    join version on version.record = past_call.record and version.number = past_call.version
    order by past_call.day, past_call.id
"""
_MINE = """
    select programme, record from programme_record
    where programme in (select value from json_each(:numbers))
    union
    select own.programme, other.record from programme_record as own
    join call_series as series on series.record = own.record
    join call_series as other on other.key = series.key
    where own.programme in (select value from json_each(:numbers))
    union
    select own.programme, case when pair.first = own.record then pair.second else pair.first end
    from programme_record as own
    join pair_decision as pair on own.record in (pair.first, pair.second)
    where pair.verdict in ('other version', 'predecessor')
        and own.programme in (select value from json_each(:numbers))
"""


def past_calls_of(db: Database, numbers: Iterable[int]) -> dict[int, list[PastDeadline]]:
    """The days of some programmes, those of the same call in other years included."""
    found: dict[int, list[PastDeadline]] = defaultdict(list)
    for row in db.query(_OF.format(mine=_MINE), dict(numbers=json.dumps(sorted(set(numbers))))):
        names = ("kind", "day", "quote", "title", "url", "source", "version", "read_on")
        values = {name: row[name] for name in names}
        found[row["programme"]].append(PastDeadline(**values, yearly=bool(row["yearly"])))
    return found


def programmes_with_calls(db: Database) -> list[int]:
    """Every programme of which a day is known."""
    sql = """
        select distinct programme from programme_record
        where record in (select record from past_call) order by programme
    """
    return [row["programme"] for row in db.query(sql)]


def _from_facts(db: Database) -> Iterator[dict[str, Any]]:
    for row in db.query(_FACTS):
        quotes = [item["quote"] for item in json.loads(row["evidence"])]
        for item in map(Deadline.from_value, json.loads(row["value"])):
            if item.once:
                continue
            quote = next((it for it in quotes if _names(it, item.day)), " … ".join(quotes))
            yield _row(row, item.kind, item.day, quote, yearly=item.annual or says_yearly(quote))


def _from_calls(db: Database) -> Iterator[dict[str, Any]]:
    for row in db.query(_CALLS):
        days = sorted(json.loads(row["days"]))
        two_stages = len(days) == 2 and "two" in (row["model"] or "")
        for place, day in enumerate(days):
            kind = "sketch" if two_stages and place == 0 else "application"
            yield _row(row, kind, day, "", yearly=False)


def _row(row: dict[str, Any], kind: str, day: str, quote: str, *, yearly: bool) -> dict[str, Any]:
    told = dict(record=row["record"], version=row["number"])
    return told | dict(kind=kind, day=day, quote=quote, yearly=int(yearly))


def _first_seen(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each day of a record once, as the version told it that came first."""
    seen = set()
    for row in sorted(rows, key=lambda it: (it["record"], it["version"])):
        key = (row["record"], row["kind"], row["day"])
        if key not in seen:
            seen.add(key)
            yield row


def says_yearly(sentence: str) -> bool:
    """Whether a sentence speaks of every year; twice a year or every two is not."""
    return bool(_YEARLY.search(sentence)) and not _HALF_YEARLY.search(sentence)


def _names(quote: str, day: str) -> bool:
    """Whether a quote holds a day in figures: 31.3., 31.03. or 31. March."""
    month, number = int(day[-5:-3]), int(day[-2:])
    return bool(re.search(rf"(?<!\d)0?{number}\.\s?(?:0?{month}(?!\d)|[A-ZÄÖÜa-z])", quote))


def _series_parts(row: dict[str, Any]) -> dict[str, Any]:
    return dict(
        title=row["title"] or "",
        identifier=row["identifier"] or "",
        url=row["url"],
        places=f"{row['levels']}{row['regions']}",
    )
