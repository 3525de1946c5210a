"""Every quote stands word for word in the field it names, in real records as well."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from conftest import make_record

from crawler.facts import read_facts
from crawler.foerderdatenbank.document import parse
from crawler.foerderdatenbank.neighbours import Neighbours
from crawler.foerderdatenbank.programme import is_stub, record_of
from index.facts import FACT_NAMES
from index.record import SourceRecord
from index.text import rich

LONGEST = 200


def _programmes(shared: Path) -> Iterator[SourceRecord]:
    with gzip.open(shared / "sources/data/fdb.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            content = row.get("xml", "").encode()
            if "/Foerderprogramm/" in row["path"] and b"gsb:ServiceOffer" in content:
                document = parse(content)
                if not is_stub(document):
                    yield record_of(row["path"], document, Neighbours({}))


def _astray(record: SourceRecord) -> Iterator[str]:
    for fact in read_facts(record):
        if fact.name not in FACT_NAMES or not fact.evidence:
            yield f"{record.url}: {fact.name}"
        for evidence in fact.evidence:
            inside = evidence.quote in getattr(record, evidence.field).text
            if not inside or not 0 < len(evidence.quote) <= LONGEST:
                yield f"{record.url}: {fact.name}: {evidence.field}: {evidence.quote}"


def test_quotes_of_real_programmes_stand_in_their_fields(shared: Path) -> None:
    records = list(_programmes(shared))
    assert len(records) > 100
    assert [line for record in records for line in _astray(record)] == []


def test_quotes_of_lists_headings_and_long_sentences_stand_in_their_fields() -> None:
    long = ", ".join(["und dies gilt auch für alle Ortsteile der Stadt"] * 40)
    record = make_record(
        summary="",
        description=rich(
            f"<p>Anträge sind bis zum 31.10.2026 zu stellen, {long}.</p>"
            "<h2>Wer wird gefördert?</h2>"
            "<ul><li>Gemeinden,</li><li>Vereine</li></ul><p>Der Zuschuss beträgt</p><ul>"
            "<li>für Gemeinden 60 Prozent</li><li>für Vereine die Hälfte</li></ul>"
            "<p>der zuwendungsfähigen Kosten.</p>"
        ),
    )
    assert {fact.name for fact in read_facts(record)} >= {"deadlines", "applicants"}
    assert list(_astray(record)) == []
