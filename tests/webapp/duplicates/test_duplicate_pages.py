"""The manager joins, links and tells apart on the site, sees contradictions and can undo it all."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record, make_source
from flask.testing import FlaskClient
from visitors import visitor

from index.duplicates import renew_proposals
from index.search.build import rebuild
from index.source import remember_source
from index.store import Database
from index.vocabulary import Region
from webapp.accounts.account import Role

MOOR = dict(title="Moorrichtlinie", key="moor", url="https://www.example.org/moor")
BANK = dict(
    title="Moorrichtlinie – Förderung von Mooren",
    source="bank",
    key="moor",
    url="https://bank.example.org/moor",
)


@pytest.fixture
def pair(db: Database, save: Save, data_folder: Path) -> Database:
    """Two sources tell of one programme, with other rates and days."""
    remember_source(db, make_source("bank", label="Musterbank", precedence=2))
    mine = dict(deadlines=[dict(kind="application", date="2026-09-30")], funding_rate_max=80)
    theirs = dict(deadlines=[dict(kind="application", date="2026-10-31")], funding_rate_max=80)
    save(make_record(**MOOR), facts=make_facts(**mine))
    save(make_record(**BANK), facts=make_facts(**theirs))
    renew_proposals(db, MONDAY)
    rebuild(db, data_folder)
    return db


@pytest.fixture
def manager(pair: Database, data_folder: Path) -> FlaskClient:
    return visitor(pair, data_folder, Role.MANAGER)


def send(client: FlaskClient, address: str, **values: Any) -> str:
    """Send a form with its token and follow to the page that answers."""
    page = client.get("/doppelte").get_data(as_text=True) + client.get("/konto").get_data(
        as_text=True
    )
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found
    values["csrf_token"] = found[1]
    answer = client.post(address, data=values, follow_redirects=True)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_data(as_text=True)


def decide(client: FlaskClient, verdict: str, note: str = "", first: int = 1) -> str:
    values = dict(first=first, second=3 - first, verdict=verdict, note=note)
    return send(client, "/doppelte/entscheiden", **values)


def shown(client: FlaskClient, address: str) -> str:
    answer = client.get(address, follow_redirects=True)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_a_pair_stands_side_by_side_with_its_reason(manager: FlaskClient) -> None:
    page = shown(manager, "/doppelte")
    assert "Gleicher Name im Titel." in page
    assert "Musterquelle" in page
    assert "Musterbank" in page
    assert "30.09.2026" in page
    assert "31.10.2026" in page


def test_the_desk_counts_what_waits(manager: FlaskClient) -> None:
    assert ">1 Paar zu entscheiden<" in shown(manager, "/neues")


def test_merging_joins_the_pages_and_the_search(
    manager: FlaskClient, pair: Database, data_folder: Path
) -> None:
    page = decide(manager, "merged")
    assert "Dieses Programm beschreiben 2 Einträge." in page
    assert manager.get("/programm/2").headers["Location"].endswith("/programm/1")
    hits = shown(manager, "/suche?q=Moorrichtlinie")
    assert "/programm/1" in hits
    assert "/programm/2" not in hits
    assert "wartet kein Paar" in shown(manager, "/doppelte")


def test_other_days_contradict_but_the_same_rate_does_not(manager: FlaskClient) -> None:
    decide(manager, "merged")
    page = shown(manager, "/doppelte/widersprueche")
    assert "30.09.2026" in page
    assert "31.10.2026" in page
    assert "80" not in page.split("Widersprüche zwischen Quellen")[1].split("<footer")[0]
    assert "Es gilt, was »Musterquelle« sagt" in page
    assert ">1 Programm mit Widersprüchen<" in shown(manager, "/neues")


def test_categories_are_shown_from_all_sources_together(
    manager: FlaskClient, pair: Database, save: Save
) -> None:
    decide(manager, "merged")
    save(make_record(**BANK, regions=(Region.BAVARIA,)), today=MONDAY + timedelta(weeks=1))
    page = shown(manager, "/programm/1")
    assert "Bayern <span" in page
    assert "Gezeigt wird, was alle Quellen zusammen nennen." in page


def test_a_merge_is_undone_on_the_list(manager: FlaskClient, pair: Database) -> None:
    decide(manager, "merged", note="beide gelesen")
    page = shown(manager, "/doppelte/entschieden")
    assert "beide gelesen" in page
    number = re.search(r'name="number" value="(\d+)"', page)
    assert number
    send(manager, "/doppelte/zuruecknehmen", number=number[1])
    assert manager.get("/programm/2").status_code == 200
    assert "Gleicher Name im Titel." in shown(manager, "/doppelte")
    assert "/programm/2" in shown(manager, "/suche?q=Moorrichtlinie")


def test_a_merge_is_undone_on_the_page_of_the_programme(manager: FlaskClient) -> None:
    decide(manager, "merged")
    assert "Zusammenführung aufheben" in shown(manager, "/programm/1")
    send(manager, "/programm/2/abtrennen", record=2)
    assert manager.get("/programm/2").status_code == 200
    assert "Noch nichts entschieden." in shown(manager, "/doppelte/entschieden")


def test_a_predecessor_and_its_successor_lead_to_each_other(manager: FlaskClient) -> None:
    decide(manager, "predecessor turned", note="nur intern")
    successor, predecessor = shown(manager, "/programm/1"), shown(manager, "/programm/2")
    assert '<strong>Vorgänger:</strong> <a href="/programm/2"' in successor
    assert '<strong>Nachfolger:</strong> <a href="/programm/1"' in predecessor
    assert "wartet kein Paar" in shown(manager, "/doppelte")


def test_a_note_is_for_the_management_only(
    manager: FlaskClient, pair: Database, data_folder: Path
) -> None:
    decide(manager, "other version", note="nur intern")
    staff = shown(visitor(pair, data_folder), "/programm/1")
    assert "Andere Fassung" in staff
    assert "nur intern" not in staff
    assert "nur intern" in shown(manager, "/programm/1")


def test_what_is_not_the_same_comes_back_only_if_it_changes(
    manager: FlaskClient, pair: Database, save: Save
) -> None:
    decide(manager, "different")
    week = MONDAY + timedelta(weeks=1)
    save(make_record(**BANK, summary="Andere Worte, dasselbe Programm."), today=week)
    renew_proposals(pair, week)
    assert "wartet kein Paar" in shown(manager, "/doppelte")
    save(make_record(**BANK | dict(title="Moorrichtlinie 2027")), today=week + timedelta(weeks=1))
    renew_proposals(pair, week)
    page = shown(manager, "/doppelte")
    assert "Seither geändert: Titel." in page


def test_what_joined_by_itself_is_split_and_joined_again(
    db: Database, save: Save, data_folder: Path
) -> None:
    remember_source(db, make_source("bank", label="Musterbank", precedence=2))
    save(make_record(**MOOR, product_numbers=("987",)))
    save(make_record(**BANK, product_numbers=("987",)))
    renew_proposals(db, MONDAY)
    manager = visitor(db, data_folder, Role.MANAGER)
    assert "Abtrennen" in shown(manager, "/programm/1")
    send(manager, "/programm/1/abtrennen", record=2)
    assert manager.get("/programm/2").status_code == 200
    assert "wartet kein Paar" in shown(manager, "/doppelte")
    number = re.search(r'name="number" value="(\d+)"', shown(manager, "/doppelte/entschieden"))
    assert number
    send(manager, "/doppelte/zuruecknehmen", number=number[1])
    assert manager.get("/programm/2").status_code == 302


def test_a_second_decision_at_the_same_time_says_so(manager: FlaskClient) -> None:
    decide(manager, "merged")
    assert "schon zusammengeführt" in decide(manager, "merged")


@pytest.mark.parametrize(
    "address", ["/doppelte", "/doppelte/entschieden", "/doppelte/widersprueche"]
)
def test_only_the_management_sees_these_pages(
    address: str, pair: Database, data_folder: Path
) -> None:
    assert visitor(pair, data_folder).get(address).status_code == 403


def test_nobody_else_decides(pair: Database, data_folder: Path) -> None:
    values = dict(first=1, second=2, verdict="merged")
    answer = visitor(pair, data_folder, Role.READER).post("/doppelte/entscheiden", data=values)
    assert answer.status_code in (400, 403)
    assert pair.table("merge").count == 0
