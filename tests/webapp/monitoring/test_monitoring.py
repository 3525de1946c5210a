"""A watching machine is told whether the service is well; the figures only with the key."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from served import drop, on_server

from index.schema import FILE_NAME
from index.search.build import rebuild
from index.store import Database, server_address
from webapp.settings import Settings
from webapp.site import create_app

KEY = {"Authorization": "Bearer schluessel"}


@pytest.fixture
def watched(db: Database, data_folder: Path, save: Save) -> Flask:
    save(make_record())
    rebuild(db, data_folder)
    return create_app(Settings(data=data_folder, metrics_token="schluessel"), MONDAY)


def figures(app: Flask) -> dict[tuple[str, ...], float]:
    """All samples by name and labels, as the reader of Prometheus takes them."""
    text = app.test_client().get("/metriken", headers=KEY).text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_service_says_that_it_is_well_and_what_is_not(
    watched: Flask, data_folder: Path
) -> None:
    answer = watched.test_client().get("/gesund")
    assert (answer.status_code, answer.json) == (200, {"status": "ok"})
    if on_server:
        drop(server_address(data_folder))
    else:
        (data_folder / "search" / "current").unlink()
        answer = watched.test_client().get("/gesund")
        assert (answer.status_code, answer.json) == (503, {"status": "index"})
        (data_folder / FILE_NAME).unlink()
    answer = watched.test_client().get("/gesund")
    assert (answer.status_code, answer.json) == (503, {"status": "database"})


def test_the_figures_are_counts_of_the_register_and_of_answers(watched: Flask) -> None:
    before = figures(watched)
    assert before["foerdernetz_programmes",] == 1
    assert before["foerdernetz_source_alarms", "sample"] == 0
    assert before["foerdernetz_source_days_since_success", "sample"] == 0
    assert before["foerdernetz_search_index_present",] == 1
    assert before["foerdernetz_disk_free_bytes",] > 0
    watched.test_client().get("/gesund")
    watched.test_client().get("/gibt-es-nicht")
    counted = figures(watched)
    assert counted["foerdernetz_request_seconds_count", "GET", "200", "monitoring.health"] == 1
    assert counted["foerdernetz_request_seconds_count", "GET", "404", "unknown"] == 1


@pytest.mark.parametrize("given", ["", "Bearer falsch", "schluessel2", "Bearer schlüssel"])
def test_without_the_key_nobody_learns_that_there_are_figures(watched: Flask, given: str) -> None:
    client = watched.test_client()
    headers = {"Authorization": given.encode("utf-8").decode("latin-1")} if given else {}
    assert client.get("/metriken", headers=headers).status_code == 404


def test_without_a_key_in_the_settings_there_are_no_figures(watched: Flask) -> None:
    closed = replace(watched.config["SETTINGS"], metrics_token="")
    client = create_app(closed, MONDAY).test_client()
    for headers in ({}, KEY, {"Authorization": "Bearer "}):
        assert client.get("/metriken", headers=headers).status_code == 404


def test_the_figures_name_nobody(watched: Flask) -> None:
    text = watched.test_client().get("/metriken", headers=KEY).text
    assert not re.search(r"@|/programm/\d", text)
