"""Pictures of the site for the README and the handbook, from sample data only.

Run by hand, with a Chromium on the machine; it renews every picture that the texts show:

    .venv/bin/python -m tests.screenshots

Every run prepares a fresh data folder, so the pictures show what `make run` shows.
"""

import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from playwright.sync_api import Page, sync_playwright

from tests.browsing import BROWSER, LAUNCH, NO_BROWSER, served, sign_in
from webapp.handbook.chapters import PICTURES as HANDBOOK
from webapp.operation import demo
from webapp.operation.preparing import prepare
from webapp.settings import Settings
from webapp.site import create_app
from webapp.terminal import Day

TODAY = date(2026, 11, 24)
STAFF, MANAGER = "riedstadt@demo.example", "management@demo.example"


class Picture(NamedTuple):
    """One picture: who looks at which address; `click` names a link to follow first.

    `fill` is typed into a field before the button `press` is pressed; `height` is the part shown.
    """

    file: Path
    email: str
    address: str
    click: str = ""
    fill: tuple[tuple[str, str], ...] = ()
    press: str = ""
    width: int = 1280
    height: int = 860


README = Path("docs/images")
SEARCH = "/suche?q=Starkregen+und+Hitze"
FIRST_HIT = ".hit h3 a"
WORDS = (
    ("input[name=name]", "Wasserspielplatz"),
    ("textarea[name=german]", "Wasserspielplatz\nSpielplatz\nMatschspielplatz"),
    ("input[name=question]", "Wasserspielplatz"),
)

PICTURES = (
    Picture(README / "search.png", STAFF, SEARCH),
    Picture(README / "programme.png", STAFF, SEARCH, click=FIRST_HIT),
    Picture(HANDBOOK / "start.png", STAFF, "/"),
    Picture(HANDBOOK / "suche.png", STAFF, SEARCH),
    Picture(HANDBOOK / "programm.png", STAFF, SEARCH, click=FIRST_HIT),
    Picture(HANDBOOK / "vorhaben.png", STAFF, "/vorhaben/demo-schulhof"),
    Picture(HANDBOOK / "start-management.png", MANAGER, "/"),
    Picture(HANDBOOK / "pruefen.png", MANAGER, "/pruefen"),
    Picture(HANDBOOK / "angabe.png", MANAGER, "/programm/5/angaben/funding_rate_max"),
    Picture(HANDBOOK / "gemeinsam.png", MANAGER, "/gemeinsam", height=700),
    Picture(HANDBOOK / "interesse.png", MANAGER, "/gemeinsam", click="text=Interessenbekundung"),
    Picture(HANDBOOK / "beteiligung.png", MANAGER, "/gemeinsam/matrix"),
    Picture(HANDBOOK / "einladung.png", STAFF, "/einladungen"),
    Picture(HANDBOOK / "aufteilung.png", STAFF, "/foerderakten/4/aufteilung", height=1280),
    Picture(HANDBOOK / "briefe.png", MANAGER, "/briefe", height=700),
    Picture(
        HANDBOOK / "brief.png",
        MANAGER,
        "/briefe",
        click="li:has-text('riedstadt@') >> text=Ansehen",
        width=720,
    ),
    Picture(HANDBOOK / "quellen.png", MANAGER, "/quellen"),
    Picture(
        HANDBOOK / "suchwoerter.png",
        MANAGER,
        "/suchwoerter/neu",
        fill=WORDS,
        press="Probesuche",
        height=1100,
    ),
)


@click.command()
@click.option("--today", type=Day(), default=TODAY, help="The day the pictures are taken on.")
@click.option("--only", help="Renew only the pictures whose file has this in its name.")
def main(today: date, only: str | None) -> None:
    """Take the pictures of the sample site and put each where the texts show it."""
    if not BROWSER:
        raise click.ClickException(NO_BROWSER)
    wanted = [picture for picture in PICTURES if not only or only in picture.file.name]
    with tempfile.TemporaryDirectory() as data:
        db = prepare(Path(data))
        demo.add(db, Path(data), today, click.echo)
        passwords = {login.email: login.password for login in demo.logins(db)}
        db.close()
        with served(create_app(Settings(data=Path(data)), today)) as address:
            take(wanted, address, passwords)


def take(pictures: list[Picture], address: str, passwords: dict[str, str]) -> None:
    """Take every picture in a window of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        for picture in pictures:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                locale="de-DE",
                color_scheme="light",
            )
            sign_in(page, address, picture.email, passwords[picture.email])
            show(page, address, picture)
            picture.file.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=picture.file)
            page.close()
            click.echo(picture.file)
        browser.close()


def show(page: Page, address: str, picture: Picture) -> None:
    """Go to the page of a picture."""
    answer = page.goto(address + picture.address)
    if answer is None or not answer.ok:
        raise click.ClickException(f"{picture.address} cannot be shown to {picture.email}.")
    if picture.click:
        page.locator(picture.click).first.click()
        page.wait_for_load_state()
    for field, text in picture.fill:
        page.fill(field, text)
    if picture.press:
        page.get_by_role("button", name=picture.press).click()
        page.wait_for_load_state()


if __name__ == "__main__":
    main()
