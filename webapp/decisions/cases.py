"""Decisions as test cases for the reader of facts: written out, and held against its answers."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from index.decision import Decision
from index.decisions import standing_decisions
from index.fact_values import same_value
from index.facts import FACT_NAMES, DecisionKind, Evidence, Facts
from index.record import TEXT_FIELDS, SourceRecord
from index.status_line import with_status_line
from index.store import Database
from index.text import rich_from_text
from index.versions import decode_record

Reader = Callable[[SourceRecord], Facts]


class WrongCase(Exception):
    """A line that is no test case; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is to be read of one fact: from a version of a record, or else from a quote alone."""

    url: str
    fact: str
    value: Any
    decision: DecisionKind
    field: str = ""
    quote: str = ""
    rests_on_quote: bool = False
    """Whether the quote states the value, and not only what was read wrongly."""
    fingerprint: str = ""
    extractor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the reader says today: `agrees` is `None` where it cannot be asked."""

    case: Case
    read: Any
    agrees: bool | None
    on: str


def cases(db: Database) -> Iterator[Case]:
    """Yield every standing decision as a test case, by record."""
    sql = "select id, url from record where id in (select record from decision) order by id"
    for row in db.query(sql):
        for decision in standing_decisions(db, [row["id"]]).get(row["id"], []):
            yield _case(row["url"], decision)


def _case(url: str, decision: Decision) -> Case:
    quote = next(iter((*decision.evidence, *decision.seen.evidence)), Evidence(quote="", field=""))
    return Case(
        url=url,
        fact=decision.fact,
        value=decision.value,
        decision=decision.kind,
        field=quote.field,
        quote=quote.quote,
        rests_on_quote=bool(quote.quote)
        and (decision.kind is not DecisionKind.CORRECT or bool(decision.evidence)),
        fingerprint=decision.seen.fingerprint,
        extractor=decision.seen.extractor,
    )


def case_of(line: Any) -> Case:
    """Read a test case.

    Raises:
        WrongCase: when the line is none.
    """
    if not isinstance(line, Mapping):
        raise WrongCase("erwartet wird ein JSON-Objekt.")
    try:
        case = Case(**{**line, "decision": DecisionKind(line.get("decision", ""))})
    except (TypeError, ValueError) as error:
        raise WrongCase(f"kein Testfall ({error}).") from error
    if case.fact not in FACT_NAMES:
        raise WrongCase(f"»{case.fact}« ist keine Angabe.")
    return case


def replay(db: Database, case: Case, reader: Reader) -> Outcome:
    """Ask the reader again: about the very version that was decided on, else about the quote."""
    record, on = _version(db, case.fingerprint), "version"
    if record is None:
        record, on = _quote_alone(case), "quote"
    if record is None:
        return Outcome(case=case, read=None, agrees=None, on="nothing")
    read = with_status_line(reader(record), record).value(case.fact)
    return Outcome(case=case, read=read, agrees=same_value(read, case.value), on=on)


def _version(db: Database, fingerprint: str) -> SourceRecord | None:
    sql = "select content from version where fingerprint = ? order by id desc limit 1"
    return next((decode_record(row["content"]) for row in db.query(sql, [fingerprint])), None)


def _quote_alone(case: Case) -> SourceRecord | None:
    if not case.rests_on_quote or case.field not in (*TEXT_FIELDS, "status_line"):
        return None
    if case.field == "status_line":
        line = case.quote
        return SourceRecord(source="quote", key=case.url, url=case.url, title="", status_line=line)
    passage: dict[str, Any] = {case.field: rich_from_text(case.quote)}
    return SourceRecord(source="quote", key=case.url, url=case.url, title="", **passage)
