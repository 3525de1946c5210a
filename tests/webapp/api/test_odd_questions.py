"""Whatever a program asks, the interface answers as it is described, and never with a crash."""

from collections import Counter
from pathlib import Path

import odd_questions
import pytest
from conftest import MONDAY, Save, make_facts, make_record
from visitors import RIEDSTADT, person

from index.search.build import rebuild
from index.store import Database
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.api import callers
from webapp.projects.queries import save_project
from webapp.settings import Settings
from webapp.site import create_app
from webapp.tokens.queries import Scope, make_token


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::hypothesis.errors.HypothesisWarning"
)
def test_odd_questions_are_answered_as_the_description_says(
    db: Database, data_folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(make_record(), facts=make_facts(funding_rate_max=80, amount_max_eur=200_000))
    project = Project(id="0", title="Radring", municipality=Town(ags=RIEDSTADT))
    save_project(db, project, MONDAY)
    rebuild(db, data_folder)
    who = Account(
        id=person(db, Role.STAFF),
        email="staff@example.org",
        role=Role.STAFF,
        municipality=RIEDSTADT,
    )
    token = make_token(db, who, "Test", list(Scope), 90, MONDAY)
    monkeypatch.setattr(callers, "PER_MINUTE_ANONYMOUS", 10**6)
    monkeypatch.setattr(callers, "PER_MINUTE_WITH_TOKEN", 10**6)
    app = create_app(Settings(data=data_folder), MONDAY)
    answered: Counter[int] = Counter()
    for operation in odd_questions.operations(app):
        answered += odd_questions.ask(operation, 2, {"Authorization": f"Bearer {token}"})
    assert answered.total() > 30
    assert {200, 422} <= set(answered) <= {200, 400, 401, 404, 405, 422}
