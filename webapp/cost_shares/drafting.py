"""What a year would cost each member today, and what has to be agreed before it can be fixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from index.municipality import Municipality, municipalities
from index.schema import writing
from index.status import german_date
from index.store import Database
from webapp.accounts.act import Act
from webapp.cost_shares.agreed import Agreed, agreed_classes
from webapp.cost_shares.rules import Rule, rule_for
from webapp.cost_shares.splitting import Costs, Payer, Span, Split, split

COUNTY = "Kreis"
NOT_AGREED = "Noch nicht vereinbart"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CostYear:
    """What was entered for a year."""

    year: int
    costs: Costs
    note: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A year before it is fixed: `open` says what is not agreed yet, one sentence each.

    There is a split only when nothing is open.
    """

    year: int
    entered: CostYear | None
    rule: Rule | None
    open: tuple[str, ...]
    split: Split | None


def cost_year(db: Database, year: int) -> CostYear | None:
    """What was entered for a year."""
    return next(
        (_year(it) for it in db.query("select * from cost_year where year = ?", [year])), None
    )


def cost_years(db: Database) -> list[CostYear]:
    """What was entered, the newest year first."""
    return [_year(row) for row in db.query("select * from cost_year order by year desc")]


def enter_costs(act: Act, wanted: CostYear) -> bool:
    """Enter or change the costs, unless somebody did since the version that was seen."""
    db = act.db
    with writing(db):
        stood = cost_year(db, wanted.year)
        if (stood.version if stood else 0) != wanted.version:
            return False
        row = dict(
            year=wanted.year,
            total_cents=wanted.costs.total,
            funding_cents=wanted.costs.funding,
            note=wanted.note,
            version=wanted.version + 1,
            account=act.account.id,
            by=act.account.email,
            at=act.at,
        )
        db.table("cost_year").upsert(row, pk="year")
    return True


def draft_of(db: Database, year: int) -> Draft:
    """Work out a year from what is entered and agreed today."""
    entered, rule = cost_year(db, year), rule_for(db, year)
    members = [it for it in municipalities(db) if _days(it, year) and _may_pay(it, rule)]
    agreed = agreed_classes(db)
    open_ = [*_about_year(entered, rule, year, members)]
    payers = []
    for member in members if rule else ():
        spans, unclear = _spans(member, agreed.get(member.ags, []), rule, year)
        payers.append(Payer(ags=member.ags, name=member.short_name, spans=spans))
        open_ += unclear
    found = None
    if rule and entered and payers and not open_:
        found = split(entered.costs, rule.base_percent, payers)
    return Draft(year=year, entered=entered, rule=rule, open=tuple(open_), split=found)


def _about_year(
    entered: CostYear | None, rule: Rule | None, year: int, members: list[Municipality]
) -> Iterator[str]:
    if entered is None:
        yield f"Die Kosten des Jahres {year} sind noch nicht eingetragen."
    elif entered.costs.net < 0:
        yield "Die Förderung ist höher als die Kosten."
    if not members:
        yield f"Im Jahr {year} nimmt keine Kommune teil."
    if rule is None:
        yield f"Für {year} sind noch keine Größenklassen vereinbart."
    else:
        yield from _about_rule(rule)


def _about_rule(rule: Rule) -> Iterator[str]:
    if not rule.census:
        yield f"{NOT_AGREED}: auf welchen Einwohnerzahlen (Zensus, Stichtag) die Klassen beruhen."
    if rule.county_pays is None:
        yield f"{NOT_AGREED}: ob der Kreis selbst einen Anteil trägt."
    for it in rule.classes:
        if it.weight is None:
            yield f"{NOT_AGREED}: das Gewicht der Größenklasse »{it.name}«."


def _may_pay(town: Municipality, rule: Rule | None) -> bool:
    return town.kind != COUNTY or bool(rule and rule.county_pays)


def _days(town: Municipality, year: int) -> tuple[date, date] | None:
    first = max(town.member_from or date.min, date(year, 1, 1))
    last = min(town.member_to or date.max, date(year, 12, 31))
    return (first, last) if first <= last else None


def _spans(
    town: Municipality, agreed: list[Agreed], rule: Rule | None, year: int
) -> tuple[tuple[Span, ...], list[str]]:
    """The classes of a member in a year, and what is not clear about them."""
    days, open_, spans = _days(town, year), [], []
    assert days
    assert rule
    if town.member_from is None:
        open_.append(f"Von {town.short_name} ist kein erster Tag der Teilnahme eingetragen.")
    day, last = days
    for it in agreed:
        first, end = max(it.first, days[0]), min(it.last or date.max, last)
        if first > end:
            continue
        if first > day:
            open_.append(_gap(town, day, first - _DAY))
        found = rule.size_class(it.size_class)
        if found is None:
            said = f"Die Größenklasse »{it.size_class}« von {town.short_name}"
            open_.append(f"{said} steht nicht in der Tabelle für {year}.")
        weight = found.weight if found and found.weight else 0
        spans.append(Span(first=first, last=end, size_class=it.size_class, weight=weight))
        day = end + _DAY
    if day <= last:
        open_.append(_gap(town, day, last))
    return tuple(spans), open_


def _gap(town: Municipality, first: date, last: date) -> str:
    span = f"{german_date(first)} bis {german_date(last)}"
    return f"{NOT_AGREED}: die Größenklasse von {town.short_name} vom {span}."


def _year(row: dict[str, Any]) -> CostYear:
    return CostYear(
        year=row["year"],
        costs=Costs(total=row["total_cents"], funding=row["funding_cents"]),
        note=row["note"],
        version=row["version"],
    )
