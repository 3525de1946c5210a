"""A search as an Atom feed: complete, with names that stay, and only what everybody may see."""

from datetime import timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from lxml import etree
from visitors import visitor

from index.search.build import rebuild
from index.store import Database
from webapp.settings import Settings
from webapp.site import create_app

TUESDAY = MONDAY + timedelta(days=1)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def client(db: Database, data_folder: Path, save: Save) -> FlaskClient:
    other = make_record(
        key="bad",
        url="https://www.example.org/bad",
        title="Radwege <b>& Bäder</b>\x0b",
        summary="Nur für Leute vom Amt.",
        licence="Rechte beim Betreiber",
    )
    save(make_record(), other, facts=make_facts(funding_rate_max=80))
    save(make_record(keywords="Rad"), other, facts=make_facts(funding_rate_max=80), today=TUESDAY)
    rebuild(db, data_folder)
    return create_app(Settings(data=data_folder), TUESDAY).test_client()


def feed(client: FlaskClient, address: str = "/suche.atom?q=Radwege") -> Any:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    return etree.fromstring(answer.data)


def said(element: Any, path: str) -> list[str]:
    return [str(it) for it in element.xpath(path, namespaces=ATOM)]


def test_a_feed_has_all_that_the_format_demands(client: FlaskClient) -> None:
    root = feed(client)
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for parent in (root, *root.xpath("a:entry", namespaces=ATOM)):
        for name in ("id", "title", "updated"):
            [text] = said(parent, f"a:{name}/text()")
            assert text
        assert len(said(parent, "a:link[@rel='alternate']/@href")) == 1
    assert said(root, "a:author/a:name/text()") == ["Fördernetz"]
    own = "http://127.0.0.1:8000/suche.atom?q=Radwege"
    assert said(root, "a:link[@rel='self']/@href") == [own]
    assert said(root, "a:title/text()") == ["Fördernetz: Radwege"]
    ids = said(root, "a:entry/a:id/text()")
    assert len(set(ids)) == 2
    assert all(it.startswith("urn:uuid:") for it in ids)


def test_the_last_changed_comes_first_and_says_what_happened(client: FlaskClient) -> None:
    root = feed(client)
    assert said(root, "a:entry/a:updated/text()") == [
        "2026-06-16T00:00:00+00:00",
        "2026-06-15T00:00:00+00:00",
    ]
    summaries = said(root, "a:entry/a:summary/text()")
    assert summaries[0].startswith("Geändert am 16.06.2026: Stichwörter\n")
    assert "Förderquote bis zu 80 %" in summaries[0]
    assert summaries[1].startswith("Neu am 15.06.2026\n")
    assert said(root, "a:updated/text()") == ["2026-06-16T00:00:00+00:00"]


def test_titles_stay_text_and_texts_without_an_open_licence_stay_out(client: FlaskClient) -> None:
    answer = client.get("/suche.atom?q=Radwege")
    assert "Radwege &lt;b&gt;&amp; Bäder&lt;/b&gt;" in answer.text
    assert "Zuschuss" in answer.text
    assert "Leute vom Amt" not in answer.text
    assert "Musteramt, Lizenz: Rechte beim Betreiber" in answer.text


def test_hidden_programmes_are_in_no_feed(
    db: Database, data_folder: Path, client: FlaskClient
) -> None:
    db.execute("update programme set hidden_because = 'doppelt' where id = 1")
    db.conn.commit()
    rebuild(db, data_folder)
    assert len(said(feed(client), "a:entry/a:id/text()")) == 1


def test_a_feed_without_a_change_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/suche.atom?q=Radwege")
    assert parsedate_to_datetime(first.headers["Last-Modified"]).date() == TUESDAY
    for header in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = client.get("/suche.atom?q=Radwege", headers=header)
        assert (again.status_code, again.data) == (304, b"")


def test_a_search_that_finds_nothing_is_an_empty_feed(client: FlaskClient) -> None:
    root = feed(client, "/suche.atom?q=Raumfahrt")
    assert said(root, "a:entry") == []
    assert said(root, "a:updated/text()")


def test_the_page_of_a_search_leads_to_its_feed(
    db: Database, data_folder: Path, client: FlaskClient
) -> None:
    page = visitor(db, data_folder).get("/suche?q=Radwege&sort=frist&seite=2&level=Land").text
    address = "/suche.atom?q=Radwege&amp;level=Land"
    assert '<link rel="alternate" type="application/atom+xml"' in page
    assert f'title="Diese Suche als Feed" href="{address}"' in page
