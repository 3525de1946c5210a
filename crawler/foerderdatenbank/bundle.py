"""A programme with everything that is needed to read it, and reading it: no archive, no network."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.foerderdatenbank.archive import Archive, UnreadableMember
from crawler.foerderdatenbank.document import UnreadableDocument, member_of, parse
from crawler.foerderdatenbank.neighbours import Neighbours
from crawler.foerderdatenbank.programme import is_stub, key_of, oddities, record_of
from crawler.unread import Unread
from index.answers import Answer
from index.record import SourceRecord
from index.text import UnreadableText

UNREADABLE = "nicht lesbares Dokument"

_PROGRAMME = b'type="gsb:ServiceOffer"'
_FOLDERS = ("/Foerderprogramm/", "/Archiv/")
_TARGET = re.compile(rb'target:/?([^"#<]+)')
_NO_DOCUMENT = b"BMWI/SiteGlobals/"
_KIND = "application/xml"
_SMALL, _MOST_SMALL = 4096, 10_000
"""Contacts and links stand beside many programmes; so many of them stay in memory."""

Bundle = tuple[Answer, ...]
"""The document of a programme, then its contacts, addresses, funders and links."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a bundle tells; nothing where it is no programme but an empty shell."""

    item: SourceRecord | Unread | None
    oddities: tuple[str, ...] = ()


class Bundles:
    """Puts together the bundles of an archive, one document after the other."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._small: dict[str, Answer] = {}

    def __iter__(self) -> Iterator[Bundle | Unread]:
        """Every programme, or that its document cannot be unpacked."""
        for name in self._archive.documents():
            try:
                own = self._small.get(name) or self._read(name)
            except UnreadableMember as error:
                yield Unread(name, str(error), _key_of(name))
                continue
            if _is_programme(own):
                yield (own, *self._around(own))

    def _around(self, own: Answer) -> Iterator[Answer]:
        """The documents that it links to, and those that its contacts link to."""
        near = {name: self._neighbour(name) for name in targets_of(own.content)}
        far = (
            target
            for answer in near.values()
            if answer is not None and not _is_programme(answer)
            for target in targets_of(answer.content)
        )
        around = near | {name: self._neighbour(name) for name in far if name not in near}
        return (answer for answer in around.values() if answer is not None and answer is not own)

    def _neighbour(self, name: str) -> Answer | None:
        if name not in self._archive:
            return None
        try:
            return self._small.get(name) or self._read(name)
        except UnreadableMember:
            return None

    def _read(self, name: str) -> Answer:
        member = self._archive.read(name)
        answer = Answer(name, member.content, _KIND, member.packed)
        if len(answer.content) < _SMALL:
            if len(self._small) > _MOST_SMALL:
                self._small.clear()
            self._small[name] = answer
        return answer


def _is_programme(answer: Answer) -> bool:
    return _PROGRAMME in answer.content[:2000]


def targets_of(content: bytes) -> dict[str, None]:
    """The documents that a document links to, each once, in order."""
    found = dict.fromkeys(_TARGET.findall(content))
    names = (
        member_of(target.split(b"&quot;")[0].decode("utf-8", "replace").replace("&amp;", "&"))
        for target in found
        if not target.startswith(_NO_DOCUMENT)
    )
    return dict.fromkeys(f"{name}.xml" for name in names)


def read_bundle(bundle: Bundle) -> Reading:
    """Read a programme."""
    name, content = bundle[0].name, bundle[0].content
    odd: tuple[str, ...] = ()
    try:
        document = parse(content)
        if is_stub(document):
            return Reading(None)
        odd = tuple(set(oddities(document)))
        if not document.line("gsb:title"):
            raise UnreadableDocument("Das Programm hat keinen Titel.")
        neighbours = Neighbours({answer.name: answer.content for answer in bundle[1:]})
        return Reading(record_of(name, document, neighbours), odd)
    except UnreadableDocument as error:
        reason = str(error)
    except UnreadableText:
        reason = "Ein Textfeld ist unmäßig lang."
    return Reading(Unread(name, reason, _key_of(name)), (*odd, UNREADABLE))


def _key_of(name: str) -> str:
    return key_of(name) if any(folder in name for folder in _FOLDERS) else ""
