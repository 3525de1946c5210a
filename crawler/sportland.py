"""sportlandhessenbewegt.de: fact sheets about money for sport, each a fixed list of labels."""

import re
from typing import Any, ClassVar

from crawler.categories import folded
from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.text import rich
from index.vocabulary import Level, Region

_LIST = "https://sportlandhessenbewegt.de/bewegungsfoerderung/foerdermoeglichkeiten/"


class SportlandSpider(SiteSpider):
    """Reads the fact sheets."""

    source = Source(
        name="sportland",
        label="Sportland Hessen bewegt",
        operator="Land Hessen, Sportland Hessen",
        level=Level.STATE,
        address=f"{_LIST}foerdermoeglichkeiten",
        licence=LICENCE,
        attribution="Sportland Hessen bewegt",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (source.address,)
    programme = re.compile(
        r"sportlandhessenbewegt\.de/bewegungsfoerderung/(?:foerdermoeglichkeiten/){2}[^/]+"
    )
    headings = re.compile(
        r"^(?:Titel|Förderer|Förderbestandteil|Zielgruppe|Setting|Bundes-/Landesebene"
        r"|Querschnittsthema)\b"
    )

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The level that the fact sheet names, and where the programme holds with it."""
        federal = "bund" in _label(page, "Bundes-/Landesebene").casefold()
        level = Level.FEDERAL if federal else Level.STATE
        region = Region.NATIONWIDE if federal else Region.HESSE
        return dict(levels=(level,), regions=(region,))


def _label(page: Page, name: str) -> str:
    found = (one for one in page.sections if folded(one.heading) == folded(name))
    return next((rich(one.html).text for one in found), "")
