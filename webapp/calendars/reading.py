"""What somebody gets who fetches a calendar, or looks at it on the page before."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from index.municipality import municipality
from matcher.planning import USUAL
from webapp.accounts.account import Account, limited_to
from webapp.accounts.queries import account_with_id
from webapp.calendars.addresses import Calendar
from webapp.calendars.choosing import Chosen, chosen_by, chosen_for
from webapp.calendars.events import Wanted, deadlines, due, key_of, meetings
from webapp.calendars.memory import Event, remembered
from webapp.meetings.queries import lead_times_of, meetings_of

OWN_NAME = "Meine Förderfristen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """The name of a calendar, what should stand in it, and the keys that still belong to it."""

    name: str
    wanted: tuple[Wanted, ...]
    followed: frozenset[str]


def content_for_town(
    db: Database, ags: str, today: date, page_of: Callable[[int], str]
) -> Content | None:
    """What the calendar of a municipality shows."""
    town = municipality(db, ags)
    if town is None:
        return None
    name = f"Förderfristen {town.short_name}"
    return _content(db, name, chosen_for(db, ags), ags, today, page_of)


def content_for_person(
    db: Database, account: Account, today: date, page_of: Callable[[int], str]
) -> Content:
    """What the calendar of a person shows: what they follow, as far as they may see it today."""
    chosen = chosen_by(db, account.id, limited_to(account))
    return _content(db, OWN_NAME, chosen, account.municipality, today, page_of)


def content_of(
    db: Database, calendar: Calendar, today: date, page_of: Callable[[int], str]
) -> Content | None:
    """What a calendar shows; nothing where its owner is gone."""
    if calendar.municipality is not None:
        return content_for_town(db, calendar.municipality, today, page_of)
    owner = account_with_id(db, calendar.account or 0)
    return content_for_person(db, owner, today, page_of) if owner and owner.active else None


def events_of(
    db: Database, calendar: Calendar, content: Content, today: date, now: datetime
) -> list[Event]:
    """The events to tell, in the light of what was told before."""
    return remembered(db, calendar.id, content.wanted, content.followed, today, now)


def _content(
    db: Database,
    name: str,
    chosen: list[Chosen],
    ags: str | None,
    today: date,
    page_of: Callable[[int], str],
) -> Content:
    found = due(db, chosen, today)
    known = meetings_of(db, ags, today) if ags else []
    lead = lead_times_of(db, ags) if ags else USUAL
    wanted = (*deadlines(found, today, page_of), *meetings(found, today, known, lead))
    return Content(
        name=name,
        wanted=tuple(sorted(wanted, key=lambda one: (one.day, one.key))),
        followed=frozenset(key_of(one.programme) for one in chosen),
    )
