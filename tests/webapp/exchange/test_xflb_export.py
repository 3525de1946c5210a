"""The export speaks the vocabulary of XFLB and loses nothing."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import Save, make_facts, make_record, make_source
from lxml import etree

from index.programme import Programme, programme_at
from index.record import Call
from index.source import remember_source
from index.store import Database
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region
from webapp.cli import main
from webapp.exchange.codelists import APPLICANT, CODE_LISTS, FUNDER, FUNDING_AREA, FUNDING_TYPE
from webapp.exchange.deadline import FORMS, antragsfrist

TODAY = date(2026, 11, 22)
Exported = Callable[..., etree._Element]


@pytest.fixture
def exported(save: Save, tmp_path: Path) -> Exported:
    """Save one record, export it, and read the file back."""

    def export(facts: Any = None, **record: Any) -> etree._Element:
        save(make_record(**record), facts=facts or make_facts())
        file = tmp_path / "xflb.xml"
        args = ["export-xflb", str(file), "--today", TODAY.isoformat()]
        result = CliRunner().invoke(main, args)
        assert result.exit_code == 0, result.output
        return etree.parse(str(file)).getroot()

    return export


@pytest.fixture
def described(save: Save, db: Database) -> Callable[..., Programme]:
    """Save one record with facts and read it as a programme."""

    def describe(call: Call | None = None, **facts: Any) -> Programme:
        save(make_record(call=call), facts=make_facts(**facts))
        found = programme_at(db, "https://www.example.org/radweg")
        assert found is not None
        return found

    return describe


def application(*days: str) -> list[dict[str, str]]:
    return [{"kind": "application", "date": day} for day in days]


def test_values_with_a_counterpart_get_code_list_and_code(exported: Exported) -> None:
    root = exported(levels=(Level.STATE,), funding_areas=(FundingArea.INFRASTRUCTURE,))
    codes = {
        element.getparent().tag: (element.getparent().get("listURI"), element.text)
        for element in root.iter("code")
    }
    assert codes == {
        "foerderart": (FUNDING_TYPE.uri, "001"),
        "foerderbereich": (FUNDING_AREA.uri, "012"),
        "foerdernehmende": (APPLICANT.uri, "009"),
        "geldgeber": (FUNDER.uri, "003"),
    }


def test_values_without_a_counterpart_stand_verbatim_in_the_remark(exported: Exported) -> None:
    root = exported(
        funding_types=(FundingType.GUARANTEE,),
        funding_areas=(FundingArea.MOBILITY,),
        eligible_applicants=(ApplicantType.COMPANY,),
        levels=(Level.OTHER,),
    )
    assert not list(root.iter("code"))
    remark = root.findtext("foerderleistung/bemerkung") or ""
    for line in ("Garantie", "Mobilität", "Unternehmen", "Sonstige"):
        assert line in remark


def test_the_deadline_text_of_the_source_stays_in_the_remark(exported: Exported) -> None:
    root = exported(deadline_text="Bitte wenden Sie sich an die Bewilligungsstelle.")
    assert "Bitte wenden Sie sich an die Bewilligungsstelle." in root.findtext(".//bemerkung")


def test_a_long_remark_is_cut_at_a_word(exported: Exported) -> None:
    remark = exported(deadline_text="Frist " * 3000).findtext(".//bemerkung")
    assert len(remark) <= 8000
    assert remark.endswith("Frist […]")


def test_licence_and_author_stand_beside_the_text(exported: Exported) -> None:
    source = exported().find("foerderleistung/quelle")
    assert source is not None
    assert source.get("lizenz") == "CC BY 4.0"
    assert source.findtext("urheber") == "Musteramt"


def test_the_file_says_that_the_schema_was_not_at_hand(exported: Exported) -> None:
    comment = exported().getprevious()
    assert comment is not None
    assert "Schema lag beim Bau nicht vor" in comment.text


def test_hidden_programmes_are_not_handed_out(exported: Exported, db: Database, save: Save) -> None:
    number = save(make_record(key="bad", url="https://www.example.org/bad", title="Bäder"))
    db.table("programme").update(number, dict(hidden_because="doppelt"))
    assert [item.text for item in exported().iter("bezeichnung")] == [make_record().title]


def test_a_source_that_is_not_official_needs_a_review(
    exported: Exported, db: Database, save: Save
) -> None:
    remember_source(db, make_source("sample", reviewed_by_itself=False))
    assert len(exported()) == 0
    db.execute("update programme set reviewed_at = '2026-06-20'")
    db.conn.commit()
    assert len(exported()) == 1


@pytest.mark.parametrize(
    ("facts", "form", "value"),
    [
        (dict(deadlines=application("2027-03-31")), "fristdatum", "2027-03-31"),
        (dict(deadlines=application("--03-01")), "fristJaehrlich", "01.03"),
        (dict(deadline_relative="P3M"), "fristFest", "P3M"),
        (dict(deadline_model="rolling"), "sonstige", "ja"),
        (dict(deadlines=application("--03-01", "--10-15")), "sonstige", "ja"),
        (dict(deadline_model="two-stage", deadlines=application("2027-03-31")), "sonstige", "ja"),
        (dict(deadline_model="closed"), None, ""),
        (dict(deadlines=application("2026-03-31")), None, ""),
        (dict(), None, ""),
    ],
)
def test_antragsfrist_has_exactly_one_form_or_none(
    described: Callable[..., Programme], facts: dict[str, Any], form: str | None, value: str
) -> None:
    found = antragsfrist(described(**facts), TODAY)
    assert (found.form, found.value) == (form, value)
    assert found.form is None or found.form in FORMS


def test_several_days_are_named_in_words(described: Callable[..., Programme]) -> None:
    programme = described(deadlines=application("--03-01", "2027-10-15"))
    assert antragsfrist(programme, TODAY).remark == (
        "Antrag bis 01.03. jährlich; Antrag bis 15.10.2027"
    )


def test_the_day_of_a_structured_call_counts(described: Callable[..., Programme]) -> None:
    call = Call(identifier="MUSTER-1", deadlines=(date(2027, 4, 7),))
    assert antragsfrist(described(call=call), TODAY).value == "2027-04-07"


def test_every_pairing_points_to_a_code_of_its_list() -> None:
    for codes in CODE_LISTS:
        assert set(codes.codes.values()) <= set(codes.names)


def test_regions_are_named_by_nuts(exported: Exported) -> None:
    root = exported(regions=(Region.HESSE, Region.ABROAD))
    assert [item.text for item in root.iter("foerdergebiet")] == ["DE7"]


def test_names_a_folder_that_is_missing(save: Save, tmp_path: Path) -> None:
    save(make_record())
    result = CliRunner().invoke(main, ["export-xflb", str(tmp_path / "nirgends" / "xflb.xml")])
    assert result.exit_code == 2
    assert "nirgends" in result.stderr


def test_a_failure_leaves_the_old_file(
    exported: Exported, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported()
    before = {path.name: path.read_bytes() for path in tmp_path.glob("xflb*")}

    def full_disk(*args: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("webapp.exchange.xflb.foerderleistung", full_disk)
    result = CliRunner().invoke(main, ["export-xflb", str(tmp_path / "xflb.xml")])
    assert result.exit_code == 2
    assert {path.name: path.read_bytes() for path in tmp_path.glob("xflb*")} == before


def test_codes_are_those_of_the_published_lists(shared: Path) -> None:
    lists = json.loads((shared / "facts" / "vocabularies.json").read_text(encoding="utf-8"))
    by_uri = {value["urn"]: value for key, value in lists.items() if key.startswith("xoev_")}
    for codes in CODE_LISTS:
        published = by_uri[codes.uri]
        assert published["version"] == codes.version
        assert {c["code"]: c["label"] for c in published["codes"]} == codes.names


def test_pairings_are_the_exact_ones_of_the_published_lists(shared: Path) -> None:
    lists = json.loads((shared / "facts" / "vocabularies.json").read_text(encoding="utf-8"))
    ours = {"foerderart": FUNDING_TYPE, "foerderbereich": FUNDING_AREA}
    ours["foerderberechtigte"] = APPLICANT
    for name, codes in ours.items():
        exact = {
            entry["label"]: pair["code"]
            for entry in lists[name]["codes"]
            for pair in entry["xoev"] or []
            if pair["relation"] == "exact"
        }
        assert {value.value: code for value, code in codes.codes.items()} == exact
