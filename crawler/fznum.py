"""fznum-hessen.de: Fachzentrum Nachhaltige Urbane Mobilität, programmes of Land Hessen."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_FUNDING = "https://www.fznum-hessen.de/foerderung"


class FznumSpider(SiteSpider):
    """Reads the programmes: what, who and how is funded."""

    source = Source(
        name="fznum",
        label="Fachzentrum Nachhaltige Urbane Mobilität",
        operator="Fachzentrum Nachhaltige Urbane Mobilität des Landes Hessen",
        level=Level.STATE,
        address=_FUNDING,
        licence=LICENCE,
        attribution="Fachzentrum Nachhaltige Urbane Mobilität (FZ-NUM)",
        rhythm="wöchentlich",
        precedence=1,
    )
    name = source.name
    overviews: ClassVar[tuple[str, ...]] = (_FUNDING,)
    programme = re.compile(r"fznum-hessen\.de/foerderung/[^/]+")
    headings = re.compile(r"^(?:Was|Wer|Wie)\b.*\bgefördert", re.IGNORECASE)
