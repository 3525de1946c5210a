"""klima-kommunen-hessen.de: the Klimarichtlinie, with other rates for members of the alliance."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_FUNDING = "https://www.klima-kommunen-hessen.de/foerderung"


class KlimaKommunenSpider(SiteSpider):
    """Reads the one page about money."""

    source = Source(
        name="klimakommunen",
        label="Klima-Kommunen Hessen",
        operator="Fachstelle Klima-Kommunen der LEA LandesEnergieAgentur Hessen",
        level=Level.STATE,
        address=_FUNDING,
        licence=LICENCE,
        attribution="Klima-Kommunen Hessen",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    pages: ClassVar[tuple[str, ...]] = (_FUNDING,)
    programme = re.compile(r"klima-kommunen-hessen\.de/foerderung")
