"""Pages as sites show them (all invented), and beside each what is expected from it.

From a page of a programme its record with its facts, from an overview the programmes it names.
A page without its expectation writes one and fails: read the file, then commit both.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from scrapy.http import HtmlResponse

from crawler.content import canonical_address, parsed
from crawler.facts import read_facts
from crawler.site_spider import SiteSpider
from crawler.spider import spiders
from index.record import SourceRecord
from index.runs import start_run
from index.source import remember_source
from index.store import Database
from index.text import RichText

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*.html"))
OVERVIEWS = sorted((Path(__file__).parent / "overviews").glob("*.html"))
SITES = {name: kind for name, kind in spiders().items() if issubclass(kind, SiteSpider)}


def told(record: SourceRecord) -> dict[str, Any]:
    """What a record says, and what is read from it, in a form that people read."""
    values = {name: getattr(record, name) for name in SourceRecord.__dataclass_fields__}
    plain = {
        name: value.text if isinstance(value, RichText) else msgspec.to_builtins(value)
        for name, value in values.items()
        if value and name not in ("licence", "attribution")
    }
    facts = {
        fact.name: dict(value=msgspec.to_builtins(fact.value), quote=fact.evidence[0].quote)
        for fact in read_facts(record)
    }
    return dict(json.loads(json.dumps(plain | (dict(facts=facts) if facts else {}))))


def hold_against(path: Path, found: Any) -> None:
    """Compare with the file beside a page; what nobody expected yet is written down to be read."""
    expectation = path.with_suffix(".json")
    if not expectation.exists():
        text = json.dumps(found, ensure_ascii=False, indent=2) + "\n"
        expectation.write_text(text, encoding="utf-8")
        pytest.fail(f"Written for the first time, read it: {expectation}")
    assert found == json.loads(expectation.read_text(encoding="utf-8"))


def read_sample(path: Path, name: str, db: Database) -> tuple[Any, HtmlResponse]:
    """The spider of a source, and a saved page as it would come from its own address."""
    kind = SITES[name]
    remember_source(db, kind.source)
    spider = kind(db=db, today=date(2030, 2, 1), run=start_run(db, kind.source.name, date.min))
    document = parsed(path.read_text(encoding="utf-8"), "https://muster.example/")
    assert document is not None
    url = canonical_address(document)
    return spider, HtmlResponse(url, body=path.read_bytes(), encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_gives_the_record_that_lies_beside_it(path: Path, db: Database) -> None:
    spider, response = read_sample(path, path.parent.name, db)

    (record,) = spider.parse_page(response, spider.key_of(response.url))

    assert isinstance(record, SourceRecord), record
    hold_against(path, told(record))


@pytest.mark.parametrize("path", OVERVIEWS, ids=lambda path: path.stem)
def test_an_overview_names_the_programmes_that_lie_beside_it(path: Path, db: Database) -> None:
    spider, response = read_sample(path, path.stem, db)

    found = list(spider.links_of(response))

    assert found
    hold_against(path, found)


def test_every_site_has_a_page_to_test() -> None:
    assert {path.parent.name for path in PAGES} >= set(SITES)
