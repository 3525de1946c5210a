"""The splits of the money of a joint akte: every version stays, the last one counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from index.rows import add_row
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.agreements.splitting import Basis, Division, divide
from webapp.applications.akte import Application
from webapp.applications.changes import set_money
from webapp.applications.money import Money
from webapp.stamp import stamp

LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A split to be: the whole, by what it is divided, and what each town weighs, by AGS."""

    basis: Basis
    totals: Money
    weights: Mapping[str, int]
    population_day: date | None = None
    words: str = ""

    @property
    def division(self) -> Division:
        """What each town gets.

        Raises:
            ValueError: when the amounts do not go together; one German sentence.
        """
        return divide(self.totals, self.weights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A split as it was agreed on; `number` counts the versions of the akte from 1."""

    id: int
    number: int
    basis: Basis
    population_day: date | None
    totals: Money
    weights: Mapping[str, int]
    shares: Mapping[str, Money]
    words: str
    by: str
    at: str

    @property
    def carriers(self) -> Mapping[str, tuple[str, ...]]:
        """Who carries a cent that cannot be divided, for each amount."""
        return divide(self.totals, self.weights).carriers

    def stands_in(self, found: Application) -> bool:
        """Whether the akte still holds exactly these amounts of exactly these towns."""
        return {it.municipality: it.money for it in found.applicants} == dict(self.shares)


def splits_of(db: Database, number: int) -> list[Split]:
    """All splits of an akte, the newest first."""
    shares: dict[int, list[dict[str, Any]]] = {}
    sql = "select * from cost_split_share where application = ? order by municipality"
    for row in db.query(sql, [number]):
        shares.setdefault(row["split"], []).append(row)
    rows = db.query("select * from cost_split where application = ? order by id", [number])
    found = [_from_row(row, place, shares.get(row["id"], [])) for place, row in enumerate(rows, 1)]
    return found[::-1]


def keep_split(
    db: Database, found: Application, plan: Plan, account: Account, now: datetime
) -> int | None:
    """Divide the money of an akte anew; gives the number of the split.

    `None` says that a colleague was quicker. Call it inside the transaction that asks for consent.

    Raises:
        ValueError: when the amounts do not go together; one German sentence.
    """
    shares = plan.division.shares
    day = plan.population_day
    words = f"Aufteilung {plan.basis.label}"
    with writing(db):
        if not set_money(db, found, shares, account, now, words):
            return None
        number = add_row(
            db,
            "cost_split",
            application=found.id,
            basis=plan.basis.value,
            population_day=day.isoformat() if day else None,
            words=plan.words[:LONGEST_WORDS],
            account=account.id,
            by=account.email,
            at=stamp(now),
            **plan.totals.columns(),
        )
        for ags, money in shares.items():
            told = dict(split=number, municipality=ags, application=found.id)
            row = told | dict(weight=plan.weights[ags]) | money.columns()
            db.table("cost_split_share").insert(row)
    return number


def _from_row(row: dict[str, Any], number: int, shares: list[dict[str, Any]]) -> Split:
    return Split(
        id=row["id"],
        number=number,
        basis=Basis(row["basis"]),
        population_day=date.fromisoformat(row["population_day"]) if row["population_day"] else None,
        totals=Money.from_row(row),
        weights={it["municipality"]: it["weight"] for it in shares},
        shares={it["municipality"]: Money.from_row(it) for it in shares},
        words=row["words"],
        by=row["by"],
        at=row["at"],
    )
