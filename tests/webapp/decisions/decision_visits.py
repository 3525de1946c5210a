"""Deciding on the site as a person does: open the page of a fact, fill in the form, send it."""

import re
from datetime import date
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from index.facts import Evidence, Fact, Facts
from index.programme import Programme, programme
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.store import Database

SENTENCE = "Anträge sind bis zum 30. Juni 2026 zu stellen."
WHY = "Auskunft der Bewilligungsstelle vom 12. Juni"
LATER = date(2026, 6, 22)


def stated(value: object = "2026-06-30", quote: str = SENTENCE, name: str = "deadlines") -> Facts:
    told = [dict(kind="application", date=value)] if name == "deadlines" else value
    evidence = (Evidence(quote=quote, field="summary"),)
    return Facts({name: Fact(name=name, value=told, evidence=evidence)})


def told(db: Database, number: int) -> Programme:
    found = programme(db, number)
    assert found is not None
    return found


def facts_of(db: Database, number: int) -> Facts:
    return told(db, number).facts


def days(db: Database, number: int) -> list[str]:
    return [item.day for item in facts_of(db, number).deadlines]


def crawl_again(db: Database, record: SourceRecord, facts: Facts, extractor: str = "test") -> None:
    run = start_run(db, record.source, LATER)
    save_record(db, run, record, facts, extractor, LATER)
    finish_run(db, run, LATER)


def hidden(text: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', text)
    assert found, name
    return found[1]


def decide(client: FlaskClient, number: int, fact: str, **data: Any) -> TestResponse:
    """Open the page of a fact and send the form; `data` says what differs from what it shows."""
    address = f"/programm/{number}/angaben/{fact}"
    text = client.get(address).text
    sent = dict(csrf_token=hidden(text, "csrf_token"), state=hidden(text, "state"))
    return client.post(address, data=sent | data)


def step(client: FlaskClient, number: int, fact: str, wish: str, **data: Any) -> TestResponse:
    """Press one of the buttons of the page of a fact."""
    address = f"/programm/{number}/angaben/{fact}"
    text = client.get(address).text
    sent = dict(csrf_token=hidden(text, "csrf_token"), state=hidden(text, "state"), step=wish)
    return client.post(f"{address}/schritt", data=sent | data)


def deadline(day: str, kind: str = "application", rhythm: str = "einmalig") -> dict[str, str]:
    return {"value-0-kind": kind, "value-0-day": day, "value-0-rhythm": rhythm}
