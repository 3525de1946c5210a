"""Förderakten of the sample data: one approved, one in preparation, one refused, one joint."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from index.programme import Programme, programme_at
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.applications.akte import Application
from webapp.applications.award import Award, set_award
from webapp.applications.changes import Move, change_stage, set_money
from webapp.applications.cover import deadline_of
from webapp.applications.files import FileKind, Limits, Sent, take_in
from webapp.applications.money import Money
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application
from webapp.applications.stages import Because, Stage
from webapp.applications.steps import renew_checklist, steps_of, tick
from webapp.operation.demo import samples

_RIEDSTADT, _BUETTELBORN, _STOCKSTADT = "06433011", "06433003", "06433013"
_PEOPLE = ("management", "riedstadt", "buettelborn")
_BESCHEID = """Musterbescheid (erfunden)

Für das Vorhaben werden 1.200.000,00 Euro bewilligt. Vor Auszahlung ist die Baugenehmigung
vorzulegen. Auf die Förderung ist am Bauschild hinzuweisen.
"""
_CONDITIONS = "Vor der ersten Auszahlung ist die Baugenehmigung vorzulegen.\n" + (
    "Auf die Förderung ist am Bauschild hinzuweisen."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Where and when it plays, and the people of the sample data."""

    db: Database
    folder: Path
    today: date
    manager: Account
    riedstadt: Account
    buettelborn: Account

    def at(self, days: int) -> datetime:
        """The morning so many days ago."""
        return datetime.combine(self.today - timedelta(days=days), time(10, 15)).astimezone()

    def akte(self, number: int) -> Application:
        """An akte as it stands now."""
        found = application(self.db, number, self.manager)
        assert found
        return found


def add_akten(db: Database, folder: Path, today: date) -> None:
    """Add the four akten."""
    people = (account_by_email(db, f"{name}@demo.example") for name in _PEOPLE)
    manager, riedstadt, buettelborn = (it for it in people if it)
    scene = Scene(
        db=db,
        folder=folder,
        today=today,
        manager=manager,
        riedstadt=riedstadt,
        buettelborn=buettelborn,
    )
    for make, key in (
        (_approved, "kita-ausbau-hessen"),
        (_in_preparation, "klimaanpassung-kommunen"),
        (_refused, "feuerwehrhaeuser-hessen"),
        (_joint, "ikz-hessen"),
    ):
        named = programme_at(db, f"{samples.SOURCE.address}{key}")
        assert named, key
        make(scene, named)


def _open(scene: Scene, opening: Opening, named: Programme, by: Account, days: int) -> int:
    whole = replace(opening, programme=named.id, programme_title=named.title)
    number = open_application(scene.db, whole, by, scene.at(days))
    renew_checklist(scene.db, scene.akte(number), scene.today)
    return number


def _approved(scene: Scene, named: Programme) -> None:
    db, by = scene.db, scene.buettelborn
    details = Details(title="Kita in Modulbauweise", responsible=by.id, deputy=scene.manager.id)
    opening = Opening(
        details=details, lead=_BUETTELBORN, programme_title="", projects=("demo-kita",)
    )
    number = _open(scene, opening, named, by, 200)
    money = Money(cost=4_200_000_00, eligible=3_900_000_00, grant=1_200_000_00)
    set_money(db, scene.akte(number), {_BUETTELBORN: money}, by, scene.at(180))
    for step in steps_of(db, number):
        tick(db, step, "", by, scene.at(150))
    change_stage(db, scene.akte(number), Move(to=Stage.SUBMITTED), by, scene.at(140))
    day = scene.today - timedelta(days=30)
    award = Award(
        number="KA-2026/0815",
        dated=day,
        granted=1_200_000_00,
        eligible=3_900_000_00,
        period_from=day,
        period_to=day + timedelta(days=730),
        conditions=_CONDITIONS,
    )
    set_award(db, scene.akte(number), award, by, scene.at(28))
    sent = Sent(kind=FileKind.AWARD, name="Bescheid.txt", data=_BESCHEID.encode())
    take_in(db, scene.folder, scene.akte(number), sent, Limits(), by, scene.at(28))


def _in_preparation(scene: Scene, named: Programme) -> None:
    db, by = scene.db, scene.riedstadt
    deadline, basis = deadline_of(named, scene.today)
    details = Details(
        title="Schulhof und Marktplatz entsiegeln",
        deadline=deadline,
        deadline_basis=basis,
        responsible=by.id,
        deputy=scene.manager.id,
    )
    opening = Opening(
        details=details, lead=_RIEDSTADT, programme_title="", projects=("demo-schulhof",)
    )
    number = _open(scene, opening, named, by, 12)
    money = Money(cost=460_000_00, eligible=440_000_00, grant=308_000_00, third_party=12_500_00)
    set_money(db, scene.akte(number), {_RIEDSTADT: money}, by, scene.at(9))
    renew_checklist(db, scene.akte(number), scene.today)
    for step in steps_of(db, number):
        if step.key == "begin":
            tick(db, step, "Mit dem Bauamt besprochen", by, scene.at(6))


def _refused(scene: Scene, named: Programme) -> None:
    db, by = scene.db, scene.riedstadt
    details = Details(title="Zwei Stellplätze am Feuerwehrhaus", responsible=by.id)
    opening = Opening(
        details=details, lead=_RIEDSTADT, programme_title="", projects=("demo-feuerwehr",)
    )
    number = _open(scene, opening, named, by, 420)
    money = Money(cost=2_300_000_00, eligible=1_900_000_00, grant=480_000_00)
    set_money(db, scene.akte(number), {_RIEDSTADT: money}, by, scene.at(400))
    change_stage(db, scene.akte(number), Move(to=Stage.SUBMITTED), by, scene.at(390))
    words = "Nach Auskunft der Bewilligungsstelle im nächsten Jahr noch einmal anmelden."
    move = Move(to=Stage.REJECTED, reasons=(Because.EXHAUSTED,), words=words)
    change_stage(db, scene.akte(number), move, by, scene.at(250))


def _joint(scene: Scene, named: Programme) -> None:
    db, by = scene.db, scene.buettelborn
    details = Details(
        title="Gemeinsame Vergabestelle",
        deadline=scene.today + timedelta(days=120),
        deadline_basis="Selbst gesetzt: Das Programm nimmt Anträge jederzeit an.",
        responsible=by.id,
        deputy=scene.manager.id,
    )
    opening = Opening(
        details=details,
        lead=_BUETTELBORN,
        towns=(_RIEDSTADT, _STOCKSTADT),
        programme_title="",
    )
    number = _open(scene, opening, named, by, 20)
    shares = {
        _BUETTELBORN: Money(cost=62_000_00, eligible=62_000_00, grant=30_000_00),
        _RIEDSTADT: Money(cost=71_000_00, eligible=71_000_00, grant=30_000_00),
        _STOCKSTADT: Money(cost=38_000_00, eligible=38_000_00, grant=30_000_00),
    }
    set_money(db, scene.akte(number), shares, by, scene.at(15))
