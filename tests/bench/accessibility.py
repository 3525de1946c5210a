"""Print what axe, a keyboard, narrow windows and the network say of every page in every state.

    .venv/bin/python tests/bench/accessibility.py [--only /address] [--role manager] [--all]

Two sites are walked in a real browser on loopback: one where every page has something to show,
and one with nothing but accounts. Every GET route is opened as each role, all `details` open, in
light and in dark; every form is sent with nonsense once, and the page that comes back is looked
at as well. Overflow is looked for in windows of 1280, 640 (which is 200 % of 1280), 390 and 320
pixels. Bytes are those a browser waits for at a first visit before it shows anything: the page
and its styles. Without --all only pages with something to mend are named.
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT / it) for it in ("", "tests", "tests/bench", "tests/webapp/accounts")]

import click  # noqa: E402
from browsing import LAUNCH, served  # noqa: E402
from conftest import MONDAY  # noqa: E402
from filled_site import FilledSite, fill  # noqa: E402
from page_looker import Seen, Walk  # noqa: E402
from playwright.sync_api import Browser, sync_playwright  # noqa: E402
from visitors import let_in, person  # noqa: E402

from index.schema import open_database  # noqa: E402
from webapp.accounts.account import Role  # noqa: E402
from webapp.accounts.queries import account_by_email  # noqa: E402
from webapp.operation import demo  # noqa: E402
from webapp.operation.preparing import prepare  # noqa: E402
from webapp.settings import Settings  # noqa: E402
from webapp.site import create_app  # noqa: E402

ROLES = ("nobody", "reader", "staff of A", "manager", "admin")
NO_PAGES = ("api.", "exchange.", "assets.", "common_grants.", "programmes.pdf", "audit.table")
NO_PAGES += ("calendars.subscribed", "sign_on.", "handbook.picture", "search.suggestions")
LETTERS = ("mailroom.preview_of", "mailroom.show_waiting", "mailroom.show_circular")
"""Letters as they arrive: their policy lets no script in, so axe cannot look at them."""


def walk(
    browser: Browser, site: FilledSite, folder: Path, state: str, roles: tuple[str, ...], only: str
) -> Iterator[Seen]:
    """Every page of a site as every role."""
    seen_forms: set[tuple[str, ...]] = set()
    with served(site.app) as address:
        for role in roles:
            visit = Walk(browser, address, role, cookie_of(site, folder, role))
            opened = []
            for endpoint, path in site.addresses():
                if endpoint.startswith(NO_PAGES) or only not in path:
                    continue
                letter = endpoint in LETTERS
                if seen := visit.open(path, state, letter):
                    opened += [] if letter else [path]
                    yield seen
            for path in opened if state == "filled" else ():
                visit.page.goto(address + path)
                yield from visit.send(path, seen_forms)
            said = f"{sorted(it['name'] for it in visit.context.cookies())}"
            click.echo(f"{state}, {role}: cookies {said}, foreign requests {sorted(visit.foreign)}")
            visit.context.close()


def cookie_of(site: FilledSite, folder: Path, role: str) -> str:
    """The cookie of a session; nothing for nobody."""
    if role not in site.people:
        return ""
    db, client = open_database(folder), site.app.test_client()
    let_in(client, db, site.people[role].id)
    db.close()
    cookie = client.get_cookie("foerdernetz")
    assert cookie
    return cookie.value


def empty(folder: Path) -> FilledSite:
    """A site that nobody has used yet."""
    db = prepare(folder)
    people = {}
    for name, role in (
        ("reader", Role.READER),
        ("staff of A", Role.STAFF),
        ("manager", Role.MANAGER),
        ("admin", Role.ADMIN),
    ):
        person(db, role)
        people[name] = account_by_email(db, f"{role.value}@example.org")
    db.close()
    return FilledSite(app=create_app(Settings(data=folder), MONDAY), people=people, values={})


@click.command()
@click.option("--only", default="", help="Look only at addresses with this in them.")
@click.option("--role", multiple=True, type=click.Choice(ROLES), help="Look as these alone.")
@click.option("--all", "every", is_flag=True, help="Name every page, with bytes and requests.")
def main(only: str, role: tuple[str, ...], every: bool) -> None:
    """Walk both sites."""
    found: list[Seen] = []
    roles = role or ROLES
    with tempfile.TemporaryDirectory() as full, tempfile.TemporaryDirectory() as bare:
        site = fill(Path(full))
        db = open_database(Path(full))
        demo.add(db, Path(full), MONDAY, lambda _: None)
        db.close()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**LAUNCH)
            for it, folder, state in ((site, full, "filled"), (empty(Path(bare)), bare, "empty")):
                for seen in walk(browser, it, Path(folder), state, roles, only):
                    found.append(seen)
                    if every or seen.wrong:
                        click.echo(told(seen))
                    for line in seen.wrong:
                        click.echo(f"    {line}")
            browser.close()
    report(found)


def told(seen: Seen) -> str:
    """One page in one line."""
    size = f"{seen.kilobytes:4.0f} KB {seen.requests:2}" if seen.requests else " " * 10
    return f"{seen.role:11} {seen.state:14} {size}  {seen.address}"


def report(found: list[Seen]) -> None:
    """The sums for docs/figures.md."""
    opened = [it for it in found if it.requests]
    heavy = max(opened, key=lambda it: it.kilobytes)
    wrong = sum(bool(it.wrong) for it in found)
    click.echo(f"{len(found)} pages and states, {wrong} with something to mend")
    for state in sorted({it.state for it in found}):
        click.echo(f"  {state}: {sum(it.state == state for it in found)}")
    sizes = sorted(it.kilobytes for it in opened)
    most = f"most {heavy.kilobytes:.0f} KB ({heavy.address} as {heavy.role})"
    click.echo(f"before anything is seen: median {sizes[len(sizes) // 2]:.0f} KB, {most}")
    requests = [it.requests for it in opened]
    click.echo(f"requests: {min(requests)} to {max(requests)}")


if __name__ == "__main__":
    main()
