"""The manager's list of what the crawls found out."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from visitors import visitor

from index.runs import finish_run, start_run
from index.store import Database
from webapp.accounts.account import Role
from webapp.desk.queries import count_news, news

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def changed(save: Save) -> int:
    other = make_record(key="kita", url="https://www.example.org/kita", title="Kita <b>neu</b>")
    save(make_record(), other)
    return save(make_record(deadline_text="Bis zum 1. Mai", keywords="Rad"), other, today=TUESDAY)


@pytest.mark.parametrize(
    ("role", "code"), [("manager", 200), ("admin", 200), ("staff", 403), ("reader", 403)]
)
def test_only_manager_and_admin_see_the_desk(
    db: Database, data_folder: Path, role: str, code: int
) -> None:
    client = visitor(db, data_folder, Role(role))
    assert client.get("/neues").status_code == code
    assert ('href="/neues"' in client.get("/").text) is (code == 200)


def test_new_and_changed_programmes_are_listed_with_fields_in_german(
    db: Database, data_folder: Path, changed: int
) -> None:
    text = visitor(db, data_folder, Role.MANAGER, today=TUESDAY).get("/neues").text
    assert "3 Ereignisse" in text
    assert f'href="/programm/{changed}"' in text
    assert "geändert: Fristen, Stichwörter" in text
    assert "Kita &lt;b&gt;neu&lt;/b&gt;" in text
    assert text.index("16.06.2026") < text.index("15.06.2026")


def test_the_list_can_be_narrowed_to_a_kind_and_a_period(
    db: Database, data_folder: Path, changed: int
) -> None:
    later = visitor(db, data_folder, Role.MANAGER, today=MONDAY + timedelta(days=20))
    assert "nichts Neues" in later.get("/neues").text
    assert "1 Ereignis<" in later.get("/neues?tage=30&art=changed").text
    assert "3 Ereignisse" in later.get("/neues?tage=30&art=unsinn").text


def test_the_newest_stand_first_and_pages_do_not_overlap(db: Database, changed: int) -> None:
    kinds = [item.change.kind for item in news(db, MONDAY, "", 1, 50)]
    assert kinds[0] == "changed"
    pages = [list(news(db, MONDAY, "", page, 2)) for page in (1, 2)]
    assert [len(page) for page in pages] == [2, 1]
    assert not set(map(repr, pages[0])) & set(map(repr, pages[1]))
    assert count_news(db, MONDAY) == {"new": 2, "changed": 1}
    assert count_news(db, date(2027, 1, 1)) == {}


def test_a_failed_source_is_named_with_its_reason(
    db: Database, data_folder: Path, changed: int
) -> None:
    finish_run(db, start_run(db, "sample", TUESDAY), TUESDAY, error="Zeitüberschreitung.")
    client = visitor(db, data_folder, Role.MANAGER, today=TUESDAY)
    for address in ("/neues", "/"):
        assert "Zeitüberschreitung." in client.get(address).text, address
    assert "fehlgeschlagen" in client.get("/neues").text
