"""Some faults of the replay server; tests/bench/faults.py goes through all of them."""

import json
from pathlib import Path

import pytest
from bench.faults import contents, forget_validators, presences, replay, run
from served import copy_folder

PLAN = {
    "layout-change": ("wibank", "failed", "Aufbau der Seite hat sich geändert"),
    "redirect-private": ("wibank", "failed", "öffentlichen Netz"),
    "xxe": ("foerderdatenbank", "ok", "nicht lesbares Dokument (1×)"),
    "truncated-zip": ("foerderdatenbank", "failed", "beschädigt oder unvollständig"),
}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The replay's folder, and a register that has read two sources without faults."""
    shared = Path(__file__).resolve().parents[3] / "shared"
    if not shared.is_dir():
        pytest.skip(f"The material beside the project is not here ({shared}).")
    folder = tmp_path_factory.mktemp("faults") / "data"
    run(folder, "", "init")
    with replay(shared, "1") as address:
        run(folder, address, "crawl", "wibank", "foerderdatenbank", "--today", "2026-06-15")
    forget_validators(folder)
    return shared, folder


@pytest.mark.parametrize("fault", PLAN)
def test_a_fault_is_told_in_one_sentence_and_costs_no_record(
    healthy: tuple[Path, Path], tmp_path: Path, fault: str
) -> None:
    source, status, sentence = PLAN[fault]
    shared, kept = healthy
    folder = tmp_path / "data"
    copy_folder(kept, folder)
    before, present = contents(folder), presences(folder)
    with replay(shared, "1", fault) as address:
        output, megabytes = run(folder, address, "crawl", source, "--json", "--today", "2026-06-16")
    result = json.loads(output)
    assert result["status"] == status
    told = result["error"] or result["alarm"]
    assert told.count(sentence) == 1
    assert "\n" not in told
    assert not (result["error"] and result["alarm"]), "one sentence is enough"
    assert contents(folder) == before
    assert presences(folder) == present
    assert megabytes < 500
    log = (folder / "crawl.log").read_text(encoding="utf-8")
    assert "xxe-probe.invalid" not in log
