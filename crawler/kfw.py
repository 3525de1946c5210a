"""KfW: credits and grants of the federal promotional bank for public bodies.

    /inlandsfoerderung/Öffentliche-Einrichtungen/…/Förderprodukte/<Name>-(<NNN>)/

The numbers in brackets are the key; what stands between moves with every relaunch.
"""

import re
from typing import Any, ClassVar
from urllib.parse import unquote

from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_NUMBERS = re.compile(r"\((\d{3}(?:[-,/_ ]+\d{3})*)\)$")
_BODIES = "https://www.kfw.de/inlandsfoerderung/%C3%96ffentliche-Einrichtungen/"


class KfwSpider(SiteSpider):
    """Reads the products for municipalities."""

    source = Source(
        name="kfw",
        label="KfW",
        operator="KfW",
        level=Level.FEDERAL,
        address=f"{_BODIES}Kommunen/",
        licence=LICENCE,
        attribution="KfW",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    funders: ClassVar[tuple[str, ...]] = (source.operator,)
    overviews: ClassVar[tuple[str, ...]] = (source.address,)
    programme = re.compile(
        r"kfw\.de/inlandsfoerderung/Öffentliche-Einrichtungen/.*\(\d{3}(?:[-,/_ ]+\d{3})*\)"
    )

    def key_of(self, url: str) -> str:
        """The product numbers, in order."""
        return " ".join(product_numbers(url))

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The numbers of the product, beside what holds for every programme of the Bund."""
        return super().values_of(page, url) | dict(product_numbers=product_numbers(url))


def product_numbers(url: str) -> tuple[str, ...]:
    """The product numbers at the end of an address; one page may describe several."""
    found = _NUMBERS.search(unquote(url).split("?")[0].rstrip("/"))
    return tuple(sorted(set(re.findall(r"\d{3}", found.group(1))))) if found else ()
