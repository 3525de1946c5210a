"""What stood in a calendar before: events keep their names, and a dropped day is called off."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.calendars.events import Wanted, outlasts_its_day

STANDS, DROPPED, LEFT = "stands", "dropped", "left"
_REMEMBERED = timedelta(days=400)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event as subscribers are told of it; `sequence` counts how often it was changed."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    dropped: bool
    sequence: int
    created_at: datetime
    changed_at: datetime


def remembered(
    db: Database,
    calendar: int,
    wanted: Iterable[Wanted],
    followed: Collection[str],
    today: date,
    now: datetime,
) -> list[Event]:
    """Hold what should stand against what stood, and give what to tell.

    `followed` are the keys of deadlines that still belong here: if one of them has no day any
    more, its event is called off; any other simply leaves the calendar. Days that are over stay;
    what outlasts its day is the same event even then.
    """
    wanted = list(wanted)
    with writing(db):
        _forget_old(db, calendar, {one.key for one in wanted}, today)
        stood = _rows(db, calendar)
        ahead = {
            row["key"]: row
            for row in stood
            if row["day"] >= today.isoformat() or outlasts_its_day(row["key"])
        }
        for one in wanted:
            _keep(db, calendar, one, ahead.pop(one.key, None), stood, now)
        for key, row in ahead.items():
            state = DROPPED if key in followed else LEFT
            _change(db, row, dict(state=state), now)
        return [_event(row) for row in _rows(db, calendar) if row["state"] != LEFT]


def _forget_old(db: Database, calendar: int, kept: Iterable[str], today: date) -> None:
    sql = """
        delete from calendar_event where calendar = ? and day < ?
            and key not in (select value from json_each(?))
    """
    long_ago = (today - _REMEMBERED).isoformat()
    db.execute(sql, [calendar, long_ago, json.dumps(sorted(kept))])


def _keep(
    db: Database,
    calendar: int,
    one: Wanted,
    row: dict[str, Any] | None,
    stood: list[dict[str, Any]],
    now: datetime,
) -> None:
    said = dict(
        day=one.day.isoformat(), summary=one.summary, description=one.description, url=one.url
    )
    if row:
        _change(db, row, said | dict(state=STANDS), now)
        return
    number = sum(other["key"] == one.key for other in stood) + 1
    at = _stamp(now)
    db.table("calendar_event").insert(
        dict(
            calendar=calendar,
            uid=f"{one.key}-{number}-k{calendar}",
            key=one.key,
            state=STANDS,
            sequence=0,
        )
        | said
        | dict(created_at=at, changed_at=at)
    )


def _change(db: Database, row: dict[str, Any], said: dict[str, Any], now: datetime) -> None:
    if any(row[name] != value for name, value in said.items()):
        more = dict(sequence=row["sequence"] + 1, changed_at=_stamp(now))
        db.table("calendar_event").update((row["calendar"], row["uid"]), said | more)


def _rows(db: Database, calendar: int) -> list[dict[str, Any]]:
    sql = "select * from calendar_event where calendar = ? order by day, uid"
    return list(db.query(sql, [calendar]))


def _event(row: dict[str, Any]) -> Event:
    return Event(
        uid=row["uid"],
        day=date.fromisoformat(row["day"]),
        summary=row["summary"],
        description=row["description"] or "",
        url=row["url"] or "",
        dropped=row["state"] == DROPPED,
        sequence=row["sequence"],
        created_at=datetime.fromisoformat(row["created_at"]),
        changed_at=datetime.fromisoformat(row["changed_at"]),
    )


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
