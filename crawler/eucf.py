"""European City Facility: lump sums for towns that prepare investments in energy.

Nothing of this site was seen by us. Built from what others tell of it, hence switched off.
"""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level


class EucfSpider(SiteSpider):
    """Reads the list of calls, then each call; the date in the list is not the deadline."""

    source = Source(
        name="eucf",
        label="European City Facility",
        operator="European City Facility (EUCF)",
        level=Level.EU,
        address="https://www.eucityfacility.eu/calls",
        licence=LICENCE,
        attribution="European City Facility (EUCF)",
        rhythm="wöchentlich",
        precedence=1,
        switched_off=True,
    )
    name = source.name
    language = "en"
    funders: ClassVar[tuple[str, ...]] = (source.operator,)
    overviews: ClassVar[tuple[str, ...]] = (source.address,)
    programme = re.compile(r"eucityfacility\.eu/calls/call-[^/]+")
