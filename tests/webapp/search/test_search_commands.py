"""The search on the command line keeps its contract."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from conftest import Save, make_record

from index.record import SourceRecord
from index.search.facets import FACETS
from webapp.cli import main


def make_pool(key: str, **more: Any) -> SourceRecord:
    values = dict(title="Bad", summary="Für ein Bad.", url=f"https://www.example.org/{key}")
    return make_record(key=key, **values | more)


@pytest.fixture(autouse=True)
def _programmes(save: Save) -> None:
    save(
        make_record(),
        make_pool("bad", title="Schwimmbäder"),
        make_pool("bad2", product_numbers=("77",)),
        make_pool("bad3", product_numbers=("77",)),
    )


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def run_json(*arguments: str) -> Any:
    result = run(*arguments, "--json", "--today", "2026-06-15")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_json_has_the_keys_of_the_contract() -> None:
    answer = run_json("search", "Radweg")
    assert list(answer) == ["query", "total", "took_ms", "suggestion", "results", "facets"]
    assert answer["query"] == "Radweg"
    assert answer["results"][0] | {"score": 1, "highlight": ""} == {
        "url": "https://www.example.org/radweg",
        "title": "Radwege für Städte und Gemeinden",
        "score": 1,
        "highlight": "",
        "status": "unbekannt",
        "next_deadline": None,
    }
    assert {"value": "Land", "count": 1, "chosen": False} in answer["facets"]["level"]


def test_facets_filter_in_any_spelling_and_limit_counts_programmes() -> None:
    assert run_json("search", "", "--applicant", "kommune", "--level", "land")["total"] == 3
    assert run_json("search", "", "--funding-type", "Darlehen")["total"] == 0
    limited = run_json("search", "", "--limit", "1")
    assert (limited["total"], len(limited["results"])) == (3, 1)


def test_every_facet_is_an_option_and_stands_in_the_answer() -> None:
    answer = run_json("search", "")
    assert tuple(answer["facets"]) == FACETS
    helped = run("search", "--help").stdout
    assert all(f"--{facet.replace('_', '-')}" in helped for facet in FACETS)
    assert run_json("search", "", "--region", "hessen")["total"] == 3
    assert run_json("search", "", "--region", "nur Hessen")["total"] == 3
    assert run_json("search", "", "--deadline", "laufend")["total"] == 0
    assert run_json("search", "", "--new-since", "2026-06-15", "--sort", "frist")["total"] == 3
    assert run_json("search", "", "--rate", "80")["total"] == 0


def test_a_batch_lists_all_addresses_of_a_programme_one_after_the_other(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"id": "A", "query": "Radweg"}\n\n{"id": 2, "query": "Bad", "more": 1}\n', encoding="utf-8"
    )
    result = run("search", "--batch", str(file), "--limit", "2")
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.stdout.splitlines())
    assert first == {"id": "A", "results": ["https://www.example.org/radweg"]}
    assert second["id"] == 2
    assert second["results"][:2] == ["https://www.example.org/bad2", "https://www.example.org/bad3"]
    assert len(second["results"]) == 3


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("search",), "--batch"),
        (("search", "x", "--level", "Mond"), "Mond"),
        (("search", "x", "--rate", "viel"), "viel"),
        (("search", "x", "--new-since", "31.12.2026"), "31.12.2026"),
        (("search", "--batch", "fehlt.jsonl"), "fehlt.jsonl"),
    ],
)
def test_bad_input_is_one_sentence_that_names_the_thing(
    arguments: tuple[str, ...], named: str
) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert named in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    "line", ['{"id": 1}', '{"query": "x"}', "[]", "{", '{"id": 1, "query": 2}']
)
def test_a_bad_line_of_a_batch_is_named_and_nothing_is_answered(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{{"id": "A", "query": "Radweg"}}\n{line}\n', encoding="utf-8")
    result = run("search", "--batch", str(file))
    assert result.exit_code == 2
    assert "Zeile 2" in result.stderr
    assert result.stdout == ""


def test_reindex_tells_how_many() -> None:
    result = run("reindex")
    assert result.exit_code == 0
    assert "3 Programme" in result.stderr
    assert result.stdout == ""


def test_people_read_titles_and_no_result_is_said() -> None:
    assert "Schwimmbäder (unbekannt)" in run("search", "Schwimmbad").stdout
    assert "Dazu ist kein Programm bekannt." in run("search", "Raumanzug").stdout
