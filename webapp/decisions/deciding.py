"""Deciding about a fact: what was seen, what is written down, and who has to know it at once."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from index.decision import Decision, Reading, Ruling
from index.decisions import decide, state_of, undo
from index.facts import DecisionKind, Evidence, Fact
from index.programme import Programme, Telling, programme
from index.quotes import field_with
from index.search.build import MissingIndex, update
from index.store import Database
from webapp.accounts.act import Act
from webapp.projects.renewal import judge_programmes

KEPT = "Bleibt nach erneuter Prüfung."
TAKEN = "Angabe der Quelle übernommen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A fact as it is put before somebody: what counts, what was read, and from which record."""

    programme: Programme
    fact: str
    telling: Telling
    read: Fact | None
    holds: Fact | None
    ruling: Ruling | None
    state: str

    @property
    def read_value(self) -> Any:
        """What the sources say."""
        return self.read.value if self.read else None

    @property
    def value(self) -> Any:
        """What counts."""
        return self.holds.value if self.holds else None


def shown(db: Database, number: int, fact: str) -> Shown | None:
    """Read a fact of a programme; nothing where there is no such programme."""
    state = state_of(db, number, fact)
    found = programme(db, number)
    if found is None:
        return None
    ruling = found.rulings.get(fact)
    telling = _telling(found, fact, ruling)
    return Shown(
        programme=found,
        fact=fact,
        telling=telling,
        read=telling.facts.get(fact),
        holds=found.facts.get(fact),
        ruling=ruling,
        state=state,
    )


def _telling(found: Programme, fact: str, ruling: Ruling | None) -> Telling:
    """The record whose value is shown; where none states one, that of the last decision."""
    stating = next((it for it in found.tellings if fact in it.facts), None)
    decided = ruling.decision.record if ruling else None
    of_decision = next((it for it in found.tellings if it.record_id == decided), None)
    return stating or of_decision or found.tellings[0]


def place_of(found: Programme, passage: str) -> Evidence | None:
    """Find a passage, word for word, in the texts of a programme."""
    for telling in found.tellings:
        if field := field_with(telling.record, passage):
            return Evidence(quote=passage, field=field)
    return None


def write_down(
    act: Act,
    seen: Shown,
    kind: DecisionKind,
    value: Any,
    reason: str,
    state: str,
    evidence: tuple[Evidence, ...] = (),
    telling: Telling | None = None,
) -> None:
    """Keep a decision and let search and matches follow; `state` is what the form showed.

    Raises:
        Overtaken: when somebody decided or a source was read since then.
    """
    telling = telling or seen.telling
    decide(
        act.db,
        seen.programme.id,
        state=state,
        record=telling.record_id,
        fact=seen.fact,
        kind=kind,
        value=value,
        seen=_reading(telling, seen.fact),
        reason=reason,
        evidence=evidence,
        account=act.account.id,
        by=act.account.email,
        at=act.at,
    )
    _tell_everybody(act, seen.programme)


def keep(act: Act, seen: Shown, state: str) -> None:
    """Let the decision stand against what the source says now."""
    if seen.ruling is None:
        return
    decision, telling = seen.ruling.decision, _telling_of(seen, seen.ruling.decision)
    kind, now = decision.kind, telling.facts.get(seen.fact)
    if kind is DecisionKind.CONFIRM and decision.value != (now.value if now else None):
        # What the source no longer says can be kept, but not be confirmed from it.
        kind = DecisionKind.REMOVE if decision.value is None else DecisionKind.CORRECT
    passages = [place_of(seen.programme, item.quote) for item in decision.evidence]
    kept = tuple(item for item in passages if item)
    write_down(act, seen, kind, decision.value, decision.reason or KEPT, state, kept, telling)


def take(act: Act, seen: Shown, state: str) -> None:
    """Accept what the source says now."""
    if seen.ruling is None:
        return
    telling = _telling_of(seen, seen.ruling.decision)
    now = telling.facts.get(seen.fact)
    value = now.value if now else None
    write_down(act, seen, DecisionKind.CONFIRM, value, TAKEN, state, (), telling)


def take_back(act: Act, seen: Shown, state: str, because: str) -> bool:
    """Undo the newest decision; tells whether there was one."""
    undone = undo(
        act.db,
        seen.programme.id,
        state=state,
        fact=seen.fact,
        because=because,
        by=act.account.email,
        at=act.at,
    )
    if undone:
        _tell_everybody(act, seen.programme)
    return bool(undone)


def _telling_of(seen: Shown, decision: Decision) -> Telling:
    return next(it for it in seen.programme.tellings if it.record_id == decision.record)


def _reading(telling: Telling, fact: str) -> Reading:
    read = telling.facts.get(fact)
    return Reading(
        value=read.value if read else None,
        evidence=read.evidence if read else (),
        version=telling.version,
        fingerprint=telling.fingerprint,
        extractor=telling.extractor,
    )


def _tell_everybody(act: Act, before: Programme) -> None:
    with suppress(MissingIndex):  # the next search says so, and the doctor too
        update(act.db, act.folder, [before.id])
    after = programme(act.db, before.id)
    if after is not None:
        judge_programmes(act.db, [after.id], act.today)
