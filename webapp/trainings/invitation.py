"""The date of a training for the calendar of one person, after RFC 5545 and 5546."""

from datetime import datetime
from email.utils import parseaddr
from urllib.parse import urlsplit

from webapp.calendars.icalendar_file import escaped, folded, moment
from webapp.settings import Settings
from webapp.trainings.training import Seat, Training, in_utc

REQUEST, CANCEL = "REQUEST", "CANCEL"


def invitation(
    settings: Settings, training: Training, seat: Seat, now: datetime, method: str
) -> dict[str, str]:
    """The date and its method, as a single letter carries them.

    The same UID means the same date; the sequence of the person grows with every letter, so that
    mail programs know which one counts.
    """
    host = urlsplit(settings.base_url).hostname or "localhost"
    office = parseaddr(settings.contact)[1]
    cancelled = method == CANCEL
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Foerdernetz//Schulungen//DE",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:schulung-{training.id}@{host}",
        f"DTSTAMP:{moment(now)}",
        f"SEQUENCE:{seat.sequence}",
        f"DTSTART:{moment(in_utc(training.starts_at))}",
        f"DTEND:{moment(in_utc(training.ends_at))}",
        f"SUMMARY:{escaped(training.title)}",
        f"DESCRIPTION:{escaped(_description(training))}",
        f"URL:{address_of(settings, training)}",
        *([f"LOCATION:{escaped(training.place or training.link)}"] if _where(training) else []),
        f'ORGANIZER;CN="Fördermittelmanagement":mailto:{office}',
        f"ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:{seat.email}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    ics = "".join(f"{part}\r\n" for line in lines for part in folded(line))
    return dict(ics=ics, method=method)


def address_of(settings: Settings, training: Training) -> str:
    """The page of a training, for what is read elsewhere."""
    return f"{settings.base_url}/schulungen/{training.id}"


def _where(training: Training) -> bool:
    return bool(training.place or training.link)


def _description(training: Training) -> str:
    said = [training.description, training.link and f"Zugang: {training.link}"]
    return "\n".join(filter(None, said))
