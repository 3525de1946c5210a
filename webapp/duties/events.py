"""Duties in calendars: of the people who take care of them, and of the municipality."""

from collections.abc import Callable, Iterable, Iterator

from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.calendars.events import Wanted, key_of_duty
from webapp.duties.duty import SELECT, TOWN, Duty, duty_from

_OF_PERSON = """
    :person in (duty.responsible, duty.deputy) and (:limit is null or application.lead = :limit
        or exists (select 1 from applicant where applicant.application = duty.application
            and applicant.municipality = :limit))
"""


def duties_in_calendar(db: Database, *, person: Account | None = None, ags: str = "") -> list[Duty]:
    """The duties of somebody who still sees them, or of a municipality: open and dropped ones.

    What is done has left the calendar; what was dropped is called off in it.
    """
    whose = _OF_PERSON if person else f"{TOWN} = :ags"
    sql = f"{SELECT} where done_at is null and {whose} order by duty.due_on, duty.id"
    limit = limited_to(person) if person else None
    values = dict(person=person.id, limit=limit) if person else dict(ags=ags)
    return [duty_from(row) for row in db.query(sql, values)]


def duty_events(found: Iterable[Duty], page_of: Callable[[int], str]) -> Iterator[Wanted]:
    """One event for each open duty; it keeps its name when its day moves."""
    for duty in found:
        if duty.is_open:
            page = page_of(duty.id)
            lines = [f"{duty.akte} ({duty.town_name})", f"Grundlage: {duty.basis}"]
            yield Wanted(
                key=key_of_duty(duty.id),
                day=duty.due_on,
                summary=f"{duty.kind.value}: {duty.title}",
                description="\n".join([*lines, f"Im Fördernetz: {page}"]),
                url=page,
            )
