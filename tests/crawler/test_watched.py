"""Watched pages: good titles, text and categories, and nothing that a page does not state."""

import pytest
from conftest import make_record

from crawler.categories import (
    applicants_named,
    applicants_stated,
    funding_types_stated,
    land_named,
    listed,
)
from crawler.error_page import is_error_page
from crawler.headings import read_page
from crawler.watch_list import Watched, watch_list
from crawler.watched import held_addresses
from crawler.watched_record import record_of
from index.record import SourceRecord, fingerprint
from index.store import Database
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region

URL = "https://brunnen.hessen.de/programm"


def watched(url: str = URL, level: Level = Level.STATE, funder: str = "") -> Watched:
    return Watched(url, level, funder)


def read(content: str, page: Watched | None = None) -> SourceRecord:
    page = page or watched()
    return record_of(read_page(f"<main>{content}</main>", page.url), page)


def test_a_page_of_prose_gives_a_short_summary_and_the_rest_as_description() -> None:
    paragraphs = [f"Absatz {n}. " + "Brunnen kühlen die Stadt. " * 8 for n in range(4)]
    record = read("<h1>Brunnen</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs))

    assert record.title == "Brunnen"
    assert record.summary.text.startswith("Absatz 0.")
    assert "Absatz 1." not in record.summary.text
    assert record.description.text.startswith("Absatz 1.")
    assert "Absatz 3." in record.description.text


def test_headings_lead_into_passages_and_unknown_ones_stay_with_the_one_before() -> None:
    record = read(
        "<h1>Brunnen</h1><h2>Zuwendungsvoraussetzungen</h2><p>Ein Platz.</p>"
        "<h2>Wichtig</h2><p>Auch im Winter.</p><h2>Fristen</h2><p>1. Mai 2031</p>"
        "<h2>Antragsverfahren</h2><p>einstufig</p><h2>Erforderliche Unterlagen</h2><p>Plan</p>"
    )

    assert "Auch im Winter." in record.legal_requirements.text
    assert "1. Mai 2031" in record.deadline_text.text
    assert "einstufig" in record.procedure.text
    assert "Plan" in record.documents.text


@pytest.mark.parametrize(
    "facts",
    [
        "<dt>Förderart:</dt><dd>Zuschuss</dd><dt>Fördergebiet:</dt><dd>Hessen</dd>"
        "<dt>Förderberechtigte:</dt><dd>Kommune, Verband/Vereinigung</dd>"
        "<dt>Förderbereich:</dt><dd>Kultur, Medien &amp; Sport</dd>",
        "<dt>Foerderart:</dt><dd>zuschuss</dd><dt>Foerdergebiet:</dt><dd>hessen</dd>"
        "<dt>Foerderberechtigte:</dt><dd>kommune, verband_vereinigung</dd>"
        "<dt>Foerderbereich:</dt><dd>kultur,_medien_&amp;_sport</dd>",
    ],
)
def test_labels_and_codes_of_categories_are_the_same(facts: str) -> None:
    record = read(f"<h1>Brunnen</h1><dl>{facts}</dl><h3>Kurztext</h3><p>Wasser.</p>")

    assert record.funding_types == (FundingType.GRANT,)
    assert record.regions == (Region.HESSE,)
    assert record.eligible_applicants == (ApplicantType.MUNICIPALITY, ApplicantType.ASSOCIATION)
    assert record.funding_areas == (FundingArea.CULTURE_SPORT,)
    assert record.description.text == ""
    assert record.summary.text == "Wasser."


def test_form_tokens_and_asset_names_are_no_change() -> None:
    def page(token: str) -> SourceRecord:
        form = f"<form><input type='hidden' value='{token}'></form>"
        script = f"<script src='/app.{token}.js'></script>"
        return read(f"{script}<h1>Brunnen</h1>{form}<p>Wasser.</p>")

    assert fingerprint(page("a1")) == fingerprint(page("b2"))


@pytest.mark.parametrize(
    ("title", "text", "error"),
    [
        ("Seite nicht gefunden", "Die Seite gibt es nicht mehr.", True),
        ("Fehler 404", "", True),
        ("Brunnen", "Ein Antrag ist nicht mehr möglich.", False),
        ("Nicht gefunden: Trinkwasser", "Lesen Sie, wie Brunnen helfen. " * 40, False),
    ],
)
def test_an_error_text_with_status_200_is_not_a_programme(
    title: str, text: str, error: bool
) -> None:
    assert is_error_page(read_page(f"<main><h1>{title}</h1><p>{text}</p></main>", URL)) is error


@pytest.mark.parametrize(
    ("page", "regions"),
    [
        (watched(), (Region.HESSE,)),
        (watched("https://bund.example/x", Level.FEDERAL), (Region.NATIONWIDE,)),
        (watched("https://eu.example/x", Level.EU), (Region.EU,)),
        (watched("https://x.example/x", Level.STATE, "Hessisches Amt"), (Region.HESSE,)),
        (watched("https://x.example/x"), ()),
        (watched("https://x.example/x", Level.OTHER), ()),
    ],
)
def test_the_region_follows_from_level_host_and_funder_only_if_certain(
    page: Watched, regions: tuple[Region, ...]
) -> None:
    assert read("<h1>Brunnen</h1><p>Wasser.</p>", page).regions == regions


@pytest.mark.parametrize(
    ("title", "text", "land"),
    [
        ("Brunnen (Hessen)", "Wie in Bayern.", Region.HESSE),
        ("Brunnen", "Das Land Hessen hilft hessischen Kommunen.", Region.HESSE),
        ("Brunnen", "Für Hessen und Bayern.", None),
        ("Brunnen", "In Sachsen-Anhalt.", Region.SAXONY_ANHALT),
        ("Brunnen", "In Niedersachsen.", Region.LOWER_SAXONY),
        ("Brunnen", "Überall.", None),
    ],
)
def test_a_land_counts_if_it_is_the_only_one_named(
    title: str, text: str, land: Region | None
) -> None:
    assert land_named(title, text) is land


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("Antragsberechtigt sind hessische Kommunen.", True),
        ("Das Land unterstützt seine Kommunen bei Brunnen.", True),
        ("Wenn Sie als Kommune bauen, erhalten Sie Geld.", True),
        ("Landkreise und Gemeinden können eine Skizze einreichen.", True),
        ("Gemeinden sind nicht antragsberechtigt.", False),
        ("Der Brunnen steht in einer Gemeinde.", False),
        ("Anträge stellen Sie bitte bei der Bewilligungsstelle der Stadt.", False),
    ],
)
def test_only_a_clear_statement_makes_municipalities_applicants(text: str, towns: bool) -> None:
    assert (ApplicantType.MUNICIPALITY in applicants_stated(text)) is towns


def test_associations_of_municipalities_are_no_associations() -> None:
    text = "Gemeinden, Gemeindeverbände und kommunale Zweckverbände"

    assert applicants_named(text) == (ApplicantType.MUNICIPALITY,)


@pytest.mark.parametrize(
    ("title", "lead", "text", "types"),
    [
        ("Brunnen", "", "Sie erhalten einen Zuschuss.", (FundingType.GRANT,)),
        ("Investitionskredit Brunnen", "", "", (FundingType.LOAN,)),
        ("Brunnen", "Kein Zuschuss.", "Kein Zuschuss.", ()),
        ("Brunnen", "", "Finanziert durch den Bundeszuschuss.", ()),
        ("Brunnen", "", "Nicht für Kassenkredite.", ()),
        ("Brunnen", "", "Kombination mit dem Zuschuss Teiche.", ()),
    ],
)
def test_the_form_of_the_money_is_taken_from_clear_words(
    title: str, lead: str, text: str, types: tuple[FundingType, ...]
) -> None:
    assert funding_types_stated(title, lead, text) == types


def test_a_list_with_longer_names_first() -> None:
    assert listed(Region, "Niedersachsen, Sachsen-Anhalt") == (
        Region.LOWER_SAXONY,
        Region.SAXONY_ANHALT,
    )


@pytest.mark.parametrize(
    ("url", "products"),
    [
        ("https://www.kfw.de/Förderprodukte/Brunnen-(444)/", ("444",)),
        ("https://kfw.de/F%C3%B6rderprodukte/Brunnen-(264-464)", ("264", "464")),
        ("https://www.kfw.de/Förderprodukte/Brunnen", ()),
        ("https://elsewhere.example/Brunnen-(444)", ()),
    ],
)
def test_product_numbers_of_kfw_stand_in_the_address(url: str, products: tuple[str, ...]) -> None:
    assert watched(url).products == products


def test_a_page_of_kfw_keeps_its_key_when_it_moves() -> None:
    old = watched("https://www.kfw.de/alt/Brunnen-(444)/")
    new = watched("https://kfw.de/neu/pfad/Brunnen-(444)")

    assert old.key == new.key
    assert watched().key == "brunnen.hessen.de/programm"


def test_the_watch_list_and_the_addresses_of_other_sources(db: Database, save) -> None:  # type: ignore[no-untyped-def]
    save(make_record(url="http://www.example.org/radweg/"))
    row = dict(url="https://example.org/radweg", level="Land", funder="", added_on="2026-06-15")
    db.table("watch").insert(row)
    db.table("watch").insert(row | dict(url=URL, level="ungültig", funder=None))

    pages = watch_list(db)

    assert [(page.url, page.level) for page in pages] == [
        (URL, Level.OTHER),
        ("https://example.org/radweg", Level.STATE),
    ]
    assert held_addresses(db) == {"example.org/radweg"}


def test_the_ministry_behind_a_page_is_known_by_its_host_unless_the_list_names_a_funder() -> None:
    page = "<h1>Brunnen</h1><p>Geld.</p>"
    press = "https://wirtschaft.hessen.de/presse/geld-fuer-brunnen"
    assert "Wirtschaft" in read(page, watched(press)).funders[0]
    assert read(page, watched(press, funder="Amt")).funders == ("Amt",)
    assert read(page, watched("https://wirtschaft.example/presse/x")).funders == ()
