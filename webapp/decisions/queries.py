"""Which decisions somebody has to look at again, and all that were made."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from index.decision import Decision, Doubt, Ruling
from index.decisions import all_decisions, perhaps_in_doubt, state_of
from index.facts import DecisionKind, Fact
from index.programme import Programme, all_programmes
from index.store import Database
from webapp.programmes.wording import FACT_LABELS, fact_in_german

NOTHING = "keine Angabe"

VERBS = {
    DecisionKind.CONFIRM: "bestätigt",
    DecisionKind.CORRECT: "berichtigt",
    DecisionKind.REMOVE: "entfernt",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenItem:
    """A decision that the source does not bear out any more: both sides in German."""

    programme: int
    title: str
    language: str
    fact: str
    label: str
    says: str
    decided: str
    why: str
    on: date
    reason: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A decision in German, with its programme."""

    programme: int
    title: str
    language: str
    fact: str
    label: str
    verb: str
    before: str
    after: str
    reason: str
    by: str
    on: date
    undone: str
    undone_because: str


def open_items(db: Database) -> Iterator[OpenItem]:
    """Yield the decisions in doubt, by programme, each with its state for the next step."""
    for programme in all_programmes(db, perhaps_in_doubt(db)):
        for item in doubts(programme):
            yield replace(item, state=state_of(db, item.programme, item.fact))


def doubts(programme: Programme) -> Iterator[OpenItem]:
    """Yield the decisions about a programme that the source does not bear out any more."""
    for ruling in programme.rulings.values():
        if ruling.doubt:
            yield _open_item(programme, ruling)


def _open_item(programme: Programme, ruling: Ruling) -> OpenItem:
    decision = ruling.decision
    return OpenItem(
        programme=programme.id,
        title=programme.title,
        language=programme.language,
        fact=decision.fact,
        label=FACT_LABELS[decision.fact],
        says=fact_in_german(ruling.now) if ruling.now else NOTHING,
        decided=f"{in_words(decision.fact, decision.value)} ({VERBS[decision.kind]})",
        why=_why(ruling),
        on=date.fromisoformat(decision.at[:10]),
        reason=decision.reason,
    )


def _why(ruling: Ruling) -> str:
    if ruling.doubt is Doubt.AGREES:
        return "Die Quelle sagt jetzt dasselbe."
    if ruling.doubt is Doubt.WORDS_GONE:
        return "Die Textstelle gibt es nicht mehr; gelesen wird weiter dasselbe."
    if ruling.doubt is Doubt.CONTRADICTED:
        return "Zu einem anderen Eintrag desselben Programms wurde anders entschieden."
    if not ruling.holds:
        return "Der bestätigte Satz steht nicht mehr in der Quelle; es gilt, was sie jetzt sagt."
    return "Die Quelle sagt jetzt etwas anderes; es gilt weiter die Entscheidung."


def made(db: Database, page: int, size: int) -> list[Made]:
    """One page of all decisions, the newest first."""
    rows = list(all_decisions(db, (page - 1) * size, size))
    found = {it.id: it for it in all_programmes(db, {number for number, _ in rows})}
    return [
        in_german(number, found[number].title, found[number].language, decision)
        for number, decision in rows
    ]


def in_german(programme: int, title: str, language: str, decision: Decision) -> Made:
    """Put a decision in words."""
    undone = ""
    if decision.undone_at:
        day = date.fromisoformat(decision.undone_at[:10])
        undone = f"zurückgenommen am {day:%d.%m.%Y} von {decision.undone_by}"
    return Made(
        programme=programme,
        title=title,
        language=language,
        fact=decision.fact,
        label=FACT_LABELS[decision.fact],
        verb=VERBS[decision.kind],
        before=in_words(decision.fact, decision.seen.value),
        after=in_words(decision.fact, decision.value),
        reason=decision.reason,
        by=decision.by,
        on=date.fromisoformat(decision.at[:10]),
        undone=undone,
        undone_because=decision.undone_because,
    )


def in_words(fact: str, value: object) -> str:
    """Write a value; an absent one is said to be absent."""
    return NOTHING if value is None else fact_in_german(Fact(name=fact, value=value, evidence=()))
