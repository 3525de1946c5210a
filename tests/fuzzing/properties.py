"""What is never true of anything that we show, keep or send, whoever wrote it."""

import re
from html.parser import HTMLParser

SENTENCE = re.compile(r"[.!?]$")
"""How whatever is told to a person ends."""
_SCHEMES = ("http:", "https:", "mailto:", "tel:")
_RUNS = {"script", "style", "iframe", "object", "embed", "form", "svg", "math", "base", "link",
         "meta", "img", "video", "audio", "input", "button", "template"}  # fmt: skip
_ADDRESSES = ("href", "src", "action", "formaction", "xlink:href", "srcset", "data")
_JUNK = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u00ad\u200b\u2060\ufeff]")


class _Found(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _RUNS:
            self.wrong.append(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.wrong.append(name)
            elif name in _ADDRESSES and not _leads_out(value or ""):
                self.wrong.append(f"{name}={value}")


def _leads_out(address: str) -> bool:
    seen = re.sub(r"[\x00-\x20]", "", address).lower()
    before = re.split(r"[/?#\\]", seen)[0]
    return ":" not in before or seen.startswith(_SCHEMES)


def assert_harmless(html: str) -> None:
    """Nothing in it runs, in the eyes of a reader of HTML that is not the one that cleaned it."""
    found = _Found()
    found.feed(html)
    found.close()
    assert not found.wrong, found.wrong


def assert_plain(text: str) -> None:
    """No control characters and nothing without width, so that it can be compared and printed."""
    assert not _JUNK.search(text), repr(_JUNK.search(text))


def assert_storable(text: str) -> None:
    """SQLite and UTF-8 files take it."""
    text.encode()
