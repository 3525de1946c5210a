"""Inviting people by mail, closing accounts, and which municipalities take part."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import MONDAY
from flask.testing import FlaskClient
from visitors import RIEDSTADT, let_in, person, visitor

from index.municipality import municipality, participating, set_participation
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.administration import change_role, deactivate
from webapp.accounts.queries import (
    RefusedAccount,
    account_by_email,
    account_with_id,
    create_account,
    set_password,
)
from webapp.audit.queries import Question, entries
from webapp.cli import main

PASSWORD = "Grüne Wiesen am Altrhein"


def send(client: FlaskClient, page: str, address: str = "", **data: str) -> tuple[int, str]:
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get(page).text)
    assert token, f"{page} has no form"
    answer = client.post(
        address or page, data=dict(csrf_token=token[1]) | data, follow_redirects=True
    )
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (dict(email="jana", role="reader"), "»jana« ist keine E-Mail-Adresse."),
        (dict(email="manager@example.org", role="reader"), "gibt es schon ein Konto."),
        (dict(email="jana@b.example", role="staff"), "braucht deren AGS."),
        (dict(email="jana@b.example", role="admin"), "Bitte sehen Sie die markierten Felder"),
    ],
)
def test_what_cannot_be_invited_is_told_at_the_field(
    db: Database, data_folder: Path, data: dict[str, str], sentence: str
) -> None:
    manager = visitor(db, data_folder, Role.MANAGER)
    status, text = send(manager, "/personen", **dict(municipality="") | data)
    assert status == 400
    assert sentence in text


def test_a_closed_account_opens_nothing_until_it_is_opened_again(
    db: Database, data_folder: Path
) -> None:
    staff, manager = visitor(db, data_folder), visitor(db, data_folder, Role.MANAGER)
    found = account_by_email(db, "staff@example.org")
    assert found
    set_password(db, found.id, PASSWORD)
    let_in(staff, db, found.id)
    assert staff.get("/konto").status_code == 200
    address = f"/personen/{found.id}"
    _, text = send(manager, address, f"{address}/schritt", action="deaktivieren")
    assert "überall abgemeldet" in text
    assert staff.get("/konto").status_code == 302
    credentials = dict(email="staff@example.org", password=PASSWORD)
    assert send(staff, "/anmelden", **credentials)[0] == 401
    letters = db.query("select email from account where subscribed")
    assert [row["email"] for row in letters] == ["manager@example.org"]
    _, text = send(manager, address, f"{address}/schritt", action="reaktivieren")
    assert "wieder aktiv" in text
    assert send(staff, "/anmelden", **credentials)[0] == 200
    told = [it.kind for it in entries(db, Question(subject=f"Konto {found.id}"))]
    assert told[:2] == ["Konto reaktiviert", "Konto deaktiviert"]


def test_who_lost_a_device_is_signed_out_everywhere_and_keeps_the_account(
    db: Database, data_folder: Path
) -> None:
    staff, manager = visitor(db, data_folder), visitor(db, data_folder, Role.MANAGER)
    found, admin = account_by_email(db, "staff@example.org"), person(db, Role.ADMIN)
    assert found
    address = f"/personen/{found.id}"
    assert "Überall abmelden" in manager.get(address).text
    _, text = send(manager, address, f"{address}/schritt", action="abmelden")
    assert "überall abgemeldet" in text
    assert staff.get("/konto").status_code == 302
    assert account_by_email(db, "staff@example.org") == found
    told = [it.kind for it in entries(db, Question(subject=f"Konto {found.id}"))]
    assert told[0] == "Sitzungen beendet"
    _, text = send(manager, address, f"/personen/{admin}/schritt", action="abmelden")
    assert "ändert nur die Technik" in text


def test_nobody_raises_the_own_account_or_closes_the_last_one(
    db: Database, data_folder: Path
) -> None:
    manager = account_with_id(db, person(db, Role.MANAGER))
    admin = account_with_id(db, person(db, Role.ADMIN))
    staff = account_with_id(db, person(db, Role.STAFF))
    assert manager
    assert admin
    assert staff
    with pytest.raises(RefusedAccount, match="nur die Technik"):
        change_role(db, manager, manager.id, Role.ADMIN, None)
    with pytest.raises(RefusedAccount, match="vergibt nur die Technik"):
        change_role(db, manager, staff.id, Role.ADMIN, None)
    with pytest.raises(RefusedAccount, match="nur die Technik"):
        deactivate(db, manager, admin.id, MONDAY)
    with pytest.raises(RefusedAccount, match="letzte Konto"):
        change_role(db, admin, admin.id, Role.READER, None)
    with pytest.raises(RefusedAccount, match="eigene Konto"):
        deactivate(db, admin, admin.id, MONDAY)
    with pytest.raises(RefusedAccount, match="nur die Technik"):
        change_role(db, staff, staff.id, Role.READER, None)
    change_role(db, admin, staff.id, Role.READER, None)
    changed = account_with_id(db, staff.id)
    assert changed
    assert (changed.role, changed.municipality) == (Role.READER, None)
    assert f"/personen/{staff.id}" in visitor(db, data_folder, Role.MANAGER).get("/personen").text


def test_a_town_that_left_reads_on_and_changes_nothing(db: Database, data_folder: Path) -> None:
    staff, manager = visitor(db, data_folder), visitor(db, data_folder, Role.MANAGER)
    address = f"/kommunen/{RIEDSTADT}"
    _, text = send(manager, "/kommunen", address, first="2023-04-01", last="2026-06-14")
    assert "seit 01.04.2023 · bis 14.06.2026" in text
    assert staff.get("/vorhaben").status_code == 200
    status, text = send(staff, "/konto", "/vorhaben/neu", municipality=RIEDSTADT, title="Neu")
    assert status == 403
    assert "Riedstadt nimmt zurzeit nicht am Fördernetz teil" in text
    assert db.table("project").count == 0
    assert send(staff, "/konto", "/konto/wochenbrief", wanted="no")[0] == 200
    send(manager, "/kommunen", address, first="2023-04-01", last="2026-06-15")
    status, _ = send(staff, "/konto", "/vorhaben/neu", municipality=RIEDSTADT, title="Neu")
    assert status != 403
    assert "2023-04-01 bis 2026-06-15" in manager.get("/protokoll").text


def test_participation_is_a_span_of_days_and_kept_when_figures_are_renewed(db: Database) -> None:
    assert len(participating(db, MONDAY)) == 15
    set_participation(db, RIEDSTADT, date(2026, 6, 16), None)
    town = municipality(db, RIEDSTADT)
    assert town
    assert not town.takes_part(MONDAY)
    assert town.takes_part(date(2026, 6, 16))
    assert len(participating(db, MONDAY)) == 14
    with pytest.raises(ValueError, match="nicht enden, bevor sie beginnt"):
        set_participation(db, RIEDSTADT, date(2026, 6, 16), date(2026, 6, 15))


def test_a_span_that_ends_before_it_begins_is_told(db: Database, data_folder: Path) -> None:
    manager = visitor(db, data_folder, Role.MANAGER)
    span = dict(first="2026-06-16", last="2026-06-15")
    status, text = send(manager, "/kommunen", f"/kommunen/{RIEDSTADT}", **span)
    assert status == 400
    assert "nicht enden, bevor sie beginnt" in text
    town = municipality(db, RIEDSTADT)
    assert town
    assert (town.member_from, town.member_to) == (None, None)


@pytest.mark.usefixtures("db")
def test_the_command_says_and_changes_who_takes_part(db: Database) -> None:
    runner = CliRunner()
    done = runner.invoke(main, ["municipality", RIEDSTADT, "--from", "2023-04-01", "--to", ""])
    assert done.exit_code == 0, done.output
    shown = runner.invoke(main, ["municipality", "--json"])
    line = next(it for it in json.loads(shown.stdout) if it["ags"] == RIEDSTADT)
    assert line == dict(ags=RIEDSTADT, name="Riedstadt", since="2023-04-01", until=None, people=0)
    wrong = runner.invoke(main, ["municipality", "06411000", "--from", "2023-04-01"])
    assert (wrong.exit_code, "06411000" in wrong.stderr) == (2, True)


def test_the_log_is_shown_filtered_and_taken_along(db: Database, data_folder: Path) -> None:
    admin = visitor(db, data_folder, Role.ADMIN)
    create_account(db, "jana@b.example", Role.STAFF, RIEDSTADT, MONDAY, actor=1)
    page = admin.get("/protokoll?was=Konto+angelegt&wer=admin@example.org").text
    assert "jana@b.example" in page
    assert "keinen Eintrag" in admin.get("/protokoll?von=2999-01-01").text
    table = admin.get("/protokoll.csv?was=Konto+angelegt").text
    assert table.startswith("\ufeffZeitpunkt;Wer;Was")
    assert "jana@b.example" in table
    assert "Liste mitgenommen" in admin.get("/protokoll").text
