"""When a programme may be called again: a prognosis out of the days of earlier calls.

A prognosis is never a deadline. It names a month, on what it rests and how sure it is; from fewer
than two calls there is none, unless the text itself says that the day returns every year.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

from index.facts import Deadline

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober",
    "November", "Dezember",
)  # fmt: skip
_ONE_CALL = timedelta(days=60)
"""Days nearer to each other belong to one call, for example after a prolongation."""
_LONGEST_STEP = 3
_MOST_MISSED = 1
_MANY = 3


class Certainty(StrEnum):
    """How much a prognosis rests on."""

    STATED = "im Text als jährlich genannt"
    GOOD = "gut belegt"
    WEAK = "schwach belegt"
    IF_EXTENDED = "nur, wenn die Richtlinie verlängert wird"
    CORRECTED = "vom Fördermittelmanagement eingetragen"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDeadline:
    """A day until which one could once apply, and where this was read.

    `day` is `YYYY-MM-DD`, or `--MM-DD` for a day that the text names for every year; `yearly`
    says that the sentence with the day speaks of every year.
    """

    kind: str
    day: str
    yearly: bool = False
    quote: str = ""
    title: str = ""
    url: str = ""
    source: str = ""
    version: int = 1
    read_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """Prognose: the first day of the month in which the next call probably ends."""

    month: date
    certainty: Certainty
    basis: str
    caveat: str = ""
    evidence: tuple[PastDeadline, ...] = ()

    @property
    def saying(self) -> str:
        """The month for people to read: März 2027."""
        return f"{month_name(self.month)} {self.month.year}"


def month_name(day: date) -> str:
    """The German name of the month of a day."""
    return _MONTHS[day.month - 1]


def forecast(past: Iterable[PastDeadline], today: date) -> Forecast | None:
    """Tell when the next call probably ends; `None` where nothing says so well enough."""
    known = list(past)
    if any(it.day > today.isoformat() for it in known if not it.day.startswith("--")):
        return None  # there is a call: nothing has to be guessed
    stated = [it for it in known if it.yearly]
    return _as_stated(stated, today) or _as_before(_of_first_stage(known), today)


def _as_stated(stated: Sequence[PastDeadline], today: date) -> Forecast | None:
    """The next of the days that the text names for every year."""
    ahead = []
    for it in stated:
        day = Deadline(it.kind, f"--{it.day[-5:]}").next_on(today)
        if day:
            ahead.append((day, it))
    if not ahead:
        return None
    day, it = min(ahead, key=lambda pair: pair[0])
    return Forecast(
        month=day.replace(day=1),
        certainty=Certainty.STATED,
        basis=f"Die Quelle nennt einen jährlichen Termin: {day.day}. {month_name(day)}.",
        evidence=(it,),
    )


def _of_first_stage(known: Iterable[PastDeadline]) -> list[PastDeadline]:
    """The dated days of the stage that comes first, wherever it was called at least as often."""
    dated = [it for it in known if not it.day.startswith("--")]
    by_kind = {kind: [it for it in dated if it.kind == kind] for kind in ("sketch", "application")}
    return max(by_kind.values(), key=lambda some: len(rounds(some)))


def rounds(past: Iterable[PastDeadline]) -> list[PastDeadline]:
    """One day for each call: the last, where several are near to each other."""
    found: list[PastDeadline] = []
    for it in sorted(past, key=lambda one: (one.day, one.version)):
        if found and _day(it) - _day(found[-1]) < _ONE_CALL:
            found.pop()
        found.append(it)
    return found


def _as_before(past: Sequence[PastDeadline], today: date) -> Forecast | None:
    """The next month of a season in which calls ended again and again."""
    calls = rounds(past)
    years = {_day(it).year for it in calls}
    found = (_of_season(season, calls, len(years), today) for season in _seasons(calls))
    return min(filter(None, found), key=lambda it: it.month, default=None)


def _seasons(calls: Sequence[PastDeadline]) -> list[list[PastDeadline]]:
    """Calls whose months differ by one at most, the largest group first; each in one group."""
    left, seasons = list(calls), []
    while left:
        groups = [[one for one in left if _near(_day(one), _day(it))] for it in left]
        best = max(groups, key=len)
        seasons.append(best)
        left = [it for it in left if it not in best]
    return seasons


def _of_season(
    season: Sequence[PastDeadline], calls: Sequence[PastDeadline], years: int, today: date
) -> Forecast | None:
    days = [_day(it) for it in season]
    gaps = [round((later - day).days / 365.25) for day, later in pairwise(days)]
    if not gaps or min(gaps) < 1 or max(gaps) > _LONGEST_STEP or 2 * len(days) <= years:
        return None
    step = sorted(gaps)[(len(gaps) - 1) // 2]
    expected, missed = _next_month(days, step, today)
    if missed > min(_MOST_MISSED, len(days) - 2):
        return None
    sure = len(days) >= _MANY and not missed and len(set(gaps)) == 1
    return Forecast(
        month=expected,
        certainty=Certainty.GOOD if sure else Certainty.WEAK,
        basis=_told(days, len(calls), years),
        caveat=_without_a_call(expected, step) * bool(missed),
        evidence=tuple(season),
    )


def _next_month(days: Sequence[date], step: int, today: date) -> tuple[date, int]:
    """The month expected next, and how many that were expected have passed without a call."""
    months = Counter(day.month for day in days)
    usual = max(months, key=lambda month: (months[month], month == days[-1].month))
    last = days[-1]
    # A season may lie around New Year: the year is that of the usual month nearest to the last.
    year = min((last.year + by for by in (-1, 0, 1)), key=lambda y: abs(date(y, usual, 15) - last))
    expected, missed = date(year + step, usual, 1), 0
    while expected < today.replace(day=1):
        expected, missed = expected.replace(year=expected.year + step), missed + 1
    return expected, missed


def _told(days: Sequence[date], calls: int, years: int) -> str:
    """Tell how many ended in which months: »3 der letzten 4 Aufrufe endeten im März …«."""
    months = list(dict.fromkeys(month_name(day) for day in sorted(days, key=lambda it: it.month)))
    when = f"im {' oder '.join(months)}; zuletzt am {days[-1]:%d.%m.%Y}."
    if calls > years:
        return f"In {len(days)} der letzten {years} Jahre mit Aufruf endete einer {when}"
    if len(days) == calls:
        return f"{'Beide' if calls == 2 else f'Alle {calls}'} bekannten Aufrufe endeten {when}"
    return f"{len(days)} der letzten {calls} Aufrufe endeten {when}"


def _without_a_call(expected: date, step: int) -> str:
    return f"Für {month_name(expected)} {expected.year - step} ist kein Aufruf bekannt."


def _near(day: date, other: date) -> bool:
    return (day.month - other.month) % 12 in (0, 1, 11)


def _day(it: PastDeadline) -> date:
    return date.fromisoformat(it.day)
