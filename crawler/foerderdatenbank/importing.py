"""Reads an export from a file: the same reader without the network."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from crawler.conditional import forget
from crawler.facts import EXTRACTOR
from crawler.foerderdatenbank.export import Export
from crawler.foerderdatenbank.programme import SOURCE
from crawler.ingest import Ready, keep_ready
from crawler.unread import Unread
from index.answers import known_digests, store_answers
from index.register import RefusedRecord, known_fingerprints
from index.runs import RunResult, finish_run, keep_unread, reject, start_run
from index.schema import expect_many_writes, writing
from index.source import remember_source
from index.store import Database


def import_file(
    db: Database, file: Path, today: date, on_progress: Callable[[str, int], None]
) -> RunResult:
    """Keep every programme of the file, in one piece: all of it or nothing.

    Raises:
        UnreadableArchive: when the file is no export.
    """
    export = Export(file)
    expect_many_writes(db)
    with writing(db):
        remember_source(db, SOURCE)
        forget(db, SOURCE.name)
        run = start_run(db, SOURCE.name, today)
        known = known_fingerprints(db, SOURCE.name, EXTRACTOR)
        count = 0
        for batch in export.batches(known, known_digests(db)):
            for item in batch:
                _keep(db, run, item, today)
                count += 1
                on_progress(SOURCE.name, count)
        return finish_run(db, run, today, notices=export.notices)


def _keep(db: Database, run: int, item: Ready | Unread, today: date) -> None:
    if isinstance(item, Unread):
        reject(db, run, item.item, item.reason)
        keep_unread(db, run, SOURCE.name, [item.key], today)
        return
    store_answers(db, item.answers)
    try:
        keep_ready(db, run, item, today)
    except RefusedRecord as error:
        reject(db, run, item.sheet.url, str(error))
