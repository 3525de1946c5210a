"""What the akten of a municipality ask for soon, for its first page: one question for all."""

from dataclasses import dataclass
from datetime import date, timedelta

from index.store import Database

WITHIN = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueStep:
    """The first open step of an akte that is due soon or over."""

    application: int
    title: str
    step: str
    due_on: date


_DUE = """
    select application, title, step, due_on from (
        select application.id as application, application.title as title,
            application_step.title as step, application_step.due_on as due_on,
            row_number() over (partition by application.id
                order by application_step.due_on, application_step.id) as place
        from applicant
        join application on application.id = applicant.application
        join application_step on application_step.application = application.id
        where applicant.municipality = :ags and application.stage in ('idea', 'draft')
            and application_step.done_at is null and application_step.due_on <= :last
            and coalesce(application_step.municipality, :ags) = :ags
    ) as due where place = 1 order by due_on, application
"""


def due_steps(db: Database, ags: str, today: date) -> list[DueStep]:
    """Per akte that is still to be handed in the step that is due first, within two weeks."""
    last = (today + WITHIN).isoformat()
    return [
        DueStep(**row | dict(due_on=date.fromisoformat(row["due_on"])))
        for row in db.query(_DUE, dict(ags=ags, last=last))
    ]
