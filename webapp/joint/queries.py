"""Interessenbekundungen: who was invited to apply together, and what they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlite_utils import Database

from index.schema import writing
from webapp.accounts.account import Account
from webapp.stamp import stamp


class Answer(StrEnum):
    """What a municipality answers to an invitation."""

    YES = "ja"
    PERHAPS = "vielleicht"
    NO = "nein"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """The invitation of one municipality to one programme, and its answer if there is one."""

    programme: int
    programme_title: str
    municipality: str
    town: str
    note: str
    invited_at: str
    answer: Answer | None
    answer_note: str
    answered_by: str


_INTEREST = """
    select joint_interest.*, municipality.short_name as town,
        (select json_extract(version.content, '$.title') from programme_record
            join record on record.id = programme_record.record
            join version on version.record = record.id and version.number = record.version
            join source on source.name = record.source
            where programme_record.programme = joint_interest.programme
            order by source.precedence limit 1) as programme_title
    from joint_interest join municipality on municipality.ags = joint_interest.municipality
"""
_SHOWN = "programme in (select id from programme where hidden_because is null)"


def invite(
    db: Database,
    programme: int,
    towns: Iterable[str],
    note: str,
    account: Account,
    now: datetime,
) -> int:
    """Invite municipalities; who was invited before keeps its answer. Gives how many are new."""
    new = 0
    with writing(db):
        for ags in towns:
            row = dict(programme=programme, municipality=ags, note=note)
            row |= dict(invited_by=account.email, invited_at=stamp(now))
            found = db.execute(
                "insert or ignore into joint_interest"
                " (programme, municipality, note, invited_by, invited_at)"
                " values (:programme, :municipality, :note, :invited_by, :invited_at)",
                row,
            )
            new += found.rowcount
    return new


def answer(
    db: Database,
    programme: int,
    ags: str,
    said: Answer,
    note: str,
    account: Account,
    now: datetime,
) -> None:
    """Write down what a municipality answers; it may change its mind."""
    row = dict(answer=said.value, answer_note=note)
    row |= dict(answered_by=account.email, answered_at=stamp(now))
    with writing(db):
        db.table("joint_interest").update((programme, ags), row)


def invited_to(db: Database, ags: str) -> list[list[Interest]]:
    """The invitations of a municipality, each with all who were invited; hidden ones wait."""
    sql = f"""{_INTEREST} where programme in (
        select programme from joint_interest where municipality = ? and {_SHOWN}
    ) order by programme, town"""
    groups: dict[int, list[Interest]] = {}
    for row in db.query(sql, [ags]):
        groups.setdefault(row["programme"], []).append(_from_row(row))
    return list(groups.values())


def open_invitations(db: Database, ags: str) -> int:
    """How many invitations a municipality has not answered."""
    sql = f"""
        select count(*) as n from joint_interest
        where municipality = ? and answer is null and {_SHOWN}
    """
    return int(next(db.query(sql, [ags]))["n"])


def interests(db: Database) -> dict[int, dict[str, Interest]]:
    """All invitations by programme and AGS."""
    found: dict[int, dict[str, Interest]] = {}
    for row in db.query(f"{_INTEREST} order by town"):
        found.setdefault(row["programme"], {})[row["municipality"]] = _from_row(row)
    return found


def _from_row(row: dict[str, str]) -> Interest:
    return Interest(
        programme=int(row["programme"]),
        programme_title=row["programme_title"] or "",
        municipality=row["municipality"],
        town=row["town"],
        note=row["note"] or "",
        invited_at=row["invited_at"],
        answer=Answer(row["answer"]) if row["answer"] else None,
        answer_note=row["answer_note"] or "",
        answered_by=row["answered_by"] or "",
    )
