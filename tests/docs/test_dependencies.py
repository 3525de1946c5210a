"""The parts of others: pinned, with hashes, licences and a list that is true; and the audit."""

import json
import os
import re
import runpy
import shutil
import subprocess
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SBOM: dict[str, Any] = runpy.run_path(str(ROOT / "docs" / "print_sbom.py"))
LISTED = json.loads((ROOT / "docs" / "security" / "sbom.cdx.json").read_text(encoding="utf-8"))
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))
OURS = {"foerdernetz", "pip", "setuptools", "wheel"}


def test_the_list_of_parts_is_that_of_the_lock_files() -> None:
    printed = SBOM["document"](SBOM["known_licences"]())
    renew = "Renew it: .venv/bin/python docs/print_sbom.py > docs/security/sbom.cdx.json"
    assert printed == LISTED, renew
    assert (LISTED["bomFormat"], LISTED["specVersion"]) == ("CycloneDX", "1.6")
    names = {it["name"] for it in LISTED["components"]}
    assert names >= {"flask", "scrapy", "whoosh3", "authlib", "@kern-ux/native"}
    assert not names & {"pytest", "mypy", "axe-core"}


def test_the_licence_of_every_part_is_known_and_lets_us_use_it() -> None:
    for part in LISTED["components"]:
        (licence,) = part["licenses"]
        assert 2 < len(licence["license"]["name"]) < 120, part["name"]
        assert not re.search(r"proprietary|non-?commercial|AGPL", str(licence), re.I), part["name"]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_part_is_pinned_with_a_hash(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    parts = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    assert parts
    for line in parts:
        assert re.match(r"[\w.-]+(\[[\w,-]+\])?==[^\s;]+", line), line[:60]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), line[:60]
    npm = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert all(it["integrity"].startswith("sha512-") for name, it in npm.items() if name)


def test_what_is_installed_is_what_is_pinned() -> None:
    pinned: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in SBOM["pins"](lock).items():
            pinned.setdefault(name, set()).add(version)
    installed = {SBOM["normal"](it.metadata["Name"]): it.version for it in distributions()}
    assert len(installed) > 50
    other = {
        name: version
        for name, version in installed.items()
        if name in pinned and version not in pinned[name]
    }
    assert other == {}
    if os.environ.get("CI"):  # on a machine of a developer tools for trying out may lie beside it
        assert set(installed) - set(pinned) - OURS == set()


FOUND = "Found 1 known vulnerability in 1 package"
REPORT = '{"auditReportVersion": 2, "vulnerabilities": {"x": {}}}'
SILENT = "No known vulnerabilities found"


@pytest.mark.parametrize(
    ("python", "npm", "status", "told"),
    [
        ((0, SILENT), (0, "{}"), 0, "no known fault in requirements.txt"),
        ((1, FOUND), (0, "{}"), 1, FOUND),
        ((0, SILENT), (1, REPORT), 1, "auditReportVersion"),
        (
            (1, "ConnectionError"),
            (1, '{"error": {}}'),
            0,
            "requirements-postgres.txt are not audited.",
        ),
        ((0, "x could not be audited"), (0, "{}"), 0, "requirements-postgres.txt are not audited."),
        ((0, SILENT), (1, "no route"), 0, "package-lock.json is not audited."),
    ],
)
def test_the_audit_fails_for_a_known_fault_and_names_a_service_it_cannot_ask(
    tmp_path: Path, python: tuple[int, str], npm: tuple[int, str], status: int, told: str
) -> None:
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "audit", tmp_path / ".ci" / "audit")
    tools = tmp_path / ".audit" / "bin"
    tools.mkdir(parents=True)
    for name, (code, says) in (("pip-audit", python), ("npm", npm)):
        version = 'case "$1" in --version) exit 0;; esac'
        script = f"#!/bin/sh\n{version}\ncat <<'END'\n{says}\nEND\nexit {code}\n"
        (tools / name).write_text(script)
        (tools / name).chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [str(tmp_path / ".ci" / "audit")],
        env=os.environ | dict(PATH=path),
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == status, done.stdout
    assert told in done.stdout
