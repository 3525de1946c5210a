"""The line about the status that a source keeps beside its texts: a statement like any other."""

import re

from index.facts import Evidence, Fact, Facts
from index.record import SourceRecord

_CLOSED = re.compile(r"nicht\s+me(hr|rh)\s+möglich|ausgelaufen|abgelaufen|beendet", re.IGNORECASE)
_PAUSED = re.compile(
    r"\b(derzeit|zurzeit|aktuell|momentan)\b.*\b(nicht|keine?)\b|in\s+Überarbeitung|ausgesetzt",
    re.IGNORECASE,
)


def stated_by(line: str) -> str:
    """What a status line says, as a value of the fact `status`; empty when it restricts nothing."""
    if not line:
        return ""
    if _CLOSED.search(line):
        return "closed"
    return "paused" if _PAUSED.search(line) else ""


def with_status_line(facts: Facts, record: SourceRecord) -> Facts:
    """Put what the status line of a record says before what its prose says.

    So whoever decided about the status hears of it when the line comes, changes or goes.
    """
    stated = stated_by(record.status_line)
    if not stated:
        return facts
    evidence = (Evidence(quote=record.status_line, field="status_line"),)
    line = Fact(name="status", value=stated, evidence=evidence)
    return Facts(dict(facts.by_name) | {"status": line})
