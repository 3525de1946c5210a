"""How far away the next deadline is: this month, this quarter, this half-year, later."""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class DeadlineSpan(StrEnum):
    """Nächste Frist, as people plan with it; the spans of days contain each other."""

    MONTH = "dieser Monat"
    QUARTER = "dieses Quartal"
    HALF_YEAR = "dieses Halbjahr"
    LATER = "später"
    ROLLING = "laufend"
    NOT_STATED = "keine Angabe"

    @property
    def months(self) -> int | None:
        """How many months of the calendar the span has; none where it has no end."""
        return {"dieser Monat": 1, "dieses Quartal": 3, "dieses Halbjahr": 6}.get(self.value)


def end_of_span(span: DeadlineSpan, today: date) -> date | None:
    """The last day of the span that holds today; none for those that are no time."""
    if span.months is None:
        return None
    month = -(-today.month // span.months) * span.months
    return date(today.year, month, monthrange(today.year, month)[1])
