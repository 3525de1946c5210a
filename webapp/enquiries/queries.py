"""Reading conversations: the own town and the Fördermittelmanagement do, nobody else."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, Role, limited_to
from webapp.enquiries.enquiry import Asked, Enquiry, Kind, Message, NextStep, Shown, State, Turn

_STATE = """
    case when closed_at is not null then 'CLOSED' when turn = 'town' then 'WAITS_FOR_TOWN'
        when reopened_at is not null then 'REOPENED'
        when answered_at is not null then 'WAITS_FOR_OFFICE' else 'OPEN' end
"""
_UNREAD = """
    coalesce((select max(id) from enquiry_message as m
        where m.enquiry = enquiry.id and m.answers <> :office), 0)
    > coalesce((select message from enquiry_seen
        where enquiry_seen.enquiry = enquiry.id and enquiry_seen.account = :me), 0)
    and (:office or exists (select 1 from enquiry_message as m
        where m.enquiry = enquiry.id and m.account = :me))
"""
_ENQUIRIES = f"""
    select enquiry.*, municipality.short_name as town, {_STATE} as state, {_UNREAD} as unread,
        (select words from enquiry_message where enquiry = enquiry.id order by id limit 1) as words,
        (select max(at) from enquiry_message where enquiry = enquiry.id) as last_at,
        (select email from account where account.id = enquiry.responsible) as helper
    from enquiry left join municipality on municipality.ags = enquiry.municipality
"""
_READS = """
    (enquiry.addressee is null
        and (:limit is null or enquiry.account = :me or enquiry.municipality = :limit))
"""  # questions to another town are read in webapp.knowledge
_WAITING_FIRST = """
    closed_at is not null, turn <> :mine, iif(closed_at is null, turn_since, ''), enquiry.id desc
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which conversations a list shows; without a state all that are not closed."""

    state: State | None = None
    closed_too: bool = False
    municipality: str = ""
    overdue_on: date | None = None


def enquiries(
    db: Database,
    account: Account,
    wanted: Wanted = Wanted(closed_too=True),
    *,
    size: int = -1,
    page: int = 1,
) -> list[Enquiry]:
    """What this person may read: what waits for the own side first, the oldest of it first."""
    where, values = _conditions(wanted)
    values |= dict(size=size, skip=(page - 1) * max(size, 0))
    tail = f"{where} order by {_WAITING_FIRST} limit :size offset :skip"
    return _read(db, account, tail, values)


def count_enquiries(db: Database, account: Account, wanted: Wanted) -> int:
    """How many of them there are."""
    where, values = _conditions(wanted)
    sql = f"select count(*) as n from enquiry where {_READS} and {where}"
    return int(next(db.query(sql, _sight(account) | values))["n"])


def open_enquiries(db: Database, account: Account) -> list[Enquiry]:
    """What waits for the Fördermittelmanagement, the oldest first."""
    where = f"closed_at is null and turn = 'office' order by {_WAITING_FIRST}"
    return _read(db, account, where)


def unread_answers(db: Database, account: Account) -> list[Enquiry]:
    """Conversations of this person with something that the other side wrote since."""
    return _read(db, account, f"{_UNREAD} order by enquiry.id desc")


def enquiries_on(db: Database, programme: int, account: Account) -> list[Enquiry]:
    """What was asked about a programme, as far as this person reads it."""
    where = "enquiry.programme = :programme order by enquiry.id desc"
    return _read(db, account, where, dict(programme=programme))


def enquiries_about(
    db: Database, account: Account, *, application: int | None = None, project: str = ""
) -> list[Enquiry]:
    """What was asked about an akte or a Vorhaben, as far as this person reads it."""
    where = "(enquiry.application = :akte or enquiry.project = :project) order by enquiry.id desc"
    return _read(db, account, where, dict(akte=application, project=project or None))


def enquiry(db: Database, number: int, account: Account) -> Enquiry | None:
    """One conversation, if this person reads it."""
    return next(iter(_read(db, account, "enquiry.id = :number", dict(number=number))), None)


def messages(db: Database, number: int) -> list[Message]:
    """The thread, in order."""
    sql = "select id, words, by, at, answers from enquiry_message where enquiry = ? order by id"
    return [Message(**row | dict(answers=bool(row["answers"]))) for row in db.query(sql, [number])]


def _conditions(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    found, values = ["1"], {}
    if wanted.state:
        found.append(f"{_STATE} = :state")
        values["state"] = wanted.state.name
    elif not wanted.closed_too:
        found.append("closed_at is null")
    if wanted.municipality:
        found.append("enquiry.municipality = :municipality")
        values["municipality"] = wanted.municipality
    if wanted.overdue_on:
        found.append("closed_at is null and next_step_on < :overdue_on")
        values["overdue_on"] = wanted.overdue_on.isoformat()
    return " and ".join(found), values


def _sight(account: Account) -> dict[str, Any]:
    """What the questions need to know of the person who asks."""
    office = account.role is Role.MANAGER
    mine = Turn.OFFICE if office else Turn.TOWN
    return dict(me=account.id, limit=limited_to(account), office=office, mine=mine.value)


def _read(
    db: Database, account: Account, where: str, values: dict[str, Any] | None = None
) -> list[Enquiry]:
    sql = f"{_ENQUIRIES} where {_READS} and {where}"
    return [_from_row(row) for row in db.query(sql, _sight(account) | (values or {}))]


def _from_row(row: dict[str, Any]) -> Enquiry:
    due_on = row["next_step_on"]
    return Enquiry(
        **{name: row[name] for name in _AS_THEY_ARE},
        asked=_asked(row),
        town=row["town"] or "",
        state=State[row["state"]],
        turn=Turn(row["turn"]),
        unread=bool(row["unread"]),
        step=NextStep(
            words=row["next_step"] or "",
            due_on=date.fromisoformat(due_on) if due_on else None,
            responsible=row["responsible"],
        ),
        helper=row["helper"] or "",
    )


_AS_THEY_ARE: Iterable[str] = (
    "id", "account", "municipality", "by", "at", "turn_since", "last_at", "version",
)  # fmt: skip


def _asked(row: dict[str, Any]) -> Asked:
    shown = json.loads(row["shown"] or "{}")
    return Asked(
        kind=Kind(row["kind"]),
        subject=row["subject"],
        words=row["words"],
        programme=row["programme"],
        project=row["project"] or "",
        application=row["application"],
        fact=row["fact"] or "",
        shown=Shown(saying=shown.get("saying", ""), quotes=tuple(shown.get("quotes", ()))),
        found_at=row["found_at"] or "",
    )
