"""WIBank: one record per number or slug, read by the constant headings of its pages."""

import pytest

from crawler.headings import read_page
from crawler.wibank import has_known_headings, key_of, programme_links, record_of
from index.record import fingerprint
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


def test_a_programme_is_read_by_its_headings() -> None:
    record = record_of(read_page(PAGE, URL), URL, "123456")

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


def test_applicants_that_the_page_does_not_state_stay_empty() -> None:
    page = PAGE.replace("Antragsberechtigt sind Gemeinden und Vereine.", "Siehe Richtlinie.")

    assert record_of(read_page(page, URL), URL, "123456").eligible_applicants == ()


def test_a_second_address_gives_the_same_record() -> None:
    other = "https://www.wibank.de/wibank/foerderfinder/brunnenbau-123456"

    first = record_of(read_page(PAGE, URL), URL, key_of(URL))
    second = record_of(read_page(PAGE, other), other, key_of(other))

    assert first == second


def test_a_canonical_address_of_something_else_is_not_taken() -> None:
    page = PAGE.replace(f'href="{URL}"', 'href="https://www.wibank.de/wibank/foerderfinder"')

    assert record_of(read_page(page, URL), URL, "123456").url == URL


def test_another_markup_is_no_new_version() -> None:
    relaunched = PAGE.replace("<h2>", "<div><h3><span>").replace("</h2>", "</span></h3></div>")

    before = record_of(read_page(PAGE, URL), URL, "123456")
    after = record_of(read_page(relaunched, URL), URL, "123456")

    assert fingerprint(before) == fingerprint(after)


def test_a_page_without_its_headings_is_told_apart() -> None:
    flat = PAGE.replace("<h2>", "<div>").replace("</h2>", "</div>")

    assert has_known_headings(read_page(PAGE, URL))
    assert not has_known_headings(read_page(flat, URL))


def test_only_programmes_of_the_bank_are_followed_from_the_content_of_the_overview() -> None:
    overview = """<html><body><nav><a href="/wibank/karriere">Karriere</a></nav><main>
    <a href="/wibank/dorfbrunnen">Dorfbrunnen</a> <a href="/wibank/dorfbrunnen">mehr</a>
    <a href="https://wibank.de/bpshort/servlet/wibank/x/brunnen-123456">Brunnen</a>
    <a href="/wibank/foerderfinder?seite=2">weiter</a> <a href="/impressum">Impressum</a>
    <a href="https://elsewhere.example/wibank/see">See</a></main></body></html>"""

    assert programme_links(overview, "https://www.wibank.de/wibank/foerderfinder") == [
        "https://www.wibank.de/wibank/dorfbrunnen",
        "https://wibank.de/bpshort/servlet/wibank/x/brunnen-123456",
    ]
