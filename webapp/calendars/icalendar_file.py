"""A calendar as iCalendar (RFC 5545): all-day events, no alarms, lines of at most 75 bytes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from webapp.calendars.memory import Event

MIMETYPE = "text/calendar"
_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def icalendar_file(name: str, events: Iterable[Event], host: str) -> str:
    """Write a calendar with its name; `host` makes the names of the events known world-wide."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foerdernetz//Fristen//DE"]
    lines += ["CALSCALE:GREGORIAN", f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]
    for event in events:
        lines += _event(event, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(event: Event, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@{host}"
    # In a calendar that is only read the two say the same: when the event was last changed.
    yield f"DTSTAMP:{_moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{_moment(event.changed_at)}"
    yield f"CREATED:{_moment(event.created_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(f'Entfällt: {event.summary}' if event.dropped else event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.dropped else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    kept = "".join(sign for sign in words if sign >= " " or sign == "\n")
    return kept.translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Break a line before it is too long, never inside a sign of several bytes."""
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + width
    yield part
