"""Calls for interest: until when municipalities answer, who leads, and which akte came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.programme import Programme
from index.schema import writing
from index.status import german_date
from index.store import Database
from webapp.accounts.account import Account
from webapp.stamp import stamp

LONGEST_AGREEMENT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """An Interessenbekundung for one programme, as far as the manager has settled it.

    `version` is 0 as long as nothing is written down.
    """

    programme: int
    respond_by: date | None = None
    lead: str = ""
    lead_town: str = ""
    lead_words: str = ""
    lead_decided_by: str = ""
    lead_decided_at: str = ""
    application: int | None = None
    version: int = 0

    def is_late(self, day: date) -> bool:
        """Whether an answer of that day comes after the deadline; it counts all the same."""
        return self.respond_by is not None and day > self.respond_by


@dataclass(frozen=True, slots=True)
class Lead:
    """Who is to lead, by its AGS, and how that was agreed."""

    ags: str
    words: str


_CALL = """
    select joint_call.*, municipality.short_name as lead_town, akte.id as akte from joint_call
    left join municipality on municipality.ags = joint_call.lead
    left join application as akte
        on akte.id = joint_call.application and akte.programme = joint_call.programme
"""


def call(db: Database, programme: int) -> Call:
    """The call for a programme; an empty one when there is none."""
    return calls(db, "where joint_call.programme = ?", [programme]).get(
        programme, Call(programme=programme)
    )


def calls(db: Database, where: str = "", values: list[Any] | None = None) -> dict[int, Call]:
    """Calls by programme."""
    rows = db.query(f"{_CALL} {where}", values or [])
    return {row["programme"]: _from_row(row) for row in rows}


def wrong_deadline(day: date, found: Programme, today: date) -> str:
    """Say what is wrong with the day until which municipalities are to answer; else nothing."""
    if day < today:
        return "Dieser Tag ist vorbei."
    closing = found.standing(today).next_deadline
    if closing and day >= closing:
        return f"Die Antragsfrist ist der {german_date(closing)}; bitte einen Tag davor."
    return ""


def set_deadline(
    db: Database, programme: int, day: date, version: int, account: Account, now: datetime
) -> bool:
    """Say until when to answer; tells whether it was done: not when somebody was quicker."""
    return _write(db, programme, version, account, now, respond_by=day.isoformat())


def decide_lead(
    db: Database, programme: int, lead: Lead, version: int, account: Account, now: datetime
) -> bool:
    """Write down who leads and how that was agreed."""
    said = dict(lead=lead.ags, lead_words=lead.words[:LONGEST_AGREEMENT])
    said |= dict(lead_decided_by=account.email, lead_decided_at=stamp(now))
    return _write(db, programme, version, account, now, **said)


def link_application(
    db: Database, programme: int, application: int, account: Account, now: datetime
) -> None:
    """Remember which akte came of it; call it inside the transaction that opens the akte."""
    sql = """
        insert into joint_call (programme, lead_words, application, version, by, at)
        values (?, '', ?, 1, ?, ?) on conflict (programme) do update
        set application = excluded.application, version = version + 1
    """
    db.execute(sql, [programme, application, account.email, stamp(now)])


def _write(
    db: Database, programme: int, version: int, account: Account, now: datetime, **said: str
) -> bool:
    row = said | dict(version=version + 1, by=account.email, at=stamp(now))
    with writing(db):
        if call(db, programme).version != version:
            return False
        if version:
            db.table("joint_call").update(programme, row)
        else:
            db.table("joint_call").insert(dict(programme=programme, lead_words="") | row)
    return True


def _from_row(row: dict[str, Any]) -> Call:
    told = ("lead", "lead_town", "lead_words", "lead_decided_by", "lead_decided_at")
    return Call(
        **{name: row[name] or "" for name in told},
        programme=row["programme"],
        respond_by=date.fromisoformat(row["respond_by"]) if row["respond_by"] else None,
        application=row["akte"],
        version=row["version"],
    )
