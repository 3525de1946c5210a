"""Pages as sites show them (all invented), and beside each the record expected from it.

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
from crawler.site_spider import SiteSpider
from crawler.spider import spiders
from index.record import SourceRecord
from index.runs import start_run
from index.source import remember_source
from index.store import Database
from index.text import RichText

PAGES = sorted((Path(__file__).parent / "pages").glob("*/*.html"))
SITES = {name: kind for name, kind in spiders().items() if issubclass(kind, SiteSpider)}


def told(record: SourceRecord) -> dict[str, Any]:
    """What a record says, in a form that people read."""
    values = {name: getattr(record, name) for name in SourceRecord.__dataclass_fields__}
    plain = {
        name: value.text if isinstance(value, RichText) else msgspec.to_builtins(value)
        for name, value in values.items()
        if value and name not in ("licence", "attribution")
    }
    return dict(json.loads(json.dumps(plain)))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_page_gives_the_record_that_lies_beside_it(path: Path, db: Database) -> None:
    kind = SITES[path.parent.name]
    remember_source(db, kind.source)
    spider = kind(db=db, today=date(2030, 2, 1), run=start_run(db, kind.source.name, date.min))
    document = parsed(path.read_text(encoding="utf-8"), "https://muster.example/")
    assert document is not None
    url = canonical_address(document)
    response = HtmlResponse(url, body=path.read_bytes(), encoding="utf-8")

    (record,) = spider.parse_page(response, spider.key_of(url))
    assert isinstance(record, SourceRecord)

    expectation = path.with_suffix(".json")
    if not expectation.exists():
        text = json.dumps(told(record), ensure_ascii=False, indent=2) + "\n"
        expectation.write_text(text, encoding="utf-8")
        pytest.fail(f"Written for the first time, read it: {expectation}")
    assert told(record) == json.loads(expectation.read_text(encoding="utf-8"))


def test_every_site_has_a_page_to_test() -> None:
    assert {path.parent.name for path in PAGES} >= set(SITES)
