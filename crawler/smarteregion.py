"""smarte-region-hessen.de: money of Land Hessen for smart towns and regions."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_SITE = "https://www.smarte-region-hessen.de"


class SmarteRegionSpider(SiteSpider):
    """Reads the Richtlinie and what stands beside it; pages of past periods stay online."""

    source = Source(
        name="smarteregion",
        label="Smarte Region Hessen",
        operator="Hessisches Ministerium für Digitalisierung und Innovation",
        level=Level.STATE,
        address=f"{_SITE}/foerderung-smarter-kommunen",
        licence=LICENCE,
        attribution="Smarte Region Hessen",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (source.address,)
    programme = re.compile(r"smarte-region-hessen\.de/foerderung(?:-smarter-kommunen)?/[^/]+")
