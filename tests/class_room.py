"""Builders for trainings: one that is ahead, people of towns, and whoever writes to them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from conftest import MONDAY

from index.store import Database
from webapp.accounts.account import Account
from webapp.settings import Settings
from webapp.trainings.letters import Letters
from webapp.trainings.planning import announce
from webapp.trainings.queries import training
from webapp.trainings.seats import Guest
from webapp.trainings.training import Draft, Training

BASE_URL = "https://foerdernetz.example.org"
KEY = b"key of the tests"
DAY = MONDAY + timedelta(days=21)


def make_draft(**more: Any) -> Draft:
    values: dict[str, Any] = dict(
        title="Verwendungsnachweis: was hineingehört",
        description="Mit Beispielen; für alle, die abrechnen.",
        starts_at=datetime.combine(DAY, time(9)),
        ends_at=datetime.combine(DAY, time(12, 30)),
        register_until=DAY,
        place="Kreishaus, Raum 1; Eingang Süd",
    )
    return Draft(**values | more)


def make_training(db: Database, by: Account, **more: Any) -> Training:
    return the_training(db, announce(db, make_draft(**more), by, moment()))


def the_training(db: Database, number: int) -> Training:
    found = training(db, number)
    assert found
    return found


def moment(day: date = MONDAY, hour: int = 8) -> datetime:
    return datetime.combine(day, time(hour)).astimezone()


def office(db: Database, today: date = MONDAY, hour: int = 8) -> Letters:
    settings = Settings(base_url=BASE_URL, contact="Büro <buero@kreis.example>", data=Path())
    return Letters(db, settings, KEY, today, moment(today, hour))


def guest(account: Account) -> Guest:
    return Guest(email=account.email, municipality=account.municipality, person=account.id)
