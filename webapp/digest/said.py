"""What a programme says at a time, in German, so that a letter can tell old from new.

Only what its sources say counts, and what was decided about it: a status that follows from the
day is no change, nor is a sentence that we learnt to read better.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from index.programme import Programme
from index.status import german_date
from index.store import Database
from index.vocabulary import Presence
from webapp.filters import euro
from webapp.programmes.wording import FACT_LABELS, fact_in_german

_FACTS = (
    "deadlines", "deadline_model", "programme_valid_until", "funding_rate_max", "own_share_min",
    "amount_max_eur", "amount_min_eur", "total_cost_min_eur", "applicants", "early_start",
    "combinable",
)  # fmt: skip
UNSTATED = "keine Angabe"


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a programme says: label and words, and a mark of the versions it was read from."""

    programme: int
    words: Mapping[str, str]
    sources: str

    @cached_property
    def mark(self) -> str:
        """A short mark of all of it."""
        text = json.dumps([dict(self.words), self.sources], ensure_ascii=False, sort_keys=True)
        return blake2b(text.encode(), digest_size=10).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a programme says otherwise now."""

    label: str
    old: str
    new: str


def said_by(programme: Programme) -> Said:
    """What a programme says today."""
    words = {"Titel": programme.title}
    facts = programme.facts
    words |= {
        FACT_LABELS[name]: fact_in_german(fact)
        for name in _FACTS
        if (fact := facts.get(name)) and fact.value != "unknown"
    }
    call = programme.call
    if call is not None and call.deadlines and "deadlines" not in facts:
        words["Antragsfristen"] = "; ".join(german_date(day) for day in call.deadlines)
    if call is not None and call.budget_eur is not None:
        words["Mittel"] = euro(call.budget_eur)
    words["Förderberechtigte"] = ", ".join(programme.eligible_applicants)
    words["Fördergebiet"] = ", ".join(programme.regions)
    words["Förderart"] = ", ".join(programme.funding_types)
    words["Status"] = _status(programme)
    return Said(
        programme=programme.id,
        words={label: text for label, text in words.items() if text},
        sources=_sources(programme),
    )


def differences(old: Said, new: Said) -> tuple[Difference, ...]:
    """What is different; nothing where the sources say the same and only our reading differs."""
    if old.sources == new.sources:
        return ()
    labels = [*new.words, *(label for label in old.words if label not in new.words)]
    return tuple(
        Difference(
            label=label,
            old=old.words.get(label, UNSTATED),
            new=new.words.get(label, UNSTATED),
        )
        for label in labels
        if old.words.get(label) != new.words.get(label)
    )


def remember(db: Database, said: Iterable[Said]) -> dict[int | None, str]:
    """Keep what programmes say, each wording once; gives its mark by programme."""
    marks = {it.programme: it for it in said}
    rows = [
        (it.mark, json.dumps(dict(it.words), ensure_ascii=False), it.sources)
        for it in marks.values()
    ]
    sql = "insert or ignore into programme_said (mark, said, sources) values (?, ?, ?)"
    db.conn.executemany(sql, rows)
    return {number: it.mark for number, it in marks.items()}


def _status(programme: Programme) -> str:
    if programme.presence is Presence.GONE:
        return "von der Quelle nicht mehr geführt"
    fact = programme.facts.get("status")
    return programme.status_line or (fact_in_german(fact) if fact else "")


def _sources(programme: Programme) -> str:
    """A mark of the versions and decisions behind it; a pause of a source is none of them."""
    told = sorted((it.record_id, it.fingerprint) for it in programme.tellings)
    decided = sorted((name, repr(it)) for name, it in programme.rulings.items())
    gone = programme.presence is Presence.GONE
    return blake2b(repr((told, decided, gone)).encode(), digest_size=10).hexdigest()
