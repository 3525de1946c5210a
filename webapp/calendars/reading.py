"""What somebody gets who fetches a calendar, or looks at it on the page before."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from index.municipality import municipality
from index.store import Database
from matcher.planning import USUAL
from webapp.accounts.account import Account, limited_to
from webapp.accounts.queries import account_with_id
from webapp.calendars.addresses import Calendar
from webapp.calendars.choosing import Chosen, chosen_by, chosen_for
from webapp.calendars.events import Pages, Wanted, deadlines, due, key_of, key_of_duty, meetings
from webapp.calendars.memory import Event, remembered
from webapp.duties.duty import Duty
from webapp.duties.events import duties_in_calendar, duty_events
from webapp.joint.events import invitation_events
from webapp.meetings.queries import lead_times_of, meetings_of
from webapp.trainings.events import key_of as key_of_training
from webapp.trainings.events import training_events
from webapp.trainings.queries import coming

OWN_NAME = "Meine Förderfristen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The name of a calendar, what should stand in it, and the keys that still belong to it."""

    name: str
    wanted: tuple[Wanted, ...]
    followed: frozenset[str]


def content_for_town(db: Database, ags: str, today: date, pages: Pages) -> Content | None:
    """What the calendar of a municipality shows."""
    town = municipality(db, ags)
    if town is None:
        return None
    name = f"Förderfristen {town.short_name}"
    duties = duties_in_calendar(db, ags=ags)
    found = _content(db, name, chosen_for(db, ags), duties, ags, today, pages)
    taught = coming(db, today)
    events = (
        *invitation_events(db, ags, pages.programme),
        *training_events(taught, pages.training),
    )
    followed = found.followed | {key_of_training(it.id) for it in taught}
    return _with(replace(found, followed=followed), events)


def content_for_person(db: Database, account: Account, today: date, pages: Pages) -> Content:
    """What the calendar of a person shows: what they follow, as far as they may see it today."""
    chosen = chosen_by(db, account.id, limited_to(account))
    duties = duties_in_calendar(db, person=account)
    return _content(db, OWN_NAME, chosen, duties, account.municipality, today, pages)


def content_of(db: Database, calendar: Calendar, today: date, pages: Pages) -> Content | None:
    """What a calendar shows; nothing where its owner is gone."""
    if calendar.municipality is not None:
        return content_for_town(db, calendar.municipality, today, pages)
    owner = account_with_id(db, calendar.account or 0)
    return content_for_person(db, owner, today, pages) if owner and owner.active else None


def events_of(
    db: Database, calendar: Calendar, content: Content, today: date, now: datetime
) -> list[Event]:
    """The events to tell, in the light of what was told before."""
    return remembered(db, calendar.id, content.wanted, content.followed, today, now)


def _content(
    db: Database,
    name: str,
    chosen: list[Chosen],
    duties: list[Duty],
    ags: str | None,
    today: date,
    pages: Pages,
) -> Content:
    found = due(db, chosen, today)
    known = meetings_of(db, ags, today) if ags else []
    lead = lead_times_of(db, ags) if ags else USUAL
    wanted = (
        *deadlines(found, today, pages.programme),
        *meetings(found, today, known, lead),
        *duty_events(duties, pages.duty),
    )
    content = Content(
        name=name,
        wanted=(),
        followed=frozenset(
            [*(key_of(one.programme) for one in chosen), *(key_of_duty(it.id) for it in duties)]
        ),
    )
    return _with(content, wanted)


def _with(content: Content, more: Iterable[Wanted]) -> Content:
    """The same with further events, in the order of their days."""
    wanted = sorted((*content.wanted, *more), key=lambda one: (one.day, one.key))
    return replace(content, wanted=tuple(wanted))
