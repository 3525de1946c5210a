"""The first draft of a source: its spider and its entry in the list of sources."""

from dataclasses import dataclass

from index.address import address_key
from index.vocabulary import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a source before anybody wrote a line."""

    name: str
    label: str
    operator: str
    level: Level
    overview: str
    page: str

    @property
    def kind(self) -> str:
        """The name of the spider."""
        return f"{self.name.capitalize()}Spider"

    @property
    def programme(self) -> str:
        """What addresses of programmes look like: all that stand beside the one that is known."""
        folder, _, last = address_key(self.page).rpartition("/")
        ending = last.rpartition(".")[2] if "." in last else ""
        return folder.replace(".", r"\.") + "/[^/]+" + (rf"\.{ending}" if ending else "")


def spider_of(draft: Draft) -> str:
    """The module of the source. It works as it stands; a person narrows it down."""
    return f'''"""{draft.label}: TODO whose money, and for what."""

import re
from typing import ClassVar

from crawler.site_spider import LICENCE, SiteSpider
from index.source import Source
from index.vocabulary import Level

_OVERVIEW = "{draft.overview}"


class {draft.kind}(SiteSpider):
    """Reads the programmes that the overview names."""

    source = Source(
        name="{draft.name}",
        label="{draft.label}",
        operator="{draft.operator}",
        level=Level.{draft.level.name},
        address=_OVERVIEW,
        licence=LICENCE,
        attribution="{draft.operator}",
        rhythm="wöchentlich",
        precedence=1,
        switched_off=True,
    )
    name = source.name
    funders: ClassVar[tuple[str, ...]] = (source.operator,)
    overviews: ClassVar[tuple[str, ...]] = (_OVERVIEW,)
    programme = re.compile(
        r"{draft.programme}"
    )
'''


def entry_of(draft: Draft) -> str:
    """The entry in docs/sources.md."""
    return f"""## {draft.label}: `{draft.name}` (switched off)

| | |
|---|---|
| operator, level | {draft.operator}; {draft.level.value} |
| address | `{draft.overview}` and the pages it links to |
| key | address |
| licence | unknown: read the terms first |
| rhythm | weekly |
| quirks | TODO what surprises; nothing was read live: read ten records, then switch it on |

"""
