"""Settings that cannot work are told in a sentence each, before anything starts."""

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from work_runs import ROOT

from index.store import Database
from webapp.cli import main
from webapp.operation.configuration import configuration
from webapp.settings import Settings, variables

TLS = "https://foerdernetz.example"


def faults(tmp_path: Path, *, state: str = "wrong", **env: str) -> list[str]:
    """What is said of these variables, written without their prefix."""
    given = {f"FOERDERNETZ_{name}": value for name, value in env.items()}
    given.setdefault("FOERDERNETZ_DATA", str(tmp_path))
    found = configuration(Settings.from_env(given), given)
    return [it.message for it in found if it.state == state]


@pytest.mark.parametrize(
    ("env", "said"),
    [
        (dict(SMPT_URL="smtp://localhost"), "gemeint ist wohl FOERDERNETZ_SMTP_URL"),
        (dict(BASE_URL="foerdernetz.example"), "FOERDERNETZ_BASE_URL ist keine Adresse"),
        (dict(BASE_URL=f"{TLS}/netz"), "darf keinen Pfad haben"),
        (dict(REPLAY="127.0.0.1:9000"), "FOERDERNETZ_REPLAY ist keine Adresse"),
        (dict(BASE_URL="http://[::1"), "FOERDERNETZ_BASE_URL ist keine Adresse"),
        (dict(SMTP_URL="mail.kreis.example"), "FOERDERNETZ_SMTP_URL muss mit smtp://"),
        (dict(SMTP_URL="smtp://mail.kreis.example"), "FOERDERNETZ_MAIL_FROM fehlt"),
        (dict(MAIL_FROM="Fördernetz"), "FOERDERNETZ_MAIL_FROM ist keine E-Mail-Adresse"),
        (dict(CONTACT="niemand"), "FOERDERNETZ_CONTACT ist keine E-Mail-Adresse"),
        (dict(IMAP_URL="imaps://mail.kreis.example"), "FOERDERNETZ_IMAP_URL muss wie"),
        (dict(OIDC_ISSUER=TLS), "FOERDERNETZ_OIDC_CLIENT_ID und FOERDERNETZ_OIDC_CLIENT_SECRET"),
        (
            dict(OIDC_ISSUER="http://sso.example", OIDC_CLIENT_ID="x", OIDC_CLIENT_SECRET="y"),
            "FOERDERNETZ_OIDC_ISSUER muss mit https://",
        ),
        (dict(MAILS_PER_MINUTE="-1"), "FOERDERNETZ_MAILS_PER_MINUTE ist kleiner als 0"),
        (dict(FILE_MB="300"), "FOERDERNETZ_AKTE_MB ist kleiner als FOERDERNETZ_FILE_MB"),
        (dict(LOG="xml"), "FOERDERNETZ_LOG kennt nur text und json"),
        (dict(SECOND_FACTOR_FOR="manager, chef"), "nennt »chef«, das ist keine Rolle"),
    ],
)
def test_what_cannot_work_is_one_sentence(tmp_path: Path, env: dict[str, str], said: str) -> None:
    (sentence,) = faults(tmp_path, **env)
    assert said in sentence


@pytest.mark.parametrize(
    ("env", "said"),
    [
        (dict(BASE_URL="http://foerdernetz.example"), "ohne TLS"),
        (dict(DELAY_FACTOR="0"), "wird ohne FOERDERNETZ_REPLAY nicht beachtet"),
        (dict(WETTER="schön"), "FOERDERNETZ_WETTER gibt es nicht"),
        (dict(METRICS_TOKEN="kurz"), "kürzer als 16"),
    ],
)
def test_what_is_hardly_meant_is_told_and_starts(
    tmp_path: Path, env: dict[str, str], said: str
) -> None:
    tmp_path.chmod(0o700)
    assert faults(tmp_path, **env) == []
    (sentence,) = faults(tmp_path, state="notice", **env)
    assert said in sentence


def test_the_defaults_and_the_example_of_the_project_are_good(tmp_path: Path) -> None:
    assert faults(tmp_path) == []
    text = (ROOT / "deploy/foerdernetz.env.example").read_text("utf-8")
    lines = re.findall(r"^(?:# )?FOERDERNETZ_(\w+)=(.+)$", text, re.MULTILINE)
    given = dict(lines) | dict(DATA=str(tmp_path), OIDC_CLIENT_SECRET="y")
    assert faults(tmp_path, **given) == []
    assert len(given) > 8


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "datei").touch()
    assert "ist kein Ordner" in faults(tmp_path, DATA=str(tmp_path / "datei"))[0]


@pytest.mark.parametrize("command", ["serve", "work"])
def test_nothing_starts_with_faults_and_all_are_told(
    db: Database, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("FOERDERNETZ_SMTP_URL", "localhost")
    monkeypatch.setenv("FOERDERNETZ_BASE_ULR", TLS)
    result = CliRunner().invoke(main, [command])
    assert (result.exit_code, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()
    assert "FOERDERNETZ_BASE_ULR" in first
    assert "FOERDERNETZ_SMTP_URL" in second
    report = CliRunner().invoke(main, ["doctor"])
    assert first in report.stdout
    assert report.exit_code == 1


def test_every_variable_of_the_code_is_a_setting_and_stands_in_the_table() -> None:
    named = set()
    for package in ("crawler", "index", "matcher", "webapp"):
        for path in (ROOT / package).rglob("*.py"):
            named |= set(re.findall(r'"(FOERDERNETZ_[A-Z_]+[A-Z])"', path.read_text("utf-8")))
    ours = set(variables().values())
    assert named - ours <= {"FOERDERNETZ_JOB", "FOERDERNETZ_DATABASE"}
    table = settings_table()
    assert set(table) - {"FOERDERNETZ_DATABASE"} == ours
    default: dict[str, Any] = {name: getattr(Settings(), field) for field, name in by_name()}
    for name, said in ((it, table[it]) for it in ours):
        if default[name] not in ("", (), Path("data")):
            assert (
                said == f"`{default[name]:g}`"
                if isinstance(default[name], float)
                else (said == f"`{default[name]}`")
            ), name


def by_name() -> list[tuple[str, str]]:
    return list(variables().items())


def settings_table() -> dict[str, str]:
    """Variable and default as docs/deployment.md tells them, one or several a row."""
    text = (ROOT / "docs/deployment.md").read_text("utf-8")
    rows = text.split("## Settings")[1].split("\n## ")[0].splitlines()
    told = {}
    for row in rows:
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        names = re.findall(r"`(FOERDERNETZ_\w+)`", cells[0])
        defaults = [it.strip() for it in cells[-1].split(", ")] if names else []
        if len(defaults) != len(names):
            defaults = [cells[-1]] * len(names)
        told |= dict(zip(names, defaults, strict=True))
    return told
