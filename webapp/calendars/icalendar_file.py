"""A calendar as iCalendar (RFC 5545): all-day events, no alarms, lines of at most 75 bytes."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from webapp.calendars.memory import Event

MIMETYPE = "text/calendar"
_LINE = 75
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def icalendar_file(name: str, events: Iterable[Event], host: str) -> str:
    """Write a calendar with its name; `host` makes the names of the events known world-wide."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Foerdernetz//Fristen//DE"]
    lines += ["CALSCALE:GREGORIAN", f"NAME:{escaped(name)}", f"X-WR-CALNAME:{escaped(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"]
    for event in events:
        lines += _event(event, host)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(event: Event, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}@{host}"
    # In a calendar that is only read the two say the same: when the event was last changed.
    yield f"DTSTAMP:{moment(event.changed_at)}"
    yield f"LAST-MODIFIED:{moment(event.changed_at)}"
    yield f"CREATED:{moment(event.created_at)}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    if event.day < date.max:  # without an end it is the whole day as well
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(f'Entfällt: {event.summary}' if event.dropped else event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield f"STATUS:{'CANCELLED' if event.dropped else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def moment(at: datetime) -> str:
    """A moment in UTC, so that no zone has to be explained."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(words: str) -> str:
    """Words as they stand in a property."""
    kept = "".join(sign for sign in words if sign >= " " or sign == "\n")
    return kept.translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """Break a line before it is too long, never inside a sign of several bytes."""
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LINE:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + width
    yield part
