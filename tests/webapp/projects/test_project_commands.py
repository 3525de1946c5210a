"""`match`, `joint` and `projects import` keep their contract."""

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from conftest import MONDAY, Save, make_facts, make_record

from index.store import Database
from index.vocabulary import Region
from webapp.cli import main
from webapp.projects.queries import matches_of, near_misses_of, project

TODAY = ["--today", MONDAY.isoformat()]
CYCLING = dict(
    id="radweg",
    municipality=dict(ags="06433011", name="Riedstadt", population=23146),
    applicant_type="Kommune",
    title="Radweg nach Stockstadt",
    cost_eur=40_000,
    looking_for="Zuschuss",
)
TREBUR = CYCLING | dict(id="trebur", municipality=dict(ags="06433014"))
ELSEWHERE = make_record(key="by", url="https://www.example.org/by", regions=(Region.BAVARIA,))
PAGE = "https://www.example.org/radweg"


@pytest.fixture
def lines(tmp_path: Path) -> Any:
    """Write values as JSON lines into a file."""

    def write(*values: Any) -> str:
        path = tmp_path / "vorhaben.jsonl"
        path.write_text("\n".join(json.dumps(value) for value in values), encoding="utf-8")
        return str(path)

    return write


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, *TODAY])


def answers(*arguments: str) -> list[dict[str, Any]]:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_match_gives_results_with_score_verdict_and_reasons(save: Save, lines: Any) -> None:
    save(make_record(), ELSEWHERE)
    (answer,) = answers("match", "--batch", lines(CYCLING))
    assert answer["id"] == "radweg"
    assert answer["results"] == [PAGE]
    (detail,) = answer["details"]
    assert set(detail) == {"url", "score", "eligible", "reasons", "obstacles", "parts"}
    assert detail["eligible"] == "yes"
    assert round(sum(part["points"] for part in detail["parts"]), 1) == detail["score"]
    assert any(part["quote"] for part in detail["parts"])
    assert "Gilt in Hessen." in detail["reasons"]


def test_match_all_tells_the_verdict_on_every_programme(save: Save, lines: Any) -> None:
    save(make_record(), ELSEWHERE)
    line = dict(id="außen", profile=CYCLING)
    (answer,) = answers("match", "--batch", lines(line), "--all")
    assert answer["id"] == "außen"
    assert answer["results"] == [PAGE]
    assert {d["url"]: d["eligible"] for d in answer["details"]} == {
        PAGE: "yes",
        "https://www.example.org/by": "no",
    }


def test_match_gives_at_most_so_many(save: Save, lines: Any) -> None:
    save(make_record(), make_record(key="zwei", url="https://www.example.org/zwei"))
    (answer,) = answers("match", "--batch", lines(CYCLING), "--limit", "1")
    assert len(answer["results"]) == 1


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (dict(id="x"), "Zeile 1: title: Der Titel fehlt."),
        (CYCLING | dict(cost_eur="viel"), "»viel« ist kein Betrag in Euro."),
    ],
)
@pytest.mark.usefixtures("db")
def test_a_batch_with_a_wrong_profile_is_refused(lines: Any, value: Any, sentence: str) -> None:
    result = run("match", "--batch", lines(value))
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert not result.stdout


@pytest.mark.usefixtures("db")
def test_a_batch_that_is_not_there_is_named() -> None:
    result = run("joint", "--batch", "fehlt.jsonl", "--jsonl")
    assert result.exit_code == 2
    assert "fehlt.jsonl" in result.stderr


@pytest.mark.usefixtures("db")
def test_without_programmes_nothing_matches(lines: Any) -> None:
    (answer,) = answers("match", "--batch", lines(CYCLING))
    assert answer == dict(id="radweg", results=[], details=[])


def test_match_without_a_file_judges_and_stores(db: Database, save: Save, lines: Any) -> None:
    assert run("projects", "import", lines(CYCLING)).exit_code == 0
    assert not matches_of(db, "radweg")
    number = save(make_record())
    (answer,) = answers("match")
    assert answer["results"] == [PAGE]
    (stored,) = matches_of(db, "radweg")
    assert (stored.programme, stored.first_seen) == (number, MONDAY)

    later = CliRunner().invoke(main, ["match", "--today", "2026-09-01"])
    assert later.exit_code == 0
    (again,) = matches_of(db, "radweg")
    assert again.first_seen == MONDAY  # what was a match before keeps its first day
    assert again.judged_on.isoformat() == "2026-09-01"


def test_a_match_that_is_none_any_more_is_forgotten(db: Database, save: Save, lines: Any) -> None:
    save(make_record())
    run("projects", "import", lines(CYCLING))
    assert matches_of(db, "radweg")
    save(make_record(regions=(Region.BAVARIA,)))
    run("match")
    assert not matches_of(db, "radweg")


def test_a_near_miss_is_kept_apart(db: Database, save: Save, lines: Any) -> None:
    save(make_record(), facts=make_facts(total_cost_min_eur=100_000))
    run("projects", "import", lines(CYCLING))
    assert not matches_of(db, "radweg")
    (near,) = near_misses_of(db, "radweg")
    assert near.judgement.obstacles == ("Mindestvolumen 100.000 €: es fehlen 60.000 €.",)


def test_import_judges_at_once_and_the_same_id_updates(
    db: Database, save: Save, lines: Any
) -> None:
    save(make_record())
    result = run("projects", "import", lines(CYCLING))
    assert "1 Vorhaben neu, 0 aktualisiert, 0 Zeilen abgelehnt." in result.stderr
    assert matches_of(db, "radweg")

    result = run("projects", "import", lines(CYCLING | dict(title="Kita")))
    assert "0 Vorhaben neu, 1 aktualisiert" in result.stderr
    found = project(db, "radweg")
    assert found
    assert found.title == "Kita"
    assert not matches_of(db, "radweg")


def test_import_keeps_good_lines_and_names_bad_ones(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "gemischt.jsonl"
    foreign = json.dumps(CYCLING | dict(id="fremd", municipality=dict(ags="09162000")))
    nobody = json.dumps(dict(id="niemand", title="Kita"))
    path.write_text(f"{json.dumps(CYCLING)}\n\nkaputt\n{foreign}\n{nobody}\n", encoding="utf-8")

    result = run("projects", "import", str(path))
    assert result.exit_code == 1
    assert "Zeile 3: Erwartet wird ein Vorhaben" in result.stderr
    assert "Zeile 4: Keine Kommune mit dem AGS »09162000« bekannt." in result.stderr
    assert "Zeile 5: Keine Kommune" in result.stderr
    assert project(db, "radweg")
    assert project(db, "fremd") is None


def test_the_id_of_another_municipality_is_not_taken_over(db: Database, lines: Any) -> None:
    run("projects", "import", lines(CYCLING))
    result = run("projects", "import", lines(TREBUR | dict(id="radweg")))
    assert result.exit_code == 2
    assert "Die Kennung »radweg« gehört einer anderen Kommune." in result.stderr
    found = project(db, "radweg")
    assert found
    assert found.municipality
    assert found.municipality.ags == "06433011"


def test_import_reads_csv_with_german_headings(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "vorhaben.csv"
    text = (
        "Kennung;AGS;Titel;Antragsteller;Themen;Beginn;Kosten;Bemerkung\n"
        'k1;06433011;"Kita; Neubau";Gemeinde;Kultur, Medien & Sport;01.04.2027;1.250.000 €;intern\n'
        "k2;6433014;Straße;;;;;\n"
    )
    path.write_bytes(text.encode("cp1252"))
    assert run("projects", "import", str(path)).exit_code == 0
    first, second = project(db, "k1"), project(db, "k2")
    assert first
    assert first.title == "Kita; Neubau"
    assert first.topics == ("Kultur, Medien & Sport",)
    assert first.cost_eur == 1_250_000
    assert second
    assert second.title == "Straße"
    assert second.municipality
    assert second.municipality.ags == "06433014"  # Excel takes the zero away


def test_import_reads_a_workbook(db: Database, tmp_path: Path) -> None:
    path = tmp_path / "vorhaben.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "ags", "title", "planned_start", "cost_eur", "Zuwendungsfähig"])
    sheet.append(["x1", 6433011, "Feuerwehrhaus", MONDAY, 2_000_000.0, "1,5 Mio."])
    sheet.append([None, None, None, None, None])
    sheet.append(["x2", 6433011, None, None, "viel"])
    book.save(path)
    result = run("projects", "import", str(path))
    assert result.exit_code == 1
    assert "Zeile 4: title: Der Titel fehlt. cost_eur: »viel« ist kein Betrag" in result.stderr
    found = project(db, "x1")
    assert found
    assert (found.planned_start, found.cost_eur) == (MONDAY, 2_000_000)
    assert found.eligible_cost_eur == 1_500_000


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("liste.pdf", b"%PDF", "erwartet wird eine Datei .jsonl, .csv oder .xlsx"),
        ("liste.xlsx", b"PK nein", "ist keine lesbare Excel-Datei"),
        ("liste.csv", b"a;b\n1;2\n", "Die Spalten »Kennung« und »Titel« (id, title) fehlen"),
        ("leer.jsonl", b"\n", "enthält kein Vorhaben"),
        ("fehlt.csv", None, "ist nicht lesbar"),
    ],
)
@pytest.mark.usefixtures("db")
def test_a_file_without_projects_is_refused(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    result = run("projects", "import", str(path))
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_joint_names_municipalities_projects_and_the_quote(save: Save, lines: Any) -> None:
    text = "Auch mehrere Kommunen gemeinsam können den Antrag stellen."
    save(make_record(legal_requirements=text), ELSEWHERE)
    path = lines(CYCLING, TREBUR)
    assert answers("joint", "--batch", path, "--jsonl") == [
        dict(
            url=PAGE,
            municipalities=["06433011", "06433014"],
            projects=["radweg", "trebur"],
            cooperation=text,
        )
    ]
    run("projects", "import", path)
    (line,) = answers("joint", "--jsonl")
    assert line["projects"] == ["radweg", "trebur"]
