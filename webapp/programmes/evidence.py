"""Facts with what they rest on: quotes, field, source, version, reader, and who decided."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.decision import FIELD, Decision
from index.facts import DecisionKind, Evidence, Fact
from index.programme import Programme, Telling
from index.status import german_date
from webapp.programmes.wording import FACT_LABELS, fact_in_german

_MARKS = {DecisionKind.CONFIRM: "Bestätigt", DecisionKind.CORRECT: "Berichtigt"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """From which version of which source a fact was read, and by which reader."""

    record: int
    source: str
    version: int
    day: date
    extractor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What a fact says in our words, and where it stands in the text of the source.

    `mark` says that the Fördermittelmanagement decided it, `reason` why.
    """

    name: str
    label: str
    saying: str
    evidence: tuple[Evidence, ...]
    origin: Origin | None = None
    mark: str = ""
    reason: str = ""

    @property
    def anchor(self) -> str:
        """Where on the page its passage is: none without a quote of the source."""
        if not self.evidence or all(item.field == "status_line" for item in self.evidence):
            return ""
        return "aufruf" if all(item.field == "call" for item in self.evidence) else "beleg"


def quote_of(programme: Programme, fact: Fact) -> Quote:
    """Tell of a fact that counts for a programme what it rests on."""
    ruling = programme.rulings.get(fact.name)
    if fact.decided and ruling:
        return _decided(programme, fact, ruling.decision)
    stating = next((it for it in programme.tellings if fact.name in it.facts), None)
    return _quote(fact, stating)


def readings(programme: Programme, name: str) -> Iterator[Quote]:
    """What each source says about a fact by itself."""
    for telling in programme.tellings:
        if fact := telling.facts.get(name):
            yield _quote(fact, telling)


def quotes_to_mark(programme: Programme, name: str) -> dict[str, list[str]]:
    """Per field the quotes of a fact, of all sources and of a decision."""
    stated = programme.facts.get(name)
    items = list(stated.evidence) if stated else []
    items += [item for one in readings(programme, name) for item in one.evidence]
    found: dict[str, list[str]] = {}
    for item in items:
        if item.field != FIELD:
            found.setdefault(item.field, []).append(item.quote)
    return found


def _quote(fact: Fact, telling: Telling | None) -> Quote:
    return Quote(
        name=fact.name,
        label=FACT_LABELS[fact.name],
        saying=fact_in_german(fact),
        evidence=fact.evidence,
        origin=origin_of(telling) if telling else None,
    )


def _decided(programme: Programme, fact: Fact, decision: Decision) -> Quote:
    on = german_date(date.fromisoformat(decision.at[:10]))
    telling = next((it for it in programme.tellings if it.record_id == decision.record), None)
    return Quote(
        name=fact.name,
        label=FACT_LABELS[fact.name],
        saying=fact_in_german(fact),
        evidence=tuple(item for item in fact.evidence if item.field != FIELD),
        origin=origin_of(telling) if telling else None,
        mark=f"{_MARKS[decision.kind]} vom Fördermittelmanagement am {on}",
        reason=decision.reason,
    )


def origin_of(telling: Telling) -> Origin:
    """Name the version that a telling is."""
    return Origin(
        record=telling.record_id,
        source=telling.source_label,
        version=telling.version,
        day=telling.last_changed,
        extractor=telling.extractor,
    )
