"""Sign-on by OpenID Connect, against a real provider on loopback."""

import hashlib
import warnings
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from browsing import served
from conftest import MONDAY
from flask import Flask, request
from flask.testing import FlaskClient
from visitors import person

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.administration import deactivate
from webapp.accounts.queries import account_with_id, create_account
from webapp.audit.queries import Question, entries
from webapp.second_factor import keeping
from webapp.settings import Settings
from webapp.site import create_app

pytest.importorskip("authlib", reason="The extra `oidc` is not installed.")
# The provider, not we, uses what its library is going to rename.
pytestmark = [
    pytest.mark.filterwarnings(f"ignore:{message}:DeprecationWarning")
    for message in ("get_jwt_config", "authlib.jose", "The httpx module")
]
PEOPLE = {
    "jana": dict(email="staff@example.org", email_verified=True),
    "jana-neu": dict(email="staff@example.org", email_verified=True),
    "otto": dict(email="otto@example.org", email_verified=False),
    "fremd": dict(email="fremd@example.org", email_verified=True),
    "stumm": dict(),
}


@dataclass
class Provider:
    """The provider, and what it was asked for a token with."""

    issuer: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with warnings.catch_warnings():
        import authlib.deprecate  # noqa: F401 - it switches its warnings on

        warnings.simplefilter("ignore")
        import oidc_provider_mock as mock
    users = [mock.User(sub=name, claims=claims) for name, claims in PEOPLE.items()]
    app, found = mock.app(require_nonce=True, user_claims=users), Provider()

    @app.before_request
    def remember() -> None:
        if request.path.endswith("token"):
            found.asked.append(request.form.to_dict())

    with served(app) as address:
        found.issuer = address.replace("127.0.0.1", "localhost")
        yield found


@pytest.fixture
def app(db: Database, data_folder: Path, provider: Provider) -> Flask:
    person(db, Role.STAFF)
    settings = Settings(
        data=data_folder,
        base_url="http://localhost",
        oidc_issuer=provider.issuer,
        oidc_client_id="foerdernetz",
        oidc_client_secret="geheim",
        oidc_label="Kreis-Anmeldung",
    )
    return create_app(settings, MONDAY)


def go_there(client: FlaskClient, **query: str) -> str:
    answer = client.get("/anmelden/dienst", query_string=query)
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def vouched(address: str, name: str) -> str:
    """Sign on at the provider as a person does; gives the address that leads back."""
    answer = requests.post(address, data=dict(sub=name), allow_redirects=False, timeout=10)
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_on(client: FlaskClient, name: str, **query: str) -> Any:
    return client.get(vouched(go_there(client, **query), name))


def is_in(client: FlaskClient) -> bool:
    return client.get("/konto").status_code == 200


def test_an_invited_person_gets_in_and_where_they_wanted_to(app: Flask, db: Database) -> None:
    client = app.test_client()
    assert "anmelden mit Kreis-Anmeldung" in client.get("/anmelden").text
    answer = sign_on(client, "jana", weiter="/vorhaben")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/vorhaben")
    assert "staff@example.org" in client.get("/konto").text
    told = [it.kind for it in entries(db, Question())]
    assert told.count("Anmeldedienst verbunden") == 1
    assert sign_on(app.test_client(), "jana").status_code == 303
    assert len(told) == len(list(entries(db, Question())))


def test_what_is_sent_is_bound_to_this_browser_and_this_try(app: Flask, provider: Provider) -> None:
    client = app.test_client()
    address = go_there(client)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert asked["scope"] == "openid email"
    assert asked["code_challenge_method"] == "S256"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 20
    back = vouched(address, "jana")
    provider.asked.clear()
    assert client.get(back).status_code == 303
    verifier = provider.asked[0]["code_verifier"]
    digest = urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    assert digest == asked["code_challenge"]


def test_no_other_site_signs_anybody_on(app: Flask) -> None:
    client = app.test_client()
    answer = client.get("/anmelden/dienst", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/anmelden")
    own = client.get("/anmelden/dienst", headers={"Sec-Fetch-Site": "same-origin"})
    assert own.status_code == 302


def test_what_the_service_says_is_one_line_of_the_log(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    client = app.test_client()
    state = parse_qs(urlsplit(go_there(client)).query)["state"][0]
    said = dict(state=state, error="denied", error_description="a\r\nERROR forged line" + "x" * 999)
    assert client.get("/anmelden/dienst/zurueck", query_string=said).status_code == 401
    (line,) = [it.getMessage() for it in caplog.records if "Sign-on failed" in it.getMessage()]
    assert "\n" not in line
    assert "\r" not in line
    assert len(line) < 300


def test_an_answer_opens_no_other_browser_and_not_twice(app: Flask) -> None:
    client, other = app.test_client(), app.test_client()
    back = vouched(go_there(client), "jana")
    go_there(other)
    assert other.get(back).status_code == 401  # the state is not that of this browser
    assert not is_in(other)
    assert client.get(back).status_code == 303
    third = app.test_client()
    assert third.get(back).status_code == 401
    assert not is_in(third)


def test_an_answer_to_another_question_does_not_count(app: Flask) -> None:
    client = app.test_client()
    back = vouched(go_there(client), "jana")
    with client.session_transaction() as session:
        for name in [key for key in session if key.startswith("_state_provider")]:
            session[name]["data"]["nonce"] = "another"
            session.modified = True
    assert client.get(back).status_code == 401
    assert not is_in(client)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("fremd", "hier kein Konto"),
        ("otto", "keine bestätigte E-Mail-Adresse"),
        ("stumm", "keine bestätigte E-Mail-Adresse"),
    ],
)
def test_nobody_gets_in_who_was_not_invited_under_a_checked_address(
    app: Flask, db: Database, name: str, sentence: str
) -> None:
    create_account(db, "otto@example.org", Role.READER, None, MONDAY)
    client = app.test_client()
    answer = sign_on(client, name)
    assert answer.status_code == 403
    assert sentence in answer.text
    assert not is_in(client)
    assert db.table("account").count == 2


def test_an_address_that_went_to_somebody_else_opens_nothing(app: Flask) -> None:
    assert sign_on(app.test_client(), "jana").status_code == 303
    client = app.test_client()
    assert sign_on(client, "jana-neu").status_code == 403
    assert not is_in(client)


def test_a_closed_account_stays_closed(app: Flask, db: Database) -> None:
    number = person(db, Role.STAFF)
    assert sign_on(app.test_client(), "jana").status_code == 303
    admin = account_with_id(db, person(db, Role.ADMIN))
    assert admin
    deactivate(db, admin, number, MONDAY)
    client = app.test_client()
    answer = sign_on(client, "jana")
    assert (answer.status_code, "deaktiviert" in answer.text) == (403, True)
    assert not is_in(client)


def test_the_second_factor_is_asked_for_after_it(app: Flask, db: Database) -> None:
    number = person(db, Role.STAFF)
    keeping.begin(db, number)
    db.execute("update second_factor set confirmed_at = '2026-06-15'")
    client = app.test_client()
    assert sign_on(client, "jana").headers["Location"] == "/anmelden/code"
    assert not is_in(client)


def test_without_settings_there_is_nothing(db: Database, data_folder: Path) -> None:
    client = create_app(Settings(data=data_folder), MONDAY).test_client()
    assert client.get("/anmelden/dienst").status_code == 404
    assert client.get("/anmelden/dienst/zurueck?state=x").status_code == 404
    assert "anmelden mit" not in client.get("/anmelden").text
    assert db.table("account").count == 0


def test_a_service_that_cannot_be_reached_is_told(db: Database, data_folder: Path) -> None:
    settings = Settings(
        data=data_folder, oidc_issuer="http://localhost:9", oidc_client_id="foerdernetz"
    )
    answer = create_app(settings, MONDAY).test_client().get("/anmelden/dienst")
    assert answer.status_code == 502
    assert "nicht gelungen" in answer.text
    assert db.table("account").count == 0


def test_the_settings_come_from_the_environment() -> None:
    env = {
        "FOERDERNETZ_OIDC_ISSUER": "https://anmeldung.example/realms/kreis/",
        "FOERDERNETZ_OIDC_CLIENT_ID": "foerdernetz",
        "FOERDERNETZ_OIDC_CLIENT_SECRET": "geheim",
        "FOERDERNETZ_OIDC_LABEL": "Kreis-Anmeldung",
    }
    found = Settings.from_env(env)
    assert found.oidc_issuer == "https://anmeldung.example/realms/kreis"
    assert (found.oidc_client_id, found.oidc_label) == ("foerdernetz", "Kreis-Anmeldung")
