"""The texts of a programme for its page: per heading what each source says, quotes marked."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from index.programme import Programme, Telling
from index.record import TEXT_FIELDS
from index.text import RichText, comparable
from webapp.programmes.highlight import mark_quotes
from webapp.programmes.wording import field_label

_LONG = 6000
_ON_PAPER = 2800
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What one source says under a heading."""

    source: str
    language: str
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with its passages; a long one is folded until somebody wants to read it."""

    name: str
    heading: str
    passages: tuple[Passage, ...]
    letters: int

    @property
    def long(self) -> bool:
        """Whether it is folded."""
        return self.letters > _LONG

    @property
    def marked(self) -> bool:
        """Whether a quote is marked in it; then it stands open."""
        return any("<mark" in passage.html for passage in self.passages)


ANCHOR = "beleg"
"""The id of the first marked quote of a page."""


def sections(programme: Programme, quotes: Mapping[str, list[str]] = {}) -> Iterator[Section]:
    """Go through the texts in reading order; a second source speaks only where it differs.

    `quotes` are marked where they stand, by field.
    """
    anchor = ANCHOR
    for name in TEXT_FIELDS:
        texts = list(_different(programme, name))
        if texts:
            passages = []
            for telling, text in texts:
                passages.append(_passage(telling, text, quotes.get(name, []), anchor))
                anchor = "" if "<mark" in passages[-1].html else anchor
            yield Section(
                name=name,
                heading=field_label(name),
                passages=tuple(passages),
                letters=sum(len(text.text) for _, text in texts),
            )


def on_paper(found: Iterable[Section]) -> frozenset[str]:
    """Name the sections that go on two printed pages together with all the rest."""
    names, room = set(), _ON_PAPER
    for section in found:
        room -= section.letters
        if room < 0:
            break
        names.add(section.name)
    return frozenset(names)


def gist(programme: Programme, most: int = 240) -> str:
    """What is paid for, in the first words of the source; whole sentences where they fit."""
    text = " ".join(_first_text(programme).split())
    if len(text) <= most:
        return text
    end = max(text.rfind(mark, most // 3, most) for mark in (". ", "! ", "? "))
    return text[: end + 1] if end > 0 else f"{text[:most].rsplit(' ', 1)[0]} …"


def _first_text(programme: Programme) -> str:
    texts = (programme.passage(name).text for name in ("summary", "description"))
    return next((text for text in texts if text.strip()), "")


def _different(programme: Programme, name: str) -> Iterator[tuple[Telling, RichText]]:
    said: set[str] = set()
    for telling in programme.tellings:
        text: RichText = getattr(telling.record, name)
        if text and (key := comparable(text.text)) not in said:
            said.add(key)
            yield telling, text


def _passage(telling: Telling, text: RichText, quotes: list[str], anchor: str) -> Passage:
    return Passage(
        source=telling.source_label,
        language=telling.record.language,
        html=_fitted(mark_quotes(text.html, quotes, anchor)),
    )


def _fitted(html: str) -> Markup:
    """Fit sanitised HTML below our own heading: its headings follow ours, wide tables scroll."""
    html = _HEADING.sub(r"<\1h3>", html)
    html = html.replace(
        "<table", '<div class="table-box" role="region" aria-label="Tabelle" tabindex="0"><table'
    )
    return Markup(html.replace("</table>", "</table></div>"))
