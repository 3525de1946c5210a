"""Texts that people write in Markdown (handbook, statements of the operator) as safe HTML."""

import re
from typing import Any, NamedTuple

import mistune
from markupsafe import Markup
from mistune.toc import add_toc_hook

_DEEPEST_HEADING = 3


class Heading(NamedTuple):
    """One heading of a text: how deep it stands (2 or 3), its anchor and its words."""

    depth: int
    anchor: str
    words: str


class Page(NamedTuple):
    """A text as HTML, with its headings for a list of contents."""

    html: Markup
    headings: tuple[Heading, ...]


def _anchor(token: dict[str, Any], _number: int) -> str:
    return "-".join(re.findall(r"\w+", token["text"].casefold()))


class _Renderer(mistune.HTMLRenderer):
    """Pictures come when somebody scrolls to them: a chapter is read long before the last one."""

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return super().image(text, url, title).replace("<img ", '<img loading="lazy" ', 1)


_markdown = mistune.create_markdown(renderer=_Renderer(escape=True), plugins=["table", "mark"])
add_toc_hook(_markdown, min_level=2, max_level=_DEEPEST_HEADING, heading_id=_anchor)


def page_of(text: str) -> Page:
    """Give Markdown as HTML; besides plain Markdown it knows tables and `==marked==` words.

    Raw HTML inside is shown as text, never obeyed; links that would run a script lead nowhere.
    """
    rendered, state = _markdown.parse(text)
    headings = (Heading(*item) for item in state.env.get("toc_items", ()))
    return Page(Markup(rendered), tuple(headings))
