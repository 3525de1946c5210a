"""The systemd units give the service no more rights than it needs, and keep its secrets."""

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from webapp.settings import Settings

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
SWITCHED_ON = (
    "NoNewPrivileges",
    "ProtectHome",
    "PrivateTmp",
    "PrivateDevices",
    "PrivateMounts",
    "PrivateUsers",
    "ProtectKernelTunables",
    "ProtectKernelModules",
    "ProtectKernelLogs",
    "ProtectControlGroups",
    "ProtectClock",
    "ProtectHostname",
    "RestrictNamespaces",
    "RestrictRealtime",
    "RestrictSUIDSGID",
    "LockPersonality",
    "MemoryDenyWriteExecute",
    "RemoveIPC",
)
DEMANDED = {
    "UMask": "0077",
    "StateDirectory": "foerdernetz",
    "StateDirectoryMode": "0700",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "ProtectSystem": "strict",
    "ProtectProc": "invisible",
    "ProcSubset": "pid",
    "DevicePolicy": "closed",
    "KeyringMode": "private",
    "InaccessiblePaths": "-/srv/foerdernetz/app/.git",
    "SystemCallArchitectures": "native",
    "SystemCallErrorNumber": "EPERM",
} | dict.fromkeys(SWITCHED_ON, "true")
MOST_EXPOSED = 1.5
"""Of 0 to 10, as systemd counts it; a service with access to the network has at least 1."""


def directives(unit: Path) -> dict[str, list[str]]:
    """What stands in the section of the service, in order."""
    found = defaultdict(list)
    section = unit.read_text(encoding="utf-8").split("[Service]")[1].split("\n[")[0]
    for line in section.splitlines():
        if "=" in line and not line.startswith("#"):
            name, _, value = line.partition("=")
            found[name].append(value)
    return found


def test_there_are_services_to_look_at() -> None:
    assert {it.name for it in UNITS} >= {
        "foerdernetz.service",
        "foerdernetz-work.service",
        "foerdernetz-backup.service",
    }


@pytest.mark.parametrize("unit", UNITS, ids=lambda it: it.name)
def test_a_service_has_the_least_rights(unit: Path) -> None:
    said = directives(unit)
    assert {name: said[name] for name in DEMANDED} == {n: [v] for n, v in DEMANDED.items()}
    assert said["User"] == said["Group"] == ["foerdernetz"]
    assert said["SystemCallFilter"] == ["@system-service", "~@privileged"]
    (families,) = said["RestrictAddressFamilies"]
    assert set(families.split()) <= {"AF_INET", "AF_INET6", "AF_UNIX"}
    assert not set(said["ReadWritePaths"]) - {"/var/backups/foerdernetz"}


def test_what_only_copies_files_reaches_no_network() -> None:
    said = directives(DEPLOY / "foerdernetz-backup.service")
    assert said["PrivateNetwork"] == ["true"]
    assert said["RestrictAddressFamilies"] == ["AF_UNIX"]


@pytest.mark.parametrize("unit", UNITS, ids=lambda it: it.name)
def test_systemd_itself_finds_little_exposed(unit: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd is not installed here.")
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(unit)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert "Overall exposure level" in told.stdout, told.stderr
    assert float(told.stdout.split("Overall exposure level for")[1].split()[1]) <= MOST_EXPOSED


def test_secrets_may_come_as_credentials_and_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drop_in = (DEPLOY / "foerdernetz-secrets.conf").read_text(encoding="utf-8")
    for line in drop_in.split("[Service]")[1].split():
        name, _, path = line.removeprefix("LoadCredential=").partition(":")
        assert path == f"/etc/foerdernetz/{name}"
        (tmp_path / name).write_text(f"smtp://of-{name.lower()}\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("FOERDERNETZ_METRICS_TOKEN", "of the environment")
    monkeypatch.chdir(tmp_path)
    found = Settings.from_env()
    assert found.smtp_url == "smtp://of-foerdernetz_smtp_url"
    assert found.imap_url == "smtp://of-foerdernetz_imap_url"
    assert found.oidc_client_secret == "smtp://of-foerdernetz_oidc_client_secret"
    assert found.metrics_token == "of the environment"
