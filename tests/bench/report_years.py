"""How long the report of five years and all municipalities takes, as page, PDF and Excel.

    .venv/bin/python tests/bench/report_years.py [--busy N]

The register is made up by chance; with `--busy 5` it is five times as full as the tests use it.
Nothing is kept between the answers: each is worked out anew.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]

import click  # noqa: E402
from conftest import make_source  # noqa: E402
from flask.testing import FlaskClient  # noqa: E402
from register_of_years import Years  # noqa: E402
from sqlite_utils import Database  # noqa: E402
from visitors import let_in  # noqa: E402

from index.municipality import add_municipalities  # noqa: E402
from index.schema import create_database  # noqa: E402
from index.source import remember_source  # noqa: E402
from webapp.accounts.account import Role  # noqa: E402
from webapp.accounts.queries import create_account  # noqa: E402
from webapp.settings import Settings  # noqa: E402
from webapp.site import create_app  # noqa: E402

FIRST, COUNT, TODAY = 2022, 5, date(2026, 11, 24)
ASKED = "von=2022-01-01&bis=2026-12-31"
COUNTED = ("application", "duty", "enquiry", "advice_time", "match", "dismissal", "letter", "event")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print how long something took by the clock and of the processor."""
    began, cpu = time.perf_counter(), time.process_time()
    yield
    clock, used = time.perf_counter() - began, time.process_time() - cpu
    click.echo(f"{what:<34} {clock:6.2f} s, {used:6.2f} s of CPU")


def filled(folder: Path, busy: int) -> Database:
    """Write the register."""
    db = create_database(folder)
    add_municipalities(db)
    remember_source(db, make_source())
    Years(db, FIRST, COUNT, busy).fill()
    return db


def ask(client: FlaskClient, what: str, address: str) -> None:
    """Ask twice; the first answer of a process also reads programs and templates."""
    for time_of in ("first", "again"):
        with timed(f"{what} ({time_of})"):
            answer = client.get(f"{address}?{ASKED}")
        assert answer.status_code == 200, (address, answer.status_code)
    click.echo(f"{'':<34} {len(answer.data) / 1024:6.0f} KB")


def main() -> None:
    """Fill a register, ask for everything, print the times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--busy", type=int, default=5)
    busy = parser.parse_args().busy
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with timed(f"fill {COUNT} years × 15 municipalities"):
            db = filled(folder, busy)
        counts = (f"{db.table(name).count} {name}" for name in COUNTED)
        click.echo(", ".join(counts))
        account, _ = create_account(db, "m@example.org", Role.MANAGER, "06433", TODAY)
        client = create_app(Settings(data=folder), TODAY).test_client()
        let_in(client, db, account.id)
        ask(client, "page", "/berichte")
        ask(client, "rows of one figure", "/berichte/beratungszeit")
        ask(client, "PDF", "/berichte/bericht.pdf")
        ask(client, "Excel", "/berichte/bericht.xlsx")
        db.close()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    click.echo(f"memory at most {memory / 1024:.0f} MB")


if __name__ == "__main__":
    main()
