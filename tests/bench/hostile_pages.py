"""Crawl hostile sources, open what came of them in a browser, and print what it did.

    .venv/bin/python tests/bench/hostile_pages.py [FAULT …] [--pages 40] [--shared ../shared]

For each fault of the replay server a new register reads the sources under it. Then a manager opens
the search, the desk and programmes in headless Chromium, and a listener counts dialogs, requests
to any other host, and what the policy of the page refused. The log of the replay server says
whether anybody asked for a private address.
"""

import argparse
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from faults import PROJECT, replay, run, say
from playwright.sync_api import sync_playwright

import sys  # isort: skip

sys.path[:0] = [str(PROJECT / "tests"), str(PROJECT)]

from browsing import LAUNCH, served, sign_in  # noqa: E402
from visitors import PASSWORD  # noqa: E402

from index.schema import create_database  # noqa: E402
from webapp.accounts.account import Role  # noqa: E402
from webapp.accounts.queries import create_account, set_password  # noqa: E402
from webapp.settings import Settings  # noqa: E402
from webapp.site import create_app  # noqa: E402

TODAY = date(2026, 6, 15)
FAULTS = (
    "xss",
    "redirect-private",
    "redirect-private@www.foerderdatenbank.de",
    "xxe",
    "garbage-encoding",
    "zip-slip",
)
SOURCES = ("foerderdatenbank", "foerderdatenbank-rss", "eu", "wibank", "kfw", "watched")
_FIXED = (
    *("/", "/suche?q=zuschuss", "/suche?q=%3Cscript%3E", "/neues", "/pruefen", "/quellen"),
    *("/quellen/adressen", "/doppelte", "/doppelte/widersprueche", "/suche?sort=new"),
)
_PRIVATE = ("169.254.", "127.", "xxe-probe.invalid")


def crawled(shared: Path, fault: str, folder: Path) -> tuple[str, int]:
    """Read the sources under a fault; gives how they ended and how often privacy was broken."""
    run(folder, "", "init")
    run(folder, "", "watch", str(shared / "sources/watchlist.csv"))
    log = folder.parent / "requests.jsonl"
    with replay(shared, "1", fault, log=log) as address:
        told, _ = run(folder, address, "crawl", *SOURCES, "--json", "--today", TODAY.isoformat())
    rows = [json.loads(line) for line in told.splitlines()]
    asked = [json.loads(line)["host"] for line in log.read_text().splitlines()]
    states = " ".join(f"{it['source']}:{it['status']}" for it in rows)
    return states, sum(host.startswith(_PRIVATE) for host in asked)


def looked_at(folder: Path, most: int) -> dict[str, int]:
    """Open pages as the manager and count what must not happen."""
    db = create_database(folder)
    number = create_account(db, "dora@kreis.example", Role.MANAGER, None, TODAY)[0].id
    set_password(db, number, PASSWORD)
    sql = """
        select programme from programme_record join record on record.id = record
        order by source, programme
    """
    numbers = [row[0] for row in db.execute(sql).fetchall()]
    db.close()
    chosen = numbers[:: max(1, len(numbers) // most)]
    seen = dict.fromkeys(("pages", "errors", "dialogs", "foreign", "refused"), 0)
    app = create_app(Settings(data=folder), TODAY)
    with served(app) as address, sync_playwright() as player:
        page = player.chromium.launch(**LAUNCH).new_page()
        page.on("dialog", lambda dialog: (_count(seen, "dialogs"), dialog.dismiss()))
        page.on("request", lambda it: _foreign(seen, it.url, address))
        page.on("console", lambda it: _refused(seen, it.text))
        sign_in(page, address, "dora@kreis.example", PASSWORD)
        for path in (*_FIXED, *(f"/programm/{number}" for number in chosen)):
            answer = page.goto(address + path)
            seen["pages"] += 1
            seen["errors"] += bool(answer and answer.status != 200)
            page.evaluate("document.querySelectorAll('details').forEach(it => it.open = true)")
            page.mouse.move(400, 400)
    return seen


def _count(seen: dict[str, int], what: str) -> None:
    seen[what] += 1


def _foreign(seen: dict[str, int], url: str, address: str) -> None:
    if not url.startswith((address, "data:")):
        _count(seen, "foreign")
        say(f"  asked for {url[:120]}")


def _refused(seen: dict[str, int], text: Any) -> None:
    if "Content Security Policy" in str(text):
        _count(seen, "refused")
        say(f"  {str(text)[:160]}")


def main() -> None:
    """Try all faults, or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("faults", nargs="*", default=FAULTS)
    asked.add_argument("--pages", type=int, default=40)
    asked.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    given = asked.parse_args()
    say(
        "| fault | pages opened | other than 200 | dialogs | foreign requests |"
        " refused by the policy | private addresses asked |\n|---|--:|--:|--:|--:|--:|--:|"
    )
    for fault in given.faults:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "data"
            states, private = crawled(given.shared, fault, folder)
            it = looked_at(folder, given.pages)
        say(
            f"| `{fault}` | {it['pages']} | {it['errors']} | {it['dialogs']} | {it['foreign']} |"
            f" {it['refused']} | {private} |"
        )
        say(f"  {states}")


if __name__ == "__main__":
    main()
