"""Pages that say politely, with status 200, that they do not exist."""

import re

from crawler.headings import Page
from index.text import rich

_ERROR_PAGE = re.compile(
    r"\b(?:nicht (?:mehr )?(?:gefunden|vorhanden|verfügbar)|existiert nicht|gibt es nicht mehr"
    r"|not found|fehler 4\d\d|404)\b",
    re.IGNORECASE,
)
_LONGEST_ERROR_TEXT = 600


def is_error_page(page: Page) -> bool:
    """Tell such a page by its title, if it says little beside it."""
    body = " ".join(rich(section.html).text for section in page.sections)
    return len(body) <= _LONGEST_ERROR_TEXT and bool(_ERROR_PAGE.search(page.title))
