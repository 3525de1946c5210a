"""Interessenbekundungen: who was invited to apply together, and what they answered."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp


class Answer(StrEnum):
    """What a municipality answers to an invitation."""

    YES = "ja"
    PERHAPS = "vielleicht"
    NO = "nein"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a municipality would bring: Vorhaben by id, the estimated cost, and perhaps the lead."""

    leads: bool = False
    cost_cents: int | None = None
    projects: tuple[str, ...] = ()


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
    answered_at: str
    respond_by: date | None
    application: int | None
    offer: Offer

    @property
    def is_late(self) -> bool:
        """Whether the answer came after the day that was set; it counts all the same."""
        if not (self.respond_by and self.answered_at):
            return False
        return datetime.fromisoformat(self.answered_at).astimezone().date() > self.respond_by


_INTEREST = """
    select joint_interest.*, municipality.short_name as town,
        joint_call.respond_by, akte.id as application,
        (select json_group_array(project) from joint_offer
            where joint_offer.programme = joint_interest.programme
                and joint_offer.municipality = joint_interest.municipality) as projects,
        (select json_extract(version.content, '$.title') from programme_record
            join record on record.id = programme_record.record
            join version on version.record = record.id and version.number = record.version
            join source on source.name = record.source
            where programme_record.programme = joint_interest.programme
            order by source.precedence limit 1) as programme_title
    from joint_interest join municipality on municipality.ags = joint_interest.municipality
    left join joint_call on joint_call.programme = joint_interest.programme
    left join application as akte
        on akte.id = joint_call.application and akte.programme = joint_call.programme
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
    offer: Offer = Offer(),
) -> None:
    """Write down what a municipality answers, as often as it likes; who says no brings nothing."""
    brings = Offer() if said is Answer.NO else offer
    row = dict(answer=said.value, answer_note=note)
    row |= dict(answered_by=account.email, answered_at=stamp(now))
    more = dict(leads=int(brings.leads), cost_cents=brings.cost_cents)
    with writing(db):
        db.table("joint_interest").update((programme, ags), row | more)
        sql = "delete from joint_offer where programme = ? and municipality = ?"
        db.execute(sql, [programme, ags])
        town = dict(programme=programme, municipality=ags)
        rows = [town | dict(project=it) for it in dict.fromkeys(brings.projects)]
        db.table("joint_offer").insert_all(rows)


def invited_to(db: Database, ags: str) -> list[list[Interest]]:
    """The invitations of a municipality, each with all who were invited; hidden ones wait."""
    sql = f"""{_INTEREST} where joint_interest.programme in (
        select programme from joint_interest where municipality = ? and {_SHOWN}
    ) order by joint_interest.programme, town"""
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


def fitting_projects(db: Database, programme: int, ags: str) -> frozenset[str]:
    """The Vorhaben of a municipality that a programme fits, by id."""
    sql = """
        select project from match join project on project.id = match.project
        where programme = ? and municipality = ? and eligible <> 'no'
    """
    return frozenset(row["project"] for row in db.query(sql, [programme, ags]))


def _from_row(row: dict[str, Any]) -> Interest:
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
        answered_at=row["answered_at"] or "",
        respond_by=date.fromisoformat(row["respond_by"]) if row["respond_by"] else None,
        application=row["application"],
        offer=_offer(row),
    )


def _offer(row: dict[str, Any]) -> Offer:
    return Offer(
        leads=bool(row["leads"]),
        cost_cents=row["cost_cents"],
        projects=tuple(sorted(json.loads(row["projects"]))),
    )
