"""What a screen reader makes of a page, and what somebody may type into its forms."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement, document_fromstring

_FIELDS = "//input[not(@type='hidden') and not(@hidden)] | //select | //textarea"
_REFERENCES = ("for", "form", "aria-labelledby", "aria-describedby", "aria-controls")
_NO_TEXT = ("checkbox", "radio", "file", "submit")
WRONG = {"number": "99999", "date": "1900-01-01", "email": "ohne Klammeraffe", "url": "Adresse"}
"""What cannot be right in a field of this type; every other one gets plain words."""


def read(page: str) -> HtmlElement:
    """Parse a page."""
    return document_fromstring(page)


def faults(page: HtmlElement) -> Iterator[str]:
    """Everything that keeps somebody from reading the page or filling it in."""
    ids = Counter(page.xpath("//@id"))
    yield from (f"the id {it} stands {many} times" for it, many in ids.items() if many > 1)
    for name in _REFERENCES:
        for value in page.xpath(f"//@{name}"):
            yield from (
                f"{name} names {it}, which is not there" for it in set(value.split()) - {*ids}
            )
    for it in page.xpath(_FIELDS):
        if not name_of(page, it):
            yield f"the field {it.get('name')} has no label"
    for it in page.xpath("//a[@href] | //button | //summary"):
        if not name_of(page, it):
            yield f"nothing to read out: {it.tag} {it.attrib}"
    yield from _unbound(page)
    yield from _headings(page)


def _unbound(page: HtmlElement) -> Iterator[str]:
    described = {it for value in page.xpath("//@aria-describedby") for it in value.split()}
    for it in page.find_class("kern-error"):
        if it.get("id") not in described:
            yield f"no field is described by the error “{_text(it)}”"
    for it in page.xpath("//*[@aria-invalid='true']"):
        if not it.get("aria-describedby"):
            yield f"the field {it.get('name')} is wrong, but no sentence says why"


def _headings(page: HtmlElement) -> Iterator[str]:
    levels = [int(it.tag[1]) for it in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    for above, below in zip([0, *levels], levels, strict=False):
        if below > above + 1:
            yield f"a heading h{below} follows h{above}"


def name_of(page: HtmlElement, it: HtmlElement) -> str:
    """What a screen reader calls a field, a button or a link."""
    if it.get("aria-label"):
        return str(it.get("aria-label"))
    labels = [page.get_element_by_id(one, None) for one in it.get("aria-labelledby", "").split()]
    if it.tag in ("input", "select", "textarea"):
        labels += page.xpath("//label[@for=$id]", id=it.get("id") or "-")
        labels += it.xpath("ancestor::label")
    else:
        labels.append(it)
        labels += it.xpath(".//img[@alt]")
    words = (_text(one) or one.get("alt", "") for one in labels if one is not None)
    return " ".join(words).strip()


def _text(it: HtmlElement) -> str:
    return " ".join(it.text_content().split())


def is_told_what_is_wrong(page: HtmlElement) -> bool:
    """Whether some field is marked as wrong, with a sentence that says why."""
    for it in page.xpath("//*[@aria-invalid='true'] | //fieldset[@aria-describedby]"):
        for one in it.get("aria-describedby", "").split():
            said = page.get_element_by_id(one, None)
            classes = said.get("class", "").split() if said is not None else []
            if {"kern-error", "notice--danger"} & set(classes) and _text(said):
                return True
    return False


@dataclass(frozen=True, kw_only=True)
class Form:
    """One form of a page."""

    method: str
    action: str
    element: HtmlElement
    fields: tuple[HtmlElement, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """The same for forms that differ only in what they are about."""
        kind = [part for part in self.action.split("?")[0].split("/") if not part.isdigit()]
        return (self.method, "/".join(kind), *sorted({it.get("name", "") for it in self.fields}))

    def filled(self, how: str) -> dict[str, Any]:
        """Data of somebody who ticks no box and fills in nothing, nonsense, or too much."""
        data: dict[str, Any] = {
            it.get("name"): it.get("value", "") for it in self._all("input[@type='hidden']")
        }
        for number, it in enumerate(self.fields):
            value = _typed(it, how, number)
            if value is not None:
                data[it.get("name")] = value
        for button in self._all("button[@name]")[:1]:
            data.setdefault(button.get("name"), button.get("value", ""))
        return data

    def kept(self, page: HtmlElement, data: dict[str, Any]) -> Iterator[str]:
        """The fields whose text is gone from the page that came back."""
        values = set(page.xpath("//input/@value"))
        values |= {(it.text_content() or "").strip("\r\n") for it in page.xpath("//textarea")}
        for it in self.fields:
            typed = data.get(it.get("name"))
            if _is_text(it) and it.get("type") != "password" and typed and typed not in values:
                yield str(it.get("name"))

    def _all(self, what: str) -> list[HtmlElement]:
        found = self.element.xpath(f".//{what}")
        return [it for it in found if it.get("name")]


def _is_text(it: HtmlElement) -> bool:
    return it.tag == "textarea" or (it.tag == "input" and it.get("type") not in _NO_TEXT)


def _typed(it: HtmlElement, how: str, number: int) -> str | None:
    """What is sent of a field; nothing for a box that is not ticked."""
    if it.tag == "select":
        offered = it.xpath(".//option[@selected]") or it.xpath(".//option")
        return str(offered[0].get("value", offered[0].text_content())) if offered else None
    if not _is_text(it):
        return None
    if how == "nothing":
        return ""
    typed = f"{number}. Eintrag & Zeichen" + "!" * (9000 if how == "too much" else 0)
    return WRONG.get(it.get("type", "")) or typed[: int(it.get("maxlength", len(typed)))]


def forms(page: HtmlElement, address: str) -> Iterator[Form]:
    """The forms of a page that ask for something."""
    for it in page.xpath("//form"):
        inside = it.xpath(".//input | .//select | .//textarea")
        shown = tuple(
            one
            for one in inside
            if one.get("type") not in ("hidden", "submit") and one.get("hidden") is None
        )
        if shown:
            method, action = it.get("method", "get").upper(), it.get("action") or address
            yield Form(method=method, action=action, element=it, fields=shown)
