"""Facts of a call that come as structured fields (the EU portal), not as prose."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from crawler.facts.rule import fact
from index.facts import Evidence, Fact
from index.record import Call

_FIRST_STAGE = timedelta(days=210)
_MODELS = {
    "single-stage": "single-stage",
    "two-stage": "two-stage",
    "multiple cut-off": "multiple-cut-off",
    "multiple-cut-off": "multiple-cut-off",
}


def read(call: Call) -> Iterator[Fact]:
    """Model, cut-offs and bounds of the grant, as far as the call states them.

    Where several topics share one budget its bounds belong to none of them.
    """
    model = _MODELS.get(call.deadline_model.strip().lower())
    if model:
        yield _stated("deadline_model", model, f"deadlineModel: {call.deadline_model}")
    if call.deadlines:
        days = ", ".join(day.isoformat() for day in call.deadlines)
        yield _stated("deadlines", list(_deadlines(call, model)), f"deadlineDate: {days}")
    if call.grant_max_eur:
        yield _stated(
            "amount_max_eur", call.grant_max_eur, f"maxContribution: {call.grant_max_eur}"
        )
    if call.grant_min_eur:
        yield _stated(
            "amount_min_eur", call.grant_min_eur, f"minContribution: {call.grant_min_eur}"
        )


def _deadlines(call: Call, model: str | None) -> Iterator[dict[str, str]]:
    """In a two-stage call the first day is that of the short proposal.

    The portal often names that day alone; one that lies long after the opening is the second.
    """
    days = sorted(set(call.deadlines))
    sketch = model == "two-stage" and (len(days) > 1 or _is_soon(call, days[0]))
    for day in days:
        kind = "sketch" if sketch and day == days[0] else "application"
        yield {"kind": kind, "date": day.isoformat()}


def _is_soon(call: Call, day: date) -> bool:
    return call.opens_on is not None and day - call.opens_on < _FIRST_STAGE


def _stated(name: str, value: Any, quote: str) -> Fact:
    return fact(name, value, [Evidence(quote=quote[:200], field="call")])
