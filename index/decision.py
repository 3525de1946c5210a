"""What the Fördermittelmanagement decided about a fact, held against what the source says now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from index.fact_values import same_value
from index.facts import DecisionKind, Evidence, Fact, Facts
from index.quotes import all_stand
from index.record import SourceRecord

FIELD = "decision"
"""Stands in the evidence in place of a field of the record."""

MANAGEMENT = "Fördermittelmanagement"


class Doubt(StrEnum):
    """Why a decision should be looked at again."""

    READS_OTHERWISE = "reads-otherwise"
    WORDS_GONE = "words-gone"
    AGREES = "agrees"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read from one version of a record; without a value nothing was stated."""

    value: Any = None
    evidence: tuple[Evidence, ...] = ()
    version: int
    fingerprint: str
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision about one fact: what, why, by whom, when, and what was seen at that time.

    It belongs to the record whose value was shown and counts for the programme that holds it.
    `value` is what holds from then on, absent where nothing is to be stated. `evidence` is the
    passage that a correction rests on. `overrules` are older decisions that were known.
    """

    id: int
    record: int
    fact: str
    kind: DecisionKind
    value: Any
    seen: Reading
    reason: str
    by: str
    at: str
    evidence: tuple[Evidence, ...] = ()
    overrules: tuple[int, ...] = ()
    undone_at: str = ""
    undone_by: str = ""
    undone_because: str = ""

    @property
    def quotes(self) -> tuple[Evidence, ...]:
        """The words of the source that it speaks of."""
        return (*self.seen.evidence, *self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision today: whether it still counts, and why somebody should look at it again."""

    decision: Decision
    holds: bool = True
    doubt: Doubt | None = None
    now: Fact | None = None
    """What is read from the record today."""


def ruling(decision: Decision, record: SourceRecord, now: Fact | None, fingerprint: str) -> Ruling:
    """Hold a decision against the record as it is today.

    A correction holds whatever the source says. A confirmation speaks of a text: it holds, however
    the text is read, until its words are gone; then what is read counts again.
    """
    value = now.value if now else None
    stand = fingerprint == decision.seen.fingerprint
    if not stand and decision.quotes:
        stand = all_stand(record, decision.quotes, now)
    doubt = _doubt(decision, value, stand)
    holds = decision.kind is not DecisionKind.CONFIRM or stand
    return Ruling(decision=decision, holds=holds, doubt=doubt, now=now)


def _doubt(decision: Decision, value: Any, stand: bool) -> Doubt | None:
    seen = decision.seen
    if not same_value(value, seen.value):
        return Doubt.AGREES if same_value(value, decision.value) else Doubt.READS_OTHERWISE
    return Doubt.WORDS_GONE if not stand and decision.quotes else None


def newest(rulings: Iterable[Ruling]) -> dict[str, Ruling]:
    """Per fact the newest ruling; an older one that it did not know of puts it in doubt."""
    by_fact: dict[str, list[Ruling]] = {}
    for one in sorted(rulings, key=lambda it: it.decision.id, reverse=True):
        by_fact.setdefault(one.decision.fact, []).append(one)
    return {name: _against(first, older) for name, (first, *older) in by_fact.items()}


def _against(first: Ruling, older: list[Ruling]) -> Ruling:
    decision = first.decision
    other = any(
        one.decision.id not in decision.overrules
        and not same_value(one.decision.value, decision.value)
        for one in older
    )
    if not other:
        return first
    return Ruling(
        decision=decision, holds=first.holds, doubt=first.doubt or Doubt.CONTRADICTED, now=first.now
    )


def with_decisions(facts: Facts, rulings: Mapping[str, Ruling]) -> Facts:
    """Put what was decided in the place of what was read."""
    if not rulings:
        return facts
    by_name = dict(facts.by_name)
    for name, one in rulings.items():
        if one.holds:
            by_name.pop(name, None)
            if one.decision.value is not None:
                by_name[name] = _decided(one.decision)
    return Facts(by_name)


def _decided(decision: Decision) -> Fact:
    return Fact(
        name=decision.fact,
        value=decision.value,
        evidence=evidence_of(decision),
        decided=decision.kind,
    )


def evidence_of(decision: Decision) -> tuple[Evidence, ...]:
    """What a decided value rests on: the confirmed quotes, or the reason and the passage for it."""
    if decision.kind is DecisionKind.CONFIRM:
        return decision.seen.evidence
    reason = Evidence(quote=f"{MANAGEMENT}: {decision.reason}", field=FIELD)
    return (reason, *decision.evidence)
