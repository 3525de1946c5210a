"""Every page can be read out, and every form says what was wrong and keeps what was typed."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from filled_site import FilledSite, fill
from flask.testing import FlaskClient
from private_town import Watched
from reading_pages import Form, faults, forms, is_told_what_is_wrong, read
from visitors import let_in

from index.schema import open_database

ROLES = ("nobody", "staff of A", "manager")
NO_PAGES = ("api.", "exchange.", "assets.", "common_grants.", "programmes.pdf", "audit.table")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("filled")


@pytest.fixture(scope="module")
def site(folder: Path) -> FilledSite:
    return fill(folder)


@pytest.fixture(scope="module")
def clients(site: FilledSite, folder: Path) -> dict[str, FlaskClient]:
    db = open_database(folder)
    found = {}
    for role in ROLES:
        found[role] = site.app.test_client()
        if role in site.people:
            let_in(found[role], db, site.people[role].id)
    with found["nobody"].session_transaction() as session:
        waiting = site.people["reader"].id
        session["waiting"] = [waiting, datetime.now(UTC).isoformat(), None]  # for the second factor
    db.close()
    return found


@pytest.fixture(scope="module")
def watched(site: FilledSite, folder: Path) -> Iterator[Watched]:
    watched = Watched(folder)
    yield watched
    watched.close()


Pages = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def pages(site: FilledSite, clients: dict[str, FlaskClient]) -> Pages:
    """Every page that somebody may open, as text."""
    found = {}
    for endpoint, address in site.addresses():
        for role in ROLES if not endpoint.startswith(NO_PAGES) else ():
            answer = clients[role].get(address)
            if answer.mimetype == "text/html" and answer.status_code < 300:
                found[role, address] = answer.text
    found["nobody", "an error"] = clients["staff of A"].get("/gibt-es-nicht").text
    return found


def test_every_page_can_be_read_out(pages: Pages) -> None:
    found = [
        f"{role} {address}: {fault}"
        for (role, address), text in pages.items()
        for fault in faults(read(text))
    ]
    assert not found, "\n".join(found)
    assert len(pages) > 80


def test_every_form_says_what_was_wrong_and_keeps_what_was_typed(
    pages: Pages, clients: dict[str, FlaskClient], watched: Watched
) -> None:
    wrong: list[str] = []
    seen: set[tuple[str, ...]] = set()
    refused = 0
    for (role, address), text in pages.items():
        for form in forms(read(text), address):
            if form.key in seen:
                continue
            seen.add(form.key)
            for how in ("nothing", "nonsense", "too much"):
                said = list(complaints(clients[role], form, how))
                refused += said != ["accepted"]
                wrong += [
                    f"{role} {address} {form.action} {how}: {it}" for it in said if it != "accepted"
                ]
                watched.put_back()
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 40


def complaints(client: FlaskClient, form: Form, how: str) -> Iterator[str]:
    """Send a form and tell what is not as it should be about the answer."""
    data = form.filled(how)
    asks = form.method == "GET"
    address = form.action.split("?")[0] if asks else form.action
    sent = dict(query_string=data) if asks else dict(data=data)
    answer = client.open(address, method=form.method, **sent)
    if answer.status_code < 400:
        yield "accepted"
        return
    if asks or answer.status_code >= 500:
        yield f"answered with {answer.status_code}"
        return
    page = read(answer.text)
    yield from faults(page)
    if not page.findtext(".//title").startswith("Fehler: "):
        yield "the title does not say that something was wrong"
    if not is_told_what_is_wrong(page):
        yield f"{answer.status_code}, but no field is told to be wrong"
    yield from (f"what was typed into {name} is gone" for name in form.kept(page, data))
