"""A seat is given once, who waits moves up in order, and nothing is taken from anybody."""

import threading
from pathlib import Path

import pytest
from class_room import DAY, guest, make_draft, make_training, office, the_training
from conftest import MONDAY

from index.schema import open_database
from index.store import Database
from webapp.accounts.account import Account
from webapp.trainings.planning import cancel, change
from webapp.trainings.queries import seats, seats_seen_by
from webapp.trainings.reminding import NAMES_KEPT, forget_names
from webapp.trainings.seats import Guest, RefusedSeat, give_up, note_attendance, register


def states(db: Database, number: int) -> dict[str, str]:
    return {it.shown_name: it.state.value for it in seats(db, number)}


def test_of_two_who_want_the_last_seat_at_once_one_gets_it(
    db: Database, data_folder: Path, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"], seats=1)
    ready, results = threading.Barrier(2, timeout=10), []

    def take(name: str) -> None:
        own = open_database(data_folder)
        ready.wait()
        results.append(register(own, found.id, guest(crowd[name]), crowd[name], office(own)))
        own.close()

    threads = [threading.Thread(target=take, args=[name]) for name in ("anna", "clara")]
    for one in threads:
        one.start()
    for one in threads:
        one.join(timeout=30)
    assert sorted(it.state.value for it in results) == ["seat", "waiting"]
    assert sorted(states(db, found.id).values()) == ["seat", "waiting"]


def test_who_waits_moves_up_in_order_and_a_newcomer_does_not_jump_the_queue(
    db: Database, crowd: dict[str, Account]
) -> None:
    found = make_training(db, crowd["dora"], seats=1)
    for name in ("anna", "bernd", "clara"):
        register(db, found.id, guest(crowd[name]), crowd[name], office(db))
    assert list(states(db, found.id)) == ["anna", "bernd", "clara"]
    anna = seats(db, found.id)[0]
    give_up(db, anna.id, office(db))
    give_up(db, anna.id, office(db))
    assert states(db, found.id) == {"bernd": "seat", "clara": "waiting", "anna": "given_up"}
    again = register(db, found.id, guest(crowd["anna"]), crowd["anna"], office(db))
    assert (again.id, again.state.value) == (anna.id, "waiting")
    assert change(db, found, make_draft(seats=3), found.version, office(db))
    assert set(states(db, found.id).values()) == {"seat"}
    assert not change(db, found, make_draft(title="Zu spät"), found.version, office(db))
    assert the_training(db, found.id).title == found.title


def test_nobody_is_in_twice_and_nobody_comes_too_late(
    db: Database, crowd: dict[str, Account]
) -> None:
    found, anna = make_training(db, crowd["dora"], register_until=MONDAY), crowd["anna"]
    register(db, found.id, guest(anna), anna, office(db))
    with pytest.raises(RefusedSeat, match="steht schon"):
        register(db, found.id, Guest(email="ANNA@riedstadt.example", municipality=None), anna,
                 office(db))  # fmt: skip
    with pytest.raises(RefusedSeat, match="nicht mehr"):
        register(db, found.id, guest(crowd["clara"]), crowd["clara"], office(db, DAY))
    assert cancel(db, found.id, "krank", office(db))
    assert not cancel(db, found.id, "noch einmal", office(db))
    with pytest.raises(RefusedSeat):
        register(db, found.id, guest(crowd["clara"]), crowd["clara"], office(db))


def test_a_town_sees_its_own_people_alone_and_names_are_forgotten(
    db: Database, crowd: dict[str, Account]
) -> None:
    found, anna = make_training(db, crowd["dora"]), crowd["anna"]
    colleague = Guest(name="Frau Beispiel", email="b@riedstadt.example", municipality="06433011")
    register(db, found.id, colleague, anna, office(db))
    register(db, found.id, guest(crowd["clara"]), crowd["clara"], office(db))
    seen = {
        name: [it.shown_name for it in seats_seen_by(db, found.id, crowd[name])]
        for name in ("anna", "clara", "dora", "rolf")
    }
    assert seen == {
        "anna": ["Frau Beispiel"], "clara": ["clara"], "rolf": [],
        "dora": ["Frau Beispiel", "clara"],
    }  # fmt: skip
    note_attendance(db, found.id, {seats(db, found.id)[0].id})
    assert [it.attended for it in seats(db, found.id)] == [True, False]
    assert forget_names(db, DAY + NAMES_KEPT) == 0
    assert forget_names(db, DAY + NAMES_KEPT * 2) == 1
    assert [it.shown_name for it in seats(db, found.id)] == ["vergessen 1", "clara"]
