"""PDF files as text: read in a process of its own, so that no file can stop or swell a crawl."""

import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from index.text import clean

SECONDS = 60
_LONGEST_TITLE = 200
_SHORTEST_TITLE = 8
_FEWEST_PAGES = 3
_NO_TITLE = re.compile(
    r"^(?:microsoft word|untitled|unbenannt|dokument\d*$|document\d*$)|\.(?:docx?|pdf|indd|odt)$",
    re.IGNORECASE,
)
_BEGINS_PARAGRAPH = re.compile(r"(?:[•▪–-]|\(?\d+(?:\.\d+)*[.)]?|\(?[a-z]\)|§)\s")
_NUMBERED = re.compile(r"\d+(?:\.\d+)*\.? +[A-ZÄÖÜ]")
_LONGEST_HEADING = 60
_ENDS_PARAGRAPH = (".", ":", ";", "!", "?")
_BROKEN_WORD = re.compile(r"(?<=[a-zäöüß])[-\u00ad]$")


class UnreadablePdf(Exception):
    """A PDF file that gives no text; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF file: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def is_pdf(body: bytes) -> bool:
    """Tell a PDF file by its first bytes, whatever the server calls it."""
    return b"%PDF-" in body[:1024]


def read_pdf(body: bytes, seconds: float = SECONDS) -> PdfText:
    """Read the text of a file.

    Raises:
        UnreadablePdf: when it is damaged, locked, too long, or made of pictures only.
    """
    command = [sys.executable, "-m", "crawler.pdf_pages"]
    try:
        done = subprocess.run(command, input=body, capture_output=True, timeout=seconds)
        answer = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise UnreadablePdf("Die PDF-Datei ließ sich nicht in angemessener Zeit lesen.") from error
    except ValueError as error:
        raise UnreadablePdf("Die PDF-Datei ist beschädigt.") from error
    if "problem" in answer:
        raise UnreadablePdf(answer["problem"])
    pages = without_running_titles([page.splitlines() for page in answer["pages"]])
    paragraphs = tuple(paragraphs_of([line for page in pages for line in page]))
    if not paragraphs:
        raise UnreadablePdf("Die PDF-Datei enthält keinen Text, vermutlich nur Bilder.")
    return PdfText(_title(answer["title"], paragraphs), paragraphs)


def without_running_titles(pages: list[list[str]]) -> list[list[str]]:
    """Drop the lines at the edges of pages that stand on most of them, page numbers apart."""
    if len(pages) < _FEWEST_PAGES:
        return pages
    edges = Counter(
        key for page in pages for key in {_without_numbers(line) for line in _edges(page)}
    )
    running = {key for key, count in edges.items() if count > len(pages) / 2}
    return [
        [line for line in page if not line or _without_numbers(line) not in running]
        for page in pages
    ]


def paragraphs_of(lines: list[str]) -> list[str]:
    """Join the lines of a printed page to paragraphs, and words that were broken at its edge."""
    cleaned = [clean(line) for line in lines]
    found: list[str] = []
    for before, line in pairwise(["", *cleaned]):
        if not line:
            continue
        if not found or _is_new(before, line):
            found.append(line)
        elif _BROKEN_WORD.search(found[-1]) and line[0].islower():
            found[-1] = found[-1][:-1] + line
        else:
            found[-1] += f" {line}"
    return found


def _is_new(before: str, line: str) -> bool:
    if not before or _BEGINS_PARAGRAPH.match(line) or before.endswith(_ENDS_PARAGRAPH):
        return True
    # A short line with a number is a heading: a line of text is as long as the page is wide.
    is_heading = _NUMBERED.match(before) and len(before) < _LONGEST_HEADING
    return bool(is_heading) and not line[0].islower()


def _title(stated: str, paragraphs: tuple[str, ...]) -> str:
    stated = clean(stated)
    if len(stated) >= _SHORTEST_TITLE and not _NO_TITLE.search(stated):
        return stated[:_LONGEST_TITLE]
    long_enough = (text for text in paragraphs if len(text) >= _SHORTEST_TITLE)
    title = next(long_enough, paragraphs[0])
    return (
        title if len(title) <= _LONGEST_TITLE else title[:_LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
    )


def _edges(page: list[str]) -> list[str]:
    filled = [line for line in page if line.strip()]
    return filled[:2] + filled[-2:]


def _without_numbers(line: str) -> str:
    return re.sub(r"\d+", "", clean(line))
