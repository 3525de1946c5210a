"""Prose of the EU portal, whose list items and paragraphs often stand glued to one another."""

import re

from index.text import RichText, rich

# The portal's editors paste lists, and what arrives is "outcomes:Better planningLess waste".
# Only a mark between a small letter and a capitalised word proves a lost break.
_GLUED = re.compile(r"(?<=[a-zß)\]”’][.:?!])(?=[A-Z][a-z]+[\s,])")
_TAG = re.compile(r"(<[^<>]*>)")


def eu_passage(html: str) -> RichText:
    """Read a passage; a lost break between two sentences or items becomes a line again."""
    pieces = _TAG.split(html)
    pieces[::2] = (_GLUED.sub("<br>", text) for text in pieces[::2])
    return rich("".join(pieces))
