"""The whole export: every programme as a record, and what was odd about it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from crawler.foerderdatenbank.archive import Archive, UnreadableArchive, UnreadableMember
from crawler.foerderdatenbank.document import UnreadableDocument, parse
from crawler.foerderdatenbank.neighbours import Neighbours
from crawler.foerderdatenbank.programme import is_stub, key_of, oddities, record_of
from crawler.spider import Unread
from index.record import SourceRecord
from index.text import UnreadableText

_PROGRAMME = b'type="gsb:ServiceOffer"'
_FOLDERS = ("/Foerderprogramm/", "/Archiv/")


class Export:
    """Reads an export member by member; after reading, `notices` tells what was odd."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._oddities: Counter[str] = Counter()

    def items(self) -> Iterator[SourceRecord | Unread]:
        """Yield every programme, or that it could not be read.

        Raises:
            UnreadableArchive: when the file is no export at all.
        """
        found = 0
        with Archive(self._path) as archive:
            neighbours = Neighbours(archive)
            for name in archive.documents():
                item = self._item(archive, name, neighbours)
                if item is not None:
                    found += 1
                    yield item
        if not found:
            raise UnreadableArchive("Das Archiv enthält kein einziges Förderprogramm.")

    @property
    def notices(self) -> tuple[str, ...]:
        """What the export did not have before, each with the number of documents."""
        return tuple(
            f"Im Export: {what} ({count}×)." for what, count in sorted(self._oddities.items())
        )

    def _item(
        self, archive: Archive, name: str, neighbours: Neighbours
    ) -> SourceRecord | Unread | None:
        key = key_of(name) if any(folder in name for folder in _FOLDERS) else ""
        try:
            content = archive.read(name)
            if _PROGRAMME not in content[:2000]:
                return None
            document = parse(content)
            if is_stub(document):
                return None
            self._oddities.update(set(oddities(document)))
            if not document.line("gsb:title"):
                raise UnreadableDocument("Das Programm hat keinen Titel.")
            return record_of(name, document, neighbours)
        except (UnreadableMember, UnreadableDocument) as error:
            reason = str(error)
        except UnreadableText:
            reason = "Ein Textfeld ist unmäßig lang."
        self._oddities["nicht lesbares Dokument"] += 1
        return Unread(name, reason, key)
