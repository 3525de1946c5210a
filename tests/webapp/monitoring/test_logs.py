"""The log has one line an event in a fixed form, and names nobody."""

import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY
from filled_site import fill
from flask import Flask
from visitors import PASSWORD, let_in

from index.schema import create_database
from webapp.accounts.access import public
from webapp.accounts.queries import set_password
from webapp.cli import main
from webapp.monitoring.logs import HEADER, LOGGER, Line
from webapp.monitoring.logs import written as written_to_error
from webapp.settings import Settings
from webapp.site import create_app


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log of the program gets, as JSON; afterwards all is as it was."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line("json"))
    root, ours = logging.getLogger(), logging.getLogger(LOGGER)
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    ours.setLevel(logging.NOTSET)


PAGES = {"accounts", "acting", "digest", "enquiries", "mailroom", "people", "subscriptions"}
PAGES |= {"calendars", "tokens", "saved", "files"}
"""Where addresses hold secrets and pages hold people."""


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def site(data_folder: Path) -> Flask:
    create_database(data_folder).close()
    return create_app(Settings(data=data_folder), MONDAY)


def test_a_request_is_one_line_with_the_pattern_of_its_route(
    site: Flask, written: io.StringIO
) -> None:
    answer = site.test_client().get("/einladung/geheimes-zeichen?q=Klara")
    (line,) = lines(written)
    assert line["route"] == "/einladung/<token>"
    assert (line["event"], line["method"], line["status"]) == ("request", "GET", 404)
    assert (line["level"], line["role"]) == ("info", "nobody")
    assert line["id"] == answer.headers[HEADER]
    assert isinstance(line["ms"], float)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(line["time"]))
    assert "geheim" not in written.getvalue()


def test_the_error_page_names_the_number_under_which_the_log_has_it(
    site: Flask, written: io.StringIO
) -> None:
    answer = site.test_client().get("/gibt-es-nicht", headers={HEADER: "0123456789ab"})
    assert "<code>0123456789ab</code>" in answer.text
    assert lines(written)[-1]["id"] == "0123456789ab"
    foreign = site.test_client().get("/gibt-es-nicht", headers={HEADER: 'x"><script>'})
    assert re.fullmatch(r"[0-9a-f]{12}", foreign.headers[HEADER])


def test_a_fault_is_told_by_kind_and_place_and_never_by_its_words(
    site: Flask, written: io.StringIO
) -> None:
    @public
    def broken() -> str:
        raise ValueError("klara@muster.example")

    site.view_functions["accounts.sign_in_page"] = broken
    site.config["PROPAGATE_EXCEPTIONS"] = False
    answer = site.test_client().get("/anmelden")
    assert answer.status_code == 500
    fault = next(it for it in lines(written) if it.get("fault"))
    assert fault["fault"] == "ValueError"
    assert "test_logs.py" in str(fault["at"])
    assert "klara" not in written.getvalue()


def test_as_text_a_line_is_keys_and_values() -> None:
    record = logging.makeLogRecord(dict(levelname="INFO", created=0.0))
    record.about = dict(event="job", name="backup", said="3 Dateien\ngesichert")
    assert Line("text").format(record) == (
        'time=1970-01-01T00:00:00Z level=info event=job name=backup said="3 Dateien\\ngesichert"'
    )


def test_the_program_writes_its_log_to_standard_error_in_one_form(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with written_to_error(Settings(log="json")):
        logging.getLogger("foerdernetz.jobs").info("x", extra=dict(about=dict(event="job")))
        logging.getLogger("gunicorn.error").warning("Ein Satz\nvon dort")
        logging.getLogger("foerdernetz").debug("nicht hier")
    first, second = (json.loads(it) for it in capsys.readouterr().err.splitlines())
    assert first["event"] == "job"
    assert (second["event"], second["level"]) == ("Ein Satz von dort", "warning")


def test_a_walk_over_all_pages_and_jobs_leaves_nobody_in_the_log(
    data_folder: Path, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = fill(data_folder)
    db = create_database(data_folder)
    staff = filled.people["staff of A"]
    set_password(db, staff.id, PASSWORD)
    client = filled.app.test_client()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)', client.get("/anmelden").text)
    assert token
    for word in ("falsch geraten", PASSWORD):
        form = dict(csrf_token=token[1], email=staff.email, password=word)
        client.post("/anmelden", data=form, environ_base={"REMOTE_ADDR": "192.0.2.77"})
    let_in(client, db, filled.people["manager"].id)
    secret = []
    for endpoint, address in filled.addresses():
        if endpoint.split(".")[0] in PAGES:
            client.get(address)
        secret += re.findall(r"[\w.-]{20,}", address.split("?")[0])
    client.get("/suche?q=Klara+Muster+Scheidung")
    monkeypatch.setenv("FOERDERNETZ_SMTP_URL", "smtp://127.0.0.1:1")
    CliRunner().invoke(main, ["digest", "--today", MONDAY.isoformat()])
    log = written.getvalue()
    told = lines(written)
    assert {"request", "job"} <= {str(it["event"]) for it in told}
    assert {"staff", "manager", "nobody"} & {str(it.get("role")) for it in told}
    assert len(told) > 30
    assert "192.0.2.77" not in log
    assert "Scheidung" not in log
    assert "MARKE-" not in log
    assert not re.search(r"[\w.-]+@[\w-]+\.[a-z]+", log)
    assert [it for it in secret if it in log] == []
