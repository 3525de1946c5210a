"""Reading duties: who sees the akte sees them; the own list holds those of the own municipality."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.duties.duty import SELECT, SOON_DAYS, TOWN, Duty, duty_from
from webapp.duties.kinds import DutyKind

_OPEN = "duty.done_at is null and duty.dropped_at is null"
_SEEN = """
    (:limit is null or application.lead = :limit or exists (select 1 from applicant
        where applicant.application = duty.application and applicant.municipality = :limit))
"""
_OURS = f"(:ours is null or {TOWN} = :ours)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which duties a list shows; nothing chosen means all that are open.

    `ours` is the municipality whose list it is, `person` somebody who is responsible or deputy.
    """

    ours: str | None = None
    akte: int | None = None
    kind: DutyKind | None = None
    person: int | None = None
    unattended: tuple[int, ...] | None = None
    until: date | None = None
    over: bool = False

    def only(self, numbers: tuple[int, ...]) -> "Wanted":
        """The same list, but of these duties alone."""
        return replace(self, unattended=numbers)


def duty(db: Database, number: int, account: Account) -> Duty | None:
    """One duty, if this person may see its akte."""
    sql = f"{SELECT} where duty.id = :number and {_SEEN}"
    rows = db.query(sql, dict(number=number, limit=limited_to(account)))
    return next(map(duty_from, rows), None)


def duties(
    db: Database, account: Account, wanted: Wanted, *, size: int = -1, page: int = 1
) -> list[Duty]:
    """The duties of a list, those due first at its head."""
    where, values = _conditions(account, wanted)
    values |= dict(size=size, skip=(page - 1) * max(size, 0))
    order = "duty.due_on, duty.id" if not wanted.over else "duty.due_on desc, duty.id desc"
    sql = f"{SELECT} where {where} order by {order} limit :size offset :skip"
    return [duty_from(row) for row in db.query(sql, values)]


def count_duties(db: Database, account: Account, wanted: Wanted) -> int:
    """How many there are."""
    where, values = _conditions(account, wanted)
    sql = f"""
        select count(*) as n from duty join application on application.id = duty.application
        where {where}
    """
    return int(next(db.query(sql, values))["n"])


def duties_of_akte(db: Database, number: int) -> list[Duty]:
    """All duties of an akte whose page somebody may see: the open ones first, by day."""
    sql = f"""
        {SELECT} where duty.application = ?
        order by coalesce(done_at, dropped_at) is not null, duty.due_on, duty.id
    """
    return [duty_from(row) for row in db.query(sql, [number])]


def open_until(db: Database, last: date) -> list[Duty]:
    """All open duties that are due until a day, of everybody."""
    sql = f"{SELECT} where {_OPEN} and duty.due_on <= ? order by duty.due_on, duty.id"
    return [duty_from(row) for row in db.query(sql, [last.isoformat()])]


def taken_proposals(db: Database, akte: int) -> frozenset[str]:
    """Which proposals of an akte became duties, whatever became of these."""
    sql = "select proposal from duty where application = ? and proposal is not null"
    return frozenset(row["proposal"] for row in db.query(sql, [akte]))


def count_pressing(db: Database, ags: str | None, today: date) -> tuple[int, int]:
    """How many open duties are overdue and how many due in eight weeks; of one town or of all."""
    sql = f"""
        select coalesce(sum(duty.due_on < :today), 0) as overdue,
            coalesce(sum(duty.due_on >= :today), 0) as soon
        from duty join application on application.id = duty.application
        where {_OPEN} and duty.due_on <= date(:today, '+{SOON_DAYS} days') and {_OURS}
    """
    row = next(db.query(sql, dict(today=today.isoformat(), ours=ags)))
    return int(row["overdue"]), int(row["soon"])


def _conditions(account: Account, wanted: Wanted) -> tuple[str, dict[str, Any]]:
    conditions = [f"not ({_OPEN})" if wanted.over else _OPEN, _SEEN, _OURS]
    values: dict[str, Any] = dict(limit=limited_to(account), ours=wanted.ours)
    if wanted.akte is not None:
        conditions.append("duty.application = :akte")
        values["akte"] = wanted.akte
    if wanted.kind is not None:
        conditions.append("duty.kind = :kind")
        values["kind"] = wanted.kind.value
    if wanted.person is not None:
        conditions.append(":person in (duty.responsible, duty.deputy)")
        values["person"] = wanted.person
    if wanted.until is not None:
        conditions.append("duty.due_on <= :until")
        values["until"] = wanted.until.isoformat()
    if wanted.unattended is not None:
        marks = ", ".join(map(str, wanted.unattended))
        conditions.append(f"duty.id in ({marks})")
    return " and ".join(conditions), values
