"""Antragsfrist as XFLB knows it: exactly one form, or none."""

from dataclasses import dataclass
from datetime import date

from index.programme import Programme
from index.vocabulary import Status

FORMS = ("fristdatum", "fristJaehrlich", "fristFest", "fristSpanne", "sonstige")


@dataclass(frozen=True, slots=True, kw_only=True)
class Antragsfrist:
    """One form with its value; `remark` keeps in words what the form cannot express."""

    form: str | None = None
    value: str = ""
    remark: str = ""


def antragsfrist(programme: Programme, today: date) -> Antragsfrist:
    """Choose the one form for a programme.

    Several days, two stages and open-ended applications are »sonstige«, in words beside it.
    A closed programme has none, nor one whose sources say nothing. We know no from–to durations,
    so `fristSpanne` is never written.
    """
    standing = programme.standing(today)
    if standing.status is Status.CLOSED:
        return Antragsfrist(remark=f"Geschlossen: {standing.reason}")
    days = _days(programme)
    if len(days) > 1 or programme.facts.value("deadline_model") == "two-stage":
        return Antragsfrist(form="sonstige", value="ja", remark=_in_words(programme, days))
    if days:
        return _one_day(*days[0])
    if programme.facts.value("deadline_model") == "rolling":
        return Antragsfrist(form="sonstige", value="ja", remark="Antrag laufend möglich")
    if duration := programme.facts.value("deadline_relative"):
        return Antragsfrist(form="fristFest", value=str(duration))
    return Antragsfrist()


def _days(programme: Programme) -> list[tuple[str, str]]:
    """Kind and day of every stated deadline; those of a structured call come first."""
    if programme.call and programme.call.deadlines:
        return [("application", day.isoformat()) for day in sorted(programme.call.deadlines)]
    # A day whose year nobody knows is no Frist that another portal could publish.
    return [(item.kind, item.day) for item in programme.facts.deadlines if not item.once]


def _one_day(kind: str, day: str) -> Antragsfrist:
    remark = "Frist für die Skizze" if kind == "sketch" else ""
    if day.startswith("--"):
        return Antragsfrist(form="fristJaehrlich", value=_day_and_month(day), remark=remark)
    return Antragsfrist(form="fristdatum", value=day, remark=remark)


def _in_words(programme: Programme, days: list[tuple[str, str]]) -> str:
    kinds = {"sketch": "Skizze", "application": "Antrag"}
    parts = [f"{kinds.get(kind, kind)} bis {_spelled(day)}" for kind, day in days]
    two_stages = programme.facts.value("deadline_model") == "two-stage"
    return "; ".join(["Zweistufiges Verfahren"] * two_stages + parts)


def _spelled(day: str) -> str:
    if day.startswith("--"):
        return f"{_day_and_month(day)}. jährlich"
    return f"{date.fromisoformat(day):%d.%m.%Y}"


def _day_and_month(day: str) -> str:
    return f"{day[5:7]}.{day[2:4]}"
