"""A register as large as a site gets, with people, Vorhaben and all that a desk has to decide.

Used by site_speed.py. The texts come from corpus.py, the Vorhaben from the sample data.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from corpus import DAY, SOURCE, corpus, make_register

from index.duplicates import renew_proposals
from index.municipality import add_municipalities, municipalities
from index.register import save_record
from index.runs import start_run
from index.search.build import rebuild
from index.store import Database
from index.text import rich_from_text
from matcher.planning import Meeting
from matcher.profile import read_profile
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email, create_account
from webapp.feedback.queries import keep
from webapp.feedback.recommending import recommend
from webapp.joint.queries import invite
from webapp.meetings.queries import add_meetings
from webapp.operation.demo import samples
from webapp.projects.judging import judge_now
from webapp.projects.queries import completed, save_project
from webapp.reviews.desk_list import renew_desk

TODAY = DAY + timedelta(days=2)
TOWN = "06433011"
NOW = datetime.combine(TODAY, datetime.min.time()).astimezone()
CHANGED, REVIEWED_OF_TEN = 300, 9
PEOPLE = (
    ("manager", Role.MANAGER, None),
    ("staff", Role.STAFF, TOWN),
    ("reader", Role.READER, None),
    ("admin", Role.ADMIN, None),
)


def prepare(folder: Path, size: int, shared: Path, like: Path | None) -> None:
    """Build the register, unless it is there."""
    if folder.exists():
        return
    db = make_register(folder, shared / "volume", size, like)
    add_municipalities(db)
    accounts = {name: _person(db, name, role, town) for name, role, town in PEOPLE}
    _review_most(db)
    _change_some(db, size, shared, like)
    renew_proposals(db, TODAY)
    rebuild(db, folder)
    _describe_projects(db)
    _use(db, accounts["manager"])
    renew_desk(db, TODAY)
    db.close()


def _person(db: Database, name: str, role: Role, town: str | None) -> Account:
    create_account(db, f"{name}@bench.example", role, town, DAY)
    found = account_by_email(db, f"{name}@bench.example")
    assert found
    return found


def _review_most(db: Database) -> None:
    """Most programmes of a register in use were looked through once."""
    at = f"{DAY.isoformat()}T09:00:00"
    with db.conn:
        db.execute("update programme set reviewed_at = ? where id % 10 < ?", [at, REVIEWED_OF_TEN])
        db.execute(
            "insert into reviewed_version select record.id, record.version, fingerprint, presence"
            " from record join version on version.record = record.id"
            " and version.number = record.version"
        )


def _change_some(db: Database, size: int, shared: Path, like: Path | None) -> None:
    run = start_run(db, SOURCE.name, TODAY)
    step = max(1, size // CHANGED)
    for number, told in enumerate(corpus(shared / "volume", size, like)):
        if number % step == 0:
            text = rich_from_text("Anträge sind bis zum 31.03.2027 zu stellen.")
            record = replace(told.record, deadline_text=text)
            save_record(db, run, record, told.facts, "bench", TODAY)


def _describe_projects(db: Database) -> None:
    profiles = [completed(db, read_profile(profile)) for profile in samples.profiles()]
    for project in profiles:
        save_project(db, project, DAY)
    judge_now(db, profiles, TODAY)


def _use(db: Database, manager: Account) -> None:
    """What people did: kept, recommended, invited; links that broke; when the council meets."""
    chosen = db.query("select project, programme from match group by project having max(score)")
    for row in list(chosen):
        keep(db, row["project"], row["programme"], manager, NOW)
        recommend(db, row["programme"], [TOWN], "Bitte prüfen.", manager, NOW)
        invite(db, row["programme"], [TOWN, "06433014"], "Zusammen?", manager, NOW)
    days = [TODAY + timedelta(weeks=6 * turn) for turn in range(1, 9)]
    for town in municipalities(db):
        add_meetings(db, town.ags, [Meeting(day=day, body="Rat") for day in days])
