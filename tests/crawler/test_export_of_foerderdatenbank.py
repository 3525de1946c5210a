"""The export is read completely, and every trap in it is known."""

from datetime import date
from pathlib import Path
from typing import Any

import export_builder as build
import pytest
from export_builder import PROGRAMME, ROOT, category, classified, links, programme, rich, value

from crawler.foerderdatenbank import archive as archive_module
from crawler.foerderdatenbank.archive import UnreadableArchive
from crawler.foerderdatenbank.categories import REGIONS, SUB_AREAS
from crawler.foerderdatenbank.export import Export
from crawler.unread import Unread
from index.record import Contact, Link, SourceRecord
from index.vocabulary import (
    ApplicantType,
    FundingArea,
    FundingType,
    Level,
    Region,
    SubArea,
)


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Read an export with these members; gives the items and the export."""

    def read_members(members: dict[str, Any]) -> tuple[list[SourceRecord | Unread], Export]:
        export = Export(build.write_export(tmp_path / "export.zip", members))
        return list(export.items()), export

    return read_members


@pytest.fixture
def read_one(read: Any) -> Any:
    """Read an export with one programme and perhaps neighbours; gives its record."""

    def read_programme(document: str | bytes, **neighbours: str) -> SourceRecord:
        members = {ROOT + name.replace("__", "/") + ".xml": x for name, x in neighbours.items()}
        (item,), _ = read({**members, PROGRAMME: document})
        assert isinstance(item, SourceRecord), item
        return item

    return read_programme


def test_every_field_of_a_programme_is_read(read_one: Any) -> None:
    record = read_one(
        programme(
            rich("header", "<p>Antragstellung derzeit nicht möglich</p>"),
            value("keywords", "Radweg\tKommune"),
            value("dateOfIssue", "2023-09-28T10:15:00.000+02:00", "Date"),
            classified(
                "cl2Processes",
                Foerderart=[category("Foerderart", "zuschuss")],
                Foerderbereich=[category("Foerderbereich", "mobilitaet")],
                Foerdergebiet=[category("Foerdergebiet", "hessen")],
                Foerdergeber=[category("Foerdergeber", "land")],
                Foerderberechtigte=[category("Foerderberechtigte", "kommune")],
            ),
            summary="<p>Der Volltext.</p>",
            regulatoryFWork="<p>Sie müssen eine Kommune sein.</p>",
            procInfluence="<p>bis zum 31.10.</p>",
            procMethod="<p>Stellen Sie den Antrag.</p>",
            progress="<p>Drei Monate</p>",
            competenceDescr="<ul><li>Lageplan</li></ul>",
            functions="<p>Deutsch</p>",
            procDescription="<p>[Vom 1. März 2023]</p>",
            bodyText="<h2>1. Zweck</h2><p>Text der Richtlinie</p>",
        )
    )
    assert record.key == "Land/Hessen/musterradweg"
    page = "https://www.foerderdatenbank.de/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    assert record.url == page + "musterradweg.html"
    assert record.title == "Musterförderung für Radwege"
    assert record.summary.text == "Kommunen erhalten einen Zuschuss für Radwege."
    assert record.description.text == "Der Volltext."
    assert record.legal_requirements.text == "Sie müssen eine Kommune sein."
    assert record.deadline_text.text == "bis zum 31.10."
    assert record.procedure.text == "Stellen Sie den Antrag."
    assert record.processing_time.text == "Drei Monate"
    assert record.documents.text == "• Lageplan"
    assert record.application_language.text == "Deutsch"
    assert record.citation.text == "[Vom 1. März 2023]"
    assert record.guideline.text == "1. Zweck\nText der Richtlinie"
    assert record.status_line == "Antragstellung derzeit nicht möglich"
    assert record.keywords == "Radweg Kommune"
    assert record.issued_on == date(2023, 9, 28)
    assert record.funding_types == (FundingType.GRANT,)
    assert record.funding_areas == (FundingArea.MOBILITY,)
    assert record.regions == (Region.HESSE,)
    assert record.levels == (Level.STATE,)
    assert record.eligible_applicants == (ApplicantType.MUNICIPALITY,)
    assert not record.retired


def test_an_old_style_programme_has_its_description_in_the_right_place(read_one: Any) -> None:
    body = "<h2>Ziel und Gegenstand</h2><p>Gefördert werden Radwege.</p>"
    record = read_one(programme(teaserText="", summary="", bodyText=body))
    assert record.description.text == "Ziel und Gegenstand\nGefördert werden Radwege."
    assert not record.guideline


def test_a_richtlinie_without_a_description_stays_a_richtlinie(read_one: Any) -> None:
    texts = dict(procDescription="<p>[Vom 1. März 2023]</p>", bodyText="<p>1. Zweck</p>")
    record = read_one(programme(teaserText="", **texts))
    assert record.guideline.text == "1. Zweck"
    assert not record.description


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("För\u00adder\u00admittel", "Fördermittel"),
        ("Förder\u0090mittel", "Fördermittel"),
        ("Förder&amp;#xa0;mittel", "Förder mittel"),
        ("Förder&nbsp;mittel", "Förder mittel"),
        ("Musik &amp; Kunst", "Musik & Kunst"),
        ("a &lt; b", "a < b"),
        ("<abbr title='Europäische Union'>EU</abbr>-Mittel", "EU-Mittel"),
        ("?Zukunft? ? Teil ?A?", "„Zukunft“ – Teil „A“"),
        ("Programm 2021?2027", "Programm 2021–2027"),
        ("Wer wird gefördert?", "Wer wird gefördert?"),
    ],
)
def test_damaged_characters_of_a_title_are_repaired(
    read_one: Any, written: str, read_as: str
) -> None:
    assert read_one(programme(title=written)).title == read_as


def test_a_control_character_does_not_hide_the_programme(read_one: Any) -> None:
    document = programme(summary="<p>Förder\x02mittel &#2;</p>")
    assert read_one(document).description.text == "Fördermittel"


def test_bytes_that_are_no_utf_8_do_not_hide_the_programme(read_one: Any) -> None:
    document = programme(summary="<p>Förderung</p>").encode().replace("ö".encode(), b"\xf6", 1)
    assert "rderung" in read_one(document).title + read_one(document).description.text


@pytest.mark.parametrize(
    ("codes", "regions"),
    [
        (["_bundesweit"], (Region.NATIONWIDE,)),
        (["bundesweit", "_bundesweit"], (Region.NATIONWIDE,)),
        (["schlesig_holstein"], (Region.SCHLESWIG_HOLSTEIN,)),
        (["de_ni", "de_st"], (Region.LOWER_SAXONY, Region.SAXONY_ANHALT)),
        (["sonstige"], (Region.ABROAD,)),
    ],
)
def test_regions_are_read_in_every_spelling(
    read_one: Any, codes: list[str], regions: tuple[Region, ...]
) -> None:
    targets = [category("Foerdergebiet", code) for code in codes]
    record = read_one(programme(classified("cl2Processes", Foerdergebiet=targets)))
    assert record.regions == regions


def test_a_sub_area_belongs_to_the_area_of_its_classifier(read_one: Any) -> None:
    record = read_one(
        programme(
            classified(
                "cl2Satisfaction",
                UFInfrastruktur=[category("UF_Infrastruktur", "laendliche_entwicklung")],
                UFRegionalfoerderung=[category("UF_Regional", "laendliche_entwicklung")],
            )
        )
    )
    label = "Ländliche Entwicklung"
    assert record.sub_areas == (
        SubArea(FundingArea.INFRASTRUCTURE, label),
        SubArea(FundingArea.REGIONAL, label),
    )


def test_every_land_and_every_area_has_its_word() -> None:
    assert set(REGIONS.values()) == set(Region) - {Region.EU}
    labels = [area.label for areas in SUB_AREAS.values() for area in areas.values()]
    assert len(SUB_AREAS) == 19
    assert not [label for label in labels if "_" in label or "[" in label]


def test_the_folder_tells_the_level_when_no_category_does(read: Any) -> None:
    items, _ = read({ROOT + "Foerderprogramm/EU/muster.xml": programme()})
    assert items[0].levels == (Level.EU,)


def test_a_garbage_date_is_no_date_and_an_expiry_is_never_read(read_one: Any) -> None:
    record = read_one(
        programme(
            value("dateOfIssue", "0207-12-31T00:00:00.000+01:00", "Date"),
            value("dateOfExpiration", "2027-12-31T00:00:00.000+01:00", "Date"),
        )
    )
    assert record.issued_on is None
    assert "2027" not in repr(record)


def test_notes_of_the_editors_stay_inside(read_one: Any) -> None:
    assert "Ticket" not in repr(read_one(programme(comment="<p>Ticket#862836</p>")))


def test_a_contact_comes_with_its_address_and_page(read_one: Any) -> None:
    record = read_one(
        programme(classified("cl2Contacts", Kontakt=[f"target:/{ROOT}Kontakt/M/amt"])),
        Kontakt__M__amt=build.document(
            rich("title", "<p>Musteramt</p>"),
            value("email", "post@amt.example"),
            value("phone", "+49 000 1"),
            classified("cl2Addresses", Adresse=[f"target:/{ROOT}Adresse/M/amt"]),
            links("website", f"target:/{ROOT}ExternerLink/M/amt"),
            kind="ContactData",
        ),
        Adresse__M__amt=build.document(
            value("road", "Musterweg"),
            value("houseId", "7"),
            value("zipCode", "00000"),
            value("city", "Musterstadt"),
            kind="Address",
        ),
        ExternerLink__M__amt=build.document(
            value("url", "https://amt.example/"), kind="ExternalLink"
        ),
    )
    assert record.contacts == (
        Contact(
            name="Musteramt",
            street="Musterweg 7",
            postcode="00000",
            city="Musterstadt",
            email="post@amt.example",
            phone="+49 000 1",
            website="https://amt.example/",
        ),
    )


def test_links_that_lead_nowhere_give_nothing(read_one: Any) -> None:
    record = read_one(
        programme(
            classified("cl2CustServices", ExternerLink=[f"target:/{ROOT}ExternerLink/fehlt"]),
            classified("cl2Contacts", Kontakt=["target:/anderswo/kontakt"]),
            summary='<p><a xlink:type="simple" xlink:href="target:/BMWI/fehlt">Merkblatt</a></p>',
        )
    )
    assert record.links == ()
    assert record.contacts == ()
    assert record.description.text == "Merkblatt"
    assert "href" not in record.description.html


def test_links_across_the_folders_are_what_their_type_says(read_one: Any) -> None:
    record = read_one(
        programme(
            classified("cl2CustServices", ExternerLink=[f"target:/{ROOT}Kontakt/M/amt"]),
            classified("cl2Contacts", Kontakt=[f"target:/{ROOT}Foerdergeber/M/seite"]),
        ),
        Kontakt__M__amt=build.document(rich("title", "<p>Musteramt</p>"), kind="ContactData"),
        Foerdergeber__M__seite=build.document(
            rich("title", "<p>Merkblatt</p>"),
            value("url", "https://amt.example/merkblatt"),
            kind="ExternalLink",
        ),
    )
    assert record.contacts == (Contact(name="Musteramt"),)
    assert record.links == (Link(label="Merkblatt", url="https://amt.example/merkblatt"),)


def test_a_link_inside_a_text_becomes_a_web_address(read_one: Any) -> None:
    target = f"target:/{ROOT}ExternerLink/M/merkblatt"
    record = read_one(
        programme(summary=f'<p><a xlink:type="simple" xlink:href="{target}">Merkblatt</a></p>'),
        ExternerLink__M__merkblatt=build.document(
            value("url", "https://amt.example/merkblatt"), kind="ExternalLink"
        ),
    )
    assert 'href="https://amt.example/merkblatt"' in record.description.html


def test_funders_are_named_by_their_documents(read_one: Any) -> None:
    record = read_one(
        programme(
            classified("cl2Processes", Foerderorganisation=[f"target:/{ROOT}Foerdergeber/x"])
        ),
        Foerdergeber__x=build.document(rich("title", "<p>Land Muster</p>"), kind="ContactData"),
    )
    assert record.funders == ("Land Muster",)


def test_same_slug_and_title_in_two_laender_are_two_programmes(read: Any) -> None:
    names = [ROOT + f"Foerderprogramm/Land/{land}/zentren.xml" for land in ("Hamburg", "Hessen")]
    items, _ = read({name: programme(title="Zentren") for name in names})
    assert [item.key for item in items] == ["Land/Hamburg/zentren", "Land/Hessen/zentren"]


def test_a_stub_is_passed_over_and_a_missing_title_is_told(read: Any) -> None:
    stub = ROOT + "Foerderprogramm/Bund/BMBF/platzhalter.xml"
    nameless = ROOT + "Foerderprogramm/Bund/BMBF/namenlos.xml"
    items, _ = read({PROGRAMME: programme(), stub: build.document(), nameless: programme(title="")})
    assert [type(item) for item in items] == [SourceRecord, Unread]
    assert items[1].key == "Bund/BMBF/namenlos"


def test_a_programme_in_the_archive_is_retired(read: Any) -> None:
    items, _ = read({ROOT + "Archiv/altes-programm.xml": programme()})
    assert items[0].retired
    assert items[0].key == "Archiv/altes-programm"
    assert items[0].url.endswith("/FDB/Content/DE/Archiv/altes-programm.html")


def test_the_type_counts_and_not_the_folder(read: Any) -> None:
    link = build.document(value("url", "https://x.example/"), kind="ExternalLink")
    items, _ = read({PROGRAMME: programme(), ROOT + "Foerderprogramm/EU/verweis.xml": link})
    assert len(items) == 1


@pytest.mark.parametrize(
    ("odd", "told"),
    [
        (rich("neuesFeld", "<p>x</p>"), "unbekanntes Feld gsb:neuesFeld"),
        (value("header", "x"), "gsb:header hat den Typ String"),
        ('<property name="gsb:progress" type="RichText"><value>x</value></property>', "Inhalt"),
        (value("shouldNotBeIndexed", "1", "Long"), "shouldNotBeIndexed"),
        (classified("cl2Location", Foerdertermin=["target:/BMWI/termin"]), "Foerdertermin"),
        (classified("cl2Processes", Foerderart=[category("Foerderart", "spende")]), "spende"),
        (classified("cl2Processes", NeueOrdnung=[category("X", "y")]), "NeueOrdnung"),
    ],
)
def test_what_the_export_did_not_have_before_is_told(read: Any, odd: str, told: str) -> None:
    items, export = read({PROGRAMME: programme(odd)})
    assert len(items) == 1
    assert any(told in notice for notice in export.notices), export.notices


def test_an_ordinary_export_gives_no_notice(read: Any) -> None:
    _, export = read({PROGRAMME: programme(), "BMWI/beschreibung.pdf": b"%PDF"})
    assert export.notices == ()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "kein ZIP"),
        (b"<!doctype html><title>Radware Captcha Page</title>", "Bot-Schutz"),
        (b"<html><h1>Willkommen</h1>", "HTML-Seite"),
        (b"PK\x03\x04" + b"x" * 400, "unvollst"),
    ],
)
def test_what_is_no_export_is_named(tmp_path: Path, content: bytes, sentence: str) -> None:
    file = tmp_path / "export.zip"
    file.write_bytes(content)
    with pytest.raises(UnreadableArchive, match=sentence):
        list(Export(file).items())


def test_an_archive_cut_short_is_refused(tmp_path: Path) -> None:
    file = build.write_export(tmp_path / "export.zip", {PROGRAMME: programme()})
    file.write_bytes(file.read_bytes()[: file.stat().st_size * 3 // 5])
    with pytest.raises(UnreadableArchive, match="unvollständig"):
        list(Export(file).items())


def test_an_archive_without_programmes_is_refused(read: Any) -> None:
    with pytest.raises(UnreadableArchive, match="kein einziges"):
        read({"BMWI/beschreibung.pdf": b"%PDF"})


def test_a_document_that_unpacks_without_end_is_left_out(
    read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive_module, "LONGEST_DOCUMENT", 100_000)
    bomb = ROOT + "Foerderprogramm/Bund/BMWi/bombe.xml"
    items, export = read({PROGRAMME: programme(), bomb: b" " * 1_000_000})
    assert [type(item) for item in items] == [SourceRecord, Unread]
    assert "zu groß" in items[1].reason
    assert export.notices


@pytest.mark.parametrize("name", ["../../evil.xml", "/evil.xml", "BMWI/FDB/../../../evil.xml"])
def test_a_name_that_leads_out_of_the_archive_is_left_out(read: Any, name: str) -> None:
    items, _ = read({PROGRAMME: programme(), name: programme()})
    assert [type(item) for item in items] == [SourceRecord, Unread]


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE document [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE document [<!ENTITY % r SYSTEM "http://127.0.0.1:9/evil.dtd"> %r;]>',
        '<!DOCTYPE document [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>',
    ],
)
def test_a_document_with_entities_of_its_own_is_left_out(read: Any, declaration: str) -> None:
    hostile = programme(title="Titel").replace("<document", declaration + "<document", 1)
    other = ROOT + "Foerderprogramm/Land/Hessen/anderes.xml"
    items, _ = read({PROGRAMME: hostile, other: programme()})
    assert [type(item) for item in items] == [Unread, SourceRecord]
    assert items[0].key == "Land/Hessen/musterradweg"
    assert "Entitäten" in items[0].reason


def test_scripts_in_titles_and_texts_cannot_act(read_one: Any) -> None:
    script = "<script>alert(1)</script>"
    record = read_one(programme(title=f"Radwege {script}", summary=f"<p>Text {script}</p>"))
    assert record.title == "Radwege"
    assert "script" not in record.description.html
