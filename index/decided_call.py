"""A structured call with the fields that the Fördermittelmanagement decided otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from index.decision import Ruling
from index.facts import Facts
from index.record import Call

_FIELDS = {
    "deadline_model": "deadline_model",
    "deadlines": "deadlines",
    "amount_max_eur": "grant_max_eur",
    "amount_min_eur": "grant_min_eur",
}
"""The facts that are fields of a call."""


def as_decided(call: Call, facts: Facts, rulings: Mapping[str, Ruling]) -> Call:
    """Put decided values into a call and take out removed ones, so that both say the same."""
    decided = [name for name in _FIELDS if name in rulings and rulings[name].holds]
    changes: dict[str, Any] = {_FIELDS[name]: facts.value(name) for name in decided}
    if "deadlines" in changes:
        changes["deadlines"] = tuple(_days(facts))
    if "deadline_model" in changes:
        changes["deadline_model"] = changes["deadline_model"] or ""
    return replace(call, **changes) if changes else call


def _days(facts: Facts) -> list[date]:
    """The days with a year; a call knows no others."""
    days = (item.day for item in facts.deadlines)
    return sorted(date.fromisoformat(day) for day in days if not day.startswith("--"))
