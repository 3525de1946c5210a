"""klimaschutz.de: the Nationale Klimaschutzinitiative, programmes that the ZUG handles."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.address import address_key
from index.source import Source
from index.vocabulary import Level


class NkiSpider(SiteSpider):
    """Reads the overview of the programmes; the slug is the key, since the folders have moved."""

    source = Source(
        name="nki",
        label="Nationale Klimaschutzinitiative",
        operator="Zukunft – Umwelt – Gesellschaft (ZUG) gGmbH",
        level=Level.FEDERAL,
        address="https://www.klimaschutz.de/de/foerderung-der-nki/foerderprogramme",
        licence=LICENCE,
        attribution="Nationale Klimaschutzinitiative (ZUG)",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    funders: ClassVar[tuple[str, ...]] = ("Nationale Klimaschutzinitiative des Bundes",)
    overviews: ClassVar[tuple[str, ...]] = (source.address,)
    programme = re.compile(r"klimaschutz\.de/de/foerderung(?:-der-nki)?/foerderprogramme/[^/]+")

    def key_of(self, url: str) -> str:
        """The last part of the address."""
        return address_key(url).rpartition("/")[2]
