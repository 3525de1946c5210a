"""Crawl hostile sources, open what came of them in a browser, and print what it did.

    .venv/bin/python tests/bench/hostile_pages.py [FAULT …] [--pages 40] [--shared ../shared]

A register reads the first week without a fault. For each fault of the replay server a copy of it
reads the second week under that fault, so what is hostile meets records and is told beside them.
Then a manager opens the search, the desk and programmes in headless Chromium, and a listener counts
dialogs, requests to any other host, and what the policy of the page refused. The log of the replay
server says whether anybody asked for a private address.
"""

import argparse
import json
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from faults import PROJECT, forget_validators, replay, run, say
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

FIRST, TODAY = date(2026, 6, 15), date(2026, 6, 22)
EXPORT = "@www.foerderdatenbank.de"
PAGES = ("wibank", "kfw", "watched")
SOURCES = {
    "xss": ("foerderdatenbank", "foerderdatenbank-rss", "eu", *PAGES),
    "garbage-encoding": PAGES,
    "huge-page=12": PAGES,
    "layout-change": PAGES,
    "redirect-private": PAGES,
    f"redirect-private{EXPORT}": ("foerderdatenbank",),
    "redirect-home": ("foerderdatenbank",),
    "captcha": ("foerderdatenbank",),
    "xxe": ("foerderdatenbank",),
    "zip-slip": ("foerderdatenbank",),
    "zip-bomb": ("foerderdatenbank",),
    "truncated-zip": ("foerderdatenbank",),
}
"""The hostile faults, each with the sources where it lives."""
ALL = tuple(dict.fromkeys(name for names in SOURCES.values() for name in names))
_FIXED = (
    *("/", "/suche?q=zuschuss", "/suche?q=%3Cscript%3E", "/neues", "/pruefen", "/quellen"),
    *("/quellen/adressen", "/doppelte", "/doppelte/widersprueche", "/suche?sort=new"),
)
_PRIVATE = ("169.254.", "127.", "xxe-probe.invalid")


def healthy(shared: Path, folder: Path) -> str:
    """A register that has read the first week; gives how its sources ended."""
    run(folder, "", "init")
    run(folder, "", "watch", str(shared / "sources/watchlist.csv"))
    with replay(shared, "1") as address:
        told = _crawl(folder, address, ALL, FIRST)
    forget_validators(folder)
    return " ".join(f"{it['source']}:{it['status']}:{it['seen']}" for it in told)


def crawled(shared: Path, fault: str, folder: Path) -> tuple[list[dict[str, Any]], int]:
    """Read the sources under a fault; gives their rows and how often a private host was asked."""
    log = folder.parent / "requests.jsonl"
    with replay(shared, "2", fault, log=log) as address:
        rows = _crawl(folder, address, SOURCES.get(fault, ALL), TODAY)
    asked = [json.loads(line)["host"] for line in log.read_text().splitlines()]
    return rows, sum(host.startswith(_PRIVATE) for host in asked)


def _crawl(folder: Path, address: str, names: tuple[str, ...], today: date) -> list[dict[str, Any]]:
    told, _ = run(folder, address, "crawl", *names, "--json", "--today", today.isoformat())
    rows = [json.loads(line) for line in told.splitlines()]
    assert len(rows) == len(names), f"The command ended early: {told[-300:]}"
    return rows


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


def tried(shared: Path, known: Path, fault: str, most: int) -> str:
    """Read under one fault and look at what came of it: a row, and what each source said."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(known, folder)
        rows, private = crawled(shared, fault, folder)
        it = looked_at(folder, most)
    seen, changed, refused = (
        sum(row[name] for row in rows) for name in ("seen", "changed", "rejected")
    )
    told = [
        f"  {row['source']}: {row['status']} {row['error'] or ''} {row['alarm'] or ''}"[:300]
        for row in rows
    ]
    row = (
        f"| `{fault}` | {seen} | {changed} | {refused} | {it['pages']} | {it['errors']} |"
        f" {it['dialogs']} | {it['foreign']} | {it['refused']} | {private} |"
    )
    return "\n".join([row, *told])


def main() -> None:
    """Try all faults, or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("faults", nargs="*", default=list(SOURCES))
    asked.add_argument("--pages", type=int, default=40)
    asked.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    asked.add_argument("--known", type=Path, help="keep the register of the first week here")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as place:
        known = given.known or Path(place) / "known"
        if not known.exists():
            say(f"first week: {healthy(given.shared, known)}\n")
        say(
            "| fault | read | changed | refused | pages opened | other than 200 | dialogs |"
            " foreign requests | refused by the policy | private addresses asked |\n"
            "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
        )
        for fault in given.faults:
            say(tried(given.shared, known, fault, given.pages))


if __name__ == "__main__":
    main()
