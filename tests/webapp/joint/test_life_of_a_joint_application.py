"""The whole life of a joint application of three towns, in a real browser.

From the group that the matcher found over interest, lead, akte, split, consent, Bescheid and duties
to the Verwendungsnachweis and the end: everybody signed in as themselves, all by pressing what the
pages offer.
"""

from pathlib import Path

import pytest
from akten import BIEBESHEIM, as_it_is
from browsing import BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, Save, make_facts, make_record
from playwright.sync_api import Browser, Page, expect
from visitors import PASSWORD, RIEDSTADT, TREBUR

from index.store import Database
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account, set_password
from webapp.applications.akte import Consent
from webapp.applications.money import Money
from webapp.applications.stages import Stage
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects, save_project
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = pytest.mark.skipif(not BROWSER, reason=NO_BROWSER)

TOWNS = {"riedstadt": RIEDSTADT, "trebur": TREBUR, "biebesheim": BIEBESHEIM}
COSTS = {"riedstadt": "600.000", "trebur": "250.000", "biebesheim": "150.000"}
AKTE = "/foerderakten/1"


@pytest.fixture
def people(db: Database, save: Save) -> None:
    """Three towns that plan the same, one person in each, and the manager."""
    facts = make_facts(deadlines=[{"kind": "application", "date": "2026-12-01"}])
    save(make_record(description="Mehrere Kommunen beantragen gemeinsam."), facts=facts)
    for name, ags in TOWNS.items():
        profile = dict(id=name, title=f"Radweg {name}", municipality=ags, cost_eur=300_000)
        save_project(db, read_profile(profile | dict(applicant_type="Kommune")), MONDAY)
    judge_now(db, list(all_projects(db)), MONDAY)
    who = {name: (Role.STAFF, ags) for name, ags in TOWNS.items()}
    for name, (role, town) in {**who, "kreis": (Role.MANAGER, None)}.items():
        account, _ = create_account(db, f"{name}@example.org", role, town, MONDAY)
        set_password(db, account.id, PASSWORD)


class Scene:
    """The site, and the window of each person."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.windows: dict[str, Page] = {}

    def go(self, name: str, path: str) -> Page:
        """Let somebody open a page; the first time they sign in."""
        if name not in self.windows:
            window = self.browser.new_context(locale="de-DE").new_page()
            window.set_default_timeout(10_000)
            sign_in(window, self.address, f"{name}@example.org", PASSWORD)
            self.windows[name] = window
        self.windows[name].goto(self.address + path)
        return self.windows[name]


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def agree_to_apply_together(scene: Scene) -> None:
    """Invitation, three answers, the lead, the akte."""
    manager = scene.go("kreis", "/gemeinsam")
    manager.get_by_role("link", name="Kommunen einladen").click()
    manager.get_by_label("Antwort bis").fill("2026-07-10")
    manager.get_by_label("Was sollen die Kommunen wissen?").fill("Bauen wir den Radweg zusammen?")
    press(manager, "Einladen")
    expect(manager.get_by_text("Eingeladen: 3 Kommunen.")).to_be_visible()
    for name, cost in COSTS.items():
        town = scene.go(name, "/einladungen")
        expect(town.get_by_text("Antwort bis 10.07.2026")).to_be_visible()
        town.get_by_label("Geschätzte Kosten in Euro").fill(cost)
        if name == "riedstadt":
            town.get_by_label("Wir würden die Federführung übernehmen").check()
        press(town, "Interesse")
        expect(town.get_by_text("Ihre Antwort ist gespeichert.")).to_be_visible()
    manager.reload()
    manager.get_by_label("Federführende Kommune").select_option(RIEDSTADT)
    manager.get_by_label("Wie wurde das vereinbart?").fill("Runde der Bauämter am 12. Juni")
    press(manager, "Festhalten")
    follow(manager, "Gemeinsame Akte anlegen")
    manager.get_by_label("Titel").fill("Radweg am Altrhein")
    press(manager, "Akte anlegen")
    expect(manager.get_by_role("heading", name="Radweg am Altrhein")).to_be_visible()


def divide_and_consent(scene: Scene) -> None:
    """Riedstadt divides by inhabitants; two consent, for the third the manager writes it down."""
    lead = scene.go("riedstadt", AKTE)
    follow(lead, "Aufteilung und Zustimmung")
    follow(lead, "Kosten aufteilen")
    lead.get_by_label("Gesamtkosten").fill("1.000.000,50")
    lead.get_by_label("Förderfähige Kosten").fill("900.000")
    lead.get_by_label("Förderung").fill("700.000")
    lead.get_by_label("Wie wird geteilt?").select_option("inhabitants")
    press(lead, "Festlegen und um Zustimmung bitten")
    expect(lead.get_by_text("Geteilt nach Einwohnern am 31.12.2024:")).to_be_visible()
    press(lead, "Zustimmen für Riedstadt")
    expect(lead.get_by_text("1 von 3")).to_be_visible()
    trebur = scene.go("trebur", AKTE)
    follow(trebur, "Jetzt zustimmen")
    press(trebur, "Zustimmen für Trebur")
    manager = scene.go("kreis", f"{AKTE}/aufteilung")
    press(manager, "Zustimmen für Biebesheim")
    expect(manager.get_by_text("3 von 3")).to_be_visible()


def take_to(page: Page, stage: str) -> None:
    """Take the akte one stage further."""
    follow(page, "Stand ändern")
    page.get_by_label("Neuer Stand").select_option(label=stage)
    press(page, "Speichern")
    expect(page.get_by_text(f"Neuer Stand: {stage}.")).to_be_visible()


def bring_to_the_award(lead: Page) -> None:
    """Hand in, write down the Bescheid, confirm the duties that follow from it."""
    take_to(lead, "eingereicht")
    follow(lead, "Bescheid eintragen")
    for field, typed in {
        "Aktenzeichen": "RW-2026-17",
        "Datum des Bescheids": "2026-06-10",
        "Bewilligte Förderung in Euro": "700.000",
        "Bewilligungszeitraum von": "2026-06-10",
        "Bewilligungszeitraum bis": "2027-12-31",
    }.items():
        lead.get_by_label(field).fill(typed)
    press(lead, "Speichern")
    expect(lead.get_by_text("Welche Pflichten bringt der Bescheid?")).to_be_visible()


def do_the_duties(scene: Scene, db: Database) -> None:
    """Confirm one duty, the Verwendungsnachweis, and do it."""
    lead = scene.windows["riedstadt"]  # saving the Bescheid led to what it brings
    for box in lead.get_by_role("checkbox").all():
        box.uncheck()
    proof = lead.get_by_role("group", name="Verwendungsnachweis").first
    proof.get_by_role("checkbox").check()
    proof.get_by_label("Fällig am").fill("2028-06-30")
    press(lead, "Ausgewählte Pflichten eintragen")
    expect(lead.get_by_text("1 Pflicht eingetragen.")).to_be_visible()
    take_to(lead, "in Umsetzung")
    take_to(lead, "Verwendungsnachweis eingereicht")
    lead = scene.go("riedstadt", "/pflichten/1")
    press(lead, "Ist erledigt")
    assert next(db.query("select done_at from duty"))["done_at"]
    take_to(scene.go("riedstadt", AKTE), "abgeschlossen")


@pytest.mark.usefixtures("people")
def test_three_towns_apply_together_from_the_first_idea_to_the_last_proof(
    db: Database, data_folder: Path, browser: Browser
) -> None:
    with served(create_app(Settings(data=data_folder), MONDAY)) as address:
        scene = Scene(browser, address)
        agree_to_apply_together(scene)
        akte = as_it_is(db, 1)
        assert akte.money == Money(cost=1_000_000_00)  # as they estimated it
        assert akte.projects == ("biebesheim", "riedstadt", "trebur")

        divide_and_consent(scene)
        akte = as_it_is(db, 1)
        assert akte.money == Money(cost=1_000_000_50, eligible=900_000_00, grant=700_000_00)
        assert {it.consent for it in akte.applicants} == {Consent.GIVEN}

        bring_to_the_award(scene.go("riedstadt", AKTE))
        do_the_duties(scene, db)
        assert as_it_is(db, 1).stage is Stage.CLOSED
        matrix = scene.go("biebesheim", "/gemeinsam/matrix?stand=beendet")
        expect(matrix.get_by_role("row", name="Radweg am Altrhein")).to_contain_text("PL")
