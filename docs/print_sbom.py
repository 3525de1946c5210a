"""Print what we are made of as CycloneDX: every pinned part of others, with licence and address.

Call it when a lock file changed: .venv/bin/python docs/print_sbom.py > docs/security/sbom.cdx.json
It asks nobody: versions are read from the lock files, licences from what is installed.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LOCKS = {
    "requirements.txt": "required",
    "requirements-oidc.txt": "optional",
    "requirements-meaning.txt": "optional",
    "requirements-postgres.txt": "optional",
}
"""The lists that a service may be made of; what only developers use stays out."""
SBOM = ROOT / "docs" / "security" / "sbom.cdx.json"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)


def pins(lock: str) -> dict[str, str]:
    """Name and version of every part of a lock file."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {normal(name): version for name, version in _PINNED.findall(text)}


def normal(name: str) -> str:
    """One spelling per package."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(name: str) -> str:
    """What an installed package says of its licence; empty if it is not installed or silent."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [
        line.split("::")[-1].strip()
        for line in told.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    return told.get("License-Expression") or "; ".join(classified) or _first(told.get("License"))


def components(known: dict[str, str]) -> list[dict[str, Any]]:
    """All parts by name; `known` are licences of packages that are not installed here."""
    found: dict[str, dict[str, Any]] = {}
    for lock, scope in LOCKS.items():
        for name, version in pins(lock).items():
            licence = licence_of(name) or known.get(name, "")
            found.setdefault(name, _component("pypi", name, version, licence, scope))
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for place, told in packages.items():
        if place and not told.get("dev"):
            name = place.removeprefix("node_modules/")
            found[name] = _component("npm", name, told["version"], told["license"], "required")
    return [found[name] for name in sorted(found)]


def document(known: dict[str, str]) -> dict[str, Any]:
    """The whole list."""
    ours = dict(type="application", name="foerdernetz", licenses=[dict(expression="EUPL-1.2")])
    return dict(
        bomFormat="CycloneDX",
        specVersion="1.6",
        version=1,
        metadata=dict(component=ours),
        components=components(known),
    )


def known_licences() -> dict[str, str]:
    """The licences that the printed list names."""
    if not SBOM.exists():
        return {}
    listed = json.loads(SBOM.read_text(encoding="utf-8"))["components"]
    return {it["name"]: it["licenses"][0]["license"]["name"] for it in listed}


def _component(kind: str, name: str, version: str, licence: str, scope: str) -> dict[str, Any]:
    address = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        "scope": scope,
        "licenses": [dict(license=dict(name=licence))],
        "purl": address,
    }


def _first(text: str | None) -> str:
    return (text or "").strip().split("\n")[0]


if __name__ == "__main__":
    whole = json.dumps(document(known_licences()), ensure_ascii=False, indent=1)
    sys.stdout.write(whole + "\n")
