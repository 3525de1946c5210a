"""Outgoing links: asked gently, broken only when missing on two days, listed worst first."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from conftest import MONDAY, Save, make_record
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from small_replay import Page, SmallReplay, small_replay
from visitors import visitor
from work_runs import run_program

from crawler.link_check import LinkSpider
from index.links import (
    BROKEN_FOR_DAYS,
    GOOD_FOR_DAYS,
    LinkAnswer,
    LinkState,
    links_to_check,
    note_answer,
    outgoing_links,
)
from index.record import Contact, Link
from index.store import Database
from webapp.accounts.account import Role
from webapp.cli import main
from webapp.links.queries import count_links, doubtful_links

TUESDAY = MONDAY + timedelta(days=1)
GONE = LinkAnswer(404, missing=True, said="Die Seite antwortet mit Status 404.")
BUSY = LinkAnswer(429, said="Status 429.")
GOOD = LinkAnswer(200)
HOST = "ziel.example"


def link(path: str) -> str:
    return f"https://{HOST}/{path}"


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ([GOOD], LinkState.GOOD),
        ([GONE], LinkState.UNCLEAR),
        ([GONE, GONE], LinkState.BROKEN),
        ([GONE, GOOD, GONE], LinkState.UNCLEAR),
        ([GONE, BUSY, GONE], LinkState.BROKEN),
        ([BUSY, BUSY, BUSY], LinkState.UNCLEAR),
        ([GONE, GONE, BUSY], LinkState.UNCLEAR),
        ([GONE, GONE, GOOD], LinkState.GOOD),
    ],
)
def test_a_link_is_broken_when_it_was_missing_on_two_days(
    db: Database, answers: list[LinkAnswer], state: LinkState
) -> None:
    for days, answer in enumerate(answers):
        found = note_answer(db, link("a"), answer, MONDAY + timedelta(days=days))
    assert found is state


def test_missing_twice_on_one_day_is_not_yet_broken(db: Database) -> None:
    note_answer(db, link("a"), GONE, MONDAY)
    assert note_answer(db, link("a"), GONE, MONDAY) is LinkState.UNCLEAR


@pytest.fixture
def linked(save: Save) -> int:
    """A programme with two links of one host and a website, and one that shares a link."""
    links = tuple(Link(label=name, url=link(name)) for name in ("gut", "weg#teil"))
    contact = Contact(name="Amt", website="https://amt.example/")
    return save(
        make_record(links=(*links, Link(label="kaputt", url="htp:/x")), contacts=(contact,)),
        make_record(key="b", url="https://www.example.org/b", title="<b>Kita</b>", links=links[1:]),
    )


def test_links_contacts_and_pages_of_programmes_go_out(db: Database, linked: int) -> None:
    found = outgoing_links(db)
    assert set(found) == {
        link("gut"),
        link("weg"),
        "https://amt.example/",
        "https://www.example.org/radweg",
        "https://www.example.org/b",
    }
    assert len(found[link("weg")]) == 2
    db.execute("update programme set hidden_because = 'Feed' where id = ?", [linked])
    assert link("gut") not in outgoing_links(db)


def test_doubtful_links_come_first_and_no_host_is_asked_too_often(
    db: Database, linked: int
) -> None:
    assert len(links_to_check(db, MONDAY, 9, 1)) == 3
    note_answer(db, link("weg"), GONE, MONDAY)
    note_answer(db, link("gut"), GOOD, MONDAY)
    assert link("weg") not in links_to_check(db, MONDAY, 9, 9)
    assert links_to_check(db, TUESDAY, 1, 9) == [link("weg")]
    note_answer(db, link("weg"), GONE, TUESDAY)
    week = TUESDAY + timedelta(days=BROKEN_FOR_DAYS)
    assert link("weg") not in links_to_check(db, week - timedelta(days=1), 9, 9)
    assert link("weg") in links_to_check(db, week, 9, 9)
    assert link("gut") in links_to_check(db, MONDAY + timedelta(days=GOOD_FOR_DAYS), 9, 9)


@pytest.fixture
def replay(monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallReplay]:
    with small_replay() as running:
        monkeypatch.setenv("FOERDERNETZ_REPLAY", running.base)
        monkeypatch.setenv("FOERDERNETZ_DELAY_FACTOR", "0")
        running.pages[f"{HOST}/robots.txt"] = Page(b"User-agent: *\nDisallow: /verboten\n")
        yield running


def test_the_command_asks_politely_and_tells_missing_from_unclear(
    db: Database, save: Save, replay: SmallReplay
) -> None:
    links = [Link(label=name, url=link(name)) for name in ("gut", "weg", "verboten", "heim")]
    links.append(Link(label="voll", url="https://voll.example/"))
    save(make_record(links=tuple(links)))
    db.execute("insert into validator (source, url) select source, url from record")
    db.conn.commit()
    replay.pages |= {
        f"{HOST}/gut": Page(b"da"),
        f"{HOST}/heim": Page(status=301, headers={"Location": f"https://{HOST}/"}),
        f"{HOST}/": Page(b"Start"),
        "voll.example/": Page(status=503),
    }

    done = run_program("check-links", "--json", today=MONDAY)
    assert done.returncode == 0, done.stderr
    first = json.loads(done.stdout)
    assert (first["checked"], first["counts"]) == (5, {"gut": 1, "unklar": 4})
    of_host = [path for path in replay.paths if path.startswith(HOST)]
    assert of_host[0] == f"{HOST}/robots.txt"
    assert f"{HOST}/verboten" not in replay.paths
    assert replay.paths.count(f"{HOST}/gut") == 1
    assert all("Foerdernetz/" in seen.headers["User-Agent"] for seen in replay.seen)
    said = {it.url: it.said for it in doubtful_links(db, outgoing_links(db))}
    assert "Startseite" in said[link("heim")]
    assert "robots.txt" in said[link("verboten")]
    assert said[link("weg")] == GONE.said

    note_answer(db, link("weg"), GONE, TUESDAY)
    known = CliRunner().invoke(main, ["check-links", "--limit", "0", "--today", str(TUESDAY)])
    assert known.stdout.startswith(f"defekt  {link('weg')} seit 15.06.2026 (1 Programme)")
    assert "0 Links gefragt; insgesamt 1 gut, 3 unklar, 1 defekt." in known.stdout


@pytest.mark.parametrize(("network", "state"), [(True, "defekt"), (False, "unklar")])
def test_a_host_without_address_is_broken_only_if_others_were_reached(
    db: Database, network: bool, state: str
) -> None:
    for day in (MONDAY, TUESDAY):
        spider = LinkSpider(db=db, today=day, urls=(), on_item=lambda: None)
        if network:
            spider.answered(Response(link("gut")), link("gut"))
        request = Request(link("weg"), method="HEAD", cb_kwargs=dict(url=link("weg")))
        failure = SimpleNamespace(value=CannotResolveHostError(), request=request)
        assert list(spider.failed(failure)) == []  # type: ignore[arg-type]
        spider.closed("finished")
    (row,) = db.query("select * from link where url = ?", [link("weg")])
    assert (row["state"], row["said"]) == (state, f"{HOST} ist nicht zu finden (Namensauflösung).")


def test_the_page_lists_the_worst_first_and_escapes(
    db: Database, data_folder: Path, linked: int
) -> None:
    note_answer(db, link("gut"), BUSY, MONDAY)
    for day in (MONDAY, TUESDAY):
        note_answer(db, link("weg"), GONE, day)
    assert count_links(db, outgoing_links(db)) == {"unklar": 1, "defekt": 1, "offen": 3}
    text = visitor(db, data_folder, Role.MANAGER, today=TUESDAY).get("/quellen/links").text
    assert "1 defekter Link" in text
    assert text.index("/weg") < text.index("/gut")
    assert "Nicht vorhanden seit dem 15.06.2026" in text
    assert "&lt;b&gt;Kita&lt;/b&gt;" in text
