"""What a municipality sends with its answer, as people write it."""

from collections.abc import Collection
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from matcher.values import euro_of
from webapp.applications.money import MOST_CENTS
from webapp.joint.queries import Answer, Offer

LONGEST_NOTE = 1000
_NO_COST = "Bitte geben Sie Euro an, zum Beispiel 250.000."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as it was sent; `wrong` says what is not right with the cost."""

    answer: Answer
    note: str
    cost: str
    offer: Offer
    wrong: str = ""


def read_answer(form: MultiDict[str, str], own: Collection[str]) -> Sent | None:
    """Read an answer; `own` are the ids of the Vorhaben it may name. `None` without an answer."""
    said = form.get("answer", "")
    if said not in list(Answer):
        return None
    cost = form.get("cost", "").strip()
    cents, wrong = None, ""
    try:
        cents = euro_of(cost) * 100 if cost else None
    except ValueError:
        wrong = _NO_COST
    if cents is not None and cents > MOST_CENTS:  # no akte could take it over
        wrong = _NO_COST
    return Sent(
        answer=Answer(said),
        note=form.get("note", "").strip()[:LONGEST_NOTE],
        cost=cost,
        wrong=wrong,
        offer=Offer(
            leads=form.get("leads") == "ja",
            cost_cents=cents,
            projects=tuple(it for it in form.getlist("projects") if it in own),
        ),
    )
