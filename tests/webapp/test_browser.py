"""The site in a real browser: with and without JavaScript, wide and narrow, light and dark."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from akten import open_akte
from browsing import AXE, BROWSER, NO_BROWSER, served, sign_in
from conftest import MONDAY, make_facts, make_record, make_source
from filled_site import LEAFLET, add_doubles, add_work_of_the_manager
from playwright.sync_api import Browser, BrowserContext, Page, Request
from visitors import PASSWORD, RIEDSTADT, TREBUR, person

from index.municipality import add_municipalities
from index.programme import programme
from index.record import Call, Contact, News
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database
from index.search.build import rebuild
from index.source import remember_source
from index.text import rich
from index.vocabulary import Level
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.accounts.queries import account_by_email
from webapp.applications.steps import renew_checklist
from webapp.projects.queries import save_project, store_matches
from webapp.settings import Settings
from webapp.site import create_app

pytestmark = pytest.mark.skipif(not BROWSER, reason=NO_BROWSER)

FACTS = make_facts(
    deadlines=[{"kind": "application", "date": "2026-07-31"}],
    deadline_model="single-stage",
    funding_rate_max=80,
    own_share_min=10,
    amount_max_eur=200_000,
    early_start="forbidden_before_approval",
)
RECORDS = (
    make_record(
        description=rich(
            "<h2>Was</h2><p>Radwege und <strong>Brücken</strong>.</p><ul><li>Planung</li></ul>"
            "<table><tr><th>Art</th><th>Satz</th></tr><tr><td>Neubau</td><td>80 %</td></tr></table>"
        ),
        guideline="Paragraf. " * 900,
        contacts=(Contact(name="Musteramt", email="amt@example.org", phone="+49 0000 1"),),
        links=(LEAFLET,),
        funders=("Musterministerium",),
        keywords="Fahrrad",
    ),
    make_record(
        key="cities",
        url="https://www.example.org/cities",
        title="Climate-neutral and smart cities",
        summary="Support for cities that cut emissions.",
        language="en",
        levels=(Level.EU,),
        news=(News(day=MONDAY, text="The call is open."),),
        call=Call(identifier="SMART-1", deadlines=(MONDAY.replace(month=9),), budget_eur=9_000_000),
    ),
    make_record(
        key="lang",
        url="https://www.example.org/lang",
        title="Infrastrukturmodernisierungsförderungsrichtlinie für Straßenbeleuchtungsanlagen",
        summary="Leuchten.",
        status_line="Antragstellung nicht mehr möglich",
    ),
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    run = start_run(db, "sample", MONDAY)
    for record in RECORDS:
        facts = FACTS if record.key == "radweg" else make_facts()
        save_record(db, run, record, facts, "test", MONDAY)
    finish_run(db, run, MONDAY)
    changed = replace(RECORDS[0], guideline=rich("<p>Neuer Satz.</p>" + "Paragraf. " * 900))
    told = ((changed, FACTS), *((record, make_facts()) for record in RECORDS[1:]))
    add_work_of_the_manager(db, told)
    for role in (Role.STAFF, Role.MANAGER):
        person(db, role, password=PASSWORD)
    manager = account_by_email(db, "manager@example.org")
    assert manager
    add_doubles(db, folder, manager)
    project = Project(id="radring", title="Radring", municipality=Town(ags=RIEDSTADT))
    save_project(db, project, MONDAY)
    found = programme(db, 1)
    assert found is not None
    reasons = ("Kommunen sind antragsberechtigt.",)
    judgement = Judgement(eligible="yes", score=80.0, reasons=reasons, obstacles=())
    store_matches(db, project, [(found, judgement)], MONDAY)
    staff = account_by_email(db, "staff@example.org")
    assert staff
    day = MONDAY.replace(month=9, day=30)
    cover = dict(deadline=day, deadline_basis="Telefonat", programme=1, projects=("radring",))
    renew_checklist(db, open_akte(db, staff, RIEDSTADT, TREBUR, **cover), MONDAY)
    rebuild(db, folder)
    db.close()
    with served(create_app(Settings(data=folder), MONDAY)) as address:
        yield address


@pytest.fixture(scope="module")
def states(site: str, browser: Browser) -> dict[str, Any]:
    """One sign-in per role for the whole file: hashing a password is slow on purpose."""
    found: dict[str, Any] = {"nobody": None}
    for role in ("staff", "manager"):
        context = browser.new_context()
        sign_in(context.new_page(), site, f"{role}@example.org", PASSWORD)
        found[role] = context.storage_state()
        context.close()
    return found


Open = Callable[..., Page]


@pytest.fixture(scope="module")
def open_page(site: str, browser: Browser, states: dict[str, Any]) -> Iterator[Open]:
    """Open an address as somebody; any request to another host fails the file."""
    contexts: dict[str, BrowserContext] = {}
    foreign: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site, "data:")):
            foreign.append(request.url)

    def open_as(who: str, address: str, *, width: int = 1280, **more: Any) -> Page:
        key = repr((who, width, more))
        if key not in contexts:
            viewport = dict(width=width, height=800)
            state = states[who]
            contexts[key] = browser.new_context(storage_state=state, viewport=viewport, **more)
            contexts[key].set_default_timeout(8_000)
            contexts[key].on("request", note)
        page = contexts[key].new_page()
        page.goto(site + address)
        return page

    yield open_as
    for context in contexts.values():
        context.close()
    assert foreign == []


PAGES = (
    ("nobody", "/anmelden"),
    ("staff", "/"),
    ("staff", "/suche?q=radweg&level=Land"),
    ("staff", "/suche?q=qwertzuiop"),
    ("staff", "/programm/1"),
    ("staff", "/programm/2"),
    ("staff", "/vorhaben/radring"),
    ("staff", "/vorhaben/neu"),
    ("staff", "/kalender"),
    ("staff", "/foerderakten"),
    ("staff", "/foerderakten/1"),
    ("staff", "/foerderakten/1/geld"),
    ("staff", "/programm/1/fassungen/1/1-2"),
    ("manager", "/"),
    ("manager", "/neues"),
    ("manager", "/quellen"),
    ("manager", "/quellen/adressen"),
    ("manager", "/doppelte"),
    ("manager", "/programm/5"),
    ("manager", "/protokoll"),
)
"""One page of each kind; tests/bench/accessibility.py looks at all of them in every state."""


def axe_violations(page: Page) -> list[str]:
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", tags)
    assert found["passes"], "axe looked at nothing"
    return [f"{v['id']}: {node['html']}" for v in found["violations"] for node in v["nodes"]]


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; make setup does it.")
@pytest.mark.parametrize(("who", "address"), PAGES)
def test_every_page_fits_and_axe_finds_nothing(open_page: Open, who: str, address: str) -> None:
    page = open_page(who, address)
    counted = {name: page.locator(name).count() for name in ("h1", "main", "header.site-header")}
    assert counted == {"h1": 1, "main": 1, "header.site-header": 1}
    assert page.title().endswith(" – Fördernetz")
    page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for width, scheme in ((1280, "light"), (320, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert axe_violations(page) == [], (width, scheme)
    page.close()


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; make setup does it.")
def test_axe_would_find_something(open_page: Open) -> None:
    page = open_page("staff", "/suche")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate("document.querySelector('label').remove()")
    page.evaluate(
        "document.querySelector('#q').placeholder = ''; document.documentElement.lang = ''"
    )
    assert {line.split(":")[0] for line in axe_violations(page)} >= {"label", "html-has-lang"}


@pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed; make setup does it.")
def test_suggestions_can_be_walked_with_the_keyboard_and_closed(site: str, open_page: Open) -> None:
    page = open_page("staff", "/suche")
    field = page.get_by_role("combobox", name="Wofür suchen Sie Förderung?")
    field.press_sequentially("radwe", delay=10)
    page.get_by_role("option", name=re.compile("Radwege für Städte")).wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert axe_violations(page) == []
    field.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.get_attribute("id") == field.get_attribute("aria-activedescendant")
    field.press("Escape")
    assert page.get_by_role("listbox").is_hidden()
    assert field.input_value() == "radwe"
    field.press("ArrowDown")
    page.get_by_role("option", name=re.compile("Radwege für Städte")).click()
    page.wait_for_url(f"{site}/programm/1")


def test_signing_in_searching_filtering_and_reading_work_without_javascript(
    site: str, open_page: Open
) -> None:
    page = open_page("nobody", "/suche", java_script_enabled=False)
    page.get_by_label("E-Mail-Adresse").fill("staff@example.org")
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Anmelden").click()
    assert page.url == f"{site}/suche"

    page.get_by_label("Wofür suchen Sie Förderung?").fill("Radwege")
    page.get_by_role("button", name="Suchen").click()
    assert page.get_by_role(
        "heading", level=3, name="Radwege für Städte und Gemeinden"
    ).is_visible()

    page.get_by_role("link", name=re.compile("^Zuschuss")).click()
    assert "funding_type=Zuschuss" in page.url
    assert "q=Radwege" in page.url

    page.get_by_role("link", name="Radwege für Städte und Gemeinden", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Radwege für Städte und Gemeinden"
    assert page.get_by_text("bis zu 80 % der förderfähigen Kosten").first.is_visible()
    assert page.get_by_text("31.07.2026").first.is_visible()

    page.get_by_role("link", name="Zurück zu den Treffern").click()
    assert "funding_type=Zuschuss" in page.url

    page.get_by_role("button", name="Abmelden").click()
    page.goto(f"{site}/suche")
    assert "/anmelden" in page.url


def test_an_address_is_watched_and_removed_without_javascript(open_page: Open) -> None:
    page = open_page("manager", "/quellen/adressen", java_script_enabled=False)
    page.get_by_label("Adresse", exact=True).fill("https://www.example.org/neu.pdf")
    page.get_by_role("button", name="Beobachten").click()
    assert page.get_by_text("Bitte wählen Sie die Ebene.").is_visible()
    page.get_by_label("Ebene").select_option("Land")
    page.get_by_role("button", name="Beobachten").click()
    assert page.get_by_text("ab der nächsten Nacht gelesen").is_visible()
    entry = page.get_by_role("listitem").filter(has_text="neu.pdf")
    entry.locator("summary").click()
    entry.get_by_role("button", name="Entfernen").click()
    assert page.get_by_text("bleibt erhalten: https://www.example.org/neu.pdf").is_visible()


def test_a_quote_opens_on_demand(open_page: Open) -> None:
    page = open_page("staff", "/programm/1")
    quote = page.locator(".quick-check blockquote").first
    assert not quote.is_visible()
    page.locator(".quick-check summary").first.click()
    assert quote.is_visible()


def test_the_keyboard_reaches_the_content_first(open_page: Open) -> None:
    page = open_page("staff", "/suche")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.inner_text() == "Zum Inhalt springen"
    assert focused.bounding_box()["y"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    assert page.locator("main").evaluate("it => it === document.activeElement")


def test_on_a_wide_screen_the_filters_stand_open_and_on_a_phone_they_wait(open_page: Open) -> None:
    wide, narrow = open_page("staff", "/suche"), open_page("staff", "/suche", width=390)
    name = re.compile("^Zuschuss")
    assert wide.get_by_role("link", name=name).is_visible()
    assert not narrow.get_by_role("link", name=name).is_visible()
    narrow.get_by_text("Filter", exact=True).first.click()
    assert narrow.get_by_role("link", name=name).is_visible()


def test_the_device_decides_between_light_and_dark(open_page: Open) -> None:
    shades = [
        open_page("nobody", "/anmelden", color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).color"
        )
        for scheme in ("light", "dark")
    ]
    assert shades[0] != shades[1]


def test_a_project_shows_the_programme_that_fits(open_page: Open) -> None:
    page = open_page("staff", "/vorhaben/radring")
    page.get_by_role("link", name="Radwege für Städte und Gemeinden", exact=True).click()
    assert page.get_by_role("heading", name="Passt zu diesen Vorhaben").is_visible()


def test_a_page_weighs_little(site: str, browser: Browser, states: dict[str, Any]) -> None:
    context = browser.new_context(storage_state=states["staff"])
    page = context.new_page()
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda it: sizes.update({it.url: it.sizes()["responseBodySize"]}))
    page.goto(f"{site}/suche", wait_until="networkidle")
    styles_and_text = sum(size for url, size in sizes.items() if not url.endswith(".woff2"))
    context.close()
    assert styles_and_text < 100_000
