"""Facts of a call that come as structured fields (the EU portal), not as prose."""

from collections.abc import Iterator

from crawler.facts.rule import fact
from index.facts import Evidence, Fact
from index.record import Call

_MODELS = {
    "single-stage": "single-stage",
    "two-stage": "two-stage",
    "multiple cut-off": "multiple-cut-off",
    "multiple-cut-off": "multiple-cut-off",
}


def read(call: Call) -> Iterator[Fact]:
    """Model, cut-offs and bounds of the grant, as far as the call states them."""
    model = _MODELS.get(call.deadline_model.strip().lower())
    if model:
        yield fact("deadline_model", model, [_evidence(f"deadlineModel: {call.deadline_model}")])
    if call.deadlines:
        days = sorted(call.deadlines)
        two_stage = model == "two-stage" and len(days) > 1
        value = [
            {
                "kind": "sketch" if two_stage and day == days[0] else "application",
                "date": day.isoformat(),
            }
            for day in days
        ]
        stated = ", ".join(day.isoformat() for day in days)
        yield fact("deadlines", value, [_evidence(f"deadlineDate: {stated}")])
    if call.grant_max_eur and not call.shared_budget:
        yield fact(
            "amount_max_eur",
            call.grant_max_eur,
            [_evidence(f"maxContribution: {call.grant_max_eur}")],
        )
    if call.grant_min_eur and not call.shared_budget:
        yield fact(
            "amount_min_eur",
            call.grant_min_eur,
            [_evidence(f"minContribution: {call.grant_min_eur}")],
        )


def _evidence(quote: str) -> Evidence:
    return Evidence(quote=quote[:200], field="call")
