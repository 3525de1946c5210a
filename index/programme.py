"""A programme as we tell people about it: joined from the records of its sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from index.address import address_key, is_web_address
from index.announced import announced_later
from index.decided_call import as_decided
from index.decision import Decision, Ruling, newest, ruling, with_decisions
from index.decisions import standing_decisions
from index.fact_values import CATEGORY_OF
from index.facts import DecisionKind, Fact, Facts
from index.record import TEXT_FIELDS, Call, Contact, Link, News, SourceRecord
from index.reviews import DIFFERS
from index.status import ANNOUNCED_LATER, NOT_STATED, Standing, standing
from index.status_line import with_status_line
from index.store import Database
from index.text import RichText
from index.versions import decode_record, fact_of
from index.vocabulary import (
    ApplicantType,
    FundingArea,
    FundingType,
    Level,
    Presence,
    Region,
    SubArea,
)

_SPEAK_OF_DEADLINES = (
    "deadline_text", "procedure", "summary", "description", "legal_requirements",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one source tells of a programme today: its record, the facts in it, and since when."""

    record_id: int
    record: SourceRecord
    facts: Facts
    presence: Presence
    source_label: str
    precedence: int
    version: int
    first_seen: date
    last_seen: date
    last_changed: date
    fingerprint: str = ""
    extractor: str = ""
    rulings: tuple[Ruling, ...] = ()
    """What was decided about the facts of this record, held against what it says today."""


@dataclass(frozen=True, kw_only=True)
class Programme:
    """A Förderprogramm. `tellings` stand in order of precedence, the most trusted first.

    Every property takes the first telling that states something: absent stays absent. What every
    second question needs is worked out once, hence no slots.
    """

    id: int
    tellings: tuple[Telling, ...]
    first_seen: date
    reviewed: bool
    hidden_because: str = ""
    changed_since_review: bool = False
    """Whether a source says something else than when the Fördermittelmanagement looked."""

    @property
    def url(self) -> str:
        """The official page of the most trusted source."""
        return self.tellings[0].record.url

    @property
    def official_page(self) -> str:
        """Where the giver describes it; empty if nobody knows such a page."""
        pages = (*self.urls, *(link.url for link in self.links))
        return next((url for url in pages if is_web_address(url)), "")

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of all records, the most trusted first."""
        return tuple(telling.record.url for telling in self.tellings)

    @property
    def title(self) -> str:
        """The title in the most trusted source."""
        return self.tellings[0].record.title

    @property
    def language(self) -> str:
        """The language of the text, `de` or `en`."""
        return self.tellings[0].record.language

    @property
    def status_line(self) -> str:
        """The source's own line about its status, unless it was removed; each is a restriction."""
        if self.is_decided("status") and "status" not in self.facts:
            return ""
        return str(self._first("status_line", ""))

    @property
    def levels(self) -> tuple[Level, ...]:
        """Who gives the money."""
        return tuple(self._all("levels"))

    @property
    def funding_types(self) -> tuple[FundingType, ...]:
        """Förderarten."""
        return tuple(self._all("funding_types"))

    @property
    def funding_areas(self) -> tuple[FundingArea, ...]:
        """Förderbereiche."""
        return tuple(self._all("funding_areas"))

    @property
    def sub_areas(self) -> tuple[SubArea, ...]:
        """Unterbereiche."""
        return tuple(self._all("sub_areas"))

    @property
    def regions(self) -> tuple[Region, ...]:
        """Fördergebiet."""
        return tuple(self._all("regions"))

    @property
    def eligible_applicants(self) -> tuple[ApplicantType, ...]:
        """Förderberechtigte as the categories of the sources name them, unless corrected."""
        fact = self.facts.get("applicants")
        if fact and fact.decided is DecisionKind.CORRECT:
            named = (CATEGORY_OF.get(name) for name in fact.value)
            return tuple(dict.fromkeys(one for one in named if one))
        return tuple(self._all("eligible_applicants"))

    @property
    def funders(self) -> tuple[str, ...]:
        """The organisations behind it."""
        return tuple(self._all("funders"))

    @property
    def keywords(self) -> str:
        """Keywords of all sources, joined by blanks."""
        return " ".join(t.record.keywords for t in self.tellings if t.record.keywords)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Who answers questions."""
        return tuple(self._all("contacts"))

    @property
    def links(self) -> tuple[Link, ...]:
        """Links of all sources."""
        return tuple(self._all("links"))

    @property
    def news(self) -> tuple[News, ...]:
        """Messages of the sources about it."""
        return tuple(self._all("news"))

    @property
    def call(self) -> Call | None:
        """The structured, dated call, where a source has one, as far as it was not overruled."""
        call: Call | None = self._first("call", None)
        return call and as_decided(call, self.facts, self.rulings)

    @cached_property
    def facts(self) -> Facts:
        """What was decided, else per fact the telling of the most trusted source that states it."""
        by_name: dict[str, Fact] = {}
        for telling in self.tellings:
            for fact in telling.facts:
                by_name.setdefault(fact.name, fact)
        return with_decisions(Facts(by_name), self.rulings)

    @cached_property
    def rulings(self) -> dict[str, Ruling]:
        """Per fact the newest decision about it."""
        return newest(one for telling in self.tellings for one in telling.rulings)

    def is_decided(self, name: str) -> bool:
        """Whether the Fördermittelmanagement decided a fact, also by removing it."""
        found = self.rulings.get(name)
        return found is not None and found.holds

    @property
    def presence(self) -> Presence:
        """Present as long as one source lists it."""
        order = [Presence.PRESENT, Presence.MISSING, Presence.GONE]
        return min((telling.presence for telling in self.tellings), key=order.index)

    @property
    def last_changed(self) -> date:
        """The day on which a source last said something else."""
        return max(telling.last_changed for telling in self.tellings)

    def passage(self, name: str) -> RichText:
        """The named passage (see `TEXT_FIELDS`) in the most trusted source that has it."""
        text: RichText = self._first(name, RichText())
        return text

    def passages(self) -> Iterator[tuple[str, RichText]]:
        """All passages that say something, in reading order."""
        for name in TEXT_FIELDS:
            if text := self.passage(name):
                yield name, text

    def standing(self, today: date) -> Standing:
        """The status on that day, and why; also why no deadline is known."""
        known = self._standings.get(today)
        if known is None:
            known = self._standings[today] = self._standing(today)
        return known

    @cached_property
    def _standings(self) -> dict[date, Standing]:
        return {}

    def _standing(self, today: date) -> Standing:
        found = standing(
            today=today,
            status_line=self.status_line,
            facts=self.facts,
            call=self.call,
            presence=self.presence,
            retired=all(telling.record.retired for telling in self.tellings),
        )
        if found.no_deadline_because == NOT_STATED and self.announcement:
            return replace(found, no_deadline_because=ANNOUNCED_LATER)
        return found

    @cached_property
    def announcement(self) -> str:
        """The sentence of a source that deadlines or calls are still to be made known."""
        said = tuple(telling.fingerprint for telling in self.tellings)
        known = _announced.get(said)
        if known is None:
            texts = (self.passage(name).text for name in _SPEAK_OF_DEADLINES)
            known = announced_later(texts)
            if all(said):
                _remember_announcement(said, known)
        return known

    def _first(self, name: str, default: Any) -> Any:
        values = (getattr(telling.record, name) for telling in self.tellings)
        return next((value for value in values if value), default)

    def _all(self, name: str) -> Iterable[Any]:
        return dict.fromkeys(v for t in self.tellings for v in getattr(t.record, name))


_MOST_ANNOUNCED = 5_000
_announced: dict[tuple[str, ...], str] = {}
"""Found once for the texts with these fingerprints: it takes longer than all else of a status."""


def _remember_announcement(said: tuple[str, ...], found: str) -> None:
    if len(_announced) >= _MOST_ANNOUNCED:
        _announced.clear()
    _announced[said] = found


_TELLINGS = f"""
    select programme.id as programme_id, programme.first_seen as programme_first_seen,
        programme.reviewed_at, programme.hidden_because,
        record.id as record_id, record.presence, record.first_seen, record.last_seen,
        record.last_changed, record.version, version.id as version_id, version.content,
        version.fingerprint, version.extractor,
        source.label as source_label, source.precedence, source.counts_as_reviewed,
        {DIFFERS} as differs
    from programme
    join programme_record on programme_record.programme = programme.id
    join record on record.id = programme_record.record
    join version on version.record = record.id and version.number = record.version
    join source on source.name = record.source
    left join reviewed_version on reviewed_version.record = record.id
"""


def all_programmes(db: Database, ids: Iterable[int] | None = None) -> Iterator[Programme]:
    """Yield all programmes, or those of the given numbers, by number; flat memory."""
    if ids is None:
        numbers = [row["id"] for row in db.query("select id from programme order by id")]
    else:
        numbers = sorted(set(ids))
    for start in range(0, len(numbers), 200):
        yield from _load(db, numbers[start : start + 200])


def programme(db: Database, number: int) -> Programme | None:
    """Read one programme."""
    return next(iter(all_programmes(db, [number])), None)


def programme_at(db: Database, url: str) -> Programme | None:
    """Find the programme that has a record at this address, in any spelling."""
    sql = """
        select programme from programme_record join record on record.id = record
        where record.address_key = ?
    """
    found = next(iter(db.query(sql, [address_key(url)])), None)
    return programme(db, found["programme"]) if found else None


def _load(db: Database, numbers: list[int]) -> Iterator[Programme]:
    marks = ", ".join("?" * len(numbers))
    rows = list(
        db.query(
            f"{_TELLINGS} where programme.id in ({marks})"
            " order by programme.id, source.precedence, record.id",
            numbers,
        )
    )
    facts = _facts_of(db, [row["version_id"] for row in rows])
    decisions = standing_decisions(db, [row["record_id"] for row in rows])
    by_programme: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        by_programme.setdefault(row["programme_id"], []).append(row)
    for number, group in by_programme.items():
        first = group[0]
        yield Programme(
            id=number,
            tellings=tuple(
                _telling(
                    row, facts.get(row["version_id"], Facts()), decisions.get(row["record_id"], [])
                )
                for row in group
            ),
            first_seen=date.fromisoformat(first["programme_first_seen"]),
            reviewed=first["reviewed_at"] is not None
            or all(row["counts_as_reviewed"] for row in group),
            hidden_because=first["hidden_because"] or "",
            changed_since_review=first["reviewed_at"] is not None
            and any(row["differs"] for row in group),
        )


def _facts_of(db: Database, versions: list[int]) -> dict[int, Facts]:
    marks = ", ".join("?" * len(versions))
    found: dict[int, dict[str, Any]] = {}
    sql = f"select version, name, value, evidence from fact where version in ({marks})"
    for version, name, value, evidence in db.execute(sql, versions):
        found.setdefault(version, {})[name] = fact_of(name, value, evidence)
    return {version: Facts(by_name) for version, by_name in found.items()}


def _telling(row: dict[str, Any], facts: Facts, decisions: list[Decision]) -> Telling:
    record, fingerprint = decode_record(row["content"]), row["fingerprint"]
    facts = with_status_line(facts, record)
    return Telling(
        record_id=row["record_id"],
        record=record,
        facts=facts,
        presence=Presence(row["presence"]),
        source_label=row["source_label"],
        precedence=row["precedence"],
        version=row["version"],
        first_seen=date.fromisoformat(row["first_seen"]),
        last_seen=date.fromisoformat(row["last_seen"]),
        last_changed=date.fromisoformat(row["last_changed"]),
        fingerprint=fingerprint,
        extractor=row["extractor"] or "",
        rulings=tuple(ruling(it, record, facts.get(it.fact), fingerprint) for it in decisions),
    )
