"""Measure how fast an export is read: programmes a second and memory, at three sizes.

    .venv/bin/python tests/bench/export.py [200 2500 25000] [--shared ../shared] [--keep FOLDER]

Every export is invented here: Richtlinien of 15,000 characters out of resampled sentences, German
ones of ../shared/volume when that is there, contacts, links, the properties of a real document.
The first reading stores everything, the second finds everything unchanged. Facts are read or not.
Before each reading a bare loop of lxml goes over the same file on one core: it reads every
property and keeps nothing. Machines differ, so the ratio to that loop says more than the seconds.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from export_builder import ROOT, category, classified, document, links, rich, value

LENGTH = 15_000
PROJECT = Path(__file__).resolve().parents[2]
_EMPTY = (
    "challenge", "comment", "customerBenefit", "functions", "header", "procQuality", "progress",
    "remark", "requirements", "serviceDescription", "serviceFeeDescr", "termsOfPayment",
)  # fmt: skip
_SENTENCES = (
    "Gefördert werden Vorhaben, die den Radverkehr in Städten und Gemeinden sicherer machen.",
    "Antragsberechtigt sind Gemeinden, Gemeindeverbände und ihre Zusammenschlüsse.",
    "Die Zuwendung wird als Anteilfinanzierung in Höhe von bis zu 60 Prozent gewährt.",
    "Mit der Maßnahme darf vor der Bewilligung nicht begonnen worden sein.",
    "Der Verwendungsnachweis ist binnen sechs Monaten nach Abschluss vorzulegen.",
    "Ein Anspruch auf Gewährung der Zuwendung besteht nicht.",
    "Die Zweckbindungsfrist beträgt für Bauten 25 Jahre, für Geräte fünf Jahre.",
    "Anträge sind bis zum 31. März eines Jahres bei der Bewilligungsbehörde einzureichen.",
)
# Runs in every process of the measurement, helpers included.
_NO_FACTS = """
import crawler.facts
from index.facts import Facts
crawler.facts.read_facts = lambda record: Facts()
"""
# Reads a file as the command does.
_READ = """
import sys, time, json
from datetime import date
from pathlib import Path
from index.schema import create_database
from webapp.crawling.reader import import_export

if __name__ == "__main__":
    folder, file = Path(sys.argv[1]), Path(sys.argv[2])
    db = create_database(folder)
    start = time.perf_counter()
    result = import_export(db, folder, file, date(2026, 6, 15), lambda *_: None)
    print(json.dumps(dict(
        seconds=time.perf_counter() - start, seen=result.seen, new=result.new,
        unchanged=result.unchanged,
    )))
"""
# The least that reading an export can be.
_BARE = """
import sys, time, zipfile
from lxml import etree

start = time.perf_counter()
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        for item in etree.fromstring(archive.read(name)).iterchildren("property"):
            for child in item:
                child.text
print(time.perf_counter() - start)
"""


class Writer:
    """Writes documents out of sentences, always the same ones for the same number."""

    def __init__(self, sentences: list[str]) -> None:
        self._sentences = sentences

    def text(self, chance: random.Random, length: int) -> str:
        """HTML with about so many characters of text: headings, paragraphs and lists."""
        parts: list[str] = []
        written = 0
        while written < length:
            many = [chance.choice(self._sentences) for _ in range(chance.randint(2, 4))]
            block = " ".join(many).replace("§", '<abbr class="logic--abbr">§</abbr>')
            if chance.random() < 0.2:
                parts.append(f"<h2>{len(parts)}. Gegenstand der Förderung</h2>")
            if chance.random() < 0.3:
                items = "".join(f"<li>{sentence}</li>" for sentence in many)
                parts.append(f"<ul>{items}</ul>")
            else:
                parts.append(f"<p>{block}</p>")
            written += sum(map(len, many))
        return "".join(parts)

    def programme(self, number: int, contacts: int) -> str:
        """One programme with its links."""
        chance = random.Random(number)
        contact = number % contacts
        stated = dict(
            title=f"<p>Musterprogramm {number} für Gemeinden</p>",
            teaserText=self.text(chance, 300),
            summary=self.text(chance, 1500),
            regulatoryFWork=self.text(chance, 1500),
            procInfluence=self.text(chance, 150) if chance.random() < 0.13 else "",
            procMethod=self.text(chance, 300) if chance.random() < 0.12 else "",
            procDescription="<p>Richtlinie vom 1. Februar 2024 (StAnz. S. 100)</p>",
            bodyText=self.text(chance, LENGTH),
            **dict.fromkeys(_EMPTY, ""),
        )
        return document(
            *(rich(name, html) for name, html in stated.items()),
            value("keywords", "Radverkehr Gemeinde Klimaschutz"),
            value("dateOfIssue", "2024-02-01T00:00:00.000+01:00", "Date"),
            value("shouldNotBeIndexed", "0", "Long"),
            value("subType", "ServiceOffer-FundingProgram"),
            classified(
                "cl2Processes",
                Foerderart=[category("Foerderart", "zuschuss")],
                Foerderbereich=[category("Foerderbereich", "umwelt_naturschutz")],
                Foerdergebiet=[category("Foerdergebiet", "hessen")],
                Foerdergeber=[category("Foerdergeber", "land")],
                Foerderberechtigte=[category("Foerderberechtigte", "kommune")],
                Foerderorganisation=[_target(f"Foerdergeber/amt-{contact % 40}")],
            ),
            classified("cl2Contacts", Kontakt=[_target(f"Kontakt/stelle-{contact}")]),
            classified(
                "cl2CustServices",
                ExternerLink=[_target(f"ExternerLink/l{number}-{one}") for one in range(2)],
            ),
        )

    def members(self, count: int) -> Iterator[tuple[str, str]]:
        """The whole export, document by document."""
        contacts = max(count * 4 // 5, 1)
        for number in range(count):
            folder = f"Foerderprogramm/Land/Hessen/g{number % 50}"
            yield f"{folder}/muster-{number}", self.programme(number, contacts)
            for one in range(2):
                name = f"ExternerLink/l{number}-{one}"
                address = value("url", f"https://www.example.org/{number}/{one}")
                yield name, _plain("ExternalLink", f"Seite {one} zu {number}", address)
        for number in range(contacts):
            yield f"Kontakt/stelle-{number}", _contact(number)
            yield f"Adresse/ort-{number}", _address(number)
        for number in range(40):
            yield f"Foerdergeber/amt-{number}", _plain("ContactData", f"Musteramt {number}")


def _target(path: str) -> str:
    return f"target:/{ROOT}{path}"


def _plain(kind: str, title: str, *more: str) -> str:
    return document(rich("title", f"<p>{title}</p>"), *more, kind=kind)


def _contact(number: int) -> str:
    return _plain(
        "ContactData",
        f"Musterstelle {number}",
        value("email", f"stelle{number}@example.org"),
        value("phone", f"+49 6152 {number}"),
        classified("cl2Addresses", Adresse=[_target(f"Adresse/ort-{number}")]),
        links("website"),
    )


def _address(number: int) -> str:
    return _plain(
        "Address",
        f"Ort {number}",
        value("road", "Musterstraße"),
        value("houseId", str(number)),
        value("zipCode", "64521"),
        value("city", "Groß-Gerau"),
    )


def sentences(shared: Path) -> list[str]:
    """German sentences of the volume material, else a few invented ones."""
    file = shared / "volume/opportunities.jsonl.gz"
    if not file.exists():
        return list(_SENTENCES)
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        texts = (row["description"] for row in map(json.loads, lines) if row["lang"] == "de")
        found = [part.strip() + "." for text in texts for part in text.split(". ")]
    return [one.replace("&", "und").replace("<", "") for one in found if 40 < len(one) < 300]


def write_export(path: Path, count: int, writer: Writer) -> None:
    """Write an export of so many programmes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in writer.members(count):
            archive.writestr(f"{ROOT}{name}.xml", content)


def measure(folder: Path, file: Path, facts: str) -> dict[str, float]:
    """Read the file in a process of its own; memory counts its helpers as well."""
    script = folder.parent / "read_export.py"
    script.write_text(_READ, encoding="utf-8")
    patches = folder.parent / f"facts-{facts}"
    patches.mkdir(exist_ok=True)
    (patches / "sitecustomize.py").write_text(_NO_FACTS if facts == "no" else "", encoding="utf-8")
    env = os.environ | dict(PYTHONPATH=os.pathsep.join((str(patches), str(PROJECT))))
    process = subprocess.Popen(
        [sys.executable, script, folder, file], env=env, stdout=subprocess.PIPE, text=True
    )
    peak = 0
    ended, usage = 0, None
    while not ended:
        peak = max(peak, _resident(process.pid))
        time.sleep(0.05)
        ended, _, usage = os.wait4(process.pid, os.WNOHANG)
    assert process.stdout is not None
    assert usage is not None
    cpu = usage.ru_utime + usage.ru_stime
    return json.loads(process.stdout.read()) | dict(peak=peak // 1024, cpu=cpu)


def bare_loop(file: Path) -> float:
    """Seconds that a bare loop takes over the file."""
    command = [sys.executable, "-c", _BARE, str(file)]
    return float(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def _resident(pid: int) -> int:
    """Kilobytes that a process and its children hold: what they share counts once a process."""
    total = 0
    for one in (pid, *_children(pid)):
        try:
            status = Path(f"/proc/{one}/status").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        found = [line for line in status.splitlines() if line.startswith("VmRSS")]
        total += int(found[0].split()[1]) if found else 0
    return total


def _children(pid: int) -> list[int]:
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in text.split()]


def say(text: str) -> None:
    """Print one line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[200, 2500, 25000])
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    parser.add_argument("--facts", choices=("no", "yes", "both"), default="both")
    parser.add_argument("--keep", type=Path, help="keep exports and databases there")
    options = parser.parse_args()
    writer = Writer(sentences(options.shared))
    names = ("programmes", "export", "facts", "reading", "s", "CPU s", "programmes/s", "peak")
    say(f"| {' | '.join(names)} | database | against a bare loop |")
    say("|---|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        work = options.keep or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            file = work / f"export-{size}.zip"
            if not file.exists():
                write_export(file, size, writer)
            for facts in ("no", "yes") if options.facts == "both" else (options.facts,):
                _measure_size(work, file, size, facts)


def _measure_size(work: Path, file: Path, size: int, facts: str) -> None:
    with tempfile.TemporaryDirectory(dir=work) as temporary:
        folder = Path(temporary) / "data"
        for reading in ("first", "again"):
            bare = bare_loop(file)
            found = measure(folder, file, facts)
            assert found["seen"] == size, found
            stored = sum(path.stat().st_size for path in folder.glob("foerdernetz.sqlite3*"))
            say(
                f"| {size} | {file.stat().st_size / 1e6:.1f} MB | {facts} | {reading}"
                f" | {found['seconds']:.1f} | {found['cpu']:.1f} | {size / found['seconds']:.0f}"
                f" | {found['peak']:.0f} MB | {stored / 1e6:.0f} MB"
                f" | {found['seconds'] / bare:.1f} × the time of {size / bare:.0f}/s |"
            )


if __name__ == "__main__":
    main()
