"""The open interface: what it tells, to whom, how often, and that its description is true."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask import Flask
from flask.testing import FlaskClient
from visitors import RIEDSTADT

from index.decision import Reading
from index.decisions import decide, state_of
from index.facts import DecisionKind
from index.programme import programme
from index.search.build import rebuild
from index.store import Database
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import create_account
from webapp.api import callers, openapi
from webapp.api.limits import ask
from webapp.api.operations import OPERATIONS
from webapp.projects.queries import save_project, store_matches
from webapp.settings import Settings
from webapp.site import create_app
from webapp.tokens.queries import Scope, make_token

TREBUR = "06433014"
DOCUMENT = json.loads(openapi.document("http://127.0.0.1:8000"))


@pytest.fixture
def number(db: Database, data_folder: Path, save: Save) -> int:
    number = save(
        make_record(description="Gefördert werden Radwege.", licence="Rechte beim Betreiber"),
        make_record(key="bad", url="https://www.example.org/bad", title="Bäder", summary="Bäder."),
        facts=make_facts(funding_rate_max=80, amount_max_eur=200_000),
    )
    for key, ags in (("radring", RIEDSTADT), ("geheim", TREBUR)):
        project = Project(id=key, title=key.title(), municipality=Town(ags=ags), cost_eur=100_000)
        save_project(db, project, MONDAY)
        found = programme(db, number)
        assert found is not None
        judgement = Judgement(eligible="yes", score=80.4, reasons=("Passt.",), obstacles=())
        store_matches(db, project, [(found, judgement)], MONDAY)
    rebuild(db, data_folder)
    return number


@pytest.fixture
def app(db: Database, data_folder: Path, number: int) -> Flask:
    return create_app(Settings(data=data_folder), MONDAY)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def account(db: Database, role: Role = Role.STAFF, ags: str | None = RIEDSTADT) -> Account:
    return create_account(db, f"{role.value}-{ags}@example.org", role, ags, MONDAY)[0]


def held(db: Database, who: Account, *scopes: Scope) -> dict[str, str]:
    """The header of a token with these scopes."""
    return {"Authorization": f"Bearer {make_token(db, who, 'Test', list(scopes), 90, MONDAY)}"}


def objection(path: str, answer: Any, method: str = "get", code: int = 200) -> str:
    """What the description objects to an answer, or nothing."""
    described = DOCUMENT["paths"][path][method]["responses"][str(code)]["content"]
    [kind] = described
    assert answer.mimetype == kind
    schema = described[kind]["schema"] | {"components": DOCUMENT["components"]}
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    return "; ".join(str(error) for error in validator.iter_errors(answer.json))


def test_everybody_may_search_as_on_the_page(client: FlaskClient, number: int) -> None:
    answer = client.get("/api/v1/programmes?q=Radwege&region=Hessen")
    assert objection("/api/v1/programmes", answer) == ""
    told = answer.json
    assert (told["total"], told["page"], told["page_size"]) == (1, 1, 50)
    [item] = told["items"]
    assert (item["id"], item["status"], item["levels"]) == (number, "unbekannt", ["Land"])
    rate = item["facts"]["funding_rate_max"]
    assert (rate["value"], rate["evidence"][0]["quote"]) == (80, "(im Test erfunden)")
    assert item["sources"][0]["licence"] == "Rechte beim Betreiber"


def test_one_programme_is_the_same_under_both_addresses(client: FlaskClient, number: int) -> None:
    answer = client.get(f"/programm/{number}.json")
    assert objection("/programm/{number}.json", answer) == ""
    assert answer.json == client.get(f"/api/v1/programmes/{number}").json
    assert answer.json["page"] == f"http://127.0.0.1:8000/programm/{number}"


def test_only_texts_under_an_open_licence_are_for_everybody(
    db: Database, client: FlaskClient, number: int
) -> None:
    address = f"/api/v1/programmes/{number}"
    assert client.get(address).json.get("passages") is None
    other = client.get(f"/api/v1/programmes/{number + 1}").json
    assert other["passages"]["summary"] == "Bäder."
    told = client.get(address, headers=held(db, account(db), Scope.PROGRAMMES)).json
    assert told["passages"]["description"] == "Gefördert werden Radwege."


def test_what_nobody_reviewed_in_a_watched_place_or_was_hidden_is_not_told(
    db: Database, client: FlaskClient, number: int
) -> None:
    db.table("programme").update(number, dict(hidden_because="doppelt"))
    for address in (f"/programm/{number}.json", f"/api/v1/programmes/{number}"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert objection("/api/v1/programmes/{number}", answer, code=404) == ""
    titles = [it["title"] for it in client.get("/api/v1/changes?since=2026-01-01").json["items"]]
    assert titles == ["Bäder"]


def test_why_the_manager_decided_is_not_told_to_everybody(
    db: Database, client: FlaskClient, number: int
) -> None:
    found = programme(db, number)
    assert found is not None
    manager = account(db, Role.MANAGER, None)
    decide(
        db,
        number,
        state=state_of(db, number, "funding_rate_max"),
        record=found.tellings[0].record_id,
        fact="funding_rate_max",
        kind=DecisionKind.CORRECT,
        value=90,
        seen=Reading(version=1, fingerprint="", extractor=""),
        reason="Telefonat mit Frau M.",
        account=manager.id,
        by=manager.email,
        at="2026-06-15T09:00:00+00:00",
    )
    answer = client.get(f"/programm/{number}.json")
    rate = answer.json["facts"]["funding_rate_max"]
    assert (rate["value"], rate["decided"]) == (90, True)
    assert "Telefonat" not in answer.text


def test_changes_are_told_from_a_day_on(client: FlaskClient) -> None:
    answer = client.get("/api/v1/changes?since=2026-06-15&page_size=1")
    assert objection("/api/v1/changes", answer) == ""
    assert (answer.json["total"], len(answer.json["items"])) == (2, 1)
    assert client.get("/api/v1/changes?since=2026-06-16").json["items"] == []


@pytest.mark.parametrize(
    "query",
    [
        "programmes?region=Mars",
        "programmes?page=0",
        "programmes?page=²",
        "programmes?page_size=1000",
        "programmes?sort=farbe",
        "programmes?new_since=gestern",
        f"programmes?q={'x' * 301}",
        "changes",
        "changes?since=2026-W01-1",
        "changes?since=20260101",
    ],
)
def test_a_slip_in_a_question_is_told_and_not_passed_over(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/api/v1/{query}")
    path = f"/api/v1/{query.partition('?')[0]}"
    assert answer.status_code == 422
    assert objection(path, answer, code=422) == ""
    assert answer.json["errors"]


@pytest.mark.parametrize("method", ["get", "post"])
def test_errors_are_problem_details_everywhere(client: FlaskClient, method: str) -> None:
    for address in ("/api/v1/nix", "/api/v1/programmes/12345678901234", "/programm/x.json"):
        answer = client.open(address, method=method.upper())
        assert answer.status_code in (404, 405)
        assert answer.mimetype == "application/problem+json"
        assert answer.json["status"] == answer.status_code
    if method == "post":
        assert client.post("/api/v1/programmes").json["status"] == 405
        assert client.get("/common-grants/opportunities/search").json["status"] in (404, 405)


def test_vorhaben_need_a_token_that_may_read_them(
    db: Database, client: FlaskClient, number: int
) -> None:
    address = "/api/v1/projects"
    answer = client.get(address)
    assert objection(address, answer, code=401) == ""
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    who = account(db)
    refused = client.get(address, headers=held(db, who, Scope.PROGRAMMES))
    assert objection(address, refused, code=403) == ""
    told = client.get(address, headers=held(db, who, Scope.MATCHES))
    assert objection(address, told) == ""
    assert [it["id"] for it in told.json["items"]] == ["radring"]


def test_matches_say_why_and_what_is_left_to_pay(
    db: Database, client: FlaskClient, number: int
) -> None:
    header = held(db, account(db), Scope.MATCHES)
    answer = client.get("/api/v1/projects/radring/matches", headers=header)
    assert objection("/api/v1/projects/{number}/matches", answer) == ""
    [match] = answer.json["items"]
    assert (match["score"], match["reasons"]) == (80, ["Passt."])
    assert (match["grant_cents"], match["own_share_cents"]) == (8_000_000, 2_000_000)


def test_no_token_opens_the_vorhaben_of_another_municipality(
    db: Database, client: FlaskClient, number: int
) -> None:
    header = held(db, account(db), Scope.MATCHES)
    other = client.get("/api/v1/projects/geheim/matches", headers=header)
    nothing = client.get("/api/v1/projects/egal/matches", headers=header)
    assert (other.status_code, other.data) == (nothing.status_code, nothing.data)
    assert "Geheim" not in client.get("/api/v1/projects", headers=header).text
    manager = held(db, account(db, Role.MANAGER, None), Scope.MATCHES)
    assert client.get("/api/v1/projects/geheim/matches", headers=manager).status_code == 200


def test_a_session_opens_nothing_that_needs_a_token(
    db: Database, app: Flask, number: int, sign_in: Callable[[FlaskClient], None]
) -> None:
    client = app.test_client()
    sign_in(client)
    assert client.get("/vorhaben").status_code == 200
    assert client.get("/api/v1/projects").status_code == 401


@pytest.fixture
def sign_in(db: Database) -> Callable[[FlaskClient], None]:
    from visitors import let_in, person

    return lambda client: let_in(client, db, person(db, Role.STAFF))


@pytest.mark.parametrize("said", ["Bearer fn_egal", "Bearer", "Basic abc", "x"])
def test_a_token_that_nobody_has_is_refused_even_where_none_is_needed(
    client: FlaskClient, number: int, said: str
) -> None:
    answer = client.get("/api/v1/programmes", headers={"Authorization": said})
    assert answer.status_code == 401


def test_who_asks_too_often_is_told_how_long_to_wait(
    db: Database, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(callers, "PER_MINUTE_ANONYMOUS", 2)
    monkeypatch.setattr(callers, "PER_MINUTE_WITH_TOKEN", 3)
    monkeypatch.setattr(callers, "now", lambda: datetime(2026, 6, 15, 9, 0, 40, tzinfo=UTC))
    codes = [client.get("/api/openapi.json").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    answer = client.get("/api/v1/programmes")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "20")
    assert objection("/api/v1/programmes", answer, code=429) == ""
    one, other = (
        held(db, account(db), Scope.MATCHES),
        held(db, account(db, Role.ADMIN, None), "read:programmes"),
    )
    address = "/api/v1/projects"
    assert [client.get(address, headers=one).status_code for _ in range(4)] == [200] * 3 + [429]
    assert client.get("/api/v1/programmes", headers=other).status_code == 200
    wrong = {"Authorization": "Bearer falsch"}
    assert client.get("/api/v1/programmes", headers=wrong).status_code == 429


def test_the_next_minute_begins_anew_and_no_address_is_kept(tmp_path: Path) -> None:
    start = datetime(2026, 6, 15, 9, 0, 0, tzinfo=UTC)
    assert [ask(tmp_path, "192.0.2.7", 1, start).allowed for _ in range(2)] == [True, False]
    assert ask(tmp_path, "192.0.2.8", 1, start).allowed
    assert ask(tmp_path, "192.0.2.7", 1, start + timedelta(minutes=1)).allowed
    files = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"192.0.2" not in files


def test_an_answer_that_did_not_change_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/api/v1/programmes")
    again = client.get("/api/v1/programmes", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_the_description_names_every_address_of_the_interface_and_no_other(app: Flask) -> None:
    open_ones = set()
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith(("/api/", "/common-grants/")) or rule.rule.endswith(".json"):
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            open_ones |= {(method.lower(), rule.endpoint) for method in methods}
    assert open_ones == {(it.method, it.endpoint) for it in OPERATIONS}
    # The path of the table is the path of the route.
    for it in OPERATIONS:
        [rule] = [rule for rule in app.url_map.iter_rules() if rule.endpoint == it.endpoint]
        names = [part for converter, part in rule._trace if converter]
        assert [one.name for one in it.parameters if one.in_path] == names


def test_the_description_is_an_openapi_document(client: FlaskClient) -> None:
    answer = client.get("/api/openapi.json")
    assert answer.json == DOCUMENT
    names = [
        name
        for path in DOCUMENT["paths"].values()
        for it in path.values()
        for name in [it["operationId"]]
    ]
    assert len(names) == len(set(names))
    for reference in _references(DOCUMENT):
        assert reference.rpartition("/")[2] in DOCUMENT["components"]["schemas"]


def _references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(_references(it) for it in part.values()))
    if isinstance(part, list):
        return set().union(*(_references(it) for it in part))
    return set()


def test_the_page_for_people_shows_every_address_and_its_examples_work(
    client: FlaskClient, number: int
) -> None:
    text = client.get("/schnittstellen").text
    for it in OPERATIONS:
        assert it.path in text
        if it.anonymous and it.example:
            assert client.get(it.example).status_code == 200, it.example
