"""Notes are read by those only for whom they were written, and tell whom they address."""

from datetime import timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from flask.testing import FlaskClient
from visitors import RIEDSTADT, TREBUR, let_in, visitor

from index.merging.merge import merge, part
from index.store import Database
from webapp.accounts import room
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import deactivate
from webapp.accounts.people import addressed, colleagues, people
from webapp.accounts.queries import create_account
from webapp.accounts.visibility import Visibility, choices_for, may_read
from webapp.notes.mentions import open_mentions
from webapp.notes.queries import LONGEST, note, notes_on, write_note
from webapp.request import now


@pytest.fixture
def programme(save: Save) -> int:
    return save(make_record())


def somebody(db: Database, email: str, ags: str | None, role: Role = Role.STAFF) -> Account:
    return create_account(db, email, role, ags, MONDAY)[0]


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        (Visibility.OWN, {"anna"}),
        (Visibility.TOWN, {"anna", "bernd", "rita", "dora"}),
        (Visibility.ALL, {"anna", "bernd", "rita", "clara", "dora", "emil", "rolf"}),
    ],
)
def test_a_note_is_read_by_those_for_whom_it_was_written(
    db: Database,
    programme: int,
    crowd: dict[str, Account],
    visibility: Visibility,
    readers: set[str],
) -> None:
    write_note(db, programme, visibility, "Geheim", crowd["anna"], now())
    assert {name for name, one in crowd.items() if notes_on(db, programme, one)} == readers
    assert {name for name, one in crowd.items() if note(db, 1, one)} == readers


def test_who_moves_to_another_municipality_leaves_the_notes_behind(
    db: Database, crowd: dict[str, Account]
) -> None:
    moved = Account(id=crowd["anna"].id, email="a@b.example", role=Role.STAFF, municipality=TREBUR)
    assert not may_read(moved, Visibility.TOWN, moved.id, RIEDSTADT)
    alone = Account(id=99, email="a@b.example", role=Role.READER)
    assert not may_read(alone, Visibility.TOWN, 99, None)
    assert [value for value, _ in choices_for(alone)] == ["own", "all"]


def test_who_is_addressed_finds_it_waiting_until_it_is_ticked_off(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    unheard = write_note(
        db, programme, Visibility.TOWN, "@Bernd und @clara: bitte prüfen.", crowd["anna"], now()
    )
    assert unheard == ["clara (Trebur)"]
    assert [it.note.words for it in open_mentions(db, crowd["bernd"])] == [
        "@Bernd und @clara: bitte prüfen."
    ]
    assert not open_mentions(db, crowd["clara"])
    client = visitor(db, data_folder)
    let_in(client, db, crowd["bernd"].id)
    assert "Gelesen" in client.get(f"/programm/{programme}").text
    assert client.post("/notizen/1/gelesen", data=token(client, programme)).status_code == 303
    assert not open_mentions(db, crowd["bernd"])


def test_an_answer_goes_back_to_who_asked_and_settles_the_question(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    write_note(db, programme, Visibility.TOWN, "@bernd Reicht das?", crowd["anna"], now())
    client = visitor(db, data_folder)
    let_in(client, db, crowd["bernd"].id)
    text = client.get(f"/programm/{programme}").text
    assert "<summary>Antworten</summary>" in text
    assert "@anna </textarea>" in text
    assert '<option selected value="town">' in text
    sent = token(client, programme) | dict(words="Nur für mich", visibility="own")
    client.post(f"/programm/{programme}/notizen", data=sent)
    assert open_mentions(db, crowd["bernd"])
    client.post(
        f"/programm/{programme}/notizen", data=sent | dict(words="@anna Ja.", visibility="town")
    )
    assert not open_mentions(db, crowd["bernd"])
    assert [it.note.words for it in open_mentions(db, crowd["anna"])] == ["@anna Ja."]


def test_the_manager_answers_the_note_of_a_town_before_that_town_alone(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    write_note(db, programme, Visibility.TOWN, "@dora Reicht das?", crowd["anna"], now())
    write_note(db, programme, Visibility.OWN, "Geheim", crowd["clara"], now())
    client = visitor(db, data_folder)
    let_in(client, db, crowd["dora"].id)
    text = client.get(f"/programm/{programme}").text
    assert f'<option selected value="town:{RIEDSTADT}">Riedstadt und das Förderm' in text
    assert TREBUR not in text
    sent = token(client, programme) | dict(words="@anna Ja.", visibility=f"town:{RIEDSTADT}")
    assert client.post(f"/programm/{programme}/notizen", data=sent).status_code == 303
    answer = notes_on(db, programme, crowd["dora"])[-1]
    assert answer.name == "dora (Fördermittelmanagement)"
    readers = {name for name, one in crowd.items() if note(db, answer.id, one)}
    assert readers == {"anna", "bernd", "rita", "dora"}
    assert [it.note.words for it in open_mentions(db, crowd["anna"])] == ["@anna Ja."]
    assert not open_mentions(db, crowd["dora"])


def test_nobody_writes_among_the_notes_of_another_town(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    write_note(db, programme, Visibility.TOWN, "Intern", crowd["anna"], now())
    client = visitor(db, data_folder)
    for name, ags in (("clara", RIEDSTADT), ("anna", RIEDSTADT), ("dora", TREBUR)):
        let_in(client, db, crowd[name].id)
        sent = token(client, programme) | dict(words="Hallo", visibility=f"town:{ags}")
        assert client.post(f"/programm/{programme}/notizen", data=sent).status_code == 400
    assert db.table("note").count == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("@anna", ["anna"]),
        ("Frag @Anna.", ["anna"]),
        ("(@anna, @bernd)", ["anna", "bernd"]),
        ("@annabell", []),
        ("@anna.maria", []),
        ("post@anna", []),
        ("@anna@riedstadt.example", ["anna"]),
        ("@anna@trebur.example", []),
        ("@.*", []),
    ],
)
def test_a_name_after_the_at_sign_addresses_its_person(
    db: Database, crowd: dict[str, Account], words: str, names: list[str]
) -> None:
    assert [it.name for it in addressed(words, people(db))] == names


def test_a_closed_account_is_not_addressed(db: Database, crowd: dict[str, Account]) -> None:
    deactivate(db, crowd["emil"], crowd["bernd"].id, MONDAY)
    assert [it.name for it in addressed("@bernd und @anna", people(db))] == ["anna"]
    assert [it.name for it in colleagues(people(db), crowd["anna"])] == ["rita"]


def test_passing_on_tells_the_chosen_colleagues_alone(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    client = visitor(db, data_folder)
    let_in(client, db, crowd["anna"].id)
    address = f"/programm/{programme}/weitergeben"
    page = client.get(address).text
    assert "bernd@riedstadt.example" in page
    assert "clara" not in page
    outsider = dict(people=str(crowd["clara"].id), words="Pst")
    assert client.post(address, data=outsider | token(client, programme)).status_code == 400
    chosen = dict(people=str(crowd["bernd"].id), words="Für den Radring?")
    assert client.post(address, data=chosen | token(client, programme)).status_code == 303
    assert [it.note.words for it in open_mentions(db, crowd["bernd"])] == ["Für den Radring?"]


def test_a_note_too_long_or_empty_comes_back_with_its_words_and_the_reason(
    db: Database, data_folder: Path, programme: int
) -> None:
    client = visitor(db, data_folder)
    for words, reason in (("x" * (LONGEST + 1), "höchstens 2000 Zeichen"), (" ", "schreiben Sie")):
        sent = dict(words=words, visibility="town") | token(client, programme)
        answer = client.post(f"/programm/{programme}/notizen", data=sent)
        assert answer.status_code == 400
        assert reason in answer.text
        assert words.strip() in answer.text


def test_markup_in_a_note_is_shown_as_text(db: Database, data_folder: Path, programme: int) -> None:
    client = visitor(db, data_folder)
    sent = dict(words="<script>x</script>", visibility="all") | token(client, programme)
    client.post(f"/programm/{programme}/notizen", data=sent)
    text = client.get(f"/programm/{programme}").text
    assert "&lt;script&gt;x" in text
    assert "<script>x" not in text


def test_the_author_changes_a_note_for_half_an_hour_and_deletes_it_always(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    write_note(db, programme, Visibility.ALL, "Alt", crowd["anna"], now() - timedelta(minutes=31))
    write_note(db, programme, Visibility.ALL, "Neu", crowd["anna"], now())
    client = visitor(db, data_folder)
    let_in(client, db, crowd["anna"].id)
    for number, words in ((1, "Alt"), (2, "Anders")):
        sent = dict(words="Anders") | token(client, programme)
        assert client.post(f"/notizen/{number}/bearbeiten", data=sent).status_code == 303
        kept = note(db, number, crowd["anna"])
        assert kept
        assert kept.words == words
    let_in(client, db, crowd["bernd"].id)
    assert client.get("/notizen/2/bearbeiten").status_code == 404
    assert client.post("/notizen/2/loeschen", data=token(client, programme)).status_code == 403
    let_in(client, db, crowd["anna"].id)
    assert client.post("/notizen/1/loeschen", data=token(client, programme)).status_code == 303
    let_in(client, db, crowd["dora"].id)
    assert client.post("/notizen/2/loeschen", data=token(client, programme)).status_code == 303
    assert not notes_on(db, programme, crowd["anna"])


def test_a_note_of_another_municipality_looks_like_one_that_is_not_there(
    db: Database, data_folder: Path, programme: int, crowd: dict[str, Account]
) -> None:
    write_note(db, programme, Visibility.TOWN, "MARKE", crowd["anna"], now())
    client = visitor(db, data_folder)
    let_in(client, db, crowd["clara"].id)
    assert "MARKE" not in client.get(f"/programm/{programme}").text
    for way in ("bearbeiten", "loeschen", "gelesen"):
        answer = client.post(f"/notizen/1/{way}", data=token(client, programme))
        assert answer.status_code == 404, way


def test_notes_follow_their_programme_when_it_is_joined_and_parted(
    db: Database, save: Save, crowd: dict[str, Account]
) -> None:
    save(make_record())
    other = save(make_record(key="b", url="https://www.example.org/b", title="Brücken"))
    write_note(db, other, Visibility.OWN, "Brücke", crowd["anna"], now())
    records = [row["record"] for row in db.query("select record from programme_record")]
    joined = merge(db, *records, MONDAY)
    assert [it.words for it in notes_on(db, joined.kept, crowd["anna"])] == ["Brücke"]
    part(db, joined.id)
    assert [it.words for it in notes_on(db, other, crowd["anna"])] == ["Brücke"]


def token(client: FlaskClient, programme: int) -> dict[str, str]:
    text = client.get(f"/programm/{programme}").text
    return dict(csrf_token=text.split('name="csrf_token" value="')[1].split('"')[0])


def test_one_person_cannot_write_notes_and_lists_without_end(
    client: FlaskClient, programme: int, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "MOST_NOTES", 1)
    monkeypatch.setattr(room, "MOST_SHORTLISTS", 1)
    note_sent = token(client, programme) | dict(words="Hallo", visibility="own")
    list_sent = token(client, programme) | dict(name="Rad")
    for address, sent, said in (
        (f"/programm/{programme}/notizen", note_sent, "Mehr als 1 Notizen sind nicht möglich"),
        ("/merklisten", list_sent, "Mehr als 1 Merklisten sind nicht möglich"),
    ):
        assert client.post(address, data=sent).status_code == 303
        answer = client.post(address, data=sent)
        assert answer.status_code == 409
        assert said in answer.text
    assert (db.table("note").count, db.table("shortlist").count) == (1, 1)
