"""The checklist as it is kept: derived steps follow the programme, done ones stay as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.programme import programme
from index.rows import add_row
from index.schema import writing
from index.store import Database
from matcher.planning import Plan, plan_back
from webapp.accounts.account import Account
from webapp.applications.akte import Application, What
from webapp.applications.checklist import CONSENT, OWN, Grounds, Proposal, proposals
from webapp.applications.history import Told, note_event
from webapp.meetings.queries import lead_times_of, meetings_of
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do: on what it rests, whose it is, by when, and whether it is done."""

    id: int
    application: int
    key: str
    title: str
    basis: str
    municipality: str | None
    town: str
    due_on: date | None
    done_at: str
    done_by: str
    note: str

    @property
    def is_own(self) -> bool:
        """Whether people entered it themselves."""
        return self.key == OWN

    @property
    def follows(self) -> bool:
        """Whether nobody ticks it: it follows what a town says elsewhere."""
        return self.key == CONSENT

    @property
    def done(self) -> bool:
        """Whether somebody ticked it."""
        return bool(self.done_at)


_STEPS = """
    select application_step.*, municipality.short_name as town from application_step
    left join municipality on municipality.ags = application_step.municipality
"""


def steps_of(db: Database, number: int) -> list[Step]:
    """The checklist of an akte: what is due first, first; done steps keep their place."""
    sql = f"""
        {_STEPS} where application = ?
        order by due_on is null, due_on, application_step.municipality is not null, town,
            application_step.id
    """
    return [_from_row(row) for row in db.query(sql, [number])]


def step(db: Database, number: int, which: int) -> Step | None:
    """One step of an akte."""
    sql = f"{_STEPS} where application = ? and application_step.id = ?"
    return next(map(_from_row, db.query(sql, [number, which])), None)


def renew_checklist(db: Database, found: Application, today: date) -> None:
    """Bring the derived steps up to date: new ones come, days move, what fell away goes.

    What was ticked, noted or entered by people stays as it is.
    """
    wanted = {(it.key, it.municipality): it for it in proposals(grounds_of(db, found, today))}
    with writing(db):
        kept = {(it.key, it.municipality): it for it in steps_of(db, found.id) if not it.is_own}
        for key, it in wanted.items():
            if key not in kept:
                add_row(db, "application_step", application=found.id, note="", **_columns(it))
            elif not kept[key].done:
                db.table("application_step").update(kept[key].id, _columns(it))
        for key, old in kept.items():
            if key not in wanted and not old.done and not old.note:
                db.execute("delete from application_step where id = ?", [old.id])


def grounds_of(db: Database, found: Application, today: date) -> Grounds:
    """Read what the steps follow from."""
    named = programme(db, found.programme) if found.programme else None
    return Grounds(akte=found, programme=named, plans=plans_of(db, found, today))


def plans_of(db: Database, found: Application, today: date) -> dict[str, Plan]:
    """Count back from the deadline for every applicant; nothing without one."""
    if found.deadline is None:
        return {}
    return {
        ags: plan_back(found.deadline, today, meetings_of(db, ags, today), lead_times_of(db, ags))
        for ags in found.towns
    }


def add_step(
    db: Database,
    found: Application,
    title: str,
    due_on: date | None,
    ags: str | None,
    account: Account,
    now: datetime,
) -> int:
    """Enter an own step."""
    own = Proposal(key=OWN, title=title, basis="Eigener Eintrag", municipality=ags, due_on=due_on)
    with writing(db):
        number = add_row(db, "application_step", application=found.id, note="", **_columns(own))
        note_event(db, found.id, Told(what=What.STEP, after=title), account, now)
    return number


def tick(db: Database, it: Step, words: str, account: Account, now: datetime) -> None:
    """Say that a step is done; who was first stays."""
    row = [stamp(now), account.email, words, it.id]
    sql = """
        update application_step set done_at = ?, done_by = ?, note = ?
        where id = ? and done_at is null
    """
    with writing(db):
        if db.execute(sql, row).rowcount:
            told = Told(what=What.STEP, before=_named(it), after="erledigt", words=words)
            note_event(db, it.application, told, account, now)


def untick(db: Database, it: Step, account: Account, now: datetime) -> None:
    """Say that a step is not done after all."""
    sql = """
        update application_step set done_at = null, done_by = null
        where id = ? and done_at is not null
    """
    with writing(db):
        if db.execute(sql, [it.id]).rowcount:
            told = Told(what=What.STEP, before=_named(it), after="wieder offen")
            note_event(db, it.application, told, account, now)


def remove_step(db: Database, it: Step, account: Account, now: datetime) -> bool:
    """Delete an own step; the others follow from the programme."""
    if not it.is_own:
        return False
    with writing(db):
        db.execute("delete from application_step where id = ?", [it.id])
        told = Told(what=What.STEP, before=_named(it), after="gelöscht")
        note_event(db, it.application, told, account, now)
    return True


def next_steps(db: Database, numbers: Iterable[int]) -> dict[int, Step]:
    """What has to be done first in each of these akten."""
    chosen = sorted(set(numbers))
    marks = ", ".join("?" * len(chosen))
    sql = f"""
        {_STEPS} where application in ({marks}) and done_at is null and due_on is not null
        order by due_on desc, application_step.id desc
    """
    return {row["application"]: _from_row(row) for row in db.query(sql, chosen)}


def next_open(steps: Iterable[Step]) -> Step | None:
    """What has to be done first."""
    return next((it for it in steps if not it.done and it.due_on), None)


def _named(it: Step) -> str:
    return f"{it.title} ({it.town})" if it.town else it.title


def _columns(it: Proposal) -> dict[str, Any]:
    return dict(
        key=it.key,
        title=it.title,
        basis=it.basis,
        municipality=it.municipality,
        due_on=it.due_on.isoformat() if it.due_on else None,
    )


def _from_row(row: dict[str, Any]) -> Step:
    kept = ("id", "application", "key", "title", "basis", "municipality", "note")
    return Step(
        **{name: row[name] for name in kept},
        town=row["town"] or "",
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        done_at=row["done_at"] or "",
        done_by=row["done_by"] or "",
    )
