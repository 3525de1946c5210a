"""A letter as subject, text and HTML: two hand-written parts with the same content."""

import textwrap
from dataclasses import dataclass
from functools import lru_cache

from css_inline import CSSInliner
from jinja2 import Environment, PackageLoader, StrictUndefined

from webapp.digest import wording
from webapp.digest.letter import Letter
from webapp.filters import datum

WIDTH = 72

_SENTENCES = (
    "opening", "above", "kind", "until", "further", "credit", "rest", "caution", "why", "of_search",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What goes on the wire."""

    subject: str
    text: str
    html: str


def render(letter: Letter, base_url: str, unsubscribe_url: str) -> Rendered:
    """Write the letter."""
    values = dict(
        letter=letter,
        subject=wording.subject(letter),
        base_url=base_url,
        unsubscribe_url=unsubscribe_url,
    )
    text = _templates().get_template("digest/letter.txt").render(values)
    html = _templates().get_template("digest/letter.html").render(values)
    return Rendered(subject=wording.subject(letter), text=text, html=_inliner().inline(html))


@lru_cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("webapp.digest"),
        autoescape=lambda name: bool(name and name.endswith(".html")),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= dict(datum=datum, wrapped=_wrapped)
    environment.globals |= {name: getattr(wording, name) for name in _SENTENCES}
    return environment


@lru_cache
def _inliner() -> CSSInliner:
    # The style sheet stays as well: phones and dark mode need its media queries.
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


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
