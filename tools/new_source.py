"""Begin a new source: a spider that works, invented samples in the form of its pages, its entry.

    make source NAME=muster OVERVIEW=https://… PAGE=https://… LEVEL=Land OPERATOR="Musteramt"

Asks for robots.txt and the two pages, politely and nothing else. What was read stays out of the
project: only headings and markup get into the samples, every sentence in them is invented.
"""

import os
import re
from collections.abc import AsyncIterator
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Request, Response

from crawler.failures import sentence_for
from crawler.page_spider import text_of
from crawler.run import run_to_the_end
from crawler.settings import Manners, scrapy_settings
from crawler.site_spider import LICENCE, SiteSpider
from crawler.spider import SourceSpider, spiders
from index.schema import database_in_memory
from index.source import Source
from index.vocabulary import Level
from tools.invented import invented_overview, invented_page
from tools.source_draft import Draft, entry_of, spider_of

ROOT = Path(__file__).parents[1]
NEXT = """Written. What is yours to do now (docs/adding-a-source.md shows it with an example):

1. crawler/{name}.py: fill in the TODO; is `programme` too wide or too narrow? Are there headings
   that every page has (`headings`)? Does the page say level, region or funder (`values_of`)?
2. .venv/bin/pytest -q tests/crawler/test_pages_and_expectations.py -k {name}
   The first run writes what was read beside the samples and fails: read both files, run it again.
3. docs/sources.md: terms, licence, what surprises.
4. .venv/bin/foerdernetz crawl {name}, and read ten records before anybody else does.
5. Remove `switched_off`, draw docs/draw_architecture.py, make test, commit.
"""


class _Asking(SourceSpider):
    """Asks for some pages and keeps them."""

    name = "draft"
    source = Source(
        name=name, label="", operator="", level=Level.STATE, address="", licence=LICENCE,
        attribution="", rhythm="", precedence=9,
    )  # fmt: skip
    found: dict[str, Response]

    def __init__(self, urls: tuple[str, ...], found: dict[str, Response], said: list[str]) -> None:
        super().__init__(db=database_in_memory(), today=date.min, run=0)
        self.urls, self.found, self.said = urls, found, said

    async def start(self) -> AsyncIterator[Request]:
        """Ask for each page once."""
        for url in self.urls:
            yield Request(url, self.kept, cb_kwargs=dict(url=url), dont_filter=True)

    def kept(self, response: Response, url: str) -> None:
        """Keep an answer."""
        self.found[url] = response

    def unreached(self, failure: Any) -> None:
        """Tell why there is none."""
        self.said.append(sentence_for(failure))


def asked(*urls: str) -> dict[str, Response]:
    """The answers to some addresses; robots.txt is obeyed."""
    manners = Manners(
        version=version("foerdernetz"),
        contact=os.environ.get("FOERDERNETZ_CONTACT", ""),
        replay=os.environ.get("FOERDERNETZ_REPLAY", ""),
        delay_factor=float(os.environ.get("FOERDERNETZ_DELAY_FACTOR", "1")),
    )
    if not (manners.contact or manners.replay):
        raise click.ClickException("Set FOERDERNETZ_CONTACT first: a host may ask who we are.")
    settings = scrapy_settings(manners) | dict(ITEM_PIPELINES={}, DOWNLOAD_DELAY=manners.factor * 5)
    process = AsyncCrawlerProcess(settings)
    found: dict[str, Response] = {}
    said: list[str] = []

    async def ask() -> None:
        await process.crawl(_Asking, urls, found, said)

    run_to_the_end(process, ask())
    if said:
        raise click.ClickException(" ".join(said))
    return found


def _links(draft: Draft, overview: Response) -> tuple[list[str], list[str]]:
    """The links of an overview: those to programmes, and the others."""

    class Drafted(SiteSpider):
        source = _Asking.source
        overviews = (draft.overview,)
        programme = re.compile(draft.programme)

    spider = Drafted(db=database_in_memory(), today=date.min, run=0)
    programmes = list(dict.fromkeys(spider.links_of(overview)))
    hrefs = (overview.urljoin(href) for href in overview.css("a::attr(href)").getall())
    return programmes, [url for url in hrefs if url not in programmes]


def _name(_: click.Context, __: click.Parameter, value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9]{1,30}", value):
        raise click.BadParameter("small letters and digits, such as »wibank«")
    if value in spiders() or (ROOT / f"crawler/{value}.py").exists():
        raise click.BadParameter(f"crawler/{value}.py or a source of that name is there already")
    return value


@click.command(help=__doc__)
@click.argument("name", callback=_name)
@click.argument("overview")
@click.argument("page")
@click.option("--level", type=click.Choice([level.value for level in Level]), default="Land")
@click.option("--operator", required=True, help="Who runs the site.")
@click.option("--label", help="How the source is called; the operator if not given.")
def main(name: str, overview: str, page: str, level: str, operator: str, label: str | None) -> None:
    """Write the draft."""
    draft = Draft(
        name=name, label=label or operator, operator=operator, level=Level(level),
        overview=overview, page=page,
    )  # fmt: skip
    found = asked(overview, page)
    try:
        sample = invented_page(text_of(found[page]), page)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    programmes, others = _links(draft, found[overview])
    for path, text in {
        f"crawler/{name}.py": spider_of(draft),
        f"tests/crawler/pages/{name}/muster.html": sample,
        f"tests/crawler/overviews/{name}.html": invented_overview(overview, programmes, others),
    }.items():
        (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / path).write_text(text, encoding="utf-8")
    entries = ROOT / "docs/sources.md"
    before, mark, after = entries.read_text("utf-8").partition("## Watch list:")
    entries.write_text(before + entry_of(draft) + mark + after, encoding="utf-8")
    click.echo(f"{len(programmes)} programmes on the overview look like {draft.programme}")
    click.echo(NEXT.format(name=name))


if __name__ == "__main__":
    main()
