"""What people of several towns do with a programme, in a real browser.

axe finds nothing on any page of it, and the page prints on two sheets.
"""

from io import BytesIO
from pathlib import Path

import pytest
from browsing import AXE, BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, Save, make_facts, make_record
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader
from visitors import PASSWORD, RIEDSTADT, person

from index.record import Contact, Link
from index.search.build import rebuild
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = pytest.mark.skipif(not BROWSER, reason=NO_BROWSER)

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FACTS = make_facts(
    funding_rate_max=80,
    amount_max_eur=200_000,
    early_start="forbidden_before_approval",
    combinable="conditional",
    deadlines=[{"kind": "application", "date": "2026-07-31"}],
)
RECORD = make_record(
    description="Gefördert werden Radwege und Brücken. " * 60,
    legal_requirements="Antragsberechtigt sind Kommunen. " * 60,
    guideline="Paragraf. " * 3000,
    funders=("Musterministerium",),
    contacts=(Contact(name="Musteramt", email="amt@example.org", phone="+49 0000 1"),),
    links=tuple(Link(label=f"Merkblatt {n}", url=f"https://www.example.org/{n}") for n in range(9)),
)


def looks_right(page: Page) -> None:
    """Nothing sticks out, wide or narrow; axe finds nothing with everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    for width in (1280, 320):
        page.set_viewport_size(dict(width=width, height=900))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    if AXE.exists():
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)
        assert found["passes"]
        wrong = [(it["id"], it["nodes"][0]["html"]) for it in found["violations"]]
        assert wrong == [], page.url
    page.set_viewport_size(dict(width=1280, height=860))


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def work_as_staff(page: Page, programme: str) -> None:
    """Keep, pass on, take a stance, tell an experience, ask, report, write a note."""
    page.goto(programme)
    press(page, "Merken")
    follow(page, "Weitergeben")
    page.get_by_label("kollegin@riedstadt.example").check()
    page.get_by_label("Notiz").fill("Passt das zum Radring?")
    press(page, "Weitergeben")
    follow(page, "Nicht relevant")
    press(page, "Eintragen")
    expect(page.get_by_text("mindestens einen Grund")).to_be_visible()
    looks_right(page)
    page.get_by_label("Interesse", exact=True).check()
    press(page, "Eintragen")
    follow(page, "Eigene Erfahrung mitteilen")
    press(page, "Speichern")
    expect(page.get_by_text("Ohne Ihr Einverständnis")).to_be_visible()
    looks_right(page)
    page.get_by_label("Alle Kommunen").check()
    press(page, "Speichern")
    follow(page, "Beratung anfragen")
    page.get_by_label("Worum geht es?").fill("Eigenanteil")
    page.get_by_label("Ihre Frage").fill("Zählt Grund und Boden?")
    press(page, "Fragen")
    looks_right(page)
    page.goto(programme)
    follow(page, "Fehler melden")
    page.get_by_label("Welche Angabe?").select_option("Förderquote")
    page.get_by_label("Was ist falsch?").fill("Es sind 90 Prozent.")
    press(page, "Melden")
    page.get_by_text("Notiz schreiben").click()
    page.get_by_role("textbox", name="Notiz").fill("Für alle: @manager weiß mehr.")
    page.get_by_label("Wer darf das lesen?").select_option("alle Kommunen")
    press(page, "Notiz speichern")
    looks_right(page)


def answer_as_manager(page: Page, address: str) -> None:
    """See the question and the report on the desk, and answer."""
    page.goto(f"{address}/beratung")
    expect(page.get_by_text("Es sind 90 Prozent.")).to_be_visible()
    looks_right(page)
    follow(page, "Eigenanteil")
    page.get_by_label("Nachricht").fill("Nein, nur Geld.")
    press(page, "Senden und erledigt")
    page.goto(f"{address}/programm/1/empfehlen")
    page.get_by_label("Riedstadt").check()
    press(page, "Empfehlen")
    expect(page.locator(".tag", has_text="Interesse")).to_be_visible()
    page.goto(f"{address}/empfehlungen")
    looks_right(page)


def test_towns_and_manager_work_together_on_a_programme(
    db: Database, data_folder: Path, save: Save, browser: Browser
) -> None:
    number = save(RECORD, facts=FACTS)
    rebuild(db, data_folder)
    for role in (Role.STAFF, Role.MANAGER):
        person(db, role, password=PASSWORD)
    create_account(db, "kollegin@riedstadt.example", Role.STAFF, RIEDSTADT, MONDAY)
    app = create_app(Settings(data=data_folder), MONDAY)
    with served(app) as address, browser.new_context() as staff:
        page = staff.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, address, "staff@example.org", PASSWORD)
        work_as_staff(page, f"{address}/programm/{number}")
        card = page.locator(".quick-check").bounding_box()
        assert card
        assert card["y"] + card["height"] < 860
        assert len(PdfReader(BytesIO(page.pdf(format="A4"))).pages) <= 2
        with browser.new_context() as other:
            answer_as_manager(signed_in_as_manager(other.new_page(), address), address)
        page.goto(f"{address}/merklisten/1")
        looks_right(page)
        page.goto(f"{address}/beratung")
        expect(page.get_by_text("neue Antwort")).to_be_visible()


def signed_in_as_manager(page: Page, address: str) -> Page:
    page.set_default_timeout(10_000)
    sign_in(page, address, "manager@example.org", PASSWORD)
    return page
