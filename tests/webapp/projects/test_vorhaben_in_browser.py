"""The pages around Vorhaben in a real browser: wide and narrow, light and dark, nothing cut off."""

from pathlib import Path

import pytest
from browsing import AXE, BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, Save, make_facts, make_record
from playwright.sync_api import Browser, Page
from visitors import PASSWORD, RIEDSTADT, person

from index.store import Database
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email
from webapp.joint.queries import invite
from webapp.meetings.queries import add_meetings
from webapp.meetings.table import read_meetings
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects, save_project
from webapp.request import now
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = [
    pytest.mark.skipif(not BROWSER, reason=NO_BROWSER),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; make setup does it."),
]

TREBUR = "06433014"
PAGES = {
    "staff": (
        "/vorhaben/radweg",
        "/vorhaben/radweg/programm/1/verwerfen",
        "/einladungen",
        "/sitzungen",
    ),
    "manager": ("/gemeinsam", "/programm/1/empfehlen"),
}


@pytest.fixture
def filled(db: Database, save: Save) -> None:
    """Two towns with Vorhaben, a programme with all it takes for a calculation, an invitation."""
    stated = dict(
        deadlines=[dict(kind="application", date="2026-12-31")],
        funding_rate_default=70,
        own_share_min=10,
        combinable="conditional",
    )
    text = "Mehrere Kommunen können gemeinsam beantragen. Gefördert werden Radwege und Brücken."
    save(
        make_record(description=text),
        make_record(key="b", url="https://www.example.org/b", title="Radschnellwege"),
        facts=make_facts(**stated),
    )
    for number, town in (("radweg", RIEDSTADT), ("trebur", TREBUR)):
        profile = dict(id=number, title="Radweg", municipality=town, cost_eur=900_000)
        save_project(db, read_profile(profile | dict(applicant_type="Kommune")), MONDAY)
    judge_now(db, list(all_projects(db)), MONDAY)
    add_meetings(db, RIEDSTADT, read_meetings(b"Datum;Gremium\n01.10.2026;Rat\n"))
    for role in (Role.STAFF, Role.MANAGER):
        person(db, role, password=PASSWORD)
    manager = account_by_email(db, "manager@example.org")
    assert manager
    invite(db, 1, [RIEDSTADT, TREBUR], "Bitte melden", manager, now())


@pytest.mark.usefixtures("filled")
def test_every_page_around_vorhaben_fits_and_axe_finds_nothing(
    data_folder: Path, browser: Browser
) -> None:
    app = create_app(Settings(data=data_folder), MONDAY)
    with served(app) as site:
        for who, addresses in PAGES.items():
            page = browser.new_page()
            sign_in(page, site, f"{who}@example.org", PASSWORD)
            for address in addresses:
                answer = page.goto(f"{site}{address}")
                assert answer
                assert answer.ok
                look_at(page, address)
            page.close()


def look_at(page: Page, address: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280, address
    page.set_viewport_size({"width": 320, "height": 800})
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert found["passes"]
    wrong = [f"{v['id']}: {node['html']}" for v in found["violations"] for node in v["nodes"]]
    assert wrong == [], address
