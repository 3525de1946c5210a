"""Merklisten: of a person or a municipality, shared on purpose, changed by one at a time."""

import pytest
from conftest import Save, make_record
from flask.testing import FlaskClient
from visitors import let_in

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.visibility import Visibility
from webapp.request import now
from webapp.shortlists.queries import (
    MOST_ENTRIES,
    change_shortlist,
    entries,
    make_shortlist,
    note_entry,
    put_in,
    shortlist,
    shortlists,
)


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record())


def post(client: FlaskClient, address: str, **data: str) -> int:
    text = client.get("/merklisten").text
    token = text.split('name="csrf_token" value="')[1].split('"')[0]
    return client.post(address, data=dict(csrf_token=token, **data)).status_code


def readers(db: Database, crowd: dict[str, Account], number: int) -> set[str]:
    return {name for name, one in crowd.items() if shortlist(db, number, one)}


def test_a_list_is_read_by_its_owner_until_it_is_shared(
    db: Database, crowd: dict[str, Account]
) -> None:
    number = make_shortlist(db, "Schwimmbad", crowd["anna"], now())
    assert readers(db, crowd, number) == {"anna"}
    change_shortlist(db, number, "Schwimmbad", Visibility.TOWN, 1)
    assert readers(db, crowd, number) == {"anna", "bernd", "rita", "dora"}
    change_shortlist(db, number, "Schwimmbad", Visibility.ALL, 2)
    assert readers(db, crowd, number) == set(crowd)
    kept = shortlist(db, number, crowd["bernd"])
    assert kept
    assert [name for name, one in crowd.items() if kept.may_be_changed(one)] == ["anna"]


def test_the_list_of_a_municipality_is_changed_by_its_people(
    db: Database, crowd: dict[str, Account]
) -> None:
    number = make_shortlist(db, "Riedstadt baut", crowd["anna"], now(), of_town=True)
    assert readers(db, crowd, number) == {"anna", "bernd", "rita", "dora"}
    kept = shortlist(db, number, crowd["bernd"])
    assert kept
    assert [name for name, one in crowd.items() if kept.may_be_changed(one)] == ["anna", "bernd"]


def test_merken_puts_a_programme_into_the_first_list_and_makes_it_where_there_is_none(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    assert "Merken" in client.get(f"/programm/{programme}").text
    assert post(client, f"/programm/{programme}/merken") == 303
    assert post(client, f"/programm/{programme}/merken") == 303
    (only,) = shortlists(db, crowd["anna"])
    assert (only.name, only.count) == ("Merkliste", 1)
    assert "Gemerkt" in client.get(f"/programm/{programme}").text


def test_the_chosen_lists_hold_a_programme_and_the_others_not(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    first = make_shortlist(db, "Eins", crowd["anna"], now())
    second = make_shortlist(db, "Zwei", crowd["anna"], now())
    foreign = make_shortlist(db, "Fremd", crowd["clara"], now())
    put_in(db, first, programme, crowd["anna"], now())
    page = client.get(f"/programm/{programme}/merken").text
    assert "Zwei" in page
    assert "Fremd" not in page
    chosen = dict(gewaehlt="ja", lists=str(second), name="Drei")
    assert post(client, f"/programm/{programme}/merken", **chosen) == 303
    counts = {it.name: it.count for it in shortlists(db, crowd["anna"])}
    assert counts == {"Eins": 0, "Zwei": 1, "Drei": 1}
    smuggled = dict(gewaehlt="ja", lists=str(foreign))
    assert post(client, f"/programm/{programme}/merken", **smuggled) == 303
    assert entries(db, foreign) == []


def test_two_people_do_not_overwrite_each_other(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    number = make_shortlist(db, "Rad", crowd["bernd"], now(), of_town=True)
    put_in(db, number, programme, crowd["bernd"], now())
    address = f"/merklisten/{number}/programm/{programme}"
    assert post(client, address, note="Frist klären", version="1") == 303
    assert post(client, address, note="Zu spät", version="1") == 303
    assert [it.note for it in entries(db, number)] == ["Frist klären"]
    changed = dict(name="Radwege", visibility="town")
    assert post(client, f"/merklisten/{number}", **changed, version="1") == 303
    assert post(client, f"/merklisten/{number}", name="X", visibility="all", version="1") == 303
    assert "inzwischen" in client.get(f"/merklisten/{number}").text.lower()
    kept = shortlist(db, number, crowd["anna"])
    assert kept
    assert (kept.name, kept.visibility) == ("Radwege", Visibility.TOWN)


def test_only_who_may_change_a_list_changes_it(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    shared = make_shortlist(db, "Geteilt", crowd["clara"], now())
    change_shortlist(db, shared, "Geteilt", Visibility.ALL, 1)
    secret = make_shortlist(db, "Geheim", crowd["clara"], now())
    for number, status in ((shared, 403), (secret, 404)):
        ways = ("", "/loeschen", f"/programm/{programme}", f"/programm/{programme}/entfernen")
        for way in ways:
            assert post(client, f"/merklisten/{number}{way}", version="1") == status, way
    page = client.get("/merklisten").text
    assert "Geteilt" in page
    assert "Geheim" not in page


def test_a_list_of_a_municipality_cannot_be_made_private(
    db: Database, client: FlaskClient, crowd: dict[str, Account]
) -> None:
    number = make_shortlist(db, "Rad", crowd["bernd"], now(), of_town=True)
    assert post(client, f"/merklisten/{number}", name="Rad", visibility="own", version="1") == 400


def test_a_list_without_a_name_says_so_and_a_deleted_one_is_gone(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    assert post(client, "/merklisten", name=" ") == 400
    assert post(client, "/merklisten", name="Bad <b>") == 303
    (made,) = shortlists(db, crowd["anna"])
    put_in(db, made.id, programme, crowd["anna"], now())
    assert "Bad &lt;b&gt;" in client.get(f"/merklisten/{made.id}").text
    assert post(client, f"/merklisten/{made.id}/programm/{programme}/entfernen") == 303
    assert entries(db, made.id) == []
    put_in(db, made.id, programme, crowd["anna"], now())
    assert post(client, f"/merklisten/{made.id}/loeschen") == 303
    assert shortlists(db, crowd["anna"]) == []


def test_a_hidden_programme_waits_in_its_list(
    db: Database, save: Save, crowd: dict[str, Account]
) -> None:
    hidden = save(make_record(hidden_because="Kein Programm"))
    number = make_shortlist(db, "Rad", crowd["anna"], now())
    put_in(db, number, hidden, crowd["anna"], now())
    assert entries(db, number) == []


def test_a_full_list_takes_no_more(
    db: Database, programme: int, crowd: dict[str, Account], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_ENTRIES == 500
    monkeypatch.setattr("webapp.shortlists.queries.MOST_ENTRIES", 0)
    number = make_shortlist(db, "Rad", crowd["anna"], now())
    assert not put_in(db, number, programme, crowd["anna"], now())


def test_a_list_is_taken_along_with_its_notes_by_those_who_read_it(
    db: Database, client: FlaskClient, programme: int, crowd: dict[str, Account]
) -> None:
    number = make_shortlist(db, "Rad", crowd["anna"], now(), of_town=True)
    put_in(db, number, programme, crowd["anna"], now())
    note_entry(db, number, programme, "Frist klären", 1)
    answer = client.get(f"/merklisten/{number}/programme.csv")
    lines = answer.data.decode("utf-8-sig").splitlines()
    assert "Notiz" in lines[0]
    assert "Frist klären" in lines[1]
    let_in(client, db, crowd["clara"].id)
    assert client.get(f"/merklisten/{number}/programme.csv").status_code == 404
