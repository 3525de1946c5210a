"""Builders: a Förderakte with a Bescheid, and duties in it."""

from datetime import UTC, date, datetime
from typing import Any

from visitors import RIEDSTADT

from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.award import Award, set_award
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application
from webapp.duties.kinds import DutyKind
from webapp.duties.writing import Plan, add_duties

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)


def make_akte(db: Database, account: Account, **more: Any) -> int:
    details = Details(title=more.pop("title", "Radweg Süd"), responsible=more.pop("keeper", None))
    values: dict[str, Any] = dict(lead=RIEDSTADT, programme_title="Radwege")
    opening = Opening(details=details, **values | more)
    return open_application(db, opening, account, NOW)


def make_award(db: Database, akte: int, account: Account, **more: Any) -> None:
    values: dict[str, Any] = dict(
        number="VI-7/26",
        dated=date(2026, 6, 1),
        granted=80_000_00,
        period_from=date(2026, 7, 1),
        period_to=date(2028, 6, 30),
    )
    found = application(db, akte, account)
    assert found
    assert set_award(db, found, Award(**values | more), account, NOW)


def make_duty(db: Database, akte: int, account: Account, **more: Any) -> int:
    values: dict[str, Any] = dict(
        kind=DutyKind.PROOF_OF_USE,
        title="Verwendungsnachweis vorlegen",
        due_on=date(2026, 9, 17),
        basis="Nr. 7 des Bescheids",
        town=RIEDSTADT,
        responsible=account.id,
    )
    (number,) = add_duties(db, akte, [Plan(**values | more)], account, NOW)
    return number
