"""What was decided last on the desk, whatever it was, and what a form says to take it back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from index.decisions import last_standing, state_of
from index.programme import programme
from index.reviews import latest_batches
from index.store import Database
from webapp.decisions.queries import VERBS as FACT_VERBS
from webapp.duplicates.queries import last_decisions
from webapp.programmes.wording import FACT_LABELS
from webapp.reviews.deciding import VERBS

_LAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step: what it was, who took it, and the page and fields by which it is taken back."""

    programme: int
    saying: str
    by: str
    at: str
    endpoint: str
    fields: Mapping[str, str]
    address: Mapping[str, str | int] = field(default_factory=dict)


def last_steps(db: Database) -> list[Step]:
    """The last steps that can be taken back, the newest first."""
    steps = [*_reviews(db), *_pairs(db), *_facts(db)]
    return sorted(steps, key=lambda it: it.at, reverse=True)[:_LAST]


def _reviews(db: Database) -> Iterator[Step]:
    for reviews in latest_batches(db, _LAST):
        first = reviews[0]
        what = _title(db, first.programme) if len(reviews) == 1 else f"{len(reviews)} Programme"
        yield Step(
            programme=first.programme,
            saying=f"{what} {VERBS[first.kind]}",
            by=first.by,
            at=first.at,
            endpoint="reviews.undo",
            fields=dict(batch=first.batch),
        )


def _pairs(db: Database) -> Iterator[Step]:
    for number, decision in last_decisions(db, _LAST):
        yield Step(
            programme=number,
            saying=f"{_title(db, number)}: Paar als „{decision.verdict.saying}“ entschieden",
            by=decision.by,
            at=decision.at,
            endpoint="duplicates.undo",
            fields=dict(number=str(decision.id)),
        )


def _facts(db: Database) -> Iterator[Step]:
    for number, decision in last_standing(db, _LAST):
        said = f"{FACT_LABELS[decision.fact]} {FACT_VERBS[decision.kind]}"
        yield Step(
            programme=number,
            saying=f"{_title(db, number)}: {said}",
            by=decision.by,
            at=decision.at,
            endpoint="decisions.step",
            address=dict(number=number, fact=decision.fact),
            fields=dict(
                step="zuruecknehmen",
                state=state_of(db, number, decision.fact),
                reason="In der Liste zurückgenommen.",
                von="liste",
            ),
        )


def _title(db: Database, number: int) -> str:
    found = programme(db, number)
    return f"»{found.title}«" if found else f"Programm {number}"
