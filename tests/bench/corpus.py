"""Registers of any size for the benches, in the language mix of the real one.

The texts are those of ../shared/volume (company programmes in German, EU calls in English) and, if
a finished data folder is named, the records of that register with their facts and categories.
Four of five programmes are German, as in the whole register (about 2,600 programmes of Bund, Länder
and foundations beside 720 EU calls that can still be answered). What there is comes first; beyond
that new programmes are made of halves: title, summary and text each of two records of the same
language, with a third text between. The Richtlinien are left out: with them 50,000
programmes would be 700 MB of text.
"""

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.facts import Facts
from index.programme import all_programmes
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database, open_database
from index.source import Source, remember_source
from index.store import Database
from index.text import RichText, rich_from_text
from index.vocabulary import ApplicantType, FundingType, Level, Region

DAY = date(2026, 11, 22)
GERMAN_OF_FIVE = 4
LEVELS = {"EU": (Level.EU, Region.EU), "de": (Level.FEDERAL, Region.NATIONWIDE)}
SOURCE = Source(
    name="bench",
    label="Messung",
    operator="Messung",
    level=Level.OTHER,
    address="https://bench.example/",
    licence="",
    attribution="",
    rhythm="",
    precedence=1,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A record and what was read in it."""

    record: SourceRecord
    facts: Facts


@dataclass(frozen=True, slots=True)
class Pool:
    """The texts of one language: whole records, and more texts to put between their halves."""

    told: Sequence[Told]
    between: Sequence[Told]

    def take(self, number: int) -> Told:
        """The texts as they are first, then new ones."""
        every = len(self.told) + len(self.between)
        if number < len(self.told):
            return self.told[number]
        if number < every:
            return self.between[number - len(self.told)]
        whole, number = self.told or self.between, number - every
        first = whole[number % len(whole)]
        other = whole[(number * 7 + 3 + number // len(whole)) % len(whole)]
        between = (self.between or whole)[number % len(self.between or whole)]
        return Told(_mixed(first.record, other.record, between.record), first.facts)


def make_register(folder: Path, volume: Path, count: int, like: Path | None = None) -> Database:
    """Write a register of so many programmes."""
    db = create_database(folder)
    remember_source(db, SOURCE)
    run = start_run(db, SOURCE.name, DAY)
    for told in corpus(volume, count, like):
        save_record(db, run, told.record, told.facts, "bench", DAY)
    finish_run(db, run, DAY)
    return db


def corpus(volume: Path, count: int, like: Path | None = None) -> Iterator[Told]:
    """So many programmes, four of five in German."""
    whole = list(_of_register(like)) if like else []
    more = list(_of_volume(volume))
    pools = {
        language: Pool(
            [it for it in whole if it.record.language == language],
            [it for it in more if it.record.language == language],
        )
        for language in ("de", "en")
    }
    taken = dict.fromkeys(pools, 0)
    for number in range(count):
        language = "de" if number % 5 < GERMAN_OF_FIVE else "en"
        told = pools[language].take(taken[language])
        taken[language] += 1
        url = f"https://bench.example/{number}"
        record = replace(told.record, source=SOURCE.name, key=str(number), url=url)
        yield replace(told, record=record)


def _of_register(folder: Path) -> Iterator[Told]:
    """The first record of every programme, without its Richtlinie."""
    db = open_database(folder)
    for programme in all_programmes(db):
        told = programme.tellings[0]
        record = replace(told.record, guideline=RichText(), contacts=(), links=(), news=())
        if not programme.hidden_because:
            yield Told(record, told.facts)
    db.close()


def _of_volume(volume: Path) -> Iterator[Told]:
    with gzip.open(volume / "opportunities.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["lang"] in ("de", "en")]
    for number, row in enumerate(rows):
        level, region = LEVELS.get(row["source"], LEVELS["de"])
        record = SourceRecord(
            source=SOURCE.name,
            key="",
            url="",
            title=row["title"],
            language=row["lang"],
            description=rich_from_text(row["description"] or ""),
            levels=(level,),
            regions=(region,),
            funding_types=(tuple(FundingType)[number % 3],),
            eligible_applicants=(tuple(ApplicantType)[number % 9],),
        )
        yield Told(record, Facts())


def _mixed(first: SourceRecord, other: SourceRecord, between: SourceRecord) -> SourceRecord:
    """A new record: what the first begins the other ends; the rest is the first's."""
    middle = between.description.text
    return replace(
        first,
        title=_begun(first.title) + " " + _ended(other.title),
        summary=_joined(first.summary.text, "", other.summary.text),
        description=_joined(first.description.text, middle, other.description.text),
        legal_requirements=_joined(
            first.legal_requirements.text, "", other.legal_requirements.text
        ),
    )


def _joined(first: str, middle: str, other: str) -> RichText:
    return rich_from_text("\n".join(filter(None, (_begun(first), middle, _ended(other)))))


def _begun(text: str) -> str:
    return text[: text.rfind(" ", 0, len(text) // 2 + 1) + 1].strip() or text


def _ended(text: str) -> str:
    at = text.find(" ", len(text) // 2)
    return text[at + 1 :] if at >= 0 else text
