"""What each source of a joined programme says, side by side, and where they contradict."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.contradictions import Contradiction, contradictions
from index.facts import Evidence
from index.programme import Programme, Telling, all_programmes
from index.status import german_date
from index.store import Database
from webapp.programmes.wording import FACT_LABELS, fact_in_german, field_label

_PRECEDENCE = {1: "eigene Seite des Fördergebers", 2: "Förderdatenbank", 3: "beobachtete Seite"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one source says: in German, with its quotes; `counts` is what we tell people."""

    source: str
    url: str
    saying: str
    evidence: tuple[Evidence, ...]
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A fact or field with what every source says of it."""

    name: str
    label: str
    said: tuple[Said, ...]
    contradicts: bool
    decided: bool
    because: str

    @property
    def is_fact(self) -> bool:
        """Whether it was read from the text, so that it can be decided; categories cannot."""
        return self.name in FACT_LABELS


def compared(programme: Programme, today: date) -> list[Row]:
    """All facts that more than one source states, or that they tell differently."""
    found = {item.name: item for item in contradictions(programme, today)}
    rows = [_row(programme, name, found.pop(name, None)) for name in FACT_LABELS]
    rows += [_row(programme, name, item) for name, item in found.items()]
    return [row for row in rows if len(row.said) > 1 or row.contradicts]


def contradictory(db: Database, today: date) -> Iterator[tuple[Programme, list[Row]]]:
    """Yield the joined programmes whose sources contradict, where nobody has decided."""
    sql = "select programme from programme_record group by programme having count(*) > 1"
    for programme in all_programmes(db, [row["programme"] for row in db.query(sql)]):
        rows = [row for row in compared(programme, today) if row.contradicts and not row.decided]
        if rows:
            yield programme, rows


def _row(programme: Programme, name: str, contradiction: Contradiction | None) -> Row:
    said = tuple(_said(programme, name))
    decided = programme.is_decided(name)
    return Row(
        name=name,
        label=FACT_LABELS.get(name) or field_label(name),
        said=said,
        contradicts=contradiction is not None,
        decided=decided,
        because=_because(programme, said, decided) if contradiction else "",
    )


def _said(programme: Programme, name: str) -> Iterator[Said]:
    first = name in FACT_LABELS  # categories are shown from all sources together
    for telling in programme.tellings:
        saying, evidence = _in_german(telling, name)
        if saying:
            yield Said(
                source=telling.source_label,
                url=telling.record.url,
                saying=saying,
                evidence=evidence,
                counts=first,
            )
            first = False


def _in_german(telling: Telling, name: str) -> tuple[str, tuple[Evidence, ...]]:
    if fact := telling.facts.get(name):
        return fact_in_german(fact), fact.evidence
    if name == "deadlines":
        return _without_day(telling)
    if name in FACT_LABELS:
        return "", ()
    return ", ".join(map(str, getattr(telling.record, name))), ()


def _without_day(telling: Telling) -> tuple[str, tuple[Evidence, ...]]:
    """Days of a structured call, or why the text names none."""
    if telling.record.call and telling.record.call.deadlines:
        return ", ".join(map(german_date, telling.record.call.deadlines)), ()
    model = telling.facts.get("deadline_model")
    if model and model.value in ("rolling", "closed"):
        return fact_in_german(model), model.evidence
    return "", ()


def _because(programme: Programme, said: tuple[Said, ...], decided: bool) -> str:
    """Say in German why the first one counts."""
    if decided:
        return "Das Fördermittelmanagement hat entschieden, was gilt."
    ranks = {it.source_label: it.precedence for it in programme.tellings}
    counts = next((it for it in said if it.counts), None)
    if counts is None:
        return "Gezeigt wird, was alle Quellen zusammen nennen."
    rank = ranks[counts.source]
    if any(ranks[it.source] != rank for it in said):
        kind = _PRECEDENCE.get(rank, counts.source)
        return f"Es gilt, was »{counts.source}« sagt ({kind} geht vor)."
    return f"Beide Quellen sind gleichrangig; gezeigt wird, was »{counts.source}« sagt."
