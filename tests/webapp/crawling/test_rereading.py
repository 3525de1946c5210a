"""Stored answers are read again without the network: a better reader improves old records."""

import json
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from export_builder import PROGRAMME, ROOT, classified, document, programme, rich, value
from export_builder import write_export as write

from index.answers import answers_of
from index.search.build import rebuild
from index.search.engine import Question, search
from index.store import Database
from index.versions import load_record
from webapp.cli import main

DAY = date(2030, 2, 1)
CONTACT = ROOT + "Kontakt/stelle.xml"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--today", DAY.isoformat()])


def reread(*sources: str) -> dict[str, Any]:
    done = call("reread", *sources, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def imported(db: Database, tmp_path: Path) -> Database:
    """A register with two programmes that share one contact."""
    contact = document(
        rich("title", "<p>Musterstelle</p>"),
        value("email", "stelle@example.org"),
        kind="ContactData",
    )
    link = classified("cl2Contacts", Kontakt=[f"target:/{CONTACT.removesuffix('.xml')}"])
    members = {
        PROGRAMME: programme(link),
        ROOT + "Foerderprogramm/Bund/zweites.xml": programme(link, title="Zweites"),
        CONTACT: contact,
    }
    done = call("import-export", str(write(tmp_path / "export.zip", members)))
    assert done.exit_code == 0, done.output
    return db


def test_a_contact_of_many_programmes_is_kept_once_and_compressed(imported: Database) -> None:
    names = [row["name"] for row in imported["answer"].rows]
    assert sorted(names) == sorted([PROGRAMME, ROOT + "Foerderprogramm/Bund/zweites.xml", CONTACT])
    assert [answer.name for answer in answers_of(imported, 1)] == [PROGRAMME, CONTACT]
    assert b"stelle@example.org" not in b"".join(row["content"] for row in imported["answer"].rows)
    assert b"stelle@example.org" in answers_of(imported, 1)[1].content


def test_reading_again_with_the_same_reader_changes_nothing(imported: Database) -> None:
    before = list(imported["version"].rows), list(imported["fact"].rows)
    assert reread() == dict(
        source="foerderdatenbank", read=2, renewed=0, unchanged=2, not_read=0, reason=None
    )
    assert (list(imported["version"].rows), list(imported["fact"].rows)) == before


def test_a_better_reader_makes_a_new_version_that_is_no_news_of_the_source(
    imported: Database, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from crawler.foerderdatenbank import bundle

    rebuild(imported, data_folder)

    def better(*arguments: Any) -> Any:
        record = record_of_export(*arguments)
        return replace(record, keywords="Wasserspiel") if record.title == "Zweites" else record

    record_of_export = bundle.record_of
    monkeypatch.setattr(bundle, "record_of", better)
    events = imported["event"].count

    result = reread("foerderdatenbank")
    assert (result["renewed"], result["unchanged"]) == (1, 1)
    assert load_record(imported, 2).keywords == "Wasserspiel"
    assert load_record(imported, 2, 1).keywords == ""
    assert imported["event"].count == events
    assert len(answers_of(imported, 3)) == 2, "the new version was read from the same answers"
    found = search(data_folder, imported, Question(words="Wasserspiel", filters={}), DAY)
    assert [hit.title for hit in found.hits] == ["Zweites"]
    assert reread("foerderdatenbank")["renewed"] == 0


def test_facts_are_renewed_where_the_text_is_the_same(
    imported: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from conftest import make_facts

    from crawler import rereading

    monkeypatch.setattr(rereading, "EXTRACTOR", "better")
    monkeypatch.setattr(rereading, "read_facts", lambda record: make_facts(funding_rate_max=70))
    assert reread()["renewed"] == 2
    assert {row["name"] for row in imported["fact"].rows} == {"funding_rate_max"}
    assert {row["extractor"] for row in imported["version"].rows} == {"better"}


def test_an_answer_that_today_s_reader_cannot_cope_with_leaves_the_record_as_it_is(
    imported: Database,
) -> None:
    imported.execute(
        "update answer set content = ? where name = ?", [zlib.compress(b"<halb"), PROGRAMME]
    )
    imported.conn.commit()
    done = call("reread", "--json")
    assert done.exit_code == 1
    result = json.loads(done.stdout)
    assert (result["read"], result["not_read"]) == (1, 1)
    assert result["reason"]
    assert load_record(imported, 1).title == "Musterförderung für Radwege"


def test_a_record_without_an_answer_is_named(imported: Database) -> None:
    imported.execute("delete from version_answer where version = 1")
    imported.conn.commit()
    done = call("reread")
    assert done.exit_code == 1
    assert "keine Antwort der Quelle aufbewahrt" in done.stdout


def test_an_unknown_source_is_named(db: Database) -> None:
    done = call("reread", "foerderbank")
    assert done.exit_code == 2
    assert "»foerderbank«" in done.stderr


def test_an_answer_that_no_version_needs_is_forgotten(imported: Database, tmp_path: Path) -> None:
    members = {PROGRAMME: programme(), ROOT + "Foerderprogramm/Bund/zweites.xml": programme()}
    call("import-export", str(write(tmp_path / "naechste.zip", members)))
    changed = list(imported.query("select version from version_answer where version > 2"))
    assert len(changed) == 2, "contacts and title differ: two new versions"
    assert len(answers_of(imported, 1)) == 2, "the old versions keep what they were read from"
