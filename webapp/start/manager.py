"""What the manager and the administrators read first: letters, joint groups, answers, sources."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlite_utils import Database

from matcher.rank import GOOD_ENOUGH, GOOD_FOR_ALL

_LATELY_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A letter that did not go out, or of which nobody knows."""

    email: str
    day: date
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Whom the next letters go to, when, and what went wrong lately."""

    subscribers: int
    due: int
    next_day: date
    last_day: date | None
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A programme to which municipalities were invited: who said what, and who has not yet."""

    programme: int
    title: str
    open: tuple[str, ...]
    interested: tuple[str, ...]
    last_answer: str


def letters(db: Database, today: date) -> Letters:
    """The state of the weekly letter: it is made on Monday, or in the first run after it."""
    monday = today - timedelta(days=today.weekday())
    counts = """
        select count(*) as n,
            coalesce(sum(coalesce(letter_checked_on, '') < :monday), 0) as due,
            (select max(day) from letter where state = 'sent') as last
        from account where subscribed
    """
    row = next(iter(db.query(counts, dict(monday=monday.isoformat()))))
    return Letters(
        subscribers=row["n"],
        due=row["due"],
        next_day=today if row["due"] else monday + timedelta(days=7),
        last_day=date.fromisoformat(row["last"]) if row["last"] else None,
        failures=tuple(_failures(db, today)),
    )


def _failures(db: Database, today: date) -> list[Failure]:
    sql = """
        select account.email, letter.day, coalesce(letter.error, '') as error from letter
        join account on account.id = letter.account
        where letter.state in ('failed', 'claimed') and letter.day >= ?
            and not exists (select 1 from letter as later where later.account = letter.account
                and later.id > letter.id and later.state = 'sent')
        order by letter.id desc
    """
    since = (today - timedelta(days=_LATELY_DAYS)).isoformat()
    return [
        Failure(
            email=row["email"],
            day=date.fromisoformat(row["day"]),
            said=row["error"] or "Ob er ankam, ist nicht bekannt.",
        )
        for row in db.query(sql, [since])
    ]


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
