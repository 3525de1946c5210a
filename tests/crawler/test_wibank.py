"""WIBank: one record per number or slug, read by the constant headings of its pages."""

from collections.abc import Callable

import pytest
from conftest import MONDAY
from scrapy.http import HtmlResponse

from crawler.headings import read_page
from crawler.site_spider import LAYOUT_CHANGED
from crawler.unread import Unread
from crawler.wibank import SITEMAP, SOURCE, WibankSpider, key_of
from index.record import SourceRecord, fingerprint
from index.runs import start_run
from index.source import remember_source
from index.store import Database
from index.vocabulary import ApplicantType, FundingType, Level, Region

URL = "https://www.wibank.de/wibank/brunnenbau/brunnenbau-123456"
PAGE = f"""<html><head><link rel="canonical" href="{URL}"></head><body><main>
<p>Wasser finanzieren Darlehen</p><h1>Brunnenbau</h1>
<div role="note"><p>Derzeit ist keine Antragstellung möglich.</p></div><p>Brunnen für alle.</p>
<h2>In Kooperation mit:</h2><p>Ministerium für Wasser</p>
<h2>Was wird gefördert?</h2><p>Brunnen.</p>
<h2>Wer wird gefördert?</h2><p>Antragsberechtigt sind Gemeinden und Vereine.</p>
<p>Unternehmen sind nicht antragsberechtigt.</p>
<h2>Welche Voraussetzungen gibt es?</h2><p>Ein Platz.</p>
<h2>Wie sind die Konditionen?</h2><p>50 Prozent.</p>
<h2>Rechtliche Hinweise</h2><p>Kein Rechtsanspruch.</p>
<h2>Wo muss der Antrag gestellt werden?</h2><p>Im Portal.</p></main></body></html>"""


@pytest.fixture
def spider(db: Database) -> WibankSpider:
    remember_source(db, SOURCE)
    return WibankSpider(db=db, today=MONDAY, run=start_run(db, "wibank", MONDAY))


Read = Callable[..., SourceRecord]


@pytest.fixture
def read(spider: WibankSpider) -> Read:
    def read_record(text: str, url: str = URL) -> SourceRecord:
        return spider.record_of(read_page(text, url), url, key_of(url))

    return read_record


def page(text: str, url: str = URL) -> HtmlResponse:
    return HtmlResponse(url, body=text.encode(), encoding="utf-8")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        (URL, "123456"),
        ("http://wibank.de/wibank/foerderfinder/brunnenbau-123456/", "123456"),
        ("https://www.wibank.de/bpshort/servlet/wibank/wasser/brunnen-123456", "123456"),
        ("https://wibank.de/wibank/dorfbrunnen", "dorfbrunnen"),
    ],
)
def test_the_key_is_the_number_else_the_slug(url: str, key: str) -> None:
    assert key_of(url) == key


def test_a_programme_is_read_by_its_headings(read: Read) -> None:
    record = read(PAGE)

    assert record.title == "Brunnenbau"
    assert record.status_line == "Derzeit ist keine Antragstellung möglich."
    assert record.description.text.splitlines() == [
        "Was wird gefördert?",
        "Brunnen.",
        "Wie sind die Konditionen?",
        "50 Prozent.",
    ]
    assert "Ein Platz." in record.legal_requirements.text
    assert "Kein Rechtsanspruch." in record.legal_requirements.text
    assert record.procedure.text.endswith("Im Portal.")
    assert record.funding_types == (FundingType.LOAN,)
    assert record.keywords == "Wasser finanzieren"
    assert record.eligible_applicants == (ApplicantType.MUNICIPALITY, ApplicantType.ASSOCIATION)
    assert record.funders == ("Ministerium für Wasser",)
    assert record.levels == (Level.STATE,)
    assert record.regions == (Region.HESSE,)


def test_applicants_that_the_page_does_not_state_stay_empty(read: Read) -> None:
    text = PAGE.replace("Antragsberechtigt sind Gemeinden und Vereine.", "Siehe Richtlinie.")

    assert read(text).eligible_applicants == ()


def test_a_second_address_gives_the_same_record(read: Read) -> None:
    other = "https://www.wibank.de/wibank/foerderfinder/brunnenbau-123456"

    first = read(PAGE)
    second = read(PAGE, other)

    assert first == second


def test_a_canonical_address_of_something_else_is_not_taken(read: Read) -> None:
    text = PAGE.replace(f'href="{URL}"', 'href="https://www.wibank.de/wibank/foerderfinder"')

    assert read(text).url == URL


def test_another_markup_is_no_new_version(read: Read) -> None:
    relaunched = PAGE.replace("<h2>", "<div><h3><span>").replace("</h2>", "</span></h3></div>")

    before = read(PAGE)
    after = read(relaunched)

    assert fingerprint(before) == fingerprint(after)


def test_a_page_without_its_headings_is_unread(spider: WibankSpider) -> None:
    flat = PAGE.replace("<h2>", "<div>").replace("</h2>", "</div>")

    (record,) = spider.parse_page(page(PAGE), "123456")
    (item,) = spider.parse_page(page(flat), "123456")

    assert isinstance(record, SourceRecord)
    assert item == Unread(URL, LAYOUT_CHANGED, "123456")


def test_only_programmes_of_the_bank_are_followed_from_the_content_of_the_overview(
    spider: WibankSpider,
) -> None:
    overview = """<html><body><nav><a href="/wibank/karriere">Karriere</a></nav><main>
    <a href="/wibank/dorfbrunnen">Dorfbrunnen</a> <a href="/wibank/dorfbrunnen">mehr</a>
    <a href="https://wibank.de/bpshort/servlet/wibank/x/brunnen-123456">Brunnen</a>
    <a href="https://wibank.de/wibank/foerderfinder/brunnen-123456">Brunnen</a>
    <a href="/wibank/foerderfinder?seite=2">weiter</a> <a href="/impressum">Impressum</a>
    <a href="https://elsewhere.example/wibank/see">See</a></main></body></html>"""

    asked = spider.parse(page(overview, SOURCE.address))

    assert [request.url for request in asked] == [
        "https://www.wibank.de/wibank/dorfbrunnen",
        "https://wibank.de/bpshort/servlet/wibank/x/brunnen-123456",
    ]


def test_the_site_map_adds_programmes_with_a_number(spider: WibankSpider) -> None:
    list(spider.parse(page(f'<a href="{URL}">Brunnen</a>', SOURCE.address)))
    places = (URL, f"{URL}7", "https://www.wibank.de/wibank/see-654321")
    site_map = "".join(f"<url><loc>{place}</loc></url>" for place in places)

    asked = spider.parse_sitemap(page(f"<urlset>{site_map}</urlset>", SITEMAP))

    assert [request.url for request in asked] == ["https://www.wibank.de/wibank/see-654321"]
