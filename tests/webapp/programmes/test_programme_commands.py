"""The commands tell what is known about programmes and what happened to them."""

import json
from datetime import date, timedelta
from typing import Any

from click.testing import CliRunner, Result
from conftest import MONDAY, Save, make_facts, make_record

from webapp.cli import main

WEEK = timedelta(days=7)


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def run_json(*args: str) -> Any:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def run_lines(*args: str) -> list[Any]:
    result = run(*args)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_changes_lists_events_of_that_day_and_later(save: Save) -> None:
    other = make_record(key="bad", url="https://www.example.org/bad", title="Schwimmbäder")
    save(make_record(), today=MONDAY)
    save(make_record(title="Radwege und Brücken"), other, today=MONDAY + WEEK)
    events = run_json("changes", "--since", (MONDAY + WEEK).isoformat(), "--json")
    assert events == [
        {"url": "https://www.example.org/radweg", "kind": "changed", "fields": ["title"]},
        {"url": "https://www.example.org/bad", "kind": "new", "fields": []},
    ]


def test_the_readable_list_leads_to_the_words_that_changed(save: Save) -> None:
    number = save(make_record())
    save(make_record(title="Radwege und Brücken"), today=MONDAY + WEEK)
    assert run("changes", "--since", MONDAY.isoformat()).stdout.splitlines() == [
        "neu        https://www.example.org/radweg",
        "geändert   https://www.example.org/radweg (Titel)",
        f"           Wort für Wort: http://127.0.0.1:8000/programm/{number}/fassungen/1/1-2",
    ]


def test_changes_says_in_german_that_nothing_happened(save: Save) -> None:
    save(make_record())
    result = run("changes", "--since", "2026-07-01")
    assert result.stdout == "Seit dem 01.07.2026 hat sich nichts geändert.\n"


def test_changes_refuses_a_day_that_is_none(save: Save) -> None:
    save(make_record())
    result = run("changes", "--since", "gestern")
    assert result.exit_code == 2
    assert "gestern" in result.stderr


def test_programme_shows_each_fact_with_its_quote(save: Save) -> None:
    save(make_record(), facts=make_facts(funding_rate_max=70))
    shown = run_json("programme", "https://www.example.org/radweg", "--json")
    assert shown["facts"]["funding_rate_max"]["value"] == 70
    assert shown["facts"]["funding_rate_max"]["evidence"] == {
        "field": "summary",
        "quote": "(im Test erfunden)",
    }


def test_programme_shows_sources_status_and_versions(save: Save) -> None:
    save(make_record())
    save(make_record(title="Radwege und Brücken"), today=MONDAY + WEEK)
    shown = run_json("programme", "http://example.org/radweg/", "--json", "--today", "2026-07-01")
    assert shown["title"] == "Radwege und Brücken"
    assert shown["status"] == "unbekannt"
    assert [source["licence"] for source in shown["sources"]] == ["CC BY 4.0"]
    assert [version["number"] for version in shown["versions"]] == [1, 2]


def test_programme_names_an_unknown_address(save: Save) -> None:
    save(make_record())
    result = run("programme", "https://www.example.org/nirgends", "--json")
    assert result.exit_code == 2
    assert result.stderr == "Unter https://www.example.org/nirgends ist kein Programm bekannt.\n"


def test_programme_readable_shows_quote_and_licence(save: Save) -> None:
    save(make_record(), facts=make_facts(funding_rate_max=70))
    text = run("programme", "https://www.example.org/radweg").stdout
    assert "»(im Test erfunden)«" in text
    assert "Musteramt (CC BY 4.0)" in text


def test_facts_prints_only_what_was_stated_and_the_next_deadline(save: Save) -> None:
    stated = make_facts(deadlines=[{"kind": "application", "date": "--03-01"}])
    save(make_record(), facts=stated)
    (line,) = run_lines("facts", "--jsonl", "--today", "2026-11-22")
    assert line == {
        "url": "https://www.example.org/radweg",
        "deadlines": [{"kind": "application", "date": "--03-01"}],
        "next_deadline": "2027-03-01",
    }


def test_facts_leaves_out_records_that_are_gone(save: Save) -> None:
    other = make_record(key="bad", url="https://www.example.org/bad")
    save(make_record(), *(_numbered(9)), today=MONDAY)
    for week in range(1, 4):
        save(*_numbered(9), today=MONDAY + week * WEEK)
    save(other, *_numbered(9), today=date(2026, 8, 1))
    urls = {line["url"] for line in run_lines("facts", "--jsonl")}
    assert "https://www.example.org/radweg" not in urls
    assert "https://www.example.org/bad" in urls


def _numbered(count: int) -> list[Any]:
    return [
        make_record(key=str(i), url=f"https://www.example.org/{i}", title=f"Programm {i}")
        for i in range(count)
    ]
