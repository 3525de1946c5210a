"""What the search has still to follow is noted with the change, and taken away when it does."""

from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record

from index.behind import catch_up, fall_behind, notes_about, programmes_behind
from index.merging import merge, part, split
from index.reviews import Reviewer, ReviewKind, review, review_state, take_back_review
from index.search import build
from index.search.build import rebuild, update
from index.store import Database

WHO = Reviewer(account=1, by="a@b.example", at="2026-06-15T09:00:00", batch="x")


def hide(db: Database, number: int) -> int:
    return review(
        db, number, ReviewKind.HIDDEN, WHO, state=review_state(db, number), reason="doppelt"
    )


@pytest.fixture
def number(db: Database, save: Save) -> int:
    found = save(make_record())
    row = dict(id=1, email=WHO.by, role="manager", subscribed=0)
    db.table("account").insert(row)
    return found


def test_a_decision_is_noted_until_the_search_shows_it(
    db: Database, number: int, data_folder: Path
) -> None:
    rebuild(db, data_folder)
    hide(db, number)
    assert programmes_behind(db) == [number]

    update(db, data_folder, [number])

    assert programmes_behind(db) == []


def test_taking_back_merging_and_parting_are_noted(db: Database, save: Save, number: int) -> None:
    given_back = hide(db, number)
    catch_up(db, notes_about(db))
    take_back_review(db, given_back, WHO.by, WHO.at)
    assert programmes_behind(db) == [number]

    other = save(
        make_record(), make_record(key="bad", url="https://www.example.org/bad", title="Bäder")
    )
    catch_up(db, notes_about(db))
    first, second = (row["id"] for row in db.query("select id from record order by id"))
    done = merge(db, first, second, MONDAY)
    assert programmes_behind(db) == sorted({number, done.absorbed})
    catch_up(db, notes_about(db))
    assert part(db, done.id) == (done.kept, done.absorbed)
    assert len(programmes_behind(db)) == 2
    assert other in (done.kept, done.absorbed)


def test_what_stands_alone_after_a_split_is_noted(db: Database, save: Save) -> None:
    first = save(make_record())
    save(make_record(), make_record(key="bad", url="https://www.example.org/bad", title="Bäder"))
    db.execute("update programme_record set programme = ?", [first])
    db.conn.commit()
    apart = split(db, 2, MONDAY)
    assert programmes_behind(db) == sorted([first, apart])


def test_a_building_takes_away_only_what_was_noted_before_it_began(
    db: Database, number: int, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fall_behind(db, [number])
    db.conn.commit()
    documents = build._documents

    def meanwhile(*given):
        fall_behind(db, [number])
        db.conn.commit()
        return documents(*given)

    monkeypatch.setattr(build, "_documents", meanwhile)
    rebuild(db, data_folder)
    assert programmes_behind(db) == [number]
