"""Asks the Förderdatenbank for its export: one conditional request for one file."""

import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

from scrapy.http import Response

from crawler.facts import EXTRACTOR
from crawler.foerderdatenbank.archive import UnreadableArchive
from crawler.foerderdatenbank.bundle import read_bundle
from crawler.foerderdatenbank.export import Export
from crawler.foerderdatenbank.programme import SOURCE
from crawler.pipeline import Batch
from crawler.spider import SourceSpider
from crawler.unread import Unread
from index.answers import Answer, known_digests
from index.record import SourceRecord
from index.register import known_fingerprints

EXPORT = "https://www.foerderdatenbank.de/FDB/WS/export"


class FoerderdatenbankSpider(SourceSpider):
    """Reads the Förderdatenbank."""

    name = "foerderdatenbank"
    source = SOURCE
    delay = 30.0
    max_bytes = 200 * 1024 * 1024

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the export."""
        yield self.ask(EXPORT, self.parse)

    def parse(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Read what arrived; anything but the export is a block, and changes nothing."""
        if response.status == 304:
            self.unmodified(self.present_keys())
            return
        if response.url != EXPORT:
            self.fail(f"Gesperrt: der Export wird auf {response.url} umgeleitet.")
            return
        with tempfile.NamedTemporaryFile(suffix=".zip") as file:
            file.write(response.body)
            file.flush()
            self.remember(response)
            del response
            export = Export(Path(file.name))
            try:
                known = known_fingerprints(self.db, self.source.name, EXTRACTOR)
                for batch in export.batches(known, known_digests(self.db)):
                    yield Batch(batch)
            except UnreadableArchive as error:
                self.fail(str(error))
        for notice in export.notices:
            self.notice(notice)

    def reread(self, answers: tuple[Answer, ...], stored: SourceRecord) -> SourceRecord | Unread:
        """Read a programme again from its document and those around it."""
        return read_bundle(answers).item or Unread(stored.url, "Das Dokument ist eine leere Hülle.")
