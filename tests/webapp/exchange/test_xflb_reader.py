"""A reader of its own, as another portal would write one, understands every line of the export.

It knows nothing of our code: only what is published about the lists and the forms of Antragsfrist.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_facts, make_record, make_source

from index.merging import merge
from index.source import remember_source
from index.store import Database
from index.vocabulary import FundingArea, Region
from webapp.cli import main

LISTS = {
    "foerderart": ("urn:xoev-de:stmd:codeliste:finanzierungsform", "1", 6),
    "foerderbereich": ("urn:xoev-de:stmd:codeliste:foerderbereich", "1.1", 22),
    "foerdernehmende": ("urn:xoev-de:stmd:codeliste:foerdernehmende", "1", 13),
    "geldgeber": ("urn:xoev-de:stmd:codeliste:geldgebende-institution", "1", 5),
}
FORMS = {
    "fristdatum": lambda text: date.fromisoformat(text),
    "fristJaehrlich": lambda text: date.fromisoformat(f"2024-{text[3:]}-{text[:2]}"),
    "fristFest": lambda text: re.fullmatch(r"P\d+[YMWD]", text).group(),  # type: ignore[union-attr]
    "sonstige": lambda text: ["ja"].index(text),
}


def read(file: Path) -> list[ElementTree.Element]:
    """Read an export and refuse whatever the standard would refuse; gives its programmes."""
    root = ElementTree.parse(file).getroot()
    assert root.tag == "foerderleistungen"
    assert date.fromisoformat(root.get("stand", ""))
    found = list(root)
    numbers = [one.get("id") for one in found]
    assert len(set(numbers)) == len(numbers)
    for one in found:
        check(one)
    return found


def check(one: ElementTree.Element) -> None:
    assert one.tag == "foerderleistung"
    assert (one.findtext("bezeichnung") or "").strip()
    assert len(one.findall("antragsfrist")) <= 1
    for form in one.iterfind("antragsfrist"):
        (only,) = form
        FORMS[only.tag](only.text)
    for name, (uri, version, count) in LISTS.items():
        for coded in one.iterfind(name):
            assert (coded.get("listURI"), coded.get("listVersionID")) == (uri, version)
            assert coded.findtext("code") in {f"{number:03}" for number in range(1, count + 1)}
            assert coded.findtext("name")
    for region in one.iterfind("foerdergebiet"):
        assert re.fullmatch(r"[A-Z]{2}[0-9A-Z]{0,3}", region.text or "")
    assert len(one.findtext("bemerkung") or "") <= 8000
    for source in one.iterfind("quelle"):
        assert source.get("lizenz")
        assert source.findtext("urheber")
        assert (source.findtext("adresse") or "").startswith("http")
    assert one.find("quelle") is not None


def export(folder: Path, *more: str) -> list[ElementTree.Element]:
    file = folder / "xflb.xml"
    result = CliRunner().invoke(main, ["export-xflb", str(file), *more])
    assert result.exit_code == 0, result.output
    return read(file)


def deadline(*days: str, kind: str = "application") -> list[dict[str, str]]:
    return [dict(kind=kind, date=day) for day in days]


def every_form() -> Iterator[dict[str, object]]:
    yield dict(deadlines=deadline("2027-03-31"))
    yield dict(deadlines=deadline("--02-29"))
    yield dict(deadlines=deadline("--03-01", "--10-15"))
    yield dict(deadlines=deadline("2027-03-31", kind="sketch"), deadline_model="two-stage")
    yield dict(deadline_model="rolling")
    yield dict(deadline_relative="P3M")
    yield dict(deadline_model="closed")
    yield dict()


def test_the_reader_understands_every_form(db: Database, save: Save, tmp_path: Path) -> None:
    for number, facts in enumerate(every_form()):
        source = f"quelle{number}"
        remember_source(db, make_source(source))
        page = f"https://www.example.org/{number}"
        areas = (tuple(FundingArea)[number],)
        regions = (tuple(Region)[number], Region.NATIONWIDE)
        record = make_record(source=source, url=page, funding_areas=areas, regions=regions)
        save(record, facts=make_facts(**facts))
    forms = [
        [it.tag for it in one.iterfind("antragsfrist/*")]
        for one in export(tmp_path, "--today", "2026-11-22")
    ]
    assert sorted(form for found in forms for form in found) == [
        "fristFest", "fristJaehrlich", "fristdatum", "sonstige", "sonstige", "sonstige",
    ]  # fmt: skip


def test_a_joined_programme_is_handed_out_once_with_the_words_of_both(
    db: Database, save: Save, tmp_path: Path
) -> None:
    remember_source(db, make_source("bank", precedence=2))
    save(make_record(deadline_text="Bis zum Frühjahr."))
    other = make_record(source="bank", url="https://bank.example.org/rad")
    save(other, facts=make_facts(deadlines=deadline("2027-03-31")))
    merge(db, 1, 2, MONDAY)
    (one,) = export(tmp_path, "--today", "2026-11-22")
    assert len(one.findall("quelle")) == 2
    assert one.findtext("antragsfrist/fristdatum") == "2027-03-31"
    remark = one.findtext("bemerkung") or ""
    assert "Fristen laut Quelle: Bis zum Frühjahr." in remark
    assert "Fristen laut Quelle: (im Test erfunden)" in remark


@pytest.mark.parametrize(
    "broken",
    [
        "<antragsfrist><fristdatum>31.03.2027</fristdatum></antragsfrist>",
        "<antragsfrist><fristdatum>2027-03-31</fristdatum><sonstige>ja</sonstige></antragsfrist>",
        "<geldgeber listURI='urn:andere' listVersionID='1'><code>001</code></geldgeber>",
    ],
)
def test_the_reader_itself_refuses_what_is_wrong(broken: str, tmp_path: Path) -> None:
    file = tmp_path / "xflb.xml"
    head = "<foerderleistung id='1'><bezeichnung>Rad</bezeichnung>"
    quelle = "<quelle lizenz='x'><adresse>http://x</adresse><urheber>x</urheber></quelle>"
    body = f"{head}{broken}{quelle}</foerderleistung>"
    file.write_text(f"<foerderleistungen stand='2027-01-01'>{body}</foerderleistungen>")
    with pytest.raises((AssertionError, ValueError)):
        read(file)
