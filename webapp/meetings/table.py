"""Reading meetings out of a calendar (ICS) or a table (CSV)."""

import csv
import re
from collections.abc import Iterator
from datetime import date

from matcher.planning import Meeting
from matcher.values import day_of

_DAY_NAMES = ("datum", "tag", "day", "date", "termin")
_BODY_NAMES = ("gremium", "sitzung", "body", "titel", "bezeichnung")
_START = re.compile(r"DTSTART[^:\n]*:(\d{4})(\d\d)(\d\d)")
_SUMMARY = re.compile(r"^SUMMARY[^:\n]*:(.*)$", re.MULTILINE)
_LONGEST_NAME = 120
_UNNAMED = "Sitzung"


class UnreadableMeetings(Exception):
    """A file without meetings; the message is one German sentence."""


def read_meetings(data: bytes) -> list[Meeting]:
    """Read a calendar or a table.

    Raises:
        UnreadableMeetings: says what was expected, or which line is wrong.
    """
    text = _text(data)
    found = list(_from_calendar(text) if "BEGIN:VCALENDAR" in text else _from_table(text))
    if not found:
        raise UnreadableMeetings("Die Datei enthält keinen Sitzungstermin.")
    return list(dict.fromkeys(found))


def _from_calendar(text: str) -> Iterator[Meeting]:
    unfolded = re.sub(r"\r?\n[ \t]", "", text).replace("\r\n", "\n")
    for event in unfolded.split("BEGIN:VEVENT")[1:]:
        if "\nRRULE" in event:
            raise UnreadableMeetings(
                "Der Kalender enthält Serientermine; bitte mit einzelnen Terminen ausgeben."
            )
        start, summary = _START.search(event), _SUMMARY.search(event)
        if start and "\nSTATUS:CANCELLED" not in event:
            name = re.sub(r"\\([,;\\])", r"\1", summary[1]) if summary else ""
            yield _meeting(f"{start[1]}-{start[2]}-{start[3]}", name, "Kalender")


def _from_table(text: str) -> Iterator[Meeting]:
    head = text.splitlines()[0] if text.strip() else ""
    rows = csv.reader(text.splitlines(), delimiter=max(";,\t", key=head.count))
    names = [name.strip().casefold() for name in next(rows, [])]
    day = next((at for at, name in enumerate(names) if name in _DAY_NAMES), None)
    body = next((at for at, name in enumerate(names) if name in _BODY_NAMES), None)
    if day is None:
        raise UnreadableMeetings(
            "Erwartet wird ein Kalender (ICS) oder eine Tabelle mit der Spalte »Datum«."
        )
    for row in rows:
        if len(row) > day and row[day].strip():
            name = row[body] if body is not None and len(row) > body else ""
            yield _meeting(row[day], name, f"Zeile {rows.line_num}")


def _meeting(day: str, body: str, where: str) -> Meeting:
    try:
        found: date = day_of(day)
    except ValueError as error:
        raise UnreadableMeetings(f"{where}: {error}") from error
    return Meeting(day=found, body=body.strip()[:_LONGEST_NAME] or _UNNAMED)


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
