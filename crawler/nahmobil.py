"""nahmobil-hessen.de: money of Land and Bund for walking and cycling in Hessen."""

import re
from typing import Any, ClassVar

from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level, Region

_FUNDING = "https://www.nahmobil-hessen.de/foerderung"


class NahmobilSpider(SiteSpider):
    """Reads the page about the money of the Land and one page for each programme of the Bund."""

    source = Source(
        name="nahmobil",
        label="Nahmobilität Hessen",
        operator="Arbeitsgemeinschaft Nahmobilität Hessen",
        level=Level.STATE,
        address=_FUNDING,
        licence=LICENCE,
        attribution="AG Nahmobilität Hessen",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (_FUNDING,)
    programme = re.compile(
        r"nahmobil-hessen\.de/foerderung/(?:foerdermittel-hessen|foerdermittel-des-bundes/[^/]+)"
    )

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The level follows from the folder; who gives the money stands in the text only."""
        federal = "/foerdermittel-des-bundes/" in url
        level = Level.FEDERAL if federal else Level.STATE
        region = Region.NATIONWIDE if federal else Region.HESSE
        return dict(levels=(level,), regions=(region,))
