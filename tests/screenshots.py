"""Pictures of the site for the README and the handbook, from sample data only.

Run by hand, with a Chromium on the machine, into the folder where the pictures are wanted:

    .venv/bin/python -m tests.screenshots docs/images

Every run prepares a fresh data folder, so the pictures show what `make run` shows.
"""

import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from playwright.sync_api import Page, sync_playwright

from tests.browsing import BROWSER, LAUNCH, NO_BROWSER, served, sign_in
from webapp.operation import demo
from webapp.operation.preparing import prepare
from webapp.settings import Settings
from webapp.site import create_app
from webapp.terminal import Day

TODAY = date(2026, 11, 24)
STAFF, MANAGER = "riedstadt@demo.example", "management@demo.example"


class Picture(NamedTuple):
    """One picture: who looks at which address; `click` names a link to follow first."""

    name: str
    email: str
    address: str
    click: str = ""
    width: int = 1280
    height: int = 860


PICTURES = (
    Picture("start", STAFF, "/"),
    Picture("search", STAFF, "/suche?q=Starkregen+und+Hitze"),
    Picture("programme", STAFF, "/suche?q=Starkregen+und+Hitze", click=".hit h3 a"),
    Picture("project", STAFF, "/vorhaben/demo-schulhof"),
    Picture("desk", MANAGER, "/neues?tage=30"),
    Picture("search-phone", STAFF, "/suche?q=Starkregen+und+Hitze", width=390, height=844),
    Picture(
        "programme-phone", STAFF, "/suche?q=Starkregen", click=".hit h3 a", width=390, height=844
    ),
)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--today", type=Day(), default=TODAY, help="The day the pictures are taken on.")
@click.option("--whole", is_flag=True, help="The whole page instead of the first screen.")
def main(folder: Path, today: date, whole: bool) -> None:
    """Take the pictures of the sample site and write them to FOLDER as PNG files."""
    if not BROWSER:
        raise click.ClickException(NO_BROWSER)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data:
        db = prepare(Path(data))
        demo.add(db, Path(data), today, click.echo)
        passwords = {login.email: login.password for login in demo.logins(db)}
        db.close()
        with served(create_app(Settings(data=Path(data)), today)) as address:
            take(folder, address, passwords, whole)


def take(folder: Path, address: str, passwords: dict[str, str], whole: bool) -> None:
    """Take every picture in a window of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**LAUNCH)
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                device_scale_factor=2 if picture.width < 500 else 1,
                locale="de-DE",
                color_scheme="light",
            )
            sign_in(page, address, picture.email, passwords[picture.email])
            show(page, address, picture)
            file = folder / f"{picture.name}.png"
            page.screenshot(path=file, full_page=whole)
            page.close()
            click.echo(file)
        browser.close()


def show(page: Page, address: str, picture: Picture) -> None:
    """Go to the page of a picture."""
    page.goto(address + picture.address)
    if picture.click:
        page.locator(picture.click).first.click()
        page.wait_for_load_state()


if __name__ == "__main__":
    main()
