"""Pages of Beratung over thousands of conversations, and many hands at the last seats.

.venv/bin/python -m tests.bench.advice_and_trainings
"""

import tempfile
import threading
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

import click
from class_room import guest, make_training, office
from conftest import MONDAY
from visitors import let_in

from index.schema import open_database, writing
from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email, create_account
from webapp.enquiries.enquiry import Asked, Kind
from webapp.enquiries.queries import enquiry
from webapp.enquiries.writing import ask, close, reply
from webapp.operation import demo
from webapp.operation.preparing import prepare
from webapp.settings import Settings
from webapp.site import create_app
from webapp.trainings.queries import training
from webapp.trainings.seats import register

TODAY = date(2026, 11, 24)
CONVERSATIONS, CALLS = 3000, 7
ROUNDS, HANDS, SEATS = 20, 8, 3
PAGES = ("/beratung", "/beratung?stand=alle&seite=50", "/beratung/40", "/schulungen")


def main() -> None:
    """Print the medians of the pages, and how many seats were given when all come at once."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = prepare(folder)
        demo.add(db, folder, TODAY, lambda _: None)
        manager, town = (_person(db, it) for it in ("management", "riedstadt"))
        _talk(db, manager, town)
        app = create_app(Settings(data=folder), TODAY)
        for who in (manager, town):
            client = app.test_client()
            let_in(client, db, who.id)
            for page in PAGES:
                took = _median(partial(client.get, page))
                click.echo(f"{who.email:24} {page:30} {took:4.0f} ms")
        given = [_rush(db, folder, manager) for _ in range(ROUNDS)]
        click.echo(f"{ROUNDS} rounds, {HANDS} hands at {SEATS} seats: given {sorted(set(given))}")


def _talk(db: Database, manager: Account, town: Account) -> None:
    start = datetime(2025, 1, 1).astimezone()
    with writing(db):
        for number in range(CONVERSATIONS):
            at = start + timedelta(hours=number)
            asked = Asked(kind=Kind.QUESTION, subject=f"Frage {number}", words="Wie? " * 30)
            key = ask(db, asked, town, at)
            found = enquiry(db, key, manager)
            assert found
            if number % 10:
                reply(db, found, "So.", manager, at + timedelta(hours=1))
            if number % 5 > 1:
                close(db, key, manager, at + timedelta(hours=2))


def _rush(db: Database, folder: Path, manager: Account) -> int:
    """Let all want a seat at once, each over a connection of its own; gives the seats given."""
    found = make_training(db, manager, seats=SEATS)
    people = [_guest_account(db, number) for number in range(HANDS)]
    ready = threading.Barrier(HANDS)

    def take(account: Account) -> None:
        own = open_database(folder)
        ready.wait()
        register(own, found.id, guest(account), account, office(own))
        own.close()

    threads = [threading.Thread(target=take, args=[it]) for it in people]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    after = training(db, found.id)
    assert after
    assert after.taken + after.waiting == HANDS
    return after.taken


def _guest_account(db: Database, number: int) -> Account:
    email = f"gast{number}@example.org"
    known = account_by_email(db, email)
    return known or create_account(db, email, Role.STAFF, "06433011", MONDAY)[0]


def _person(db: Database, name: str) -> Account:
    account = account_by_email(db, f"{name}@demo.example")
    assert account
    return account


def _median(call: Callable[[], object]) -> float:
    call()
    times = []
    for _ in range(CALLS):
        started = perf_counter()
        call()
        times.append(perf_counter() - started)
    return median(times) * 1000


if __name__ == "__main__":
    main()
