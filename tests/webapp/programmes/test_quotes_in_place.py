"""Quotes marked in their place in the text of the source."""

import re
import time
from pathlib import Path

import pytest
from conftest import Save, make_record
from visitors import visitor

from index.facts import Evidence, Fact, Facts
from index.record import Call
from index.store import Database
from index.text import rich
from webapp.programmes.highlight import mark_quotes


@pytest.mark.parametrize(
    ("html", "quote", "marked"),
    [
        ("<p>Bis zu 80 Prozent.</p>", "80 Prozent", "<p>Bis zu <mark>80 Prozent</mark>.</p>"),
        (
            "<p>Bis <strong>zu 80</strong> Prozent.</p>",
            "zu 80 Prozent",
            "<p>Bis <strong><mark>zu 80</mark></strong><mark> Prozent</mark>.</p>",
        ),
        (
            "<ul><li>Städte,</li><li>Kreise</li></ul>",
            "• Städte, • Kreise",
            "<ul><li><mark>Städte,</mark></li><li><mark>Kreise</mark></li></ul>",
        ),
        ("<p>A &amp; B</p>", "A & B", "<p><mark>A &amp; B</mark></p>"),
        (
            '<p><a href="x?a=80">hier</a> 80</p>',
            "80",
            '<p><a href="x?a=80">hier</a> <mark>80</mark></p>',
        ),
        (
            "<p>„Groß“  und\nklein</p>",
            '"GROSS" und klein',
            "<p>„<mark>Groß“  und\nklein</mark></p>",
        ),
        ("<p>nichts davon</p>", "etwas anderes", "<p>nichts davon</p>"),
        ("<p>leer</p>", " „“ ", "<p>leer</p>"),
    ],
)
def test_a_quote_is_marked_across_tags_and_spellings(html: str, quote: str, marked: str) -> None:
    assert mark_quotes(html, [quote]) == marked


def test_overlapping_quotes_are_marked_once_and_only_the_first_is_an_anchor() -> None:
    found = mark_quotes(
        "<p>eins zwei drei vier fünf sechs</p>", ["zwei drei", "drei vier", "sechs"], "x"
    )
    assert found == '<p>eins <mark id="x">zwei drei vier</mark> fünf <mark>sechs</mark></p>'


def test_marking_puts_nothing_into_a_page_but_marks() -> None:
    html = rich(
        '<p title="<b>">Ein <em>Satz</em> &lt;script&gt; mit <a href="https://a.b/">Link</a></p>'
    ).html
    found = mark_quotes(html, ["Satz <script> mit Link"], "beleg")
    assert re.sub(r"</?mark[^>]*>", "", found) == html
    assert "<mark" in found


def test_a_long_richtlinie_is_marked_in_time() -> None:
    html = "<p>Ein Satz der Richtlinie mit <b>Nummer 4.2</b>.</p>" * 8000
    began = time.perf_counter()
    assert "<mark" not in mark_quotes(html[:450_000], ["steht nirgends"])
    assert time.perf_counter() - began < 3


def test_the_page_leads_from_a_fact_to_its_sentence_and_says_where_it_was_read(
    db: Database, data_folder: Path, save: Save
) -> None:
    sentence = "Gefördert werden höchstens 80 Prozent der Ausgaben."
    long = "".join(f"<p>Absatz {number} der Richtlinie.</p>" for number in range(400))
    evidence = (Evidence(quote=sentence, field="guideline"),)
    rate = Fact(name="funding_rate_max", value=80.0, evidence=evidence)
    number = save(
        make_record(guideline=rich(f"{long}<p>{sentence}</p>")),
        facts=Facts({"funding_rate_max": rate}),
    )
    client = visitor(db, data_folder)
    page = client.get(f"/programm/{number}").text
    assert f'href="/programm/{number}?beleg=funding_rate_max#beleg"' in page
    assert "Musterquelle, Fassung 1 vom 15.06.2026; gelesen mit test" in page
    assert "<mark" not in page
    assert '<details class="long"><summary>' in page
    page = client.get(f"/programm/{number}?beleg=funding_rate_max").text
    assert f'<p><mark id="beleg">{sentence}</mark></p>' in page
    assert '<details class="long" open><summary>' in page
    assert "<mark" not in client.get(f"/programm/{number}?beleg=summary").text


def test_a_fact_from_a_field_of_a_call_leads_to_the_call(
    db: Database, data_folder: Path, save: Save
) -> None:
    evidence = (Evidence(quote="maxContribution: 500000", field="call"),)
    most = Fact(name="amount_max_eur", value=500_000, evidence=evidence)
    call = Call(identifier="X-1", grant_max_eur=500_000)
    number = save(make_record(call=call), facts=Facts({"amount_max_eur": most}))
    page = visitor(db, data_folder).get(f"/programm/{number}?beleg=amount_max_eur").text
    assert "#aufruf" in page
    assert "Feldern des Förderaufrufs" in page
