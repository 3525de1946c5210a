"""Changing duties: each change is one transaction with its entry in the history of the akte.

`found` is the duty as somebody saw it. A change tells whether it was done: it is not when a
colleague was quicker, and the newer version stays.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import What
from webapp.applications.history import Told, note_event
from webapp.audit.log import account_subject
from webapp.duties.duty import Duty
from webapp.duties.kinds import DutyKind
from webapp.filters import datum
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What people say of a duty: what, until when, on what it rests and who takes care of it.

    `proposal` names the proposal it was made of.
    """

    kind: DutyKind
    title: str
    due_on: date
    basis: str
    town: str
    opens_on: date | None = None
    responsible: int | None = None
    deputy: int | None = None
    note: str = ""
    proposal: str | None = None

    def columns(self) -> dict[str, Any]:
        """The columns of the duty."""
        return dict(
            municipality=self.town,
            kind=self.kind.value,
            title=self.title,
            opens_on=self.opens_on.isoformat() if self.opens_on else None,
            due_on=self.due_on.isoformat(),
            basis=self.basis,
            responsible=self.responsible,
            deputy=self.deputy,
            note=self.note,
        )


def add_duties(
    db: Database, akte: int, plans: Iterable[Plan], account: Account, now: datetime
) -> list[int]:
    """Make duties of what somebody confirmed or thought of; a proposal becomes only one."""
    made: list[int] = []
    with writing(db):
        taken = {row[0] for row in db.execute(_TAKEN, [akte])}
        for plan in plans:
            if plan.proposal is None or plan.proposal not in taken:
                made.append(_add(db, akte, plan, account, now))
    return made


_TAKEN = "select proposal from duty where application = ? and proposal is not null"


def _add(db: Database, akte: int, plan: Plan, account: Account, now: datetime) -> int:
    who = dict(by=account.email, at=stamp(now), version=1)
    number = add_row(db, "duty", application=akte, proposal=plan.proposal, **plan.columns(), **who)
    told = f"{plan.title}, fällig {datum(plan.due_on)}"
    note_event(db, akte, Told(what=What.DUTY, after=told), account, now)
    return number


def change_duty(
    db: Database, found: Duty, plan: Plan, reason: str, account: Account, now: datetime
) -> bool:
    """Write a duty anew; the reason stands in the history."""
    with writing(db):
        if not _grow(db, found, **plan.columns()):
            return False
        pairs = [
            ("Titel", found.title, plan.title),
            ("fällig", datum(found.due_on), datum(plan.due_on)),
            ("verantwortlich", _person(found.responsible), _person(plan.responsible)),
            ("Vertretung", _person(found.deputy), _person(plan.deputy)),
        ]
        told = [pair for pair in pairs if pair[1] != pair[2]] or [("Angaben", "", "geändert")]
        for name, before, after in told:
            words = f"{found.title}: {name}. {reason}".strip()
            event = Told(what=What.DUTY, before=before, after=after, words=words)
            note_event(db, found.application, event, account, now)
    return True


def finish_duty(
    db: Database, found: Duty, done_on: date, note: str, account: Account, now: datetime
) -> bool:
    """Note that a duty is done: when, by whom, and what is worth knowing of it."""
    done = dict(done_at=done_on.isoformat(), done_by=account.email, note=note or found.note)
    return _end(db, found, done, f"erledigt am {datum(done_on)}", note, account, now)


def drop_duty(db: Database, found: Duty, reason: str, account: Account, now: datetime) -> bool:
    """Note that there is no such duty, and why."""
    dropped = dict(dropped_at=stamp(now), dropped_because=reason)
    return _end(db, found, dropped, "entfällt", reason, account, now)


def reopen_duty(db: Database, found: Duty, account: Account, now: datetime) -> bool:
    """Take back that a duty is done or dropped."""
    nothing = dict.fromkeys(("done_at", "done_by", "dropped_at", "dropped_because"))
    with writing(db):
        if not _grow(db, found, **nothing):
            return False
        event = Told(what=What.DUTY, after="wieder offen", words=found.title)
        note_event(db, found.application, event, account, now)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """Who takes over a duty from somebody; nobody may follow as deputy."""

    duty: Duty
    responsible: int | None
    deputy: int | None


def hand_over(db: Database, handings: Iterable[Handing], account: Account, now: datetime) -> int:
    """Give duties to others in one go; gives how many of them a colleague had not changed."""
    done = 0
    with writing(db):
        for it in handings:
            who = dict(responsible=it.responsible, deputy=it.deputy)
            if not _grow(db, it.duty, **who):
                continue
            done += 1
            before = _pair(it.duty.responsible, it.duty.deputy)
            after = _pair(it.responsible, it.deputy)
            words = f"{it.duty.title}: übergeben"
            event = Told(what=What.DUTY, before=before, after=after, words=words)
            note_event(db, it.duty.application, event, account, now)
    return done


def _end(
    db: Database,
    found: Duty,
    values: dict[str, Any],
    after: str,
    words: str,
    account: Account,
    now: datetime,
) -> bool:
    with writing(db):
        if not found.is_open or not _grow(db, found, **values):
            return False
        said = f"{found.title}. {words}".strip()
        event = Told(what=What.DUTY, before="offen", after=after, words=said)
        note_event(db, found.application, event, account, now)
    return True


def _grow(db: Database, found: Duty, **values: Any) -> bool:
    names = "".join(f", {name} = :{name}" for name in values)
    sql = f"update duty set version = version + 1{names} where id = :id and version = :seen"
    return bool(db.execute(sql, values | dict(id=found.id, seen=found.version)).rowcount)


def _person(number: int | None) -> str:
    """People stand in the history by number alone, so that an account can be forgotten."""
    return account_subject(number) if number else ""


def _pair(responsible: int | None, deputy: int | None) -> str:
    named = [_person(responsible) or "niemand", _person(deputy) or "keine Vertretung"]
    return ", ".join(named)
