"""hessen.de: programmes that a ministry or Regierungspräsidium describes on its own site.

The sites have no list of programmes. A few folders are known in which programmes lie, and a few
pages. Everything else of these sites is for the watch list.
"""

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from crawler.headings import Page
from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level, Region

_AGRICULTURE = (
    "Hessisches Ministerium für Landwirtschaft und Umwelt, Weinbau, Forsten, Jagd und Heimat"
)
_FUNDERS = {
    "umwelt": _AGRICULTURE,
    "umweltministerium": _AGRICULTURE,
    "landwirtschaft": _AGRICULTURE,
    "familie": "Hessisches Ministerium für Familie, Senioren, Sport, Gesundheit und Pflege",
    "innen": "Hessisches Ministerium des Innern, für Sicherheit und Heimatschutz",
    "wirtschaft": (
        "Hessisches Ministerium für Wirtschaft, Energie, Verkehr, Wohnen und ländlichen Raum"
    ),
    "gutregiert": "Hessische Landesregierung",
    "rp-darmstadt": "Regierungspräsidium Darmstadt",
}
_SPEAKS_OF_MONEY = r"[^/]*(?:foerder|richtlinie|zuschuss|zuschuesse|zuwendung|swim)[^/]*"


class HessenSpider(SiteSpider):
    """Reads the folders and pages of the ministries that are known."""

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
    pages: ClassVar[tuple[str, ...]] = (
        "https://umwelt.hessen.de/klimaschutz/klimarichtlinie",
        "https://www.umweltministerium.hessen.de/wasser/foerderung",
        "https://familie.hessen.de/sport/sportstaettenbau-und-sportstaettenfoerderung/swim",
        "https://innen.hessen.de/kommunales/interkommunale-zusammenarbeit/foerderprogramm",
        "https://wirtschaft.hessen.de/wirtschaft/efre-europaeischer-strukturfonds"
        "/foerderung-2021-2027",
        "https://wirtschaft.hessen.de/presse"
        "/115-mio-euro-fuer-hessens-innenstaedte-aus-dem-landesprogramm",
        "https://gutregiert.hessen.de/presse"
        "/neue-initiative-zum-ausbau-der-ladeinfrastruktur-im-laendlichen-raum",
    )
    programme = re.compile(
        rf"(?:{'|'.join(_FUNDERS)})\.hessen\.de/"
        rf"(?:presse/[^/]+|(?:[^/]+/)+{_SPEAKS_OF_MONEY})"
    )

    def is_link_of_a_programme(self, url: str) -> bool:
        """Press releases are read where they are known, never followed."""
        return super().is_link_of_a_programme(url) and "/presse/" not in url

    def values_of(self, page: Page, url: str) -> dict[str, Any]:
        """The body whose site it is."""
        host = (urlsplit(url).hostname or "").removeprefix("www.").partition(".")[0]
        funders = (_FUNDERS[host],) if host in _FUNDERS else ()
        return dict(levels=(Level.STATE,), regions=(Region.HESSE,), funders=funders)
