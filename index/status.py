"""Status: derived when asked from the source's own line, the deadlines and the day."""

from dataclasses import dataclass
from datetime import date

from index.facts import Facts
from index.record import Call
from index.status_line import stated_by
from index.vocabulary import Presence, Status

NOT_STATED, ANNOUNCED_LATER = "keine Angabe", "wird noch bekannt gegeben"
"""Why there is no deadline, where the status does not say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The status of a programme on one day, and why.

    `next_deadline` is absent when no day lies ahead; `no_deadline_because` then says why.
    """

    status: Status
    reason: str
    next_deadline: date | None = None
    no_deadline_because: str = ""


def standing(
    *,
    today: date,
    status_line: str = "",
    facts: Facts = Facts(),
    call: Call | None = None,
    presence: Presence = Presence.PRESENT,
    lump_sum: bool = False,
    retired: bool = False,
) -> Standing:
    """Tell whether an application can be made on that day.

    A restriction stated by the source counts first, then days, then the rest; nothing is guessed.
    What the Fördermittelmanagement decided about the status counts before the source's own line.
    """
    if presence is Presence.GONE:
        return _without_day(Status.CLOSED, "Die Quelle führt das Programm nicht mehr.")
    if retired:
        return _without_day(Status.CLOSED, "Die Quelle führt das Programm nur noch im Archiv.")
    if facts.decided("status"):
        return _standing_as_decided(facts, today)
    if stated := stated_by(status_line):
        status = Status.CLOSED if stated == "closed" else Status.PAUSED
        return _without_day(status, f"Die Quelle sagt: {status_line}")
    if call is not None and (call.deadlines or call.opens_on):
        return _standing_of_call(call, facts, today)
    if lump_sum:
        return Standing(
            status=Status.OPEN,
            reason="Pauschale ohne Antrag",
            no_deadline_because="Pauschale: kein Antrag nötig",
        )
    return _standing_from_facts(facts, today)


def _standing_as_decided(facts: Facts, today: date) -> Standing:
    stated, by = facts.value("status"), "Nach Angabe des Fördermittelmanagements"
    if stated == "closed":
        return _without_day(Status.CLOSED, f"{by} beendet")
    if stated == "paused":
        return _without_day(Status.PAUSED, f"{by} derzeit ausgesetzt")
    ahead = next_deadline(facts, today)
    rolling = facts.value("deadline_model") == "rolling"
    return Standing(
        status=Status.OPEN,
        reason=f"{by} offen",
        next_deadline=ahead,
        no_deadline_because="" if ahead else "laufend" if rolling else NOT_STATED,
    )


def _standing_of_call(call: Call, facts: Facts, today: date) -> Standing:
    decided = facts.decided("deadlines") or facts.decided("deadline_model")
    ahead = min((day for day in call.deadlines if day >= today), default=None)
    if decided:  # a call knows no days without a year and no open-ended model
        ahead = next_deadline(facts, today)
    elif call.deadlines and ahead is None:
        last = max(call.deadlines)
        return _without_day(Status.CLOSED, f"Frist abgelaufen am {german_date(last)}")
    if call.opens_on and today < call.opens_on:
        return Standing(
            status=Status.UPCOMING,
            reason=f"Öffnet am {german_date(call.opens_on)}",
            next_deadline=ahead,
            no_deadline_because="" if ahead else ANNOUNCED_LATER,
        )
    if decided:
        return _standing_from_facts(facts, today)
    if ahead is None:
        return _without_day(Status.UNKNOWN, "Die Quelle nennt keine Frist.", NOT_STATED)
    return Standing(
        status=Status.OPEN, reason=f"Frist am {german_date(ahead)}", next_deadline=ahead
    )


def _standing_from_facts(facts: Facts, today: date) -> Standing:
    model, stated = facts.value("deadline_model"), facts.value("status")
    ahead = next_deadline(facts, today)
    if not (ahead and facts.decided("deadlines")) and (ended := _ended(facts, today)):
        return _without_day(Status.CLOSED, ended)
    if stated == "paused":
        return _without_day(Status.PAUSED, "Nach dem Text der Quelle derzeit ausgesetzt")
    if ahead:
        return Standing(
            status=Status.OPEN, reason=f"Frist am {german_date(ahead)}", next_deadline=ahead
        )
    if model == "rolling" or stated == "open":
        return _without_day(Status.OPEN, "Antrag laufend möglich", "laufend")
    if any(deadline.once for deadline in facts.deadlines):
        return _without_day(Status.UNKNOWN, "Die Quelle nennt Tage ohne Jahr.", "Tage ohne Jahr")
    if facts.deadlines:
        return _without_day(Status.CLOSED, "Alle genannten Fristen sind abgelaufen.")
    return _without_day(Status.UNKNOWN, "Die Quelle sagt nichts zur Frist.", NOT_STATED)


def _ended(facts: Facts, today: date) -> str:
    """Why no more applications are taken, as far as the facts say so."""
    if facts.value("deadline_model") == "closed" or facts.value("status") == "closed":
        return "Nach dem Text der Quelle beendet"
    valid_until = facts.valid_until
    if valid_until and valid_until < today:
        return f"Rechtsgrundlage galt bis {german_date(valid_until)}"
    return ""


def next_deadline(facts: Facts, today: date) -> date | None:
    """The next stated day; none once closed, and none after the Richtlinie has ended.

    Days that were decided count before a model or an end that was only read, and the reverse.
    """
    model = facts.value("deadline_model")
    if model == "closed" and not facts.overrules("deadlines", "deadline_model"):
        return None
    if model == "rolling" and facts.overrules("deadline_model", "deadlines"):
        return None
    end = facts.valid_until or date.max
    if facts.overrules("deadlines", "programme_valid_until"):
        end = date.max
    days = (deadline.next_on(today) for deadline in facts.deadlines)
    return min((day for day in days if day and day <= end), default=None)


def _without_day(status: Status, reason: str, because: str = "") -> Standing:
    return Standing(status=status, reason=reason, no_deadline_because=because or status.value)


def german_date(day: date) -> str:
    """Write a day as Germans do: 31.12.2026."""
    return f"{day:%d.%m.%Y}"
