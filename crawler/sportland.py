"""sportlandhessenbewegt.de: fact sheets about money for sport, each a fixed list of labels."""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from lxml import html as lxml_html

from crawler.categories import folded
from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.address import is_web_address
from index.record import Link
from index.source import Source
from index.text import clean, rich
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
        words = (_label(page, "Setting"), _label(page, "Querschnittsthema"))
        return dict(
            levels=(level,),
            regions=(region,),
            keywords=", ".join(filter(None, words)),
            links=tuple(_links(page)),
        )


def _label(page: Page, name: str) -> str:
    return clean(rich(_value(page, name)).text)


def _links(page: Page) -> Iterator[Link]:
    value = _value(page, "Link")
    if value:
        for link in lxml_html.fragment_fromstring(value, create_parent="div").iter("a"):
            url = str(link.get("href") or "")
            if is_web_address(url):
                yield Link(label=clean(link.text_content()) or url, url=url)


def _value(page: Page, name: str) -> str:
    found = (one.html for one in page.sections if folded(one.heading) == folded(name))
    return next(found, "")
