"""hessen.de: programmes that a ministry or Regierungspräsidium describes on its own site.

The sites have no list of programmes. A few folders are known in which programmes lie: a page is
one where the last part of its address, or the folder above it, speaks of money. Press releases and
everything else of these sites are for the watch list.
"""

import re
from typing import Any, ClassVar

from crawler.headings import Page
from crawler.ministries import MINISTRIES, ministries_behind
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level, Region

_SPEAKS_OF_MONEY = r"[^/]*(?:foerder|richtlinie|zuschuss|zuschuesse|zuwendung)[^/]*"


class HessenSpider(SiteSpider):
    """Reads the folders of the ministries that are known."""

    source = Source(
        name="hessen",
        label="Ministerien des Landes Hessen",
        operator="Hessische Landesregierung",
        level=Level.STATE,
        address="https://hessen.de/",
        licence=LICENCE,
        attribution="Land Hessen",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (
        "https://umwelt.hessen.de/klimaschutz",
        "https://www.umweltministerium.hessen.de/wasser",
        "https://familie.hessen.de/sport/sportstaettenbau-und-sportstaettenfoerderung",
        "https://innen.hessen.de/kommunales/interkommunale-zusammenarbeit",
    )
    pages: ClassVar[tuple[str, ...]] = (  # no folder above it is known
        "https://wirtschaft.hessen.de/wirtschaft/efre-europaeischer-strukturfonds"
        "/foerderung-2021-2027",
    )
    programme = re.compile(
        rf"(?:{'|'.join(MINISTRIES)})\.hessen\.de/(?!presse/)(?:[^/]+/)+"
        rf"{_SPEAKS_OF_MONEY}(?:/[^/]+)?"
    )

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The body whose site it is."""
        return dict(levels=(Level.STATE,), regions=(Region.HESSE,), funders=ministries_behind(url))
