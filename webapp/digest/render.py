"""A letter as subject, text and HTML: two hand-written parts with the same content."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined

from webapp.digest import wording
from webapp.digest.actions import Links
from webapp.digest.letter import Letter, Notice
from webapp.filters import datum

WIDTH = 72

_SENTENCES = (
    "opening", "heading", "above", "kind", "until", "due", "further", "advice", "credit", "rest",
    "silence", "caution", "why", "of_search",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What goes on the wire."""

    subject: str
    text: str
    html: str


def render(
    letter: Letter, links: Links, name: str = "letter", subject: str = "", **more: Any
) -> Rendered:
    """Write the letter, or another one of the same kind."""
    subject = subject or wording.subject(letter)
    values = dict(letter=letter, subject=subject, links=links, base_url=links.base_url)
    return _render(name, subject, values | more)


def render_single(
    subject: str, paragraphs: list[str], link: tuple[str, str] | None = None
) -> Rendered:
    """Write a letter of a few plain sentences, with one button if there is something to do."""
    return _render("single", subject, dict(subject=subject, paragraphs=paragraphs, link=link))


def _render(name: str, subject: str, values: dict[str, Any]) -> Rendered:
    text = _templates().get_template(f"digest/{name}.txt").render(values)
    html = _templates().get_template(f"digest/{name}.html").render(values)
    return Rendered(subject=subject, text=text, html=_inliner().inline(html))


@lru_cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("webapp.digest"),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        auto_reload=False,  # looking whether a file has changed costs more than filling it in
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= dict(datum=datum, wrapped=_wrapped)
    tests: dict[str, Callable[..., bool]] = dict(notice=lambda item: isinstance(item, Notice))
    environment.tests |= tests
    environment.globals |= {name: getattr(wording, name) for name in _SENTENCES}
    return environment


@lru_cache
def _inliner() -> CSSInliner:
    # The style sheet stays as well: phones and dark mode need its media queries.
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


@lru_cache(maxsize=10_000)  # many people are told the same
def _wrapped(text: str, label: str = "", indent: int = 13) -> str:
    """Fold a line of the text part; a label stands before it, the rest below its beginning."""
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=label.ljust(indent),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
