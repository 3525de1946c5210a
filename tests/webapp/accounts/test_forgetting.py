"""Deleting an account leaves the work and takes the person."""

from datetime import datetime
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_record
from served import everything_in
from visitors import RIEDSTADT, let_in, person, visitor

from index.store import Database
from matcher.profile import read_profile
from webapp.accounts.account import Role
from webapp.accounts.administration import deactivate
from webapp.accounts.forgetting import forget
from webapp.accounts.queries import RefusedAccount, account_with_id, set_password
from webapp.accounts.visibility import Visibility
from webapp.audit.log import forget_old
from webapp.audit.queries import Question, entries
from webapp.feedback.queries import keep
from webapp.joint.queries import Answer, answer, invite
from webapp.notes.queries import write_note
from webapp.projects.queries import save_project
from webapp.saved.queries import save_search
from webapp.shortlists.queries import change_shortlist, make_shortlist, put_in
from webapp.subscriptions.queries import ask, confirm
from webapp.tokens.queries import Scope, bearer, make_token

NOW = datetime(2026, 6, 15, 9).astimezone()
EMAIL = "staff@example.org"


@pytest.mark.usefixtures("data_folder")
def test_a_deleted_account_leaves_its_work_under_a_pseudonym(db: Database, save: Save) -> None:
    programme = save(make_record())
    staff = account_with_id(db, person(db, Role.STAFF, password="Grüne Wiesen am Altrhein"))
    admin = account_with_id(db, person(db, Role.ADMIN))
    assert staff
    assert admin
    profile = dict(id="rad", title="Radweg", municipality=RIEDSTADT, applicant_type="Kommune")
    save_project(db, read_profile(profile), MONDAY)
    keep(db, "rad", programme, staff, NOW)
    invite(db, programme, [RIEDSTADT], "", admin, NOW)
    answer(db, programme, RIEDSTADT, Answer.YES, "Gern", staff, NOW)
    save_search(db, staff.id, "Rad", "q=Rad", [], MONDAY, in_letter=False)
    with pytest.raises(RefusedAccount, match="deaktivieren"):
        forget(db, admin, staff.id)
    deactivate(db, admin, staff.id, MONDAY)
    forget(db, admin, staff.id)

    everything = "\n".join(everything_in(db))
    assert EMAIL not in everything
    assert "Rad','q=Rad" not in everything
    assert next(db.query("select by from kept_match"))["by"] == f"Konto {staff.id} (gelöscht)"
    assert next(db.query("select answered_by as by from joint_interest"))["by"].endswith("scht)")
    assert list(db.query("pragma foreign_key_check")) == []
    told = list(entries(db, Question(subject=f"Konto {staff.id}")))
    assert told[0].kind == "Konto gelöscht"
    assert {it.actor for it in told if it.kind == "Passwort gesetzt"} == {
        f"Konto {staff.id} (gelöscht)"
    }
    assert person(db, Role.STAFF) != staff.id  # the address is free again


def test_notes_and_lists_for_oneself_go_and_shared_ones_stay(db: Database, save: Save) -> None:
    programme = save(make_record())
    staff, admin = (account_with_id(db, person(db, it)) for it in (Role.STAFF, Role.ADMIN))
    assert staff
    assert admin
    for visibility in (Visibility.OWN, Visibility.TOWN):
        write_note(db, programme, visibility, f"Notiz {visibility}", staff, NOW, [admin.id])
        number = make_shortlist(db, f"Liste {visibility}", staff, NOW)
        change_shortlist(db, number, f"Liste {visibility}", visibility, 1)
        put_in(db, number, programme, staff, NOW)
    deactivate(db, admin, staff.id, MONDAY)
    forget(db, admin, staff.id)

    assert [row["words"] for row in db.query("select words from note")] == ["Notiz town"]
    kept = [(row["name"], row["of_town"]) for row in db.query("select * from shortlist")]
    assert kept == [("Liste town", 1)]
    assert [row["by"] for row in db.query("select by from shortlist_entry")] == [
        f"Konto {staff.id} (gelöscht)"
    ]
    assert list(db.query("pragma foreign_key_check")) == []


def test_the_order_without_an_account_and_the_refusal_of_the_address_go_too(db: Database) -> None:
    staff, admin = (account_with_id(db, person(db, it)) for it in (Role.STAFF, Role.ADMIN))
    assert staff
    assert admin
    asked = ask(db, EMAIL, (), NOW)
    assert asked
    assert confirm(db, asked.token, NOW) == EMAIL
    db.table("undeliverable").insert(dict(email=EMAIL, since="2026-06-01", said="550", letter=None))
    deactivate(db, admin, staff.id, MONDAY)
    forget(db, admin, staff.id)
    assert (db.table("subscriber").count, db.table("undeliverable").count) == (0, 0)


def test_a_closed_account_opens_neither_the_interface_nor_pages(
    db: Database, data_folder: Path
) -> None:
    client = visitor(db, data_folder)
    staff = account_with_id(db, person(db, Role.STAFF))
    admin = account_with_id(db, person(db, Role.ADMIN))
    assert staff
    assert admin
    token = make_token(db, staff, "Geoportal", list(Scope), 90, MONDAY)
    assert bearer(db, token, MONDAY)
    deactivate(db, admin, staff.id, MONDAY)
    assert bearer(db, token, MONDAY) is None
    assert client.get("/").status_code == 302
    kinds = [it.kind for it in entries(db, Question(subject=f"Konto {staff.id}"))]
    assert "Zugang für Programme angelegt" in kinds


def test_the_page_deletes_only_what_was_closed(db: Database, data_folder: Path) -> None:
    admin, number = visitor(db, data_folder, Role.ADMIN), person(db, Role.READER)
    set_password(db, number, "Grüne Wiesen am Altrhein")
    address = f"/personen/{number}"
    assert "Endgültig löschen" not in admin.get(address).text
    for action, status in (("loeschen", 200), ("deaktivieren", 200), ("loeschen", 404)):
        token = admin.get(address).text.split('name="csrf_token"')[1].split('value="')[1]
        data = dict(csrf_token=token.split('"')[0], action=action)
        admin.post(f"{address}/schritt", data=data)
        assert admin.get(address).status_code == status
    assert "reader@example.org" not in admin.get("/personen").text
    let_in(admin, db, person(db, Role.ADMIN))
    assert "Konto gelöscht" in admin.get("/protokoll").text


def test_entries_go_after_three_years(db: Database) -> None:
    db.execute(
        "insert into audit_entry (at, kind, subject) values ('2020-01-01T00:00:00Z', 'x', 'alt')"
    )
    assert (forget_old(db), forget_old(db)) == (1, 0)
