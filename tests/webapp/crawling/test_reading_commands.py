"""The commands around reading: imports, the watch list, and what they refuse."""

import fcntl
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from export_builder import PROGRAMME, ROOT, programme, write_export

from crawler.site_spider import SiteSpider
from crawler.spider import spiders
from index.address import address_key
from index.search.build import rebuild
from index.search.engine import Question, search
from index.store import Database
from webapp.cli import main


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """An export with two programmes."""
    other = ROOT + "Foerderprogramm/Land/Hessen/zweites.xml"
    members = {PROGRAMME: programme(), other: programme(title="Förderung von Schwimmbädern")}
    return write_export(tmp_path / "export.zip", members)


def test_a_downloaded_export_is_read_without_the_network(db: Database, export: Path) -> None:
    done = call("import-export", str(export), "--json", "--today", "2026-06-15")
    assert done.exit_code == 0, done.output
    result = json.loads(done.stdout)
    assert (result["source"], result["status"], result["new"]) == ("foerderdatenbank", "ok", 2)
    again = call("import-export", str(export), "--json", "--today", "2026-06-16")
    assert json.loads(again.stdout)["unchanged"] == 2


def test_an_import_is_found_by_the_search_that_was_there(
    db: Database, export: Path, data_folder: Path
) -> None:
    rebuild(db, data_folder)
    call("import-export", str(export), "--today", "2026-06-15")
    question = Question(words="Schwimmbäder", filters={})
    found = search(data_folder, db, question, date(2026, 6, 15))
    assert [hit.title for hit in found.hits] == ["Förderung von Schwimmbädern"]


@pytest.mark.parametrize("content", [b"", b"<html>", b"PK\x03\x04kaputt"])
def test_a_broken_export_changes_nothing(db: Database, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "kaputt.zip"
    file.write_bytes(content)
    done = call("import-export", str(file), "--today", "2026-06-15")
    assert done.exit_code == 2
    assert "kaputt.zip" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert db["run"].count == db["record"].count == 0


def test_an_export_that_breaks_in_the_middle_changes_nothing(
    db: Database, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crawler.foerderdatenbank import importing

    kept: list[str] = []

    def breaks(db: Database, run: int, record: object, today: object) -> None:
        if kept:
            raise RuntimeError("power cut")
        kept.append(str(record))
        original(db, run, record, today)

    original = importing.keep_ready
    monkeypatch.setattr(importing, "keep_ready", breaks)
    done = call("import-export", str(export), "--today", "2026-06-15")
    assert isinstance(done.exception, RuntimeError)
    assert db["run"].count == db["record"].count == 0


def test_a_missing_file_is_named(db: Database) -> None:
    done = call("import-export", "nirgends.zip")
    assert done.exit_code == 2
    assert "nirgends.zip" in done.stderr


def test_an_unknown_source_is_named_with_the_known_ones(db: Database) -> None:
    done = call("crawl", "foerderbank")
    assert done.exit_code == 2
    assert "»foerderbank«" in done.stderr
    assert "foerderdatenbank" in done.stderr
    assert db["run"].count == 0


def test_two_crawls_do_not_run_at_the_same_time(
    db: Database, export: Path, data_folder: Path
) -> None:
    with (data_folder / "crawl.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        done = call("import-export", str(export))
    assert done.exit_code == 2
    assert "läuft schon" in done.stderr


def test_pages_are_put_on_the_watch_list_once(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(
        "url,level,funder\nhttps://www.example.org/a,Land,Land Muster\n"
        "https://www.example.org/b,Bund,\n",
        encoding="utf-8",
    )
    assert call("watch", str(file), "--today", "2026-06-15").exit_code == 0
    done = call("watch", str(file), "--today", "2026-06-22")
    assert "2 Adressen gelesen, 0 neu" in done.stdout
    rows = {row["url"]: (row["level"], row["funder"], row["added_on"]) for row in db["watch"].rows}
    assert rows == {
        "https://www.example.org/a": ("Land", "Land Muster", "2026-06-15"),
        "https://www.example.org/b": ("Bund", "", "2026-06-15"),
    }


def test_a_list_with_semicolons_and_a_byte_order_mark_is_read(db: Database, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    text = "URL;Level;Funder\r\nhttps://www.example.org/a;EU;Kommission\r\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert call("watch", str(file)).exit_code == 0
    assert [row["level"] for row in db["watch"].rows] == ["EU"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("http://127.0.0.1/,Land,", "keine öffentliche"),
        ("hessen.de,Land,", "keine öffentliche"),
        (",Land,Muster", "fehlt die Adresse"),
        ("https://www.example.org/x,Gemeinde,", "Ebene »Gemeinde«"),
        ("https://www.example.org/a,Land,", "schon weiter oben"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken(
    db: Database, tmp_path: Path, line: str, reason: str
) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(f"url,level,funder\nhttps://www.example.org/a,Land,\n{line}\n")
    done = call("watch", str(file))
    assert done.exit_code == 2
    assert f"{file}, Zeile 3: " in done.stderr
    assert reason in done.stderr
    assert db["watch"].count == 0


@pytest.mark.parametrize("text", ["", "url,level\n", "adresse,ebene,stelle\n"])
def test_a_list_without_its_columns_is_refused(db: Database, tmp_path: Path, text: str) -> None:
    file = tmp_path / "liste.csv"
    file.write_text(text)
    done = call("watch", str(file))
    assert done.exit_code == 2
    assert "braucht die Spalten url, level, funder" in done.stderr


def test_the_list_to_begin_with_is_taken_and_repeats_no_source(db: Database) -> None:
    file = Path(__file__).parents[3] / "deploy/watchlist.csv"
    assert call("watch", str(file)).exit_code == 0
    addresses = [row["url"] for row in db["watch"].rows]
    assert len(addresses) == len(file.read_text(encoding="utf-8").splitlines()) - 1
    ours = [spider for spider in spiders().values() if issubclass(spider, SiteSpider)]
    keys = list(map(address_key, addresses))
    assert not [key for key in keys for site in ours if site.programme.fullmatch(key)]
