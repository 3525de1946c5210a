"""The quick check: for whom, what, how much, own share, until when, in one look.

What no source states stays visible as an empty answer; nothing is guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from index.facts import Fact, Facts
from index.programme import Programme
from index.record import Call
from index.status import ANNOUNCED_LATER, NOT_STATED, german_date
from webapp.filters import euro
from webapp.programmes.evidence import Quote, quote_of
from webapp.programmes.wording import FACT_LABELS, deadline_in_german, fact_in_german, percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One question of the quick check; without lines nobody stated anything.

    `unstated` names what people look for here and nobody stated.
    """

    question: str
    lines: tuple[str, ...] = ()
    note: str = ""
    unstated: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()


_APPLICANTS = ("applicants", "population_min", "population_max")
_MONEY = (
    "funding_rate_max", "funding_rate_default", "funding_rate_min", "amount_max_eur",
    "amount_min_eur", "total_cost_min_eur", "financing_mode",
)  # fmt: skip
_DAYS = ("deadlines", "deadline_model", "deadline_relative", "programme_valid_until", "status")
_RULES = ("early_start", "combinable", "retention_period_years", "proof_of_use_months")
_LOOKED_FOR = _RULES[:3]


def quick_check(programme: Programme, today: date) -> tuple[Answer, ...]:
    """Answer the questions in the order in which people ask them."""
    facts = programme.facts
    return (
        _for_whom(programme),
        _answer("Was", _what(programme), programme),
        _answer("Wie viel", _how_much(facts, programme.call), programme, _MONEY),
        _own_share(programme),
        _until_when(programme, today),
        _status(programme, today),
        _particulars(programme),
    )


def names_without_value(programme: Programme) -> list[str]:
    """The facts that nobody states and nobody put in, in the order of the questions."""
    names = (*_APPLICANTS, *_MONEY, "own_share_min", *_DAYS, *_RULES)
    return [name for name in names if name not in programme.facts]


def in_one_line(facts: Facts) -> str:
    """The money in a few words for a list of programmes; empty when nothing is stated."""
    rates = _labelled(facts, ("funding_rate_max", "own_share_min"), " ")
    return " · ".join([*rates, *_sayings(facts, ("amount_max_eur",))])


def _answer(
    question: str,
    lines: Iterator[str] | tuple[str, ...],
    programme: Programme,
    names: tuple[str, ...] = (),
) -> Answer:
    stated = (programme.facts.get(name) for name in names)
    return Answer(
        question=question,
        lines=tuple(lines),
        quotes=tuple(quote_of(programme, fact) for fact in stated if fact),
    )


def _sayings(facts: Facts, names: tuple[str, ...]) -> Iterator[str]:
    return (fact_in_german(fact) for name in names if (fact := facts.get(name)))


def _for_whom(programme: Programme) -> Answer:
    """Tell who may apply and where; one of them without the other is said to be missing."""
    who, where = list(_who(programme)), ", ".join(programme.regions)
    missing = [(who, "Antragsberechtigte"), (where, "Fördergebiet")] if who or where else []
    lines = (*who, *([f"Gebiet: {where}"] if where else []))
    answer = _answer("Für wen", lines, programme, _APPLICANTS)
    return replace(answer, unstated=tuple(name for stated, name in missing if not stated))


def _who(programme: Programme) -> Iterator[str]:
    if programme.eligible_applicants:
        yield ", ".join(programme.eligible_applicants)
    if fact := programme.facts.get("applicants"):
        yield f"Im Text genannt: {fact_in_german(fact)}"
    for name, words in (("population_min", "ab"), ("population_max", "bis")):
        if fact := programme.facts.get(name):
            yield f"Nur {words} {fact_in_german(fact)}"


def _what(programme: Programme) -> Iterator[str]:
    if programme.funding_types:
        yield ", ".join(programme.funding_types)
    if programme.funding_areas:
        yield ", ".join(programme.funding_areas)


def _how_much(facts: Facts, call: Call | None) -> Iterator[str]:
    regular_is_highest = facts.value("funding_rate_default") == facts.value("funding_rate_max")
    for name in _MONEY:
        fact = facts.get(name)
        if fact and not (name == "funding_rate_default" and regular_is_highest):
            yield _with_noun(fact)
    if call is None:
        return
    if call.grant_min_eur is not None and call.grant_max_eur is not None:
        yield f"{euro(call.grant_min_eur)} bis {euro(call.grant_max_eur)} je Projekt"
    if call.budget_eur is not None:
        yield f"{euro(call.budget_eur)} stehen für den Aufruf bereit"


def _with_noun(fact: Fact) -> str:
    nouns = {
        "funding_rate_max": " der förderfähigen Kosten",
        "funding_rate_min": " mindestens",
        "amount_max_eur": " je Vorhaben",
    }
    return fact_in_german(fact) + nouns.get(fact.name, "")


def _own_share(programme: Programme) -> Answer:
    """Tell the stated share; what the rate leaves over is arithmetic, and is said to be."""
    facts, names = programme.facts, ("own_share_min",)
    answer = _answer("Eigenanteil", _sayings(facts, names), programme, names)
    rate = facts.value("funding_rate_max")
    if answer.lines or rate is None or rate >= 100:
        return answer
    note = f"Bei {percent(rate)} Förderung blieben rechnerisch {percent(100 - rate)}."
    return replace(answer, note=note)


def _until_when(programme: Programme, today: date) -> Answer:
    answer = _answer("Bis wann", _until(programme, today), programme, _DAYS)
    if programme.standing(today).no_deadline_because == ANNOUNCED_LATER and programme.announcement:
        return replace(answer, note=f"Die Quelle sagt: „{programme.announcement}“")
    return answer


def _until(programme: Programme, today: date) -> Iterator[str]:
    standing = programme.standing(today)
    if standing.next_deadline:
        yield german_date(standing.next_deadline)
    elif standing.no_deadline_because != NOT_STATED:
        yield standing.no_deadline_because
    deadlines = programme.facts.deadlines
    if len(deadlines) > 1 or any(item.annual or item.kind == "sketch" for item in deadlines):
        yield from (deadline_in_german(deadline) for deadline in deadlines)
    yield from _labelled(programme.facts, _DAYS[1:4])


def _status(programme: Programme, today: date) -> Answer:
    standing = programme.standing(today)
    return Answer(question="Status", lines=(standing.status.value,), note=standing.reason)


def _particulars(programme: Programme) -> Answer:
    """Tell the rules that decide whether an application is worth while; open ones stay visible."""
    facts = programme.facts
    answer = _answer("Besonderheiten", _labelled(facts, _RULES), programme, _RULES)
    if not answer.lines:
        return answer
    open_ones = [name for name in _LOOKED_FOR if facts.value(name) in (None, "unknown")]
    return replace(answer, unstated=tuple(FACT_LABELS[name] for name in open_ones))


def _labelled(facts: Facts, names: tuple[str, ...], between: str = ": ") -> Iterator[str]:
    for name in names:
        if (fact := facts.get(name)) and fact.value != "unknown":
            yield f"{FACT_LABELS[name]}{between}{fact_in_german(fact)}"
