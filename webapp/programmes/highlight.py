"""Marking quotes in their place: in sanitised HTML, across tags, however the text is wrapped."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from index.quotes import quote_key

# A tag with its quoted attributes, an entity, a run of plain text.
_TOKEN = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>|&[#\w]{1,32};|[^<&]+|.', re.DOTALL)
_LONGEST = 500_000
_folded = lru_cache(maxsize=4096)(quote_key)


def mark_quotes(html: str, quotes: Iterable[str], anchor: str = "") -> str:
    """Wrap every quote that stands in the text in `mark`; the first one gets the anchor as id.

    What is not found, or a text that is too long for a page, stays as it was.
    """
    wanted = [key for key in map(quote_key, quotes) if key]
    if not wanted or len(html) > _LONGEST:
        return html
    letters, places = _letters(html)
    spans = [span for key in wanted for span in _found(letters, key)]
    return _wrapped(html, places, _joined(spans), anchor)


def _letters(html: str) -> tuple[str, list[tuple[int, int]]]:
    """The letters that count, and from where to where each stands in the HTML."""
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(html):
        text, at = token[0], token.start()
        if text[0] == "<" and len(text) > 1:
            continue
        if text[0] == "&":
            pieces: Iterable[tuple[str, int, int]] = [(unescape(text), at, token.end())]
        else:
            pieces = ((letter, at + n, at + n + 1) for n, letter in enumerate(text))
        for letter, start, end in pieces:
            for folded in _folded(letter):
                letters.append(folded)
                places.append((start, end))
    return "".join(letters), places


def _found(letters: str, key: str) -> Iterator[tuple[int, int]]:
    at = letters.find(key)
    if at >= 0:
        yield at, at + len(key)


def _joined(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """In order and without overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _wrapped(
    html: str, places: list[tuple[int, int]], spans: list[tuple[int, int]], anchor: str
) -> str:
    parts, done = [], 0
    first = f' id="{anchor}"' if anchor else ""
    for start, end in spans:
        begin, stop = places[start][0], places[end - 1][1]
        parts.append(html[done:begin])
        for piece, is_text in _pieces(html[begin:stop]):
            parts.append(f"<mark{first}>{piece}</mark>" if is_text else piece)
            first = "" if is_text else first
        done = stop
    return "".join([*parts, html[done:]])


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Runs of text and the tags between them; a mark never crosses a tag."""
    run = ""
    for token in _TOKEN.finditer(html):
        if token[0][0] == "<" and len(token[0]) > 1:
            if run.strip():
                yield run, True
            elif run:
                yield run, False
            run = ""
            yield token[0], False
        else:
            run += token[0]
    if run:
        yield run, bool(run.strip())
