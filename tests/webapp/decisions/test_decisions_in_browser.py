"""Deciding in a real browser: by keyboard, wide and narrow, and axe finds nothing."""

from pathlib import Path

import pytest
from browsing import AXE, BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, Save, make_record
from decision_visits import SENTENCE, crawl_again, stated
from playwright.sync_api import Browser, Page
from visitors import PASSWORD, person

from index.store import Database
from webapp.accounts.account import Role
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = pytest.mark.skipif(not BROWSER, reason=NO_BROWSER)


TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def looks_right(page: Page) -> None:
    """Nothing sticks out wide or narrow; axe looks at the narrow page in the dark."""
    for width in (1280, 320):
        page.set_viewport_size(dict(width=width, height=900))
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="dark")
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        assert found["passes"]
        assert [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]] == []


def test_a_deadline_is_corrected_by_keyboard_and_the_doubt_is_settled_in_one_step(
    db: Database, data_folder: Path, save: Save, browser: Browser
) -> None:
    number = save(make_record(summary=SENTENCE), facts=stated())
    person(db, Role.MANAGER, password=PASSWORD)
    app = create_app(Settings(data=data_folder), MONDAY)
    with served(app) as address, browser.new_context() as context:
        page = context.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, address, "manager@example.org", PASSWORD)
        page.goto(f"{address}/programm/{number}/angaben/deadlines")
        page.get_by_label("Bestätigen").focus()
        page.keyboard.press("ArrowDown")
        assert page.get_by_label("Berichtigen").is_checked()
        page.locator("#value-0-day").fill("31.7.2026")
        page.get_by_role("button", name="Speichern").click()
        assert page.get_by_text("Bitte nennen Sie den Grund.").is_visible()
        assert page.locator("#value-0-day").input_value() == "31.7.2026"
        looks_right(page)
        page.get_by_label("Begründung").fill("Auskunft des Amtes")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(f"{address}/programm/{number}")
        assert page.get_by_text("nächste Frist 31.07.2026").is_visible()

        new = "Anträge sind bis zum 15. August 2026 zu stellen."
        crawl_again(db, make_record(summary=new), stated("2026-08-15", new))
        page.goto(f"{address}/entscheidungen")
        looks_right(page)
        page.get_by_role("button", name="Angabe der Quelle übernehmen").click()
        assert page.get_by_text("Die Angabe der Quelle gilt.").is_visible()
        page.goto(f"{address}/programm/{number}?beleg=deadlines#beleg")
        assert page.locator("mark").inner_text() == new
