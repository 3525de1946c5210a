"""A quarter of a century of duties, day by day: is every one told before its day, none twice?

Akten with their duties; people leave, move, cancel the letter, come back; towns leave; days move;
letter runs are missed. What is told, and what was told, is decided by the very functions of the
letter; only writing and sending are left out.
"""

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from index.facts import Evidence, Fact, facts_from
from index.municipality import add_municipalities
from index.schema import create_database
from index.store import Database
from index.vocabulary import Level
from webapp.accounts.account import Account, Role
from webapp.applications.award import Award
from webapp.digest.ledger import Told
from webapp.digest.reminders import due_reminders, duties_of
from webapp.digest.shelf import Shelf
from webapp.duties.proposal import Case
from webapp.duties.rules import proposals

FIRST, DAY = date(2026, 1, 5), timedelta(days=1)
TOWNS = ("06433001", "06433003", "06433011", "06433013", "06433014")
LONGEST_GAP = 6
"""So many days in a row may pass without a run; the last reminder comes three days before."""


@dataclass
class Years:
    """What happened: who was told of what for which reason, and what went wrong."""

    told: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    before: set[tuple[int, str]] = field(default_factory=set)
    """Duties with the day that somebody was told of before it came."""
    done: int = 0
    late: int = 0
    """Runs were missed on all days of a reminder: told when the post ran again, after the day."""
    missed: int = 0
    left: int = 0
    moved: int = 0
    faults: list[str] = field(default_factory=list)


def settle(db: Database, akten: int, chance: random.Random) -> dict[int, Account]:
    """Two managers, three people in each town, and akten with all that is proposed for them."""
    people = [(Role.MANAGER, "06433")] * 2 + [(Role.STAFF, it) for it in TOWNS for _ in range(3)]
    found: dict[int, Account] = {}
    for number, (role, ags) in enumerate(people, start=1):
        found[number] = _person(db, number, role, ags)
    for number in range(1, akten + 1):
        _akte(db, number, chance)
    return found


def _person(db: Database, number: int, role: Role, ags: str) -> Account:
    row = dict(id=number, email=f"p{number}@example.org", role=role.value, municipality=ags)
    db.table("account").insert(row | dict(subscribed=1))
    return Account(id=number, email=row["email"], role=role, municipality=ags)


def _akte(db: Database, number: int, chance: random.Random) -> None:
    lead, begins = chance.choice(TOWNS), FIRST + timedelta(days=chance.randrange(0, 700))
    signed = dict(by="x", at=FIRST.isoformat())
    akte = dict(id=number, title=f"Akte {number}", programme_title="P", lead=lead)
    db.table("application").insert(akte | dict(stage="running", version=1) | signed)
    who = dict(part="lead", team="PL", consent="given")
    db.table("applicant").insert(dict(application=number, municipality=lead) | who)
    years = chance.choice((5, 10, 15, 20))
    award = Award(number="", dated=begins, granted=1, period_to=begins + timedelta(days=730))
    case = Case(award=award, facts=_facts(years), levels=(Level.FEDERAL,))
    staff = [row["id"] for row in db.query("select id from account where municipality = ?", [lead])]
    for it in proposals(case):
        keeper = chance.choice([*staff, None])
        row = dict(application=number, municipality=lead, kind=it.kind.value, title=it.title)
        row |= dict(due_on=(it.due_on or begins + timedelta(days=300)).isoformat(), basis=it.basis)
        row |= dict(responsible=keeper, deputy=chance.choice([*staff, 1, None]))
        db.table("duty").insert(row | dict(version=1, note="") | signed)


def _facts(years: int) -> "object":
    evidence = (Evidence(quote="erfunden", field="summary"),)
    return facts_from([Fact(name="retention_period_years", value=years, evidence=evidence)])


def live(akten: int, years: int, seed: int, folder: Path) -> Years:
    """Let the years pass."""
    chance, db = random.Random(seed), create_database(folder)
    add_municipalities(db)
    people = settle(db, akten, chance)
    seen, gap = Years(), 0
    ledger: dict[int, set[tuple[str, int | None, str, str]]] = {it: set() for it in people}
    for count in range(years * 365):
        today = FIRST + count * DAY
        _life(db, people, chance, seen)
        runs = gap >= LONGEST_GAP or chance.random() > 0.3
        gap = 0 if runs else gap + 1
        seen.missed += not runs
        if runs:
            _run(db, people, ledger, today, seen)
        _finish(db, today, chance, seen, gap)
    seen.faults += [f"{who} told {n} times: {what} {why}" for (who, what, why), n in
                    seen.told.items() if n > 1]  # fmt: skip
    long_ago = (FIRST + (years * 365 - 400) * DAY).isoformat()
    sql = "select count(*) from duty where done_at is null and due_on < ?"
    left = db.execute(sql, [long_ago]).fetchone()[0]
    seen.faults += [f"{left} duties lost"] if left else []
    db.close()
    return seen


def _run(
    db: Database,
    people: dict[int, Account],
    ledger: dict[int, set[tuple[str, int | None, str, str]]],
    today: date,
    seen: Years,
) -> None:
    """One run of the post: what is due to each, by ledger; what was told is noted."""
    shelf = Shelf(db, today)
    for number, account in people.items():
        found = list(duties_of(db, account, shelf))
        for line in due_reminders(found, Told(ledger[number]), today) if found else ():
            ledger[number].add(line.key)
            seen.told[number, line.subject, line.version] += 1
            day = line.version.partition("/")[0]
            if day >= today.isoformat():
                seen.before.add((int(line.subject.partition(":")[2]), day))


def _life(db: Database, people: dict[int, Account], chance: random.Random, seen: Years) -> None:
    """Now and then somebody leaves or comes back, and a day moves."""
    if chance.random() < 0.01:
        who = chance.randrange(2, len(people) + 1)  # the first manager stays
        change = chance.choice((
            "deactivated_on = '2030-01-01'", "deactivated_on = null", "subscribed = 0",
            "subscribed = 1", "role = 'reader'", "role = 'staff'",
        ))  # fmt: skip
        db.execute(f"update account set {change} where id = ? and role <> 'manager'", [who])
        seen.left += "null" not in change and "1" not in change
    if chance.random() < 0.02:
        db.execute("""
            update duty set due_on = date(due_on, '+' || (? * 10) || ' days'), version = version + 1
            where id = (select id from duty where done_at is null order by random() limit 1)
        """.replace("random()", f"(id * {chance.randrange(1, 997)}) % 1009"), [chance.randrange(1, 20)])  # fmt: skip  # noqa: E501
        seen.moved += 1
    if chance.random() < 0.0005:
        town = chance.choice(TOWNS)
        gone = chance.choice(("'2030-01-01'", "null"))
        db.execute(f"update municipality set member_to = {gone} where ags = ?", [town])


def _finish(db: Database, today: date, chance: random.Random, seen: Years, gap: int) -> None:
    """On its day a duty must have been told; most are done some time after it."""
    rows = list(db.query("select id, due_on from duty where done_at is null and due_on <= ?",
                         [today.isoformat()]))  # fmt: skip
    for row in rows:
        if row["due_on"] == today.isoformat() and (row["id"], row["due_on"]) not in seen.before:
            if gap:
                seen.late += 1
            else:
                seen.faults.append(f"Duty {row['id']} came untold on {today}")
        if chance.random() < 0.02:
            db.execute("update duty set done_at = ? where id = ?", [today.isoformat(), row["id"]])
            seen.done += 1


def main() -> None:
    """Print the table."""
    akten = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    began = time.process_time()
    with TemporaryDirectory() as folder:
        seen = live(akten, 25, 7, Path(folder))
    rows = dict(
        years=25,
        akten=akten,
        **{"duties done": seen.done, "reminders told": sum(seen.told.values())},
        **{"people who left": seen.left, "days moved": seen.moved, "runs missed": seen.missed},
        **{"told only after a gap": seen.late, "lost or untold": len(seen.faults)},
        **{"told twice": sum(n > 1 for n in seen.told.values())},
        **{"seconds of CPU": round(time.process_time() - began, 1)},
    )
    print("| what | number |\n|---|---|")  # noqa: T201
    print("\n".join(f"| {name} | {value} |" for name, value in rows.items()))  # noqa: T201
    print("\n".join(seen.faults[:10]))  # noqa: T201


if __name__ == "__main__":
    main()
