"""BALM: money of the Bund for cycling and walking."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_CYCLING = "https://www.balm.bund.de/DE/Foerderprogramme/Radverkehr"


class BalmSpider(SiteSpider):
    """Reads the pages about cycling and walking; other programmes are for hauliers."""

    source = Source(
        name="balm",
        label="BALM Radverkehr",
        operator="Bundesamt für Logistik und Mobilität",
        level=Level.FEDERAL,
        address=_CYCLING,
        licence=LICENCE,
        attribution="Bundesamt für Logistik und Mobilität (BALM)",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    funders: ClassVar[tuple[str, ...]] = (source.operator,)
    overviews: ClassVar[tuple[str, ...]] = (_CYCLING,)
    programme = re.compile(
        r"balm\.bund\.de/DE/Foerderprogramme/(?:Rad|Fuss)verkehr/.+_(?:inhalt|node)\.html"
    )
