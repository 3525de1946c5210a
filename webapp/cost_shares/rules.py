"""The rules of the Umlage: percent in equal parts, the table of size classes, the census basis.

They are agreed between the members and change; a new rule holds from its first year on.
"""

from dataclasses import dataclass
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeClass:
    """A Größenklasse: bounds of inhabitants and weight in thousandths; absent is not agreed."""

    name: str
    lower: int | None = None
    upper: int | None = None
    weight: int | None = None

    def holds(self, inhabitants: int) -> bool:
        """Tell whether a number of inhabitants lies between the bounds; both are included."""
        above = self.lower is None or self.lower <= inhabitants
        return above and (self.upper is None or inhabitants <= self.upper)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is agreed from a year on; an empty `census` and an absent answer are not agreed."""

    first_year: int
    base_percent: int
    census: str = ""
    county_pays: bool | None = None
    classes: tuple[SizeClass, ...] = ()
    note: str = ""
    id: int = 0
    by: str = ""
    at: str = ""

    def size_class(self, name: str) -> SizeClass | None:
        """Find a class by its name."""
        return next((it for it in self.classes if it.name == name), None)


PUBLISHED = tuple(
    SizeClass(name=name, lower=lower, upper=upper)
    for name, lower, upper in (
        ("Klasse 1", 6_000, 8_000),
        ("Klasse 2", 10_000, 15_000),
        ("Klasse 3", 15_001, 17_000),
        ("Klasse 4", 24_000, 27_000),
        ("Klasse 5", 35_000, 35_000),
        ("Klasse 6", 67_000, 67_000),
    )
)
"""The bounds that the Kreis has shown in public; an offer for the first rule, without weights."""


def rules(db: Database) -> list[Rule]:
    """All rules, the newest first."""
    return [_rule(db, row) for row in db.query("select * from share_rule order by id desc")]


def rule_for(db: Database, year: int) -> Rule | None:
    """The rule that holds in a year: the last one written of those that begin latest."""
    sql = """
        select * from share_rule where first_year <= ? order by first_year desc, id desc limit 1
    """
    return next((_rule(db, row) for row in db.query(sql, [year])), None)


def add_rule(act: Act, rule: Rule) -> int:
    """Write a rule down beside the earlier ones; gives its number."""
    db = act.db
    row = dict(
        first_year=rule.first_year,
        base_percent=rule.base_percent,
        census=rule.census,
        county_pays=None if rule.county_pays is None else int(rule.county_pays),
        note=rule.note,
        account=act.account.id,
        by=act.account.email,
        at=act.at,
    )
    with writing(db):
        number = db.table("share_rule").insert(row).last_pk
        assert isinstance(number, int)
        db.table("size_class").insert_all(
            dict(
                rule=number,
                name=it.name,
                place=place,
                lower=it.lower,
                upper=it.upper,
                weight_thousandths=it.weight,
            )
            for place, it in enumerate(rule.classes)
        )
    return number


def _rule(db: Database, row: dict[str, Any]) -> Rule:
    sql = "select * from size_class where rule = ? order by place"
    return Rule(
        id=row["id"],
        first_year=row["first_year"],
        base_percent=row["base_percent"],
        census=row["census"],
        county_pays=None if row["county_pays"] is None else bool(row["county_pays"]),
        classes=tuple(
            SizeClass(
                name=it["name"],
                lower=it["lower"],
                upper=it["upper"],
                weight=it["weight_thousandths"],
            )
            for it in db.query(sql, [row["id"]])
        ),
        note=row["note"],
        by=row["by"],
        at=row["at"],
    )
