"""What programmes link to in the export: contacts, addresses, funders and outside pages."""

from collections.abc import Mapping
from functools import lru_cache

from crawler.foerderdatenbank.document import Document, UnreadableDocument, parse
from index.address import is_web_address
from index.record import Contact, Link

SITE = "https://www.foerderdatenbank.de/"
_MANDATORY_ROOT = "BMWI/"


def page_of(member: str) -> str:
    """The official page of a document: its path below `BMWI/` with `.html`."""
    return SITE + member.removeprefix(_MANDATORY_ROOT).removesuffix(".xml") + ".html"


class Neighbours:
    """Looks up the documents that programmes link to. A link that leads nowhere gives nothing.

    Links cross the folders, so what a target is says its type alone.
    """

    def __init__(self, documents: Mapping[str, bytes]) -> None:
        """Look them up among documents by their name in the export."""
        self._documents = documents
        self._known: dict[str, Document | None] = {}

    def contacts(self, targets: tuple[str, ...]) -> tuple[Contact, ...]:
        """The contacts among the targets."""
        found = (self._contact(target) for target in targets)
        return tuple(dict.fromkeys(contact for contact in found if contact is not None))

    def links(self, targets: tuple[str, ...]) -> tuple[Link, ...]:
        """The outside pages and other programmes among the targets."""
        found = ((self._find(target), self.address(target)) for target in targets)
        links = [
            Link(label=document.line("gsb:title") or address, url=address)
            for document, address in found
            if document is not None and address
        ]
        return tuple(dict.fromkeys(links))

    def names(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The titles of the targets, for example of the funders."""
        found = (self._find(target) for target in targets)
        titles = (document.line("gsb:title") for document in found if document is not None)
        return tuple(dict.fromkeys(title for title in titles if title))

    def address(self, target: str) -> str:
        """The web address a target stands for; "" when it leads nowhere."""
        document = self._find(target)
        if document is None:
            return ""
        if document.type == "gsb:ServiceOffer":
            return page_of(target)
        url = document.value("gsb:url")
        return url if is_web_address(url) else ""

    def _contact(self, target: str) -> Contact | None:
        document = self._find(target)
        if document is None or document.type != "gsb:ContactData":
            return None
        address = self._first(document.targets("gsb:cl2Addresses", "Adresse")) or Document("")
        website = document.targets("gsb:website")
        return Contact(
            name=document.line("gsb:title"),
            street=f"{address.value('gsb:road')} {address.value('gsb:houseId')}".strip(),
            postcode=address.value("gsb:zipCode"),
            city=address.value("gsb:city"),
            post_box=address.value("gsb:postBox"),
            country=address.value("gsb:country"),
            email=document.value("gsb:email"),
            phone=document.value("gsb:phone") or document.value("gsb:mobile"),
            fax=document.value("gsb:fax"),
            website=next(filter(None, map(self.address, website)), ""),
        )

    def _first(self, targets: tuple[str, ...]) -> Document | None:
        return next((found for target in targets if (found := self._find(target))), None)

    def _find(self, target: str) -> Document | None:
        if target not in self._known:
            self._known[target] = self._read(target + ".xml")
        return self._known[target]

    def _read(self, name: str) -> Document | None:
        content = self._documents.get(name)
        try:
            return None if content is None else _parsed(content)
        except UnreadableDocument:
            return None


@lru_cache(maxsize=1024)
def _parsed(content: bytes) -> Document:
    # The same contacts and funders stand beside many programmes.
    return parse(content)
