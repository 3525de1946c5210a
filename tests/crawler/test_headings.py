"""A page is read by the text of its headings, whatever its markup."""

import pytest

from crawler.content import decode
from crawler.headings import Page, read_page
from index.text import rich

URL = "https://foerderbank.example/wibank/brunnen"
WHAT = "<p>Gefördert werden Brunnen.</p><ul><li>Bau</li><li>Pflege</li></ul>"
WHO = "<p>Städte und Gemeinden in Musterland.</p>"


def site(content: str) -> str:
    """A page with everything around it that must not leak into a record."""
    return f"""<!doctype html><html><head><title>Brunnen | Musterbank</title>
    <link rel="canonical" href="/wibank/brunnen"></head><body>
    <div id="cookie-banner" role="dialog"><h2>Was wird gespeichert?</h2><p>Keks</p></div>
    <aside class="consent"><h2>Datenschutz</h2><p>Keks</p></aside>
    <header role="banner"><a href="/">Musterbank</a><form><input name="q"></form></header>
    <nav aria-label="Brotkrumen"><ol><li><a href="/">Start</a></li></ol></nav>
    <div class="wrap"><main id="content">{content}</main>
    <aside><h2>Aktuelles</h2><p>Infotag am 1. März 2031, 9.000 Euro</p></aside></div>
    <footer><ul><li><a href="/impressum">Impressum</a></li></ul><p>© 2031</p></footer>
    <script>var frist = "2031-01-01"</script></body></html>"""


INTRO = '<p class="kategorie">Wasser Zuschuss</p><h1>Brun\u00adnen</h1><p>Teaser.</p>'
JUMP = '<ul><li><a href="#a1">Was wird gefördert?</a></li><li><a href="#a2">Wer?</a></li></ul>'
MARKUPS = {
    "h2": f"<section><h2>Was wird gefördert?</h2><div>{WHAT}</div></section>"
    f"<section><h2>Wer wird gefördert?</h2><div>{WHO}</div></section>",
    "h3 in boxes": f"<div><div><h3><span>Was wird ge\u00adfördert?</span></h3></div>{WHAT}</div>"
    f"<div><div><h3><span>Wer wird gefördert?</span></h3></div><div>{WHO}</div></div>",
    "strong paragraph": f"<p><strong>Was wird gefördert?</strong></p>{WHAT}"
    f"<p><strong>Wer wird gefördert?</strong></p>{WHO}",
    "bold line": "<p><b>Was wird gefördert?</b><br>Gefördert werden Brunnen.</p>"
    "<ul><li>Bau</li><li>Pflege</li></ul>"
    "<p><b>Wer wird gefördert?</b><br>\nStädte und Gemeinden in Musterland.</p>",
    "definition list": f"<dl><dt>Was wird gefördert?</dt><dd>{WHAT}</dd>"
    f"<dt>Wer wird gefördert?</dt><dd>{WHO}</dd></dl>",
    "details": f"<details><summary>Was wird gefördert?</summary>{WHAT}</details>"
    f"<details><summary>Wer wird gefördert?</summary><div>{WHO}</div></details>",
    "accordion": "<h2><button type='button'><span aria-hidden='true'></span>Was wird gefördert?"
    f"</button></h2><div hidden>{WHAT}</div>"
    f"<h2><button type='button'>Wer wird gefördert?</button></h2><div hidden>{WHO}</div>",
    "jump line": "<p><a href='#a1'>Was wird gefördert?</a> | <a href='#a2'>Wer?</a></p>"
    f"<h2 id='a1'>Was wird gefördert?</h2>{WHAT}<h2 id='a2'>Wer wird gefördert?</h2>{WHO}",
    "jump list": f"{JUMP}<h2 id='a1'>Was wird gefördert?</h2>{WHAT}"
    f"<h2 id='a2'>Wer wird gefördert?</h2>{WHO}",
}


def told(page: Page) -> list[tuple[str, str]]:
    return [(section.heading, rich(section.html).text) for section in page.sections]


@pytest.mark.parametrize("markup", MARKUPS.values(), ids=MARKUPS)
def test_every_markup_tells_the_same(markup: str) -> None:
    page = read_page(site(INTRO + markup), URL)

    assert page.title == "Brunnen"
    assert page.above == ("Wasser Zuschuss",)
    assert page.canonical == URL
    assert told(page) == [
        ("", "Teaser."),
        ("Was wird gefördert?", "Gefördert werden Brunnen.\n• Bau\n• Pflege"),
        ("Wer wird gefördert?", "Städte und Gemeinden in Musterland."),
    ]


def test_a_table_of_labels_and_values_is_a_list_of_headings() -> None:
    rows = "<tr><th>Förderart</th><td>Zuschuss</td></tr><tr><th>Frist</th><td>1. Mai</td></tr>"

    page = read_page(site(f"<h1>Brunnen</h1><table>{rows}</table>"), URL)

    assert told(page) == [("", ""), ("Förderart", "Zuschuss"), ("Frist", "1. Mai")]


def test_a_table_of_figures_stays_a_table() -> None:
    table = "<table><tr><th>Jahr</th><th>Euro</th></tr><tr><td>2030</td><td>9</td></tr></table>"

    page = read_page(site(f"<h1>Brunnen</h1><h2>Höhe</h2>{table}"), URL)

    assert told(page)[1] == ("Höhe", "Jahr Euro\n2030 9")


def test_a_bold_label_with_a_colon_begins_a_section() -> None:
    text = "<p><strong>Frist:</strong> 1. Mai 2031</p><p><strong>Viel</strong> Wasser hilft.</p>"

    page = read_page(site(f"<h1>Brunnen</h1>{text}"), URL)

    assert told(page) == [("", ""), ("Frist:", "1. Mai 2031\nViel Wasser hilft.")]


def test_a_list_of_links_to_other_pages_is_content() -> None:
    links = "<a href='/a#b'>Richtlinie</a> <a href='/c#d'>Formular</a>"

    page = read_page(site(f"<h1>Brunnen</h1><p>{links}</p>"), URL)

    assert told(page) == [("", "Richtlinie Formular")]


def test_the_only_title_counts_wherever_it_stands() -> None:
    page = read_page(
        "<body><header role='banner'><h1>Brunnen</h1></header><nav>Start</nav>"
        f"<main><h2>Was wird gefördert?</h2>{WHAT}</main></body>",
        URL,
    )

    assert page.title == "Brunnen"
    assert told(page)[1][0] == "Was wird gefördert?"


def test_text_between_blocks_is_not_lost() -> None:
    page = read_page(site("<h1>Brunnen</h1><div>Vorher<p>Mitte</p>nachher</div>"), URL)

    assert told(page) == [("", "Vorher\nMitte\nnachher")]


def test_a_page_without_main_is_read_around_its_title() -> None:
    long = f"<p>{'Brunnen erfrischen die Stadt. ' * 20}</p>"
    page = read_page(
        f"<body><div class='sc-a'><div class='sc-b'><div><h1>Brunnen</h1>{long}</div></div>"
        "<div class='sc-c'><h3>Kontakt</h3><p>Servicetelefon</p></div></div></body>",
        URL,
    )

    assert "Servicetelefon" not in str(told(page))
    assert "Brunnen erfrischen" in told(page)[0][1]


@pytest.mark.parametrize("text", ["", "   ", "<p>Nur Text</p>", "<h1> </h1>", "<!-- leer -->"])
def test_a_page_without_a_title_tells_nothing(text: str) -> None:
    page = read_page(text, URL)

    assert page.title == ""
    assert page.is_empty()


def test_relative_links_become_whole() -> None:
    page = read_page(site("<h1>B</h1><p><a href='/richtlinie.pdf'>Richtlinie</a></p>"), URL)

    assert 'href="https://foerderbank.example/richtlinie.pdf"' in page.sections[0].html


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        ("Förderung".encode(), "utf-8"),
        ("Förderung".encode("latin-1"), "iso-8859-1"),
        ("Förderung".encode("latin-1"), "utf-8"),
        ("Förderung".encode("latin-1"), None),
        ("Förderung".encode(), None),
        ("Förderung".encode(), "no-such-encoding"),
    ],
)
def test_umlauts_survive_a_wrong_declaration(body: bytes, declared: str | None) -> None:
    assert decode(body, declared) == "Förderung"
