"""Add people, Vorhaben, akten and duties to a register, for load.py and soak.py.

    .venv/bin/python tests/bench/load_data.py DATA [--towns 15] [--vorhaben 90] [--people 200]
        [--shared ../shared]

DATA is a folder with programmes and municipalities (page_speed.py and site_speed.py build such
with --keep); it is changed. With more than fifteen towns new ones are made, spread over the Länder
as the 11,000 of Germany are; then five Vorhaben each go to as many of them as the number allows,
every town gets an account that is written to each week, and those with Vorhaben have an akte with
two duties. All people share one password, so that it is hashed once. In the end all Vorhaben are
judged; with 50,000 programmes and 11,000 Vorhaben this takes some ten minutes.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from search_speed import say  # noqa: E402
from vorhaben import add_towns, add_vorhaben, add_vorhaben_of  # noqa: E402

from index.municipality import municipalities  # noqa: E402
from index.schema import open_database, writing  # noqa: E402
from index.search.build import has_index, rebuild  # noqa: E402
from index.store import Database  # noqa: E402
from webapp.accounts.account import Account, Role  # noqa: E402
from webapp.accounts.passwords import hash_password  # noqa: E402
from webapp.accounts.queries import account_by_email, create_account  # noqa: E402
from webapp.accounts.tokens import new_token  # noqa: E402
from webapp.applications.opening import Details, Opening, open_application  # noqa: E402
from webapp.duties.kinds import DutyKind  # noqa: E402
from webapp.duties.writing import Plan, add_duties  # noqa: E402
from webapp.projects.renewal import renew  # noqa: E402
from webapp.reviews.desk_list import renew_desk  # noqa: E402

PASSWORD = "Viele Wege führen am Altrhein entlang"
OFFICES = (("manager", Role.MANAGER), ("admin", Role.ADMIN), ("reader", Role.READER))


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much of what."""

    towns: int
    vorhaben: int
    people: int
    volume: Path
    today: date


def furnish(folder: Path, wanted: Wanted) -> None:
    """Add everything to the register in that folder."""
    db = open_database(folder)
    if not has_index(folder):
        _timed("search", lambda: rebuild(db, folder))
    _timed("towns and Vorhaben", lambda: _towns(db, wanted))
    _timed("people", lambda: _people(db, wanted))
    _timed("akten and duties", lambda: _akten(db, wanted))
    _timed("judging", lambda: renew(db, wanted.today))
    _timed("the desk", lambda: renew_desk(db, wanted.today))
    for table in ("programme", "municipality", "project", "account", "match", "duty"):
        say(f"{db.execute(f'select count(*) from {table}').fetchone()[0]:>8} {table}")
    db.close()


def _timed(what: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    say(f"{what}: {time.perf_counter() - began:.0f} s")


def _towns(db: Database, wanted: Wanted) -> None:
    if wanted.towns <= 15:
        add_vorhaben_of(db, wanted.volume, list(municipalities(db)), wanted.vorhaben)
        return
    add_vorhaben(db, wanted.volume, wanted.vorhaben)
    have = len(list(municipalities(db)))
    add_towns(db, wanted.towns - have)


def _people(db: Database, wanted: Wanted) -> None:
    """Those who log in first: people of towns with Vorhaben; then one of each other town."""
    secret = hash_password(PASSWORD)
    busy = _busy(db)
    for name, role in OFFICES:
        _person(db, f"{name}@load.example", role, None, secret, wanted.today)
    for number in range(wanted.people):
        town = busy[number % len(busy)]
        _person(db, f"load{number}@load.example", Role.STAFF, town, secret, wanted.today)
    served = {row[0] for row in db.execute("select distinct municipality from account")}
    rows = [
        dict(
            email=f"amt{town.ags}@load.example",
            role=Role.STAFF.value,
            municipality=town.ags,
            password_hash=secret,
            subscribed=1,
            unsubscribe_token=new_token(),
        )
        for town in municipalities(db)
        if town.ags not in served
    ]
    with writing(db):
        db.table("account").insert_all(rows)


def _person(
    db: Database, email: str, role: Role, town: str | None, secret: str, today: date
) -> None:
    if account_by_email(db, email) is None:
        create_account(db, email, role, town, today)
    sql = "update account set password_hash = ?, invitation_hash = null where email = ?"
    with writing(db):
        db.execute(sql, [secret, email])


def _busy(db: Database) -> list[str]:
    sql = "select distinct municipality from project order by municipality"
    return [row[0] for row in db.execute(sql)]


def _akten(db: Database, wanted: Wanted) -> None:
    """One akte for the first Vorhaben of each town, with a duty that is over and one to come."""
    now = datetime.combine(wanted.today, datetime.min.time()).astimezone()
    programme = db.execute("select min(id) from programme").fetchone()[0]
    with writing(db):
        for account, project in _first_vorhaben(db):
            details = Details(title="Antrag zur Probe", responsible=account.id)
            opening = Opening(
                details=details,
                lead=account.municipality or "",
                programme=programme,
                programme_title="Programm zur Probe",
                projects=(project,),
            )
            number = open_application(db, opening, account, now)
            plans = [_plan(account, wanted.today + timedelta(days=n)) for n in (-3, 40)]
            add_duties(db, number, plans, account, now)


def _plan(account: Account, day: date) -> Plan:
    town = account.municipality or ""
    return Plan(kind=next(iter(DutyKind)), title="Nachweis", due_on=day, basis="Probe", town=town)


def _first_vorhaben(db: Database) -> Iterator[tuple[Account, str]]:
    sql = """
        select account.id, email, project.municipality, min(project.id) as project
        from project join account on account.municipality = project.municipality
        where role = 'staff' group by project.municipality
    """
    for row in list(db.query(sql)):
        found = account_by_email(db, row["email"])
        assert found
        yield found, row["project"]


def main() -> None:
    """Furnish the named folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--towns", type=int, default=15)
    parser.add_argument("--vorhaben", type=int, default=90)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--today", type=date.fromisoformat, default=date(2026, 11, 24))
    options = parser.parse_args()
    wanted = Wanted(
        options.towns, options.vorhaben, options.people, options.shared / "volume", options.today
    )
    furnish(options.data, wanted)


if __name__ == "__main__":
    main()
