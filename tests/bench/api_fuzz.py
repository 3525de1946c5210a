"""Ask the open interface thousands of odd questions; an answer it does not describe ends the run.

    .venv/bin/python tests/bench/api_fuzz.py [--cases 200] [--data FOLDER] [--any]

`--cases` is per address and kind (fitting the description, or not). Without `--data` it asks
about three invented programmes; with it a copy of the folder. `--any` asks others every time.
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from index.municipality import add_municipalities
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import create_database
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.api import callers
from webapp.projects.queries import save_project
from webapp.settings import Settings
from webapp.site import create_app
from webapp.tokens.queries import Scope, make_token

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import odd_questions  # noqa: E402 - of the tests
from conftest import MONDAY, make_facts, make_record, make_source  # noqa: E402
from faults import say  # noqa: E402
from visitors import RIEDSTADT, person  # noqa: E402


def invented(folder: Path) -> None:
    """Three programmes and a Vorhaben."""
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    run = start_run(db, "sample", MONDAY)
    for number in range(3):
        facts = make_facts(funding_rate_max=80 + number, amount_max_eur=100_000 * number)
        record = make_record(key=str(number), url=f"https://www.example.org/{number}")
        save_record(db, run, record, facts, "test", MONDAY)
    finish_run(db, run, MONDAY)
    save_project(db, Project(id="0", title="Rad", municipality=Town(ags=RIEDSTADT)), MONDAY)
    rebuild(db, folder)
    db.close()


def token_for(db: Database, today: date) -> str:
    """A token of somebody in Riedstadt for everything."""
    number = person(db, Role.STAFF)
    who = Account(id=number, email="x", role=Role.STAFF, municipality=RIEDSTADT)
    return make_token(db, who, "api_fuzz", list(Scope), 30, today)


def main() -> None:
    """Ask, and print how often what was answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--any", action="store_true")
    asked = parser.parse_args()
    callers.PER_MINUTE_ANONYMOUS = callers.PER_MINUTE_WITH_TOKEN = 10**9
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        shutil.copytree(asked.data, folder) if asked.data else invented(folder)
        db = create_database(folder)
        headers = {"Authorization": f"Bearer {token_for(db, MONDAY)}"}
        app = create_app(Settings(data=folder), MONDAY)
        total, started = Counter[int](), time.perf_counter()
        for operation in odd_questions.operations(app):
            found = odd_questions.ask(operation, asked.cases, headers, seed=not asked.any)
            total += found
            say(f"{operation.label:46} {found.total():6} {dict(sorted(found.items()))}")
        seconds = time.perf_counter() - started
        say(f"{total.total()} questions in {seconds:.0f} s: {dict(sorted(total.items()))}")


if __name__ == "__main__":
    main()
