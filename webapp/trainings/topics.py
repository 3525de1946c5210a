"""Topics that are missing: from searches, dismissals, refused applications and advice."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from index.store import Database
from matcher.feedback import Reason
from webapp.applications.stages import Because
from webapp.trainings.weak_questions import weak_questions

MOST_ROWS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One thing that a count rests on, and where it can be seen."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What may be worth a training: how often, what the count says, and what it rests on."""

    words: str
    count: int
    said: str
    rows: tuple[Row, ...]
    more: int = 0
    """How many rows are not shown."""


def searched_in_vain(db: Database, since: date) -> list[Topic]:
    """Questions of several towns or days that found little."""
    return [
        Topic(
            words=it.question,
            count=it.times,
            said=f"{it.towns} {'Kommune' if it.towns == 1 else 'Kommunen'},"
            f" höchstens {it.hits} Treffer",
            rows=tuple(
                Row(words=f"{day:%d.%m.%Y}", address=url_for("search.page", q=it.question))
                for day in it.days[-MOST_ROWS:]
            ),
            more=max(0, len(it.days) - MOST_ROWS),
        )
        for it in weak_questions(db, since)
    ]


def dismissed_because(db: Database, since: date) -> list[Topic]:
    """Why towns turned programmes down for their Vorhaben."""
    sql = """
        select dismissal.reasons, project.title, project.id as project, short_name as town
        from dismissal join project on project.id = dismissal.project
        join municipality on municipality.ags = project.municipality
        where undone_at is null and dismissal.at >= ? order by dismissal.id desc
    """
    rows = list(db.query(sql, [since.isoformat()]))
    named = {reason.name: reason.value for reason in Reason}
    return _by_reason(
        (named.get(name, name), _of_project(row)) for row in rows for name in _codes(row)
    )


def came_to_nothing(db: Database, since: date) -> list[Topic]:
    """Why Förderakten came to nothing."""
    sql = """
        select application_event.reasons, application.id, application.title
        from application_event join application on application.id = application_event.application
        where reasons <> '[]' and application_event.at >= ? order by application_event.id desc
    """
    rows = list(db.query(sql, [since.isoformat()]))
    named = {reason.name: reason.value for reason in Because}
    return _by_reason(
        (named.get(name, name), Row(words=row["title"], address=f"/foerderakten/{row['id']}"))
        for row in rows
        for name in _codes(row)
    )


def asked_for_advice(db: Database, since: date) -> list[Topic]:
    """Programmes about which the Fördermittelmanagement was asked more than once."""
    sql = """
        select enquiry.id, enquiry.subject, enquiry.programme,
            (select json_extract(version.content, '$.title') from programme_record
                join record on record.id = programme_record.record
                join version on version.record = record.id and version.number = record.version
                where programme_record.programme = enquiry.programme limit 1) as title
        from enquiry where kind = 'question' and at >= ? order by id desc
    """
    asked = [
        (
            row["title"] or "ohne Programm",
            Row(words=row["subject"], address=url_for("enquiries.page", number=row["id"])),
        )
        for row in db.query(sql, [since.isoformat()])
    ]
    return [it for it in _by_reason(asked) if it.count > 1]


def _by_reason(pairs: Iterable[tuple[str, Row]]) -> list[Topic]:
    found = list(pairs)
    counts = Counter(words for words, _ in found)
    return [
        Topic(
            words=words,
            count=count,
            said="",
            rows=tuple(row for other, row in found if other == words)[:MOST_ROWS],
            more=max(0, count - MOST_ROWS),
        )
        for words, count in counts.most_common()
    ]


def _of_project(row: dict[str, Any]) -> Row:
    address = url_for("projects.page", number=row["project"])
    return Row(words=f"{row['title']} ({row['town']})", address=address)


def _codes(row: dict[str, Any]) -> list[str]:
    codes: list[str] = json.loads(row["reasons"])
    return codes
