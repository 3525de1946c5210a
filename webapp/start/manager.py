"""What the manager and the administrators read first: letters, joint groups, answers, sources."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from index.store import Database
from matcher.rank import GOOD_ENOUGH, GOOD_FOR_ALL
from webapp.digest.readers import readers
from webapp.digest.undeliverable import undeliverable
from webapp.mailroom.queries import Listed, failures, waiting

_LATELY = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Whom the next letters go to and when, what waits, and what went wrong lately."""

    people: int
    next_at: datetime | None
    waiting: int
    failures: tuple[Listed, ...]
    undeliverable: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A programme to which municipalities were invited: who said what, and who has not yet."""

    programme: int
    title: str
    open: tuple[str, ...]
    interested: tuple[str, ...]
    last_answer: str


def letters(db: Database, moment: datetime) -> Letters:
    """The state of the letters: each person chose a day and an hour."""
    people = [it for it in readers(db) if it.account]
    return Letters(
        people=len(people),
        next_at=min((it.next_slot(moment) for it in people), default=None),
        waiting=len(waiting(db)),
        failures=tuple(failures(db, moment.astimezone() - _LATELY)),
        undeliverable=sum(1 for _ in undeliverable(db)),
    )


def count_groups(db: Database) -> int:
    """How many programmes fit Vorhaben of two or more municipalities, from the stored matches."""
    sql = """
        select count(*) as n from (
            select it.programme from (
                select project, programme from match where eligible <> 'no' and score >= :good
                union select project, programme from near_miss where score >= :near
            ) as it
            join project on project.id = it.project
            join programme on programme.id = it.programme
            where programme.hidden_because is null
            group by it.programme having count(distinct project.municipality) > 1)
    """
    return int(next(iter(db.query(sql, dict(good=GOOD_FOR_ALL, near=GOOD_ENOUGH))))["n"])


def asked(db: Database) -> list[Asked]:
    """The invitations to apply together, those that wait for an answer first."""
    sql = """
        select programme, json_group_array(iif(answer is null, short_name, null)) as open,
            json_group_array(iif(answer in ('ja', 'vielleicht'), short_name, null)) as interested,
            coalesce(max(answered_at), '') as last_answer,
            (select json_extract(version.content, '$.title') from programme_record
                join record on record.id = programme_record.record
                join version on version.record = record.id and version.number = record.version
                join source on source.name = record.source
                where programme_record.programme = joint_interest.programme
                order by source.precedence limit 1) as title
        from joint_interest join municipality on municipality.ags = joint_interest.municipality
        where programme in (select id from programme where hidden_because is null)
        group by programme order by sum(answer is null) = 0, last_answer desc, programme
    """
    return [_asked(row) for row in db.query(sql)]


def _asked(row: dict[str, Any]) -> Asked:
    return Asked(
        programme=row["programme"],
        title=row["title"] or "",
        open=_names(row["open"]),
        interested=_names(row["interested"]),
        last_answer=row["last_answer"][:10],
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(sorted(name for name in json.loads(text) if name))
