"""A hidden programme stands on no page of a town, whatever was done with it before."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from conftest import MONDAY, Save, make_record
from flask import Flask
from flask.testing import FlaskClient
from visitors import RIEDSTADT, person, visitor
from werkzeug.routing import IntegerConverter, Rule

from index.programme import programme
from index.reviews import ReviewKind, review_state, reviews_of
from index.search.build import rebuild
from index.store import Database
from matcher.feedback import Reason
from matcher.project import Project, Town
from webapp.accounts.account import Role
from webapp.accounts.act import Act
from webapp.accounts.queries import account_by_email
from webapp.duplicates import deciding as pairs
from webapp.duplicates.verdict import Verdict
from webapp.feedback.queries import dismiss, keep
from webapp.feedback.recommending import recommend
from webapp.joint.queries import invite
from webapp.projects.judging import judge_now
from webapp.projects.queries import save_project
from webapp.reviews.deciding import decide, take_back

NOW = datetime(2026, 6, 15, 9).astimezone()
TITLE = "Radwege für Städte und Gemeinden"
OTHER = make_record(
    key="neu", url="https://www.example.org/neu", title="Nachfolger", summary="Neu."
)


def any_of(rule: Rule, name: str) -> str:
    """A word for a part of an address: one of those it may be, where only some are allowed."""
    if isinstance(rule._converters[name], IntegerConverter):
        return "1"
    return str(min(getattr(rule._converters[name], "items", {"x"})))


def pages(app: Flask, number: int) -> Iterator[str]:
    """All addresses that a person can open without sending a form."""
    values = dict(number=number, fact="deadlines", record=1, old=1, new=1, programme_number=number)
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.startswith("assets"):
            continue
        projects = rule.rule.startswith("/vorhaben/<")
        chosen = {name: values.get(name) or any_of(rule, name) for name in rule.arguments}
        if projects:
            for one in ("rad", "rad2"):
                yield rule.build(chosen | dict(number=one))[1]  # type: ignore[index]
        else:
            yield rule.build(chosen)[1]  # type: ignore[index]
    yield "/suche?q=Radwege"
    yield f"/programm/{number + 1}"


def telling(client: FlaskClient, number: int) -> list[str]:
    return [it for it in pages(client.application, number) if TITLE.encode() in client.get(it).data]


def test_no_page_of_a_town_tells_of_a_hidden_programme(
    db: Database, data_folder: Path, save: Save
) -> None:
    number = save(make_record(title=TITLE), OTHER)
    rebuild(db, data_folder)
    town = Town(ags=RIEDSTADT, name="Riedstadt", population=24000)
    what = "Radwege für Kommunen als Zuschuss"
    projects = [
        Project(id=name, municipality=town, title="Radwege bauen", description=what)
        for name in ("rad", "rad2")
    ]
    for project in projects:
        save_project(db, project, MONDAY)
    judge_now(db, projects, MONDAY)
    person(db, Role.MANAGER)
    manager = account_by_email(db, "manager@example.org")
    found = programme(db, number)
    assert manager
    assert found
    dismiss(db, "rad", found, [next(iter(Reason))], "", manager, NOW)
    keep(db, "rad2", number, manager, NOW)
    recommend(db, number, [RIEDSTADT], "Gut", manager, NOW)
    invite(db, number, [RIEDSTADT, "06433001"], "Zusammen", manager, NOW)
    act = Act(db=db, folder=data_folder, account=manager, at="2026-06-15T09:00:00", today=MONDAY)
    pairs.decide(act, 1, 2, Verdict.PREDECESSOR, "")
    staff = visitor(db, data_folder, Role.STAFF)
    before = telling(staff, number)
    wanted = ("/vorhaben/rad", "/vorhaben/rad2", "/einladungen", "/", "/suche?q=Radwege")
    assert {*wanted, f"/programm/{number}", f"/programm/{number + 1}"} <= set(before)
    doing = Act(db=db, folder=data_folder, account=manager, at="2026-06-15T10:00:00", today=MONDAY)
    decide(doing, ReviewKind.HIDDEN, {number: review_state(db, number)}, "doppelt")
    assert telling(staff, number) == []
    take_back(doing, reviews_of(db, number)[0].batch)
    assert telling(staff, number) == before
