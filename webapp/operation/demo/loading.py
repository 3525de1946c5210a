"""Loading the sample data the ordinary way: records with facts, index, projects, matches."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from index.search.build import rebuild
from index.store import Database
from matcher.profile import read_profile
from webapp.crawling.reader import keep_records
from webapp.forecasts.fits import renew_forecasts
from webapp.operation.demo import samples
from webapp.operation.demo.advice import add_advice
from webapp.operation.demo.akten import add_akten
from webapp.operation.demo.cost_shares import add_cost_shares
from webapp.operation.demo.duties import add_sample_duties
from webapp.operation.demo.joint import add_joint
from webapp.operation.demo.knowledge import add_knowledge
from webapp.operation.demo.logins import add_logins
from webapp.operation.demo.together import add_conversation
from webapp.projects.judging import judge_now
from webapp.projects.queries import completed, save_project

Say = Callable[[str], None]

_WEEK = timedelta(days=7)


def add(db: Database, folder: Path, today: date, say: Say) -> None:
    """Add the sample data once; later calls leave everything as somebody left it."""
    if _is_there(db):
        return
    say("Lege Musterdaten an …")
    add_logins(db, today)
    projects = [completed(db, read_profile(profile)) for profile in samples.profiles()]
    for project in projects:
        save_project(db, project, today)
    for ago, record in samples.programmes_of_earlier_calls():
        keep_records(db, samples.SOURCE, [record], today - ago)
    keep_records(db, samples.SOURCE, samples.programmes_before(), today - _WEEK)
    keep_records(db, samples.SOURCE, samples.programmes_now(), today)
    count = rebuild(db, folder)
    judge_now(db, projects, today)
    add_conversation(db, today)
    add_knowledge(db, today)
    add_advice(db, folder, today)
    add_akten(db, folder, today)
    add_cost_shares(db, folder, today)
    add_joint(db, today)
    add_sample_duties(db, today)
    renew_forecasts(db, today)
    say(f"{count} Programme und {len(projects)} Vorhaben, alle erfunden.")


def _is_there(db: Database) -> bool:
    found = db.query("select 1 from source where name = ?", [samples.SOURCE.name])
    return next(iter(found), None) is not None
