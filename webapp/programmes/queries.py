"""What happened to programmes, and everything that is known about one of them."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from index.facts import Fact, Facts
from index.programme import Programme, Telling
from index.record import SourceRecord
from index.status import standing
from index.store import Database
from index.versions import decode_fact, decode_record
from index.vocabulary import Presence


def changes_since(db: Database, since: date) -> Iterator[dict[str, Any]]:
    """Yield every event of the crawls of that day and later, oldest first."""
    sql = """
        select record.url, event.kind, event.fields
        from event join record on record.id = event.record
        where event.day >= ? order by event.day, event.id
    """
    for row in db.query(sql, [since.isoformat()]):
        yield dict(url=row["url"], kind=row["kind"], fields=json.loads(row["fields"]))


def comparisons_since(db: Database, since: date) -> dict[tuple[str, str], str]:
    """The page that shows a change word for word, by address and kind of the event."""
    sql = """
        select record.url, event.kind, event.record, event.version, programme_record.programme
        from event
        join record on record.id = event.record
        join programme_record on programme_record.record = record.id
        where event.day >= ? and event.kind = 'changed' and event.version > 1
        order by event.id
    """
    return {
        (row["url"], row["kind"]): f"/programm/{row['programme']}/fassungen/{row['record']}"
        f"/{row['version'] - 1}-{row['version']}"
        for row in db.query(sql, [since.isoformat()])
    }


def described(db: Database, programme: Programme, today: date) -> dict[str, Any]:
    """Say everything about a programme in values that JSON knows; absent stays absent."""
    standing_today = programme.standing(today)
    stated = dict(
        url=programme.url,
        urls=list(programme.urls),
        title=programme.title,
        language=programme.language,
        status=standing_today.status.value,
        status_because=standing_today.reason,
        next_deadline=_day(standing_today.next_deadline),
        no_deadline_because=standing_today.no_deadline_because or None,
        status_line=programme.status_line or None,
        reviewed=programme.reviewed,
        changed_since_review=programme.changed_since_review or None,
        hidden_because=programme.hidden_because or None,
        levels=list(programme.levels),
        funding_types=list(programme.funding_types),
        funding_areas=list(programme.funding_areas),
        regions=list(programme.regions),
        eligible_applicants=list(programme.eligible_applicants),
        funders=list(programme.funders),
        passages={name: text.text for name, text in programme.passages()},
        facts=_facts(programme),
        sources=_sources(programme),
        versions=list(_versions(db, programme)),
    )
    return {name: value for name, value in stated.items() if value is not None}


def facts_of_records(db: Database, today: date) -> Iterator[dict[str, Any]]:
    """Yield per record that is not gone what was read from it alone, with the next deadline."""
    sql = """
        select record.url, version.id as version, version.content
        from record join version on version.record = record.id and version.number = record.version
        where record.presence <> ? order by record.id
    """
    for row in db.query(sql, [Presence.GONE.value]):
        facts = _facts_of_version(db, row["version"])
        line = dict(url=row["url"]) | {fact.name: fact.value for fact in facts}
        ahead = _next_deadline(decode_record(row["content"]), facts, today)
        yield line if ahead is None else line | dict(next_deadline=ahead.isoformat())


def _next_deadline(record: SourceRecord, facts: Facts, today: date) -> date | None:
    """Derive the next deadline from the text alone: the source's status line is no fact of it."""
    return standing(today=today, facts=facts, call=record.call).next_deadline


def _facts_of_version(db: Database, version: int) -> Facts:
    rows = db.query("select name, value, evidence from fact where version = ?", [version])
    return Facts({row["name"]: decode_fact(row) for row in rows})


def _facts(programme: Programme) -> dict[str, Any]:
    """Give per fact what was decided, else what the most trusted source states, with quotes."""
    found: dict[str, Any] = {}
    for telling in programme.tellings:
        for fact in telling.facts:
            found.setdefault(fact.name, _fact(fact, telling))
    for name, ruling in programme.rulings.items():
        if not ruling.holds:
            continue
        found.pop(name, None)
        if decided := programme.facts.get(name):
            decision = ruling.decision
            telling = next(t for t in programme.tellings if t.record_id == decision.record)
            said = dict(kind=decision.kind.value, on=decision.at[:10], reason=decision.reason)
            found[name] = _fact(decided, telling) | dict(decision=said)
    return {fact.name: found[fact.name] for fact in programme.facts}


def _fact(fact: Fact, telling: Telling) -> dict[str, Any]:
    quotes = [dict(field=item.field, quote=item.quote) for item in fact.evidence]
    return dict(
        value=fact.value,
        evidence=quotes[0] if quotes else None,
        more_evidence=quotes[1:],
        url=telling.record.url,
        version=telling.version,
    )


def _sources(programme: Programme) -> list[dict[str, Any]]:
    return [
        dict(
            source=telling.record.source,
            label=telling.source_label,
            url=telling.record.url,
            presence=telling.presence.value,
            version=telling.version,
            first_seen=telling.first_seen.isoformat(),
            last_seen=telling.last_seen.isoformat(),
            last_changed=telling.last_changed.isoformat(),
            licence=telling.record.licence,
            attribution=telling.record.attribution,
        )
        for telling in programme.tellings
    ]


def _versions(db: Database, programme: Programme) -> Iterator[dict[str, Any]]:
    for telling in programme.tellings:
        sql = "select number, day, fingerprint from version where record = ? order by number"
        for row in db.query(sql, [telling.record_id]):
            yield dict(url=telling.record.url) | row


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
