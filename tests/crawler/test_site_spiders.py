"""Sites with a page for each programme: what they list, what moved, what is no programme."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import make_record
from scrapy.http import HtmlResponse, Request, Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.fznum import FznumSpider
from crawler.hessen import HessenSpider
from crawler.kfw import KfwSpider, product_numbers
from crawler.klimaschutz import NkiSpider
from crawler.site_spider import LAYOUT_CHANGED, NO_TEXT, NOT_OURS, SiteSpider
from crawler.spider import spiders
from crawler.unread import Unread
from crawler.watched import WatchedSpider
from index.facts import Facts
from index.record import SourceRecord, fingerprint
from index.register import save_record
from index.runs import finish_run, start_run
from index.source import remember_source
from index.store import Database
from index.text import rich

TODAY = date(2030, 2, 1)
LIST = FznumSpider.overviews[0]
URL = f"{LIST}/brunnen/"
KEY = "fznum-hessen.de/foerderung/brunnen"
PAGE = "<main><h1>Brunnen</h1><h2>Was wird gefördert?</h2><p>Brunnen auf Plätzen.</p></main>"
SITES = [spider for spider in spiders().values() if issubclass(spider, SiteSpider)]


@pytest.fixture
def make_spider(db: Database) -> Callable[..., Any]:
    """Make a spider as a crawl does; the records given were there in the crawl before."""

    def make(kind: type[SiteSpider], *before: SourceRecord) -> Any:
        remember_source(db, kind.source)
        if before:
            run = start_run(db, kind.source.name, TODAY)
            for record in before:
                save_record(db, run, record, Facts(), "test", TODAY)
            finish_run(db, run, TODAY)
        return kind(db=db, today=TODAY, run=start_run(db, kind.source.name, TODAY))

    return make


def page(body: str = PAGE, url: str = URL, **more: Any) -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8", **more)


def failure(status: int, url: str, key: str = "") -> Any:
    request = Request(url, cb_kwargs=dict(key=key))
    return SimpleNamespace(value=HttpError(Response(url, status=status)), request=request)


def started(spider: SiteSpider) -> list[Request]:
    """Run the start of a spider, which waits for nothing."""

    async def all_of_it() -> list[Request]:
        return [request async for request in spider.start()]

    try:
        all_of_it().send(None)
    except StopIteration as end:
        return list(end.value)
    raise AssertionError("the spider waited for something")


@pytest.mark.parametrize("kind", SITES, ids=lambda kind: kind.source.name)
def test_the_known_pages_of_a_site_look_like_its_programmes_and_its_overviews_do_not(
    make_spider: Callable[..., Any], kind: type[SiteSpider]
) -> None:
    spider = make_spider(kind)

    assert kind.pages or kind.overviews
    assert all(spider.is_programme(url) for url in kind.pages)
    assert not any(spider.is_programme(url) for url in kind.overviews)


def test_programmes_of_an_overview_are_asked_for_once(make_spider: Callable[..., Any]) -> None:
    spider = make_spider(FznumSpider)
    overview = f"""<nav><a href="/impressum">Impressum</a></nav><h1>Programme</h1>
    <a href="{LIST}">Liste</a> <a href="/foerderung/brunnen#wer">B</a>
    <a href="{URL}">B</a> <a href="/foerderung/brunnen/antrag.pdf">Antrag</a>
    <a href="https://elsewhere.example/foerderung/teich">T</a>"""

    assert [request.url for request in started(spider)] == [LIST]
    assert [request.url for request in spider.parse(page(overview, LIST))] == [URL.rstrip("/")]
    assert spider.notices == []


def test_press_releases_are_never_followed(make_spider: Callable[..., Any]) -> None:
    links = """<a href="/presse/foerderung-fuer-brunnen">P</a>
    <a href="/presse/archiv/foerderung-fuer-brunnen">P</a>
    <a href="/klimaschutz/team">T</a> <a href="/klimaschutz/foerderung-brunnen">B</a>"""
    overview = page(links, "https://umwelt.hessen.de/klimaschutz")

    (request,) = make_spider(HessenSpider).parse(overview)

    assert request.url == "https://umwelt.hessen.de/klimaschutz/foerderung-brunnen"


def test_a_page_that_is_known_is_asked_for_though_no_overview_names_it(
    make_spider: Callable[..., Any],
) -> None:
    known = make_record(source="fznum", key=KEY, url=URL)
    spider = make_spider(FznumSpider, known)

    asked = started(spider)
    list(spider.parse(page("<h1>Leer</h1>", LIST)))
    list(spider.parse_page(page("", status=304), KEY))
    spider.no_overview(failure(500, LIST))
    spider.closed("finished")

    assert [request.url for request in asked] == [URL, LIST]
    assert asked[0].meta["conditional"] is True
    assert spider.asked == {KEY}
    assert "nennt keine Programme" in spider.notices[0]
    assert "Status 500" in spider.notices[1]
    assert spider.error is None


def test_an_overview_that_never_named_a_programme_is_told_of_once(
    make_spider: Callable[..., Any], db: Database
) -> None:
    for told in (1, 0, 0):
        spider = make_spider(FznumSpider)
        list(spider.parse(page("<h1>Leer</h1>", LIST)))
        spider.closed("finished")
        assert (len(spider.notices), spider.error) == (told, None)
        finish_run(db, spider.run, TODAY)


def test_a_first_crawl_without_its_overview_has_failed(make_spider: Callable[..., Any]) -> None:
    spider = make_spider(FznumSpider)

    spider.no_overview(failure(500, LIST))
    spider.closed("finished")

    assert spider.error == f"{LIST} antwortet mit Status 500."


def test_an_overview_is_remembered_only_when_all_its_programmes_were_read(
    make_spider: Callable[..., Any],
) -> None:
    overview = page(f'<a href="{URL}">B</a>', LIST)
    for status, remembered in ((200, [URL, LIST]), (500, [])):
        spider = make_spider(FznumSpider)
        list(spider.parse(overview))
        if status == 200:
            list(spider.parse_page(page(), KEY))
        else:
            list(spider.not_read(failure(500, URL, KEY)))
        spider.closed("finished")
        assert [response.url for response in spider.read_responses] == remembered


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(PAGE.replace("h2", "div")), LAYOUT_CHANGED),
        (page("<main><h1>Brunnen</h1></main>"), LAYOUT_CHANGED),
        (page("<p>Wartung</p>"), NO_TEXT),
        (page(url="https://www.fznum-hessen.de/"), NOT_OURS),
    ],
)
def test_what_cannot_be_read_is_no_change(
    make_spider: Callable[..., Any], answer: Response, reason: str
) -> None:
    spider = make_spider(FznumSpider)

    (item,) = spider.parse_page(answer, KEY)

    assert item == Unread(answer.url, reason, KEY)
    assert spider.read_responses == []


MARKUPS = (
    "<h2>{label}</h2><p>{text}</p>",
    "<div><h3><span>{label}</span></h3></div><div><p>{text}</p></div>",
    "<p><strong>{label}</strong></p><p>{text}</p>",
    "<p><b>{label}</b><br>{text}</p>",
    "<dl><dt>{label}</dt><dd>{text}</dd></dl>",
    "<table><tr><th>{label}</th><td>{text}</td></tr></table>",
    "<details><summary>{label}</summary><p>{text}</p></details>",
    "<h2><button aria-expanded='false'>{label}</button></h2><div hidden><p>{text}</p></div>",
    "<button aria-controls='x{number}'>{label}</button><div id='x{number}'><p>{text}</p></div>",
)
SAID = {
    "Was wird gefördert?": "Brunnen auf Plätzen.",
    "Wer wird gefördert?": "Städte und Gemeinden.",
    "Wie wird gefördert?": "Mit einem Zuschuss.",
}


@pytest.mark.parametrize("markup", MARKUPS)
def test_only_what_the_headings_say_counts_never_their_markup(
    make_spider: Callable[..., Any], markup: str
) -> None:
    spider = make_spider(FznumSpider)

    def record(one: str) -> SourceRecord:
        parts = (
            one.format(label=label, text=text, number=number)
            for number, (label, text) in enumerate(SAID.items())
        )
        (found,) = spider.parse_page(page(f"<main><h1>Brunnen</h1>{''.join(parts)}</main>"), KEY)
        assert isinstance(found, SourceRecord)
        return found

    assert fingerprint(record(markup)) == fingerprint(record(MARKUPS[0]))
    assert record(markup).legal_requirements.text.endswith("Städte und Gemeinden.")


def test_a_page_that_says_that_it_does_not_exist_is_absent(
    make_spider: Callable[..., Any],
) -> None:
    gone = "<main><h1>Seite nicht gefunden</h1><p>Die Seite gibt es nicht mehr.</p></main>"

    assert list(make_spider(FznumSpider).parse_page(page(gone), KEY)) == []


def test_a_page_of_prose_that_loses_the_headings_it_had_is_a_changed_layout(
    make_spider: Callable[..., Any],
) -> None:
    url = "https://umwelt.hessen.de/klimaschutz/klimarichtlinie"
    key = "umwelt.hessen.de/klimaschutz/klimarichtlinie"
    text = rich("<h3>Ziele</h3><p>Schatten.</p>")
    before = make_record(source="hessen", key=key, url=url, description=text)
    spider = make_spider(HessenSpider, before)
    flat = "<main><h1>Klima</h1><p>Ziele Schatten.</p></main>"

    assert list(spider.parse_page(page(flat, url), key)) == [Unread(url, LAYOUT_CHANGED, key)]
    (new,) = make_spider(HessenSpider).parse_page(page(flat, url + "-2"), key + "-2")
    assert isinstance(new, SourceRecord)


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("umwelt.hessen.de/wald/hecken/zuschuss-fuer-hecken", True),
        ("familie.hessen.de/sport/sportfoerderung/flutlicht", True),
        ("familie.hessen.de/sport/vereine/flutlicht", False),
        ("familie.hessen.de/sport/sportfoerderung/flutlicht/ansprechpartner", False),
        ("familie.hessen.de/presse/foerderung-fuer-flutlicht", False),
        ("polizei.hessen.de/sport/sportfoerderung/flutlicht", False),
    ],
)
def test_a_page_of_a_ministry_is_one_where_its_address_or_its_folder_speaks_of_money(
    make_spider: Callable[..., Any], path: str, is_one: bool
) -> None:
    assert make_spider(HessenSpider).is_programme(f"https://{path}") is is_one


def test_a_page_that_moved_goes_on_under_its_new_address(
    make_spider: Callable[..., Any],
) -> None:
    spider = make_spider(FznumSpider)
    moved = page(url=f"{LIST}/wasser")

    (record,) = spider.parse_page(moved, KEY)
    assert record.key == "fznum-hessen.de/foerderung/wasser"
    assert list(spider.parse_page(moved, "fznum-hessen.de/foerderung/alt")) == []


BODIES = "https://www.kfw.de/inlandsfoerderung/%C3%96ffentliche-Einrichtungen/"


@pytest.mark.parametrize(
    ("address", "numbers"),
    [
        ("Kommunen/F%C3%B6rderprodukte/Brunnen-(208)/", ("208",)),
        ("Kommunen/Förderprodukte/Brunnen-(464,-264)", ("264", "464")),
        ("Kommunen/F%C3%B6rderprodukte/Brunnen-%28208%29?kfwmc=1", ("208",)),
        ("Kommunen/Förderprodukte/Brunnen-(2026)/", ()),
        ("Kommunen/", ()),
    ],
)
def test_the_numbers_in_the_address_are_the_key_of_a_product(
    make_spider: Callable[..., Any], address: str, numbers: tuple[str, ...]
) -> None:
    spider = make_spider(KfwSpider)

    assert product_numbers(BODIES + address) == numbers
    assert spider.is_programme(BODIES + address) == bool(numbers)
    if numbers:
        assert spider.key_of(BODIES + address) == " ".join(numbers)


def test_the_same_programme_has_the_same_key_in_the_old_and_the_new_folder(
    make_spider: Callable[..., Any],
) -> None:
    spider = make_spider(NkiSpider)
    addresses = [
        "https://www.klimaschutz.de/de/foerderung/foerderprogramme/brunnen",
        "https://www.klimaschutz.de/de/foerderung-der-nki/foerderprogramme/brunnen/",
    ]

    assert all(map(spider.is_programme, addresses))
    assert {spider.key_of(url) for url in addresses} == {"brunnen"}


def test_a_product_of_kfw_is_not_watched_under_its_old_address(
    make_spider: Callable[..., Any], db: Database
) -> None:
    product = make_record(source="kfw", key="208", url=f"{BODIES}Neu/Brunnen-(208)")
    make_spider(KfwSpider, product)
    for url in (f"{BODIES}Alt/Brunnen-(208)", f"{BODIES}Alt/Teich-(209)"):
        db.table("watch").insert(dict(url=url, level="Bund", funder=""))
    remember_source(db, WatchedSpider.source)

    spider = WatchedSpider(db=db, today=TODAY, run=start_run(db, "watched", TODAY))

    assert list(spider.pages) == ["kfw 209"]
