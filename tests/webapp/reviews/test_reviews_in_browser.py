"""The queue in a real browser, by keyboard and without JavaScript; axe finds nothing."""

from datetime import timedelta
from pathlib import Path

import pytest
from browsing import AXE, BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, Save, make_record
from playwright.sync_api import Browser, Page, expect
from visitors import PASSWORD, person

from index.review_queue import count_waiting
from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Role
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = pytest.mark.skipif(not BROWSER, reason=NO_BROWSER)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KITA = make_record(key="kita", url="https://www.example.org/kita", title="Kita")


def looks_right(page: Page) -> None:
    """Nothing sticks out, wide or narrow; axe looks at the narrow page."""
    for width in (1280, 320):
        page.set_viewport_size(dict(width=width, height=900))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        assert found["passes"]
        assert [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]] == []


def press(page: Page, name: str) -> None:
    """Reach a button and press it as somebody without a mouse does."""
    page.get_by_role("button", name=name, exact=True).focus()
    page.keyboard.press("Enter")


def decide_with_single_keys(page: Page, address: str) -> None:
    """From the first entry to the next and back, hide, undo, and leave the marks alone outside."""
    page.goto(f"{address}/pruefen")
    entries = page.locator("[data-queue] > li")
    page.keyboard.press("g")  # no entry has the focus: nothing happens
    entries.first.focus()
    for key, focused in (("j", entries.nth(1)), ("k", entries.first)):
        page.keyboard.press(key)
        expect(focused).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("a")
    page.keyboard.type("grau")  # letters in a field are letters
    page.keyboard.press("Enter")
    expect(page.get_by_text("Ein Programm ist ausgeblendet.")).to_be_visible()
    expect(entries.first).to_be_focused()
    page.keyboard.press("z")
    expect(page.get_by_text("Zurückgenommen; ein Programm ist wie vorher.")).to_be_visible()


def test_programmes_are_ticked_reviewed_hidden_and_brought_back_by_keyboard_alone(
    db: Database, data_folder: Path, save: Save, browser: Browser
) -> None:
    save(make_record(), KITA)
    rebuild(db, data_folder)
    person(db, Role.MANAGER, password=PASSWORD)
    app = create_app(Settings(data=data_folder), MONDAY + timedelta(days=1))
    with served(app) as address, browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, address, "manager@example.org", PASSWORD)
        page.goto(f"{address}/pruefen")
        for box in page.get_by_role("checkbox").all():
            box.focus()
            page.keyboard.press("Space")
        press(page, "Alle markierten geprüft")
        expect(page.get_by_text("2 Programme sind geprüft.")).to_be_visible()
        save(make_record(deadline_text="Bis zum 1. Mai"), KITA, today=MONDAY + timedelta(days=1))
        page.goto(f"{address}/pruefen?art=changed")
        expect(page.get_by_text("Bis zum 1. Mai")).to_be_visible()
        page.get_by_text("Ausblenden …").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.type("Nur für Bayern")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Ein Programm ist ausgeblendet.")).to_be_visible()
        assert count_waiting(db) == {"hidden": 1}
        page.get_by_role("button", name="Zurücknehmen").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Zurückgenommen; ein Programm ist wie vorher.")).to_be_visible()
        assert count_waiting(db) == {"changed": 1}
    save(make_record(key="neu", url="https://www.example.org/neu", title="Neu"))
    with served(app) as address, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, address, "manager@example.org", PASSWORD)
        decide_with_single_keys(page, address)
        assert count_waiting(db) == {"changed": 1, "new": 1}
        for path in ("pruefen", "pruefen/regeln", "pruefen/eintragen", "programm/1"):
            page.goto(f"{address}/{path}")
            looks_right(page)
