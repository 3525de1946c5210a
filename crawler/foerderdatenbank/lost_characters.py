"""The export writes `?` for every character it does not know: dashes and quotation marks.

Only what cannot be a question mark is restored: one between blanks or figures was a dash, one at
the beginning of a word opened a quotation, and the next one at the end of a word closed it.
Every replacement is one character for one, so tags inside a passage stay where they are.
"""

import re
from collections.abc import Iterator

_BLOCK = re.compile(r"(</?(?:p|li|ul|ol|h\d|td|th|tr|div|br|table|dd|dt)\b[^<>]*>)", re.IGNORECASE)
_INLINE = re.compile(r"(<[^<>]*>)")
_OMISSION = re.compile(r"(?<=\[)\?(?=\])")
_DASH = re.compile(r"(?<=\s)\?(?=[\s,])|^\?(?=\s)")
# Three figures after it may have been set off by a narrow blank: 100?000 is no range.
_RANGE = re.compile(r"(?<=\d)\?(?=\d)(?!\d{3}(?!\d))")
_OPENING = re.compile(r"(?<![^\s(\[-])\?(?=[\w(§.])")
_CLOSING = re.compile(r"(?<=\S)\?(?![\w?])")
_SECOND_HALF = re.compile(r"(?<=\s)\?(?=[a-zäöü])")


def restore(html: str) -> str:
    """Restore the lost characters of an HTML passage or a plain text."""
    if "?" not in html:
        return html
    parts = _BLOCK.split(html)
    return "".join(_in_block(part) if "?" in part else part for part in parts)


def _in_block(html: str) -> str:
    if _BLOCK.fullmatch(html):
        return html
    parts = _INLINE.split(html)
    restored = _in_text("".join(parts[::2]))
    position = 0
    for number in range(0, len(parts), 2):
        end = position + len(parts[number])
        parts[number], position = restored[position:end], end
    return "".join(parts)


def _in_text(text: str) -> str:
    text = _RANGE.sub("–", _DASH.sub("–", _OMISSION.sub("…", text)))
    characters = list(text)
    for opening, closing in _quotations(text):
        characters[opening], characters[closing] = "„", "“"
    return _SECOND_HALF.sub("–", "".join(characters))


def _quotations(text: str) -> Iterator[tuple[int, int]]:
    position = 0
    while opening := _OPENING.search(text, position):
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return
        yield opening.start(), closing.start()
        position = closing.end()
