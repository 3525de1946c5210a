"""A duty after an award, as the database keeps it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from webapp.duties.kinds import DutyKind

LONGEST_TITLE, LONGEST_BASIS, LONGEST_WORDS = 200, 1000, 500
SOON_DAYS = 56


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Something that has to be done by a day; it stays until somebody says it is done.

    `town` is the AGS of the municipality whose duty it is, `lead` of the one that leads the akte.
    """

    id: int
    application: int
    akte: str
    lead: str
    town: str
    town_name: str
    kind: DutyKind
    title: str
    due_on: date
    basis: str
    version: int
    opens_on: date | None = None
    responsible: int | None = None
    deputy: int | None = None
    done_at: str = ""
    done_by: str = ""
    dropped_at: str = ""
    dropped_because: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not (self.done_at or self.dropped_at)

    def as_seen(self, version: int) -> "Duty":
        """The duty with the version that a form showed."""
        return replace(self, version=version)

    def days_left(self, today: date) -> int:
        """So many days until it is due; less than none when it is overdue."""
        return (self.due_on - today).days

    def is_overdue(self, today: date) -> bool:
        """Whether its day is over and nobody said that it is done."""
        return self.is_open and self.due_on < today

    def is_soon(self, today: date) -> bool:
        """Whether it is due in the next eight weeks."""
        return self.is_open and 0 <= self.days_left(today) <= SOON_DAYS


TOWN = """
    iif(exists (select 1 from applicant where applicant.application = duty.application
        and applicant.municipality = duty.municipality), duty.municipality, application.lead)
"""
"""Whose duty it is: a municipality that applies no more leaves it to the one that leads."""

SELECT = f"""
    select duty.*, application.title as akte, application.lead, municipality.ags as town,
        municipality.short_name as town_name
    from duty join application on application.id = duty.application
    join municipality on municipality.ags = {TOWN}
"""
"""Every question for duties begins like this."""


def duty_from(row: dict[str, Any]) -> Duty:
    """Read a row of `SELECT`."""
    names = (
        "id", "application", "akte", "lead", "town", "town_name", "title", "basis", "version",
        "responsible", "deputy",
    )  # fmt: skip
    kept: dict[str, Any] = {name: row[name] for name in names}
    for name in ("done_at", "done_by", "dropped_at", "dropped_because", "note"):
        kept[name] = row[name] or ""
    return Duty(
        **kept,
        kind=DutyKind(row["kind"]),
        due_on=date.fromisoformat(row["due_on"]),
        opens_on=date.fromisoformat(row["opens_on"]) if row["opens_on"] else None,
    )
