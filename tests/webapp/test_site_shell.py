"""The frame of all pages: errors, headers, assets, the secret, and what is not loaded."""

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import visitor
from werkzeug.routing import IntegerConverter

from index.store import Database
from webapp import assets
from webapp.accounts.account import Role
from webapp.filters import datum, euro, zahl
from webapp.paging import pages
from webapp.secret import secret_key
from webapp.settings import Settings
from webapp.site import create_app


@pytest.fixture
def stranger(db: Database, data_folder: Path) -> FlaskClient:
    return create_app(Settings(data=data_folder), MONDAY).test_client()


def test_the_site_starts_without_loading_the_reader(data_folder: Path) -> None:
    script = (
        "import sys; from webapp.settings import Settings; from webapp.site import create_app;"
        "create_app(Settings.from_env());"
        "print([name for name in ('scrapy', 'twisted', 'crawler') if name in sys.modules])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert answer.stdout.strip() == "[]"


@pytest.mark.parametrize("address", ["/", "/suche", "/programm/1", "/neues", "/konto"])
def test_a_stranger_is_asked_to_sign_in(stranger: FlaskClient, address: str) -> None:
    answer = stranger.get(address)
    assert answer.status_code == 302
    assert answer.location.startswith("/anmelden")


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_is_signed_in_may_search_and_read(
    db: Database, data_folder: Path, role: Role
) -> None:
    client = visitor(db, data_folder, role)
    assert [client.get(address).status_code for address in ("/", "/suche")] == [200, 200]


def test_an_unknown_address_says_so_in_german(db: Database, data_folder: Path) -> None:
    answer = visitor(db, data_folder).get("/gibt/es/nicht")
    assert answer.status_code == 404
    assert "Unter dieser Adresse gibt es nichts" in answer.text
    assert "Abmelden" in answer.text


def test_no_number_in_an_address_is_too_large_to_ask_for(db: Database, data_folder: Path) -> None:
    client = visitor(db, data_folder, Role.MANAGER)
    for rule in client.application.url_map.iter_rules():
        for converter in rule._converters.values():
            if isinstance(converter, IntegerConverter):
                assert converter.max is not None, rule
                assert converter.max < 2**63, rule
    address = f"/briefe/verschickt/{10**25}"
    assert client.get(address).status_code == 404
    assert "Unter dieser Adresse gibt es nichts" in client.get(address).text


def test_a_form_without_its_token_is_refused_with_a_sentence(
    db: Database, data_folder: Path
) -> None:
    answer = visitor(db, data_folder).post("/abmelden")
    assert answer.status_code == 400
    assert "Das Formular war zu lange offen" in answer.text


def test_a_crash_is_a_page_without_details(
    db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = visitor(db, data_folder)

    def broken() -> str:
        raise ZeroDivisionError("streng geheim")

    client.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(client.application.view_functions, "start.page", broken)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "Das lag an uns" in answer.text
    assert "geheim" not in answer.text


def test_who_writes_to_what_somebody_else_just_deleted_is_told_so(
    db: Database, data_folder: Path, save: Save, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = save(make_record())
    client = visitor(db, data_folder)
    token = client.get("/merklisten").text.split('name="csrf_token" value="')[1].split('"')[0]

    def made_and_deleted(*_: object, **__: object) -> int:
        return 17

    monkeypatch.setattr("webapp.shortlists.queries.make_shortlist", made_and_deleted)
    answer = client.post(f"/programm/{programme}/merken", data=dict(csrf_token=token))
    assert answer.status_code == 409
    assert "bitte laden Sie die Seite neu" in answer.text
    assert client.get("/merklisten").status_code == 200


def test_the_log_of_a_crash_does_not_hold_the_secret_in_the_address(
    stranger: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: object) -> str:
        raise ZeroDivisionError

    broken.is_public = True  # type: ignore[attr-defined]
    stranger.application.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(stranger.application.view_functions, "accounts.invitation", broken)
    assert stranger.get("/einladung/streng-geheim").status_code == 500
    assert "GET accounts.invitation failed" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "geheim" not in caplog.text


def test_without_a_database_the_page_tells_how_to_make_one(tmp_path: Path) -> None:
    answer = create_app(Settings(data=tmp_path / "leer")).test_client().get("/anmelden")
    assert answer.status_code == 503
    assert "foerdernetz init" in answer.text
    with create_app(Settings(data=tmp_path / "leer")).test_client() as client:
        with client.session_transaction() as session:
            session["_user_id"] = "1.x"
        answer = client.get("/")
    assert answer.status_code == 503
    assert "foerdernetz init" in answer.text


def test_every_page_forbids_foreign_and_inline_code(stranger: FlaskClient) -> None:
    for address in ("/anmelden", "/gibtsnicht", "/static/site.css"):
        headers = stranger.get(address, buffered=True).headers
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'"), address
        assert "unsafe" not in policy
        for forbidden in ("object-src", "base-uri", "frame-ancestors"):
            assert f"{forbidden} 'none'" in policy
        assert "script-src 'self';" in policy  # files of our own, nothing inline
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


def test_pages_stay_out_of_caches_and_files_with_a_mark_stay_a_year(stranger: FlaskClient) -> None:
    page = stranger.get("/anmelden")
    assert page.headers["Cache-Control"] == "no-store"
    with stranger.application.test_request_context():
        address = assets.asset("site.css")
    assert "max-age=31536000" in stranger.get(address, buffered=True).headers["Cache-Control"]
    assert address in page.text


def test_the_session_cookie_is_guarded_and_secure_where_the_site_is(
    db: Database, data_folder: Path
) -> None:
    for base_url, secure in (("http://127.0.0.1:8000", False), ("https://netz.example", True)):
        app = create_app(Settings(data=data_folder, base_url=base_url))
        cookie = app.test_client().get("/anmelden").headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is secure
        # With the prefix no neighbour under the same domain can set it.
        assert cookie.startswith("__Host-foerdernetz=") is secure
        assert "Domain" not in cookie
        assert "Path=/;" in cookie


def test_under_a_foreign_name_nothing_is_answered(db: Database, data_folder: Path) -> None:
    site = create_app(Settings(data=data_folder, base_url="https://netz.example"), MONDAY)
    client = site.test_client()
    for name in ("netz.example", "NETZ.example:443", "127.0.0.1:8000", "[::1]:8000"):
        assert client.get("/anmelden", headers={"Host": name}).status_code == 200, name
    for name in ("evil.example", "netz.example.evil.example", "", "x y"):
        answer = client.get("/anmelden", headers={"Host": name})
        assert answer.status_code == 400, name
        assert "evil" not in answer.text
        assert "Content-Security-Policy" in answer.headers


def test_a_browser_is_never_asked_to_repeat_what_it_sent(stranger: FlaskClient) -> None:
    answer = stranger.open("/anmelden", method="TRACE", headers={"X-Secret": "streng-geheim"})
    assert answer.status_code == 405
    assert "geheim" not in answer.text


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = secret_key(tmp_path / "data")
    assert secret_key(tmp_path / "data") == first
    assert len(first) == 32
    assert secret_key(tmp_path / "other") != first
    assert (tmp_path / "data" / "secret.key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret.key"]


def test_the_design_comes_from_us_and_small(stranger: FlaskClient) -> None:
    if assets.kern_folder() is None:
        pytest.skip(assets.MISSING_DESIGN)
    answer = stranger.get("/static/kern/kern.min.css", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.content_encoding == "gzip"
    assert len(answer.data) < 50_000
    plain = stranger.get("/static/kern/kern.min.css", buffered=True)
    assert plain.content_encoding is None
    assert b"kern-btn" in plain.data


def test_without_the_design_the_page_says_how_to_get_it(
    db: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_PLACES", ())
    answer = create_app(Settings(data=data_folder)).test_client().get("/anmelden")
    assert answer.status_code == 200
    assert "make setup" in answer.text


@pytest.mark.parametrize(
    "name", ["../site.py", "kern/../../package.json", "%2e%2e/site.py", "x", "x" * 5000]
)
def test_only_files_of_the_two_folders_are_served(stranger: FlaskClient, name: str) -> None:
    assert stranger.get(f"/static/{name}").status_code == 404


def test_days_and_money_are_written_in_german() -> None:
    assert datum(MONDAY) == datum("2026-06-15") == "15.06.2026"
    assert datum(None) == euro(None) == ""
    assert euro(1234567) == "1.234.567 €"
    assert zahl(62.5) == "62,5"
    assert zahl(0) == "0"


def test_a_long_list_shows_its_ends_and_the_neighbours() -> None:
    assert pages(401, 20, 10, str).shown == [1, None, 8, 9, 10, 11, 12, None, 21]
    assert pages(0, 20, 1, str).shown == [1]


@pytest.mark.parametrize(
    ("base_url", "demanded"),
    [("https://foerdernetz.example", True), ("http://127.0.0.1:8000", False)],
)
def test_an_installation_behind_tls_demands_it_of_every_browser(
    db: Database, data_folder: Path, base_url: str, demanded: bool
) -> None:
    site = create_app(Settings(data=data_folder, base_url=base_url))
    answer = site.test_client().get("/anmelden")
    said = "max-age=31536000; includeSubDomains" if demanded else None
    assert answer.headers.get("Strict-Transport-Security") == said
    assert site.config["SESSION_COOKIE_SECURE"] is demanded
