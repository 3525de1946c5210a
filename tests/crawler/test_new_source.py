"""What a new source begins with: a spider that works, and samples without a sentence of others."""

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

from crawler.headings import read_page
from crawler.site_spider import SiteSpider
from index.vocabulary import Level
from tools.invented import invented_address, invented_overview, invented_page
from tools.source_draft import Draft, entry_of, spider_of

URL = "https://www.muster.example/foerderung/teiche_node.html"
REAL = """<html><body><nav>Start</nav><main class="page"><h1 id="x">Wir erneuern Teiche</h1>
<p>Ein Satz, der uns <a href="/geheim">nicht gehört</a>.</p>
<h2>Wer wird gefördert?</h2><ul><li>Eins, das bleibt nicht.</li><li>Zwei</li><li>Drei</li></ul>
<p><b>Höhe</b><br>Viel Geld, wörtlich von dort.</p>
<div><h3><button>Antragsfrist</button></h3><div><p>Heute noch!</p></div></div>
<h2>Dies ist eine Überschrift, die so lang ist, dass sie schon selbst ein Satz ist</h2><p>Ende</p>
</main></body></html>"""
DRAFT = Draft(
    name="muster",
    label="Musteramt",
    operator="Musteramt",
    level=Level.FEDERAL,
    overview="https://www.muster.example/foerderung",
    page=URL,
)


def test_a_sample_keeps_headings_and_markup_but_no_sentence() -> None:
    sample = invented_page(REAL, URL)

    for words in ("Satz", "gehört", "Eins", "Viel Geld", "Heute noch", "Ende", "geheim", "Teiche"):
        assert words not in sample
    assert "<p><b>Höhe</b><br> Der Zuschuss beträgt 60 Prozent" in sample
    assert "class=" not in sample
    assert sample.count("<li>") == 2


def test_a_sample_reads_like_the_page_it_stands_for() -> None:
    page = read_page(invented_page(REAL, URL), URL)

    assert page.title == "Musterförderung für Kommunen"
    assert [section.heading for section in page.sections] == [
        "",
        "Wer wird gefördert?",
        "Höhe",
        "Antragsfrist",
        "Was wird gefördert?",
    ]
    assert "30.09.2030" in page.sections[3].html
    assert page.canonical == "https://www.muster.example/foerderung/muster_node.html"


def test_a_page_without_a_title_gives_no_sample() -> None:
    with pytest.raises(ValueError, match=re.escape(f"{URL} has no h1")):
        invented_page("<p>Wartung</p>", URL)


def test_an_overview_keeps_folders_and_endings_of_its_links() -> None:
    folder = "https://www.muster.example/foerderung"
    found = invented_overview(folder, [URL, f"{folder}/see"], [f"{folder[:26]}/impressum/team"])

    assert re.findall('<a href="(.*?)"', found) == [
        f"{folder}/muster1_node.html",
        f"{folder}/muster2",
        "/impressum",
    ]
    assert invented_address(f"{folder}/see/") == f"{folder}/muster"


def test_the_drafted_spider_reads_what_stands_beside_the_known_page(tmp_path: Path) -> None:
    module = tmp_path / "muster.py"
    module.write_text(spider_of(DRAFT), encoding="utf-8")
    drafted: dict[str, Any] = runpy.run_path(str(module))
    kind: type[SiteSpider] = drafted["MusterSpider"]

    assert kind.programme.fullmatch("muster.example/foerderung/seen.html")
    assert not kind.programme.fullmatch("muster.example/foerderung/a/b.html")
    assert (kind.source.level, kind.source.switched_off) == (Level.FEDERAL, True)
    assert "## Musteramt: `muster` (switched off)" in entry_of(DRAFT)
