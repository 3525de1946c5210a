"""Which programmes may be used together; what nobody states is unknown and never allowed."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from index.facts import Facts
from index.programme import Programme


class Combining(StrEnum):
    """Whether the money of a programme may be combined with other public money."""

    ALLOWED = "erlaubt"
    CONDITIONAL = "nur unter Bedingungen"
    FORBIDDEN = "nicht erlaubt"
    UNKNOWN = "unbekannt"
    SAME = "wohl dasselbe Programm"


_STATED = {
    "yes": Combining.ALLOWED,
    "conditional": Combining.CONDITIONAL,
    "no": Combining.FORBIDDEN,
}
_STRICTEST = (
    Combining.SAME, Combining.FORBIDDEN, Combining.UNKNOWN, Combining.CONDITIONAL,
    Combining.ALLOWED,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What one programme says about other money, and where it says so."""

    programme: Programme
    answer: Combining
    quote: str
    grant: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """Two programmes together: the stricter rule counts; `grant` are cents, as far as known."""

    first: Rule
    second: Rule
    answer: Combining
    grant: int | None


def rule_of(programme: Programme, facts: Facts, grant: int | None = None) -> Rule:
    """Read the rule of a programme on Kumulierung."""
    fact = facts.get("combinable")
    answer = _STATED.get(fact.value, Combining.UNKNOWN) if fact else Combining.UNKNOWN
    quote = fact.evidence[0].quote if fact else ""
    return Rule(programme=programme, answer=answer, quote=quote, grant=grant)


def stacks(
    rules: Iterable[Rule], cost: int | None, same: Container[frozenset[int]] = ()
) -> list[Stack]:
    """All pairs of programmes, what is allowed first; money is added up only where it is.

    `same` are pairs of numbers that two sources seem to use for one programme.
    """
    found = [_stack(first, second, cost, same) for first, second in combinations(rules, 2)]
    return sorted(found, key=lambda one: -_STRICTEST.index(one.answer))


def _stack(first: Rule, second: Rule, cost: int | None, same: Container[frozenset[int]]) -> Stack:
    answer = min((first.answer, second.answer), key=_STRICTEST.index)
    if frozenset((first.programme.id, second.programme.id)) in same:
        answer = Combining.SAME
    grant = None
    may_add = answer in (Combining.ALLOWED, Combining.CONDITIONAL)
    if may_add and first.grant is not None and second.grant is not None and cost is not None:
        grant = min(first.grant + second.grant, cost)
    return Stack(first=first, second=second, answer=answer, grant=grant)
