"""The ledger of the weekly letter: what each person was told, and what is still due."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from index.schema import writing
from webapp.accounts.account import Account, may_see_project


class LetterState(StrEnum):
    """Where a letter is: claimed means that it may or may not have gone out."""

    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


NEW_MATCH = "new match"
"""The reason for which a match stands in a letter; further reasons have their own ledger lines."""


LedgerLine = tuple[int, str, str]
"""A programme, for which Vorhaben or search, and the reason for which it stands in a letter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueMatch:
    """A programme that fits a Vorhaben and that a person has not been told of."""

    programme: int
    project: str
    project_title: str
    cost_eur: int | None
    town: str
    eligible: str
    score: float
    reasons: tuple[str, ...]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimedLetter:
    """A letter that was claimed; its Message-ID stays the same however often it is sent."""

    id: int
    message_id: str


_MATCH = """
    select match.programme, match.project, match.eligible, match.score, match.reasons,
        match.obstacles, project.title as project_title, project.cost_eur,
        municipality.short_name as town
    from match
    join project on project.id = match.project
    join municipality on municipality.ags = project.municipality
"""
_SHOWN = """
    match.eligible <> 'no' and exists (
        select 1 from programme
        join programme_record on programme_record.programme = programme.id
        join record on record.id = programme_record.record
        join source on source.name = record.source
        where programme.id = match.programme and programme.hidden_because is null
            and (programme.reviewed_at is not null or source.reviewed_by_itself
                or source.counts_as_reviewed)
    )
"""
_UNTOLD = """
    not exists (
        select 1 from letter_item join letter on letter.id = letter_item.letter
        where letter_item.account = :account and letter_item.programme = match.programme
            and letter_item.project = match.project and letter_item.reason = :reason
            and letter.state in ('sent', 'claimed') and letter.day >= coalesce((
                select max(returned_on) from dismissal
                where dismissal.project = match.project and undone_at is null
                    and dismissal.programme = match.programme
            ), '')
    )
"""


def due_matches(db: Database, account: Account) -> list[DueMatch]:
    """Matches of the Vorhaben this person may see that no letter told of, the best first.

    What was dismissed is no match; one that came back because it changed is told of once more.
    What a claimed letter holds may have arrived: it waits until that letter is finished.
    """
    found = db.query("select ags from municipality")
    towns = [row["ags"] for row in found if may_see_project(account, row["ags"])]
    return _matches(
        db,
        f"{_MATCH} where {_SHOWN} and {_UNTOLD}"
        " and project.municipality in (select value from json_each(:towns))",
        dict(account=account.id, reason=NEW_MATCH, towns=json.dumps(towns)),
    )


def matches_in(db: Database, letter: int) -> list[DueMatch]:
    """The matches of a claimed letter that are still shown, the best first."""
    return _matches(
        db,
        f"{_MATCH} join letter_item on letter_item.programme = match.programme"
        f" and letter_item.project = match.project where letter_item.letter = :letter"
        f" and letter_item.reason = :reason and {_SHOWN}",
        dict(letter=letter, reason=NEW_MATCH),
    )


def claimed_letters(db: Database, account: Account) -> list[ClaimedLetter]:
    """Letters of which nobody knows whether they went out, because a run was broken off."""
    sql = "select id, message_id from letter where account = ? and state = ? order by id"
    rows = db.query(sql, [account.id, LetterState.CLAIMED.value])
    return [ClaimedLetter(**row) for row in rows]


def claim(
    db: Database,
    account: Account,
    today: date,
    now: datetime,
    message_id: str,
    subject: str,
    matches: list[DueMatch],
    further: Iterable[LedgerLine] = (),
) -> int:
    """Write down a letter and all it tells before it is sent; gives its number."""
    row = dict(
        account=account.id,
        day=today.isoformat(),
        message_id=message_id,
        subject=subject,
        state=LetterState.CLAIMED.value,
        claimed_at=_stamp(now),
    )
    with writing(db):
        number = int(db.table("letter").insert(row).last_pk)  # type: ignore[arg-type]
        lines = [(match.programme, match.project, NEW_MATCH) for match in matches]
        db.table("letter_item").insert_all(
            dict(letter=number, account=account.id, programme=it, project=project, reason=reason)
            for it, project, reason in (*lines, *further)
        )
    return number


def mark(
    db: Database, letter: int, state: LetterState, now: datetime, error: str | None = None
) -> None:
    """Note what became of a letter; only a sent one counts as told."""
    sent_at = _stamp(now) if state is LetterState.SENT else None
    row = dict(state=state.value, sent_at=sent_at, error=error)
    with writing(db):
        db.table("letter").update(letter, row)


def _matches(db: Database, sql: str, values: dict[str, Any]) -> list[DueMatch]:
    order = "match.eligible <> 'yes', match.score desc, match.programme, match.project"
    rows = db.query(f"{sql} order by {order}", values)
    return [_from_row(row) for row in rows]


def _from_row(row: dict[str, Any]) -> DueMatch:
    lists = {name: tuple(json.loads(row[name] or "[]")) for name in ("reasons", "obstacles")}
    return DueMatch(**row | lists)


def _stamp(now: datetime) -> str:
    return now.astimezone(UTC).isoformat(timespec="seconds")
