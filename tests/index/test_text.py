"""Texts of sources are made safe, readable and comparable."""

import pytest

from index.address import address_key, is_web_address
from index.text import (
    LONGEST_PASSAGE,
    UnreadableText,
    clean,
    comparable,
    plain,
    rich,
    rich_from_text,
)


@pytest.mark.parametrize(
    "hostile",
    [
        '<script>alert("xss")</script>',
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        '<a href="javascript:alert(1)">Antrag</a>',
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        '<p style="position:fixed" onclick="x()">Text</p>',
    ],
)
def test_html_of_a_source_cannot_act(hostile: str) -> None:
    safe = rich(f"<p>Text {hostile}</p>").html
    for word in ("script", "onerror", "onload", "javascript", "iframe", "style", "onclick"):
        assert word not in safe


def test_one_line_stands_for_one_block() -> None:
    html = (
        "<h3>Wer?</h3><p>Städte<br>und Gemeinden</p><ul><li>Kreise</li><li>Zweckverbände</li></ul>"
    )
    lines = ["Wer?", "Städte", "und Gemeinden", "• Kreise", "• Zweckverbände"]
    assert plain(html).split("\n") == lines


def test_text_around_inline_elements_stays_in_one_line() -> None:
    assert plain("<p>bis <strong>zum\n 1.</strong> Mai</p>") == "bis zum 1. Mai"


def test_soft_hyphens_and_control_characters_vanish() -> None:
    assert clean("För\u00adder\x02mittel\u0090 \xa0 jetzt") == "Fördermittel jetzt"


def test_an_empty_passage_is_no_passage() -> None:
    assert not rich("<div><p>&nbsp;</p></div>")
    assert not rich_from_text(" \n ")


def test_plain_text_is_escaped_when_wrapped() -> None:
    assert rich_from_text("a < b & <b>c</b>").html == "<p>a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;</p>"


def test_a_lost_quotation_mark_is_no_difference() -> None:
    assert comparable("?Zukunft Innenstadt? ? Teil 2") == comparable(
        "„Zukunft Innenstadt“ – Teil 2"
    )


def test_another_number_is_a_difference() -> None:
    assert comparable("bis 30.6.2024") != comparable("bis 30.6.2027")


@pytest.mark.parametrize(
    "other",
    [
        "http://www.kfw.de/F%C3%B6rder-(444)/",
        "https://kfw.de/Förder-(444)?from=show",
        "https://www.kfw.de/Förder-(444)#top",
    ],
)
def test_one_page_has_one_address(other: str) -> None:
    assert address_key(other) == "kfw.de/Förder-(444)"


def test_topics_of_the_eu_portal_have_one_address_in_any_case() -> None:
    base = "https://ec.europa.eu/info/topic-details/"
    assert address_key(base + "LIFE-2026-X.json") == address_key(base + "life-2026-x")


@pytest.mark.parametrize("text", ["", "hessen.de", "ftp://hessen.de/x", "https://", "http://[x"])
def test_what_is_no_web_address_is_told(text: str) -> None:
    assert not is_web_address(text)


@pytest.mark.parametrize("nested", ["<div>", "<b>", "<ul><li>", "<table><tr><td>"])
def test_a_hostile_nesting_ends_soon_and_keeps_what_stood_before(nested: str) -> None:
    assert rich("<p>Vorher.</p>" + nested * 100_000).text == "Vorher."


def test_a_passage_beyond_all_measure_is_refused() -> None:
    with pytest.raises(UnreadableText, match="at most"):
        rich("x" * (LONGEST_PASSAGE + 1))


def test_unclosed_and_stray_markup_is_read_as_a_browser_would() -> None:
    assert rich("eins <b>zwei<p>drei</div> vier").text.split() == ["eins", "zwei", "drei", "vier"]
