"""CommonGrants 0.4: three routes that match the published specification and its own checks."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from common_grants_sdk.schemas.pydantic import OpportunitiesListResponse, OpportunityBase
from conftest import MONDAY, Save, make_facts, make_record, make_source
from flask.testing import FlaskClient

from index.record import Call
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from index.vocabulary import ApplicantType
from webapp.api import openapi
from webapp.settings import Settings
from webapp.site import create_app

BASE = json.loads((Path(__file__).parent / "base-0.4.0.json").read_text(encoding="utf-8"))
ROUTES = "/common-grants/opportunities"
SEARCH = f"{ROUTES}/search"
SKETCH = [
    {"kind": "sketch", "date": "2026-07-01"},
    {"kind": "application", "date": "2026-09-30"},
]


@pytest.fixture
def client(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    save(
        make_record(eligible_applicants=(ApplicantType.MUNICIPALITY, ApplicantType.COMPANY)),
        facts=make_facts(
            deadlines=SKETCH,
            funding_rate_max=80,
            amount_max_eur=200_000,
            programme_valid_until="2027-12-31",
            combinable="no",
            applicants=["Landkreis", "Zweckverband"],
        ),
    )
    remember_source(db, make_source("zweite"))
    url = "https://www.example.org/laufend"
    save(
        make_record(source="zweite", key="laufend", url=url, title="Bäder", summary=""),
        facts=make_facts(deadline_model="rolling"),
        today=MONDAY + timedelta(days=1),
    )
    rebuild(db, data_folder)
    return create_app(Settings(data=data_folder), MONDAY).test_client()


def items(client: FlaskClient, **body: Any) -> list[dict[str, Any]]:
    answer = client.post(SEARCH, json=body)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json["items"]
    return found


def one(client: FlaskClient, title: str) -> dict[str, Any]:
    return next(it for it in items(client) if it["title"].startswith(title))


def schema_of(method: str, path: str) -> dict[str, Any]:
    """The schema of the base for the answer 200, with everything it refers to."""
    described = BASE["paths"][path][method]["responses"]["200"]
    schema: dict[str, Any] = described["content"]["application/json"]["schema"]
    return schema | {"components": BASE["components"]}


def objections(method: str, path: str, answer: Any) -> list[str]:
    validator = jsonschema_rs.Draft4Validator(schema_of(method, path), validate_formats=True)
    return [str(error) for error in validator.iter_errors(answer)]


def test_every_answer_is_as_the_specification_wants_it(client: FlaskClient) -> None:
    listed = client.get(ROUTES).json
    assert objections("get", ROUTES, listed) == []
    number = listed["items"][0]["id"]
    path = f"{ROUTES}/{{oppId}}"
    assert objections("get", path, client.get(f"{ROUTES}/{number}").json) == []
    filters = dict(status=dict(operator="in", value=["open"]))
    body = dict(search="Radwege", filters=filters, sorting=dict(sortBy="createdAt"))
    assert objections("post", SEARCH, client.post(SEARCH, json=body).json) == []
    wrong = client.post(SEARCH, json=dict(pagination=dict(page=0)))
    error = BASE["components"]["schemas"]["CommonGrants.Responses.Error"]
    assert jsonschema_rs.is_valid(error, wrong.json)
    # The check would notice: a day is no moment, and an amount is text.
    listed["items"][0]["createdAt"] = "2026-06-15"
    assert objections("get", ROUTES, listed)


def test_the_types_of_the_protocol_itself_read_every_answer(client: FlaskClient) -> None:
    assert len(OpportunitiesListResponse.model_validate(client.get(ROUTES).json).items) == 2
    told = one(client, "Radwege")
    read = OpportunityBase.model_validate(told)
    assert str(read.id) == told["id"]


def test_no_answer_holds_an_empty_value(client: FlaskClient) -> None:
    assert "null" not in client.get(ROUTES).text


def _properties(components: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """All properties of a schema, those of its parts included."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return _properties(components, components["schemas"][name])
    found = dict(schema.get("properties", {}))
    for part in (*schema.get("allOf", ()), *schema.get("anyOf", ())):
        found |= _properties(components, part)
    return found


def _extra(ours: Any, base: Any, components: dict[str, Any], where: str) -> list[str]:
    """Every property of ours that the base does not know, however deep."""
    known = _properties(BASE["components"], base)
    found = []
    for name, schema in _properties(components, ours).items():
        if name not in known:
            found.append(f"{where}.{name}")
            continue
        inner, other = schema, known[name]
        if "items" in inner and "items" in other:
            inner, other = inner["items"], other["items"]
        found += _extra(inner, other, components, f"{where}.{name}")
    return found


def test_our_description_has_the_routes_codes_and_properties_of_the_base_and_no_other() -> None:
    ours = json.loads(openapi.document("https://www.example.org"))
    under = {path for path in ours["paths"] if path.startswith("/common-grants/")}
    assert under == set(BASE["paths"])
    for path, methods in BASE["paths"].items():
        assert set(ours["paths"][path]) == set(methods)
        for method, base in methods.items():
            described = ours["paths"][path][method]
            assert set(base["responses"]) <= set(described["responses"])
            answers = [it["responses"]["200"]["content"] for it in (described, base)]
            mine, theirs = (it["application/json"]["schema"] for it in answers)
            assert _extra(mine, theirs, ours["components"], path) == []
            required = {*theirs.get("required", ())}
            name = mine["$ref"].rpartition("/")[2]
            assert required <= set(ours["components"]["schemas"][name]["required"])
    opportunity = BASE["components"]["schemas"]["CommonGrants.Models.OpportunityBase"]
    assert set(opportunity["required"]) <= set(
        ours["components"]["schemas"]["Opportunity"]["required"]
    )


def test_a_programme_is_told_in_the_words_of_the_protocol(client: FlaskClient) -> None:
    told = one(client, "Radwege")
    assert told["status"]["value"] == "open"
    assert told["funding"]["maxAwardAmount"] == {"amount": "200000.00", "currency": "EUR"}
    assert told["keyDates"]["closeDate"]["date"] == "2026-09-30"
    assert told["keyDates"]["otherDates"]["skizze"]["date"] == "2026-07-01"
    assert told["keyDates"]["otherDates"]["richtlinieGueltigBis"]["date"] == "2027-12-31"
    assert [it["value"] for it in told["acceptedApplicantTypes"]] == [
        "government_municipal",
        "custom",
        "government_county",
        "government_special_district",
    ]
    assert told["acceptedApplicantTypes"][1]["customValue"] == "Unternehmen"
    assert told["customFields"]["foerderquote"]["value"] == 80
    assert told["createdAt"] == "2026-06-15T00:00:00Z"
    rolling = one(client, "Bäder")
    assert rolling["description"] == "Bäder"
    assert rolling["keyDates"]["closeDate"]["eventType"] == "other"


def test_the_end_of_a_richtlinie_is_never_a_deadline(
    db: Database, data_folder: Path, save: Save
) -> None:
    save(make_record(), facts=make_facts(programme_valid_until="2027-12-31"))
    rebuild(db, data_folder)
    client = create_app(Settings(data=data_folder), MONDAY).test_client()
    assert "closeDate" not in one(client, "Radwege")["keyDates"]


def test_what_the_protocol_has_no_word_for_is_custom(
    db: Database, data_folder: Path, save: Save
) -> None:
    paused = make_record(status_line="Antragstellung derzeit nicht möglich")
    unknown = make_record(key="bad", url="https://www.example.org/bad", title="Bäder")
    closed = make_record(key="zu", url="https://www.example.org/zu", title="Zu", retired=True)
    call = Call(identifier="A-1", opens_on=MONDAY.replace(month=9), budget_eur=9_000_000)
    coming = make_record(key="bald", url="https://www.example.org/bald", title="Bald", call=call)
    save(paused, unknown, closed, coming)
    rebuild(db, data_folder)
    client = create_app(Settings(data=data_folder), MONDAY).test_client()
    told = {it["title"].split()[0]: it for it in items(client)}
    assert told["Radwege"]["status"]["customValue"] == "derzeit keine Anträge"
    assert told["Bäder"]["status"]["customValue"] == "unbekannt"
    assert told["Zu"]["status"]["value"] == "closed"
    assert told["Bald"]["status"]["value"] == "forecasted"
    assert told["Bald"]["funding"]["totalAmountAvailable"]["amount"] == "9000000.00"
    custom = dict(status=dict(operator="in", value=["custom"]))
    assert {it["title"].split()[0] for it in items(client, filters=custom)} == {"Radwege", "Bäder"}
    total = _range("totalFundingAvailableRange", "1000000", "10000000")
    assert [it["title"] for it in items(client, filters=total)] == ["Bald"]


def _range(name: str, low: str, high: str, operator: str = "between", money: str = "EUR") -> Any:
    amounts = {"min": dict(amount=low, currency=money), "max": dict(amount=high, currency=money)}
    return {name: dict(operator=operator, value=amounts)}


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        (dict(status=dict(operator="in", value=["open"])), ["Bäder", "Radwege"]),
        (dict(status=dict(operator="notIn", value=["open"])), []),
        (dict(status=dict(operator="in", value=["forecasted", "closed"])), []),
        (dict(status=dict(operator="in", value=["egal"])), []),
        (_range("maxAwardAmountRange", "100000", "200000"), ["Radwege"]),
        (_range("maxAwardAmountRange", "100000", "200000", "outside"), []),
        (_range("maxAwardAmountRange", "1", "9999999", money="USD"), []),
        (_range("minAwardAmountRange", "1", "9999999"), []),
        (
            {
                "closeDateRange": dict(
                    operator="between", value=dict(min="2026-09-01", max="2026-09-30T10:00:00Z")
                )
            },
            ["Radwege"],
        ),
        (
            {
                "closeDateRange": dict(
                    operator="outside", value=dict(min="2026-09-01", max="2026-09-30")
                )
            },
            [],
        ),
    ],
)
def test_filters_narrow_what_is_found(
    client: FlaskClient, filters: dict[str, Any], titles: list[str]
) -> None:
    assert sorted(it["title"].split()[0] for it in items(client, filters=filters)) == titles


def test_words_are_found_as_on_the_page(client: FlaskClient) -> None:
    assert [it["title"] for it in items(client, search="Schwimmbad")] == ["Bäder"]


def test_the_last_changed_comes_first_and_pages_do_not_overlap(client: FlaskClient) -> None:
    first, second = (client.get(f"{ROUTES}?page={page}&pageSize=1").json for page in (1, 2))
    assert [first["items"][0]["title"][:5], second["items"][0]["title"][:5]] == ["Bäder", "Radwe"]
    info = dict(page=2, pageSize=1, totalItems=2, totalPages=2)
    assert second["paginationInfo"] == info
    assert client.get(f"{ROUTES}?page=2147483647").json["items"] == []
    upwards = items(client, sorting=dict(sortBy="lastModifiedAt", sortOrder="asc"))
    assert [it["title"][:5] for it in upwards] == ["Radwe", "Bäder"]


def test_what_we_cannot_do_is_said_and_not_passed_over(client: FlaskClient) -> None:
    body = dict(sorting=dict(sortBy="title"), filters=dict(customFilters=dict(farbe="rot")))
    told = client.post(SEARCH, json=body).json
    assert told["sortInfo"]["sortBy"] == "lastModifiedAt"
    assert "title" in told["sortInfo"]["errors"][0]
    assert "farbe" in told["filterInfo"]["errors"][0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("{", 400),
        ("[]", 422),
        ('{"sorting": {"sortBy": "farbe"}}', 422),
        ('{"filters": {"status": {"operator": "eq", "value": []}}}', 422),
        ('{"pagination": {"pageSize": 0}}', 422),
        (
            '{"filters": {"closeDateRange": {"operator": "between",'
            ' "value": {"min": "bald", "max": "2026-01-01"}}}}',
            422,
        ),
    ],
)
def test_unreadable_searches_are_errors_in_the_form_of_the_protocol(
    client: FlaskClient, body: str, code: int
) -> None:
    answer = client.post(SEARCH, data=body, content_type="application/json")
    assert answer.status_code == code
    assert answer.json["status"] == code
    assert answer.json["errors"]


@pytest.mark.parametrize("name", ["egal", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_programme_is_not_found(client: FlaskClient, name: str) -> None:
    answer = client.get(f"{ROUTES}/{name}")
    assert (answer.status_code, answer.json["status"]) == (404, 404)
