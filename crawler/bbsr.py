"""BBSR and BMWSB: calls for cities, each round of a programme on a page of its own."""

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_CALLS = "https://www.bbsr.bund.de/BBSR/DE/forschung/aufrufe/aktuelle-meldungen"
_GREEN = "https://www.bmwsb.bund.de/DE/stadtentwicklung/klimagerechte-stadtentwicklung/gruene-stadt"
_FUNDERS = {
    "www.bbsr.bund.de": "Bundesinstitut für Bau-, Stadt- und Raumforschung",
    "www.bmwsb.bund.de": "Bundesministerium für Wohnen, Stadtentwicklung und Bauwesen",
}


class BbsrSpider(SiteSpider):
    """Reads the calls of the institute and the programme pages of its ministry."""

    source = Source(
        name="bbsr",
        label="Förderaufrufe von BBSR und BMWSB",
        operator=_FUNDERS["www.bbsr.bund.de"],
        level=Level.FEDERAL,
        address=_CALLS,
        licence=LICENCE,
        attribution="BBSR / BMWSB",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (_CALLS,)
    pages: ClassVar[tuple[str, ...]] = (
        f"{_GREEN}/anpassung-urbane-raeume-klimawandel/anpassung-urbane-raeume-klimawandel_node.html",
    )
    programme = re.compile(
        r"bbsr\.bund\.de/BBSR/DE/forschung/aufrufe/aktuelle-meldungen/[^/]+\.html"
        r"|bmwsb\.bund\.de/DE/stadtentwicklung/.+_node\.html"
    )

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The body whose site it is."""
        funder = _FUNDERS.get(urlsplit(url).hostname or "", self.source.operator)
        return super().values_of(page, url) | dict(funders=(funder,))
