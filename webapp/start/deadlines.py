"""The deadlines ahead of a municipality, each with the council meeting that is in time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from index.programme import Programme
from index.store import Database
from matcher.own_share import OwnShare
from matcher.planning import Plan, plan_back
from webapp.meetings.queries import lead_times_of, meetings_of
from webapp.start.queries import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A programme with its next deadline: for which Vorhaben, and what has to be decided when."""

    programme: Programme
    day: date
    plan: Plan
    why: str
    """Why it stands here where no Vorhaben speaks for it."""
    project: str = ""
    project_title: str = ""
    money: OwnShare = field(default_factory=OwnShare)


def deadlines(
    db: Database,
    ags: str,
    matches: Iterable[Match],
    kept: dict[int, tuple[Programme, str]],
    today: date,
) -> list[Due]:
    """The next deadlines of what fits for sure, is kept or recommended, each programme once."""
    meetings, lead = meetings_of(db, ags, today), lead_times_of(db, ags)
    found: dict[int, Due] = {}
    for match in matches:
        ahead = match.standing.next_deadline
        # What may not fit at all, such as a call for consortia, is no date to keep free.
        if ahead and match.eligible == "yes":
            found[match.programme.id] = Due(
                programme=match.programme,
                day=ahead,
                plan=plan_back(ahead, today, meetings, lead),
                why="",
                project=match.project,
                project_title=match.project_title,
                money=match.money,
            )
    for number, (programme, why) in kept.items():
        ahead = programme.standing(today).next_deadline
        if number not in found and ahead:
            plan = plan_back(ahead, today, meetings, lead)
            found[number] = Due(programme=programme, day=ahead, plan=plan, why=why)
    return sorted(found.values(), key=lambda it: (it.day, it.programme.id))
