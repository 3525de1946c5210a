"""One page in a real browser, and everything that is wrong with it, for accessibility.py."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from browsing import AXE
from first_visit import first_visit
from playwright.sync_api import Browser, Response
from reading_pages import forms, read

MOST_KB = 100
OF_COLOURS = ["color-contrast", "link-in-text-block"]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (1280, 640, 390, 320)
FILL_IN = """
([index, wrong]) => {
  const form = document.forms[index];
  form.noValidate = true;
  for (const it of form.elements) {
    if (it.type === 'checkbox' || it.type === 'radio') it.checked = false;
    else if (wrong[it.type]) { it.type = 'text'; it.value = wrong[it.type] || 'Unfug'; }
    else if (it.tagName === 'TEXTAREA' || it.type === 'text') it.value = '';
  }
  form.requestSubmit(form.querySelector('button[type=submit]'));
}
"""
FOCUS = """
() => {
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary,'
    + ' [tabindex="0"]')].filter(it => it.type !== 'hidden' && it.checkVisibility());
  const faults = [];
  for (const it of all) {
    it.focus();
    if (document.activeElement !== it) {
      faults.push('no focus: ' + it.outerHTML.slice(0, 90));
      continue;
    }
    const style = getComputedStyle(it);
    const shown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const shadow = style.boxShadow !== 'none';
    if (!shown && !shadow) faults.push('focus not seen: ' + it.outerHTML.slice(0, 90));
    if (it.tabIndex > 0) faults.push('tabindex: ' + it.outerHTML.slice(0, 90));
  }
  return faults;
}
"""
SPREAD = """
() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;'
    + ' line-height: 1.5 !important } p { margin-bottom: 2em !important }');
  document.adoptedStyleSheets = [sheet];
}
"""
WIDE = """
() => [...document.querySelectorAll('main *')].filter(it => {
  const box = it.getBoundingClientRect();
  if (!box.width || box.right <= document.documentElement.clientWidth + 1) return false;
  for (let up = it; up && up !== document.body; up = up.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(up).overflowX)) return false;
  return true;
}).slice(0, 3).map(it => it.outerHTML.slice(0, 110))
"""


@dataclass(kw_only=True)
class Seen:
    """One page in one state, and what was wrong with it."""

    role: str
    address: str
    state: str
    status: int
    requests: int = 0
    kilobytes: float = 0
    wrong: list[str] = field(default_factory=list)


class Walk:
    """Opens pages as one role and writes down what it sees."""

    def __init__(self, browser: Browser, site: str, role: str, cookie: str) -> None:
        self.site, self.role = site, role
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
        if cookie:
            self.context.add_cookies([dict(name="foerdernetz", value=cookie, url=site)])
        self.page = self.context.new_page()
        self.cookie = f"foerdernetz={cookie}" if cookie else ""
        self.foreign: set[str] = set()
        self.page.on("request", self._note)
        self.axe = AXE.read_text(encoding="utf-8")

    def _note(self, request: Any) -> None:
        if not request.url.startswith((self.site, "data:")):
            self.foreign.add(request.url)

    def open(self, address: str, state: str, letter: bool = False) -> Seen | None:
        """Look at one page; nothing where it is not for this role."""
        answer = self.page.goto(self.site + address, wait_until="load")
        if answer is None or answer.status >= 400 or answer.request.redirected_from:
            return None
        seen = Seen(role=self.role, address=address, state=state, status=answer.status)
        visit = first_visit(int(self.site.rsplit(":", 1)[1]), address, self.cookie)
        seen.requests, seen.kilobytes = visit.requests, visit.before_paint / 1024
        if seen.kilobytes > MOST_KB:
            seen.wrong.append(f"{seen.kilobytes:.0f} KB before anything is seen")
        self.look(seen, letter)
        return seen

    def look(self, seen: Seen, letter: bool = False) -> None:
        """Everything that is looked for on the page that is open."""
        page = self.page
        if not letter:
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            page.evaluate(self.axe)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                rules = TAGS if scheme == "light" else OF_COLOURS
                seen.wrong += [f"{scheme}: {it}" for it in self._axe(rules)]
            page.emulate_media(color_scheme="light")
            page.keyboard.press("Tab")
            seen.wrong += page.evaluate(FOCUS)
            if page.evaluate("localStorage.length + sessionStorage.length"):
                seen.wrong.append("keeps something in the browser")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            real = page.evaluate("document.documentElement.scrollWidth")
            if real > width:
                seen.wrong.append(f"{real} px in a window of {width}: {page.evaluate(WIDE)}")
        page.evaluate(SPREAD)  # the widest spacing that a reader may ask for, in 320 pixels
        if page.evaluate("document.documentElement.scrollWidth") > WIDTHS[-1]:
            seen.wrong.append(f"wide spacing overflows: {page.evaluate(WIDE)}")
        page.set_viewport_size({"width": 1280, "height": 900})

    def _axe(self, rules: list[str]) -> list[str]:
        found = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", rules)
        assert found["passes"], "axe looked at nothing"
        said = [(it["id"], node["html"]) for it in found["violations"] for node in it["nodes"]]
        return [f"{name}: {html[:160]}" for name, html in said]

    def send(self, address: str, seen_forms: set[tuple[str, ...]]) -> Iterator[Seen]:
        """Send every form of a page that was not sent yet, with nonsense in it."""
        text = read(self.page.content())
        places = {form: number for number, form in enumerate(text.xpath("//form"))}
        for form in forms(text, address):
            if form.key in seen_forms:
                continue
            seen_forms.add(form.key)
            self.page.goto(self.site + address)
            wrong = {"date": "31.02.", "number": "viele", "email": "falsch", "url": "falsch"}
            with self.page.expect_navigation(wait_until="load") as came:
                self.page.evaluate(FILL_IN, [places[form.element], wrong])
            answer: Response = came.value
            state = f"{form.method} {answer.status}" + (
                " after" if answer.request.redirected_from else ""
            )
            seen = Seen(role=self.role, address=form.action, state=state, status=answer.status)
            if answer.status >= 500:
                seen.wrong.append("server error")
            self.look(seen)
            yield seen
