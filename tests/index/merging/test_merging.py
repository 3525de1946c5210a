"""Programmes are merged and parted without loss, whatever happens in between."""

import random
from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY, Save, make_record, make_source

from index.facts import Facts
from index.merging import Unmergeable, home_of, merge, merges_into, part, split
from index.merging.hanging import hooks
from index.municipality import add_municipalities
from index.programme import all_programmes, programme
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import database_in_memory
from index.source import remember_source
from index.store import Database

COUNT = 6


def telling(number: int, **more: Any) -> SourceRecord:
    """The record of one of some pages."""
    values: dict[str, Any] = dict(
        key=f"p{number}", url=f"https://www.example.org/p{number}", title=f"Programm q{number}x"
    )
    return make_record(**values | more)


def crawl(db: Database, records: list[SourceRecord], week: int) -> None:
    day = MONDAY + timedelta(weeks=week)
    run = start_run(db, "sample", day)
    for record in records:
        save_record(db, run, record, Facts(), "test", day)
    finish_run(db, run, day)


@pytest.fixture
def filled(db: Database) -> Database:
    """Six programmes with matches, letters and a table of which the register knows nothing."""
    return fill(db)


def fill(db: Database) -> Database:
    remember_source(db, make_source())
    crawl(db, [telling(number) for number in range(COUNT)], 0)
    db.execute(
        "create table kept (person integer, programme integer not null references programme(id),"
        " words text, primary key (person, programme)) strict"
    )
    db.execute(
        "create table memo (id integer primary key, words text,"
        " programme integer not null references programme(id)) strict"
    )
    db.table("project").insert_all(
        dict(id=name, municipality="06433011", title=name) for name in ("hof", "bad")
    )
    db.table("account").insert(dict(id=1, email="a@example.org", role="staff", subscribed=1))
    db.table("letter").insert(
        dict(id=1, account=1, day="2026-06-15", message_id="<1@example.org>", state="sent")
    )
    for number in range(1, COUNT + 1):
        hang(db, number)
    return db


def hang(db: Database, number: int) -> None:
    """Let something of everything hang on a programme, on some more than on others."""
    db.table("memo").insert(dict(words=f"zu {number}", programme=number))
    if number % 2:
        db.table("kept").insert(dict(person=1, programme=number, words=f"von {number}"))
    for project in ("hof", "bad")[: number % 3]:
        row = dict(project=project, programme=number, score=float(number), eligible="yes")
        db.table("match").insert(row | dict(first_seen=f"2026-05-0{number}"))
        item = dict(letter=1, account=1, programme=number, project=project, reason="new match")
        db.table("letter_item").insert(item)
    if number % 3 == 0:
        db.execute("update programme set reviewed_at = '2026-06-20' where id = ?", [number])


def state(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Everything that belongs to programmes."""
    tables = {hook.table for hook in hooks(db)} | {"programme", "programme_record", "record"}
    return {name: sorted(db.execute(f"select * from {name}"), key=repr) for name in sorted(tables)}


def test_a_merged_programme_tells_of_both_and_holds_what_hung_on_either(filled: Database) -> None:
    merge(filled, 1, 2, MONDAY)
    found = programme(filled, 1)
    assert found is not None
    assert [telling.record.title for telling in found.tellings] == ["Programm q0x", "Programm q1x"]
    assert programme(filled, 2) is None
    notes = filled.execute("select words from memo where programme = 1 order by id").fetchall()
    assert notes == [("zu 1",), ("zu 2",)]


def test_the_old_number_leads_to_the_merged_programme(filled: Database) -> None:
    merge(filled, 1, 2, MONDAY)
    merge(filled, 1, 3, MONDAY)
    assert [home_of(filled, number) for number in (1, 2, 3, 4)] == [1, 1, 1, 4]


def test_parting_gives_both_back_exactly(filled: Database) -> None:
    before = state(filled)
    done = merge(filled, 2, 5, MONDAY)
    assert state(filled) != before
    assert part(filled, done.id) == (2, 5)
    assert state(filled) == before


def test_what_both_had_is_there_once_and_comes_back_twice(filled: Database) -> None:
    done = merge(filled, 1, 3, MONDAY)
    kept = "select words from kept where programme in (1, 3) order by programme"
    assert filled.execute(kept).fetchall() == [("von 1",)]
    part(filled, done.id)
    assert filled.execute(kept).fetchall() == [("von 1",), ("von 3",)]


def test_what_a_person_took_away_meanwhile_stays_away(filled: Database) -> None:
    done = merge(filled, 1, 2, MONDAY)
    filled.execute("delete from memo where words = 'zu 2'")
    filled.execute("update memo set words = 'neu' where words = 'zu 1'")
    part(filled, done.id)
    notes = filled.execute("select words, programme from memo where programme < 3").fetchall()
    assert notes == [("neu", 1)]


def test_the_programme_that_is_shown_stays(filled: Database) -> None:
    filled.execute("update programme set hidden_because = 'doppelt' where id = 1")
    assert merge(filled, 1, 4, MONDAY).kept == 4


def test_one_look_at_either_counts_for_both_until_they_are_parted(filled: Database) -> None:
    done = merge(filled, 1, 3, MONDAY)
    merged = programme(filled, 1)
    assert merged is not None
    assert merged.reviewed
    part(filled, done.id)
    assert [it.reviewed for it in all_programmes(filled, [1, 3])] == [False, True]


def test_an_earlier_merge_is_parted_below_a_later_one(filled: Database) -> None:
    first = merge(filled, 2, 3, MONDAY)
    merge(filled, 3, 1, MONDAY)  # the record of the programme 3 is what is like 1
    assert home_of(filled, 2) == 1
    part(filled, first.id)
    assert [home_of(filled, number) for number in (1, 2, 3)] == [1, 2, 1]


@pytest.mark.parametrize("seed", range(25))
def test_after_any_merges_crawls_and_partings_all_is_as_without_merges(seed: int) -> None:
    dice = random.Random(seed)
    merged, plain = fresh(), fresh()
    records = {number: telling(number) for number in range(COUNT)}
    for week in range(1, 12):
        deed = dice.choice(("merge", "merge", "crawl", "part"))
        if deed == "crawl":
            change(dice, records, week)
            for db in (merged, plain):
                crawl(db, list(records.values()), week)
        elif deed == "part":
            part_one(dice, merged)
        else:
            merge_two(dice, merged)
    while part_one(dice, merged):
        pass
    assert state(merged) == state(plain)


def fresh() -> Database:
    db = database_in_memory()
    add_municipalities(db)
    return fill(db)


def change(dice: random.Random, records: dict[int, SourceRecord], week: int) -> None:
    """One page says something else, one moves or comes back, one is missing, one is new."""
    number = dice.randrange(COUNT)
    records[number] = telling(number, summary=f"In Woche {week} gilt etwas anderes.")
    moved = dice.randrange(COUNT)
    address = f"https://neu.example.org/{week}/p{moved}"
    records[moved] = telling(moved, key=f"p{moved}-{week}", url=address)
    records.pop(dice.choice(list(records)), None) if len(records) > 4 else None
    records[10 + week] = telling(10 + week)


def merge_two(dice: random.Random, db: Database) -> None:
    one, other = dice.sample([row["id"] for row in db.query("select id from record")], 2)
    try:
        merge(db, one, other, MONDAY)
    except Unmergeable:
        return


def part_one(dice: random.Random, db: Database) -> bool:
    merges = [row["id"] for row in db.query("select id from merge")]
    if merges:
        part(db, dice.choice(merges))
    return bool(merges)


def test_a_merge_outlives_crawls_and_the_move_of_a_page(filled: Database) -> None:
    merge(filled, 1, 2, MONDAY)
    moved = telling(1, key="neu", url="https://www.example.org/neu")
    rest = [telling(number) for number in range(COUNT) if number != 1]
    crawl(filled, [*rest, moved], 1)
    crawl(filled, [*rest, moved], 2)
    found = programme(filled, 1)
    assert found is not None
    assert found.urls == ("https://www.example.org/p0", "https://www.example.org/neu")


def test_what_joined_by_itself_is_split_and_stays_split(db: Database, save: Save) -> None:
    loan = dict(product_numbers=("987",), title="Altstadtkredit")
    pages = [telling(1, **loan), telling(2, **loan)]
    number = save(*pages)
    apart = split(db, 2, MONDAY)
    assert apart != number
    save(*pages, today=MONDAY + timedelta(weeks=1))
    assert [len(it.tellings) for it in all_programmes(db)] == [1, 1]
    with pytest.raises(Unmergeable, match="allein"):
        split(db, 2, MONDAY)


def test_a_record_that_joins_later_goes_with_its_product(db: Database, save: Save) -> None:
    save(telling(1), telling(2, product_numbers=("987",)))
    done = merge(db, 1, 2, MONDAY)
    save(telling(1), telling(2, product_numbers=("987",)), telling(3, product_numbers=("987",)))
    part(db, done.id)
    assert [len(it.tellings) for it in all_programmes(db)] == [1, 2]


def test_a_page_found_at_two_addresses_takes_its_matches_to_the_first(filled: Database) -> None:
    """A run that was cut off had found the new address already, and people worked with it."""
    rest = [telling(number) for number in range(COUNT) if number != 1]
    moved = telling(1, key="neu", url="https://www.example.org/neu")
    run = start_run(filled, "sample", MONDAY + timedelta(weeks=1))
    save_record(filled, run, moved, Facts(), "test", MONDAY + timedelta(weeks=1))
    filled.table("memo").insert(dict(words="zur neuen Adresse", programme=COUNT + 1))
    crawl(filled, [*rest, moved], 2)
    assert home_of(filled, COUNT + 1) == 2
    words = filled.execute("select words from memo where programme = 2").fetchall()
    assert words == [("zu 2",), ("zur neuen Adresse",)]


def test_a_later_merge_outlives_the_record_it_was_made_on(filled: Database) -> None:
    """The page of the later pair was found at a second address that is dropped afterwards."""
    first = merge(filled, 1, 3, MONDAY)
    rest = [telling(number) for number in range(COUNT) if number != 1]
    moved = telling(1, key="neu", url="https://www.example.org/neu")
    run = start_run(filled, "sample", MONDAY + timedelta(weeks=1))
    save_record(filled, run, moved, Facts(), "test", MONDAY + timedelta(weeks=1))
    merge(filled, COUNT + 1, 1, MONDAY)
    crawl(filled, [*rest, moved], 2)
    part(filled, first.id)
    assert home_of(filled, COUNT + 1) == 1
    assert home_of(filled, 3) == 3


def test_nothing_is_merged_with_itself_or_parted_twice(filled: Database) -> None:
    done = merge(filled, 1, 2, MONDAY)
    with pytest.raises(Unmergeable, match="schon ein und dasselbe"):
        merge(filled, 2, 1, MONDAY)
    assert [it.id for it in merges_into(filled, 1)] == [done.id]
    part(filled, done.id)
    with pytest.raises(Unmergeable, match="schon aufgehoben"):
        part(filled, done.id)
    assert list(merges_into(filled, 1)) == []
