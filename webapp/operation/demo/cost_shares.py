"""The Umlage of the sample data: a fixed year, and one in which two classes are not agreed yet."""

from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from index.municipality import Municipality, municipalities, set_participation
from index.store import Database
from webapp.accounts.act import Act
from webapp.accounts.queries import account_by_email
from webapp.cost_shares.agreed import Agreed, agree
from webapp.cost_shares.drafting import COUNTY, CostYear, enter_costs
from webapp.cost_shares.fixing import fix
from webapp.cost_shares.rules import PUBLISHED, Rule, add_rule
from webapp.cost_shares.splitting import Costs
from webapp.stamp import stamp

_SINCE = date(2023, 4, 1)
_INVENTED = "Musterdaten: Gewichte und Klassen sind frei erfunden"
_WEIGHTS = (1000, 1600, 2000, 3000, 3800, 6000)
_CLASS_OF = {
    "06433001": 1,
    "06433005": 3,
    "06433006": 4,
    "06433007": 3,
    "06433008": 5,
    "06433010": 3,
    "06433011": 4,
    "06433012": 6,
    "06433013": 1,
}
_UNCLEAR = ("06433011", "06433013")
"""Outside every class by the newest figures; so their class ends with the last year."""


def add_cost_shares(db: Database, folder: Path, today: date) -> None:
    """Let all towns be members, agree on classes, and fix the last year."""
    manager = account_by_email(db, "management@demo.example")
    assert manager
    at = stamp(datetime.combine(today, time(10)).astimezone())
    act = Act(db=db, folder=folder, account=manager, at=at, today=today)
    classes = tuple(
        replace(it, weight=weight) for it, weight in zip(PUBLISHED, _WEIGHTS, strict=True)
    )
    rule = Rule(first_year=_SINCE.year, base_percent=10, county_pays=False, classes=classes)
    add_rule(act, replace(rule, census="Zensus 2011, fortgeschrieben", note=_INVENTED))
    for town in municipalities(db):
        if town.kind != COUNTY:
            _join(act, town)
    last = today.year - 1
    for year, total, funding in ((last, 8_640_000, 2_500_000), (today.year, 8_910_000, 0)):
        costs = Costs(total=total, funding=funding)
        enter_costs(act, CostYear(year=year, costs=costs, note=_INVENTED, version=0))
    fix(act, last, "", 1)


def _join(act: Act, town: Municipality) -> None:
    set_participation(act.db, town.ags, _SINCE, None)
    last = date(act.today.year - 1, 12, 31) if town.ags in _UNCLEAR else None
    name = PUBLISHED[_CLASS_OF.get(town.ags, 2) - 1].name
    agreed = Agreed(municipality=town.ags, size_class=name, first=_SINCE, last=last)
    agree(act, town, replace(agreed, basis=_INVENTED))
