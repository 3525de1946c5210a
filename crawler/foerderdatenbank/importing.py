"""Reads an export from a file: the same reader without the network."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlite_utils import Database

from crawler.conditional import forget
from crawler.foerderdatenbank.export import Export
from crawler.foerderdatenbank.programme import SOURCE
from crawler.ingest import keep
from crawler.spider import Unread
from index.register import RunResult, finish_run, keep_unread, reject, start_run
from index.schema import writing
from index.source import remember_source


def import_file(
    db: Database, file: Path, today: date, on_progress: Callable[[str, int], None]
) -> RunResult:
    """Keep every programme of the file, in one piece: all of it or nothing.

    Raises:
        UnreadableArchive: when the file is no export.
    """
    export = Export(file)
    with writing(db):
        remember_source(db, SOURCE)
        forget(db, SOURCE.name)
        run = start_run(db, SOURCE.name, today)
        for count, item in enumerate(export.items(), 1):
            if isinstance(item, Unread):
                reject(db, run, item.item, item.reason)
                keep_unread(db, run, SOURCE.name, [item.key], today)
            else:
                keep(db, run, item, today)
            on_progress(SOURCE.name, count)
        return finish_run(db, run, today, notices=export.notices)
