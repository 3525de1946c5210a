"""The matrix of participation: names and roles for everybody, nothing else."""

from datetime import date
from io import BytesIO

import pytest
from akten import BIEBESHEIM, GERNSHEIM, NOON, RIEDSTADT, STOCKSTADT, open_akte
from conftest import MONDAY
from flask.testing import FlaskClient
from openpyxl import load_workbook
from visitors import let_in, post

from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Team
from webapp.participation.cooperation import Told, change, cooperation, enter
from webapp.participation.matrix import Shown, matrix

Crowd = dict[str, Account]


@pytest.fixture
def crowd(crowd: Crowd, db: Database) -> Crowd:
    """Everybody, with a joint akte of two towns, an akte of one, and two other projects."""
    dora = crowd["dora"]
    open_akte(db, dora, BIEBESHEIM, GERNSHEIM, title="=Hochwasser")
    open_akte(db, dora, STOCKSTADT, title="Nur Stockstadt")
    enter(db, Told(title="Klärschlamm", parts={RIEDSTADT: Team.LEADS}), dora, NOON)
    over = Told(title="Stromeinkauf", closed_on=MONDAY, parts={GERNSHEIM: Team.STEERING})
    enter(db, over, dora, NOON)
    return crowd


@pytest.mark.usefixtures("crowd")
def test_joint_akten_and_other_projects_stand_side_by_side(db: Database) -> None:
    running = matrix(db, Shown.RUNNING, MONDAY)
    assert [(row.title, dict(row.parts)) for row in running.rows] == [
        ("=Hochwasser", {BIEBESHEIM: Team.LEADS, GERNSHEIM: Team.PROJECT}),
        ("Klärschlamm", {RIEDSTADT: Team.LEADS}),
    ]
    assert [row.title for row in matrix(db, Shown.OVER, MONDAY).rows] == ["Stromeinkauf"]
    assert matrix(db, Shown.ALL, MONDAY).count(GERNSHEIM) == 2
    assert len(running.towns) == 15


def test_everybody_reads_names_and_roles_and_only_applicants_are_led_to_the_akte(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    page = client.get("/gemeinsam/matrix").text
    assert "=Hochwasser" in page
    assert "Nur Stockstadt" not in page
    assert '/foerderakten/1"' not in page
    let_in(client, db, crowd["rolf"].id)
    assert client.get("/gemeinsam/matrix?stand=beendet").text.count("Stromeinkauf") == 1
    let_in(client, db, crowd["dora"].id)
    assert '/foerderakten/1"' in client.get("/gemeinsam/matrix").text


@pytest.mark.usefixtures("crowd")
def test_the_workbook_holds_the_whole_matrix_and_no_formula(client: FlaskClient) -> None:
    data = client.get("/gemeinsam/matrix.xlsx?stand=alle").data
    sheet = load_workbook(BytesIO(data))["Beteiligung"]
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:4] for row in rows] == [
        ["=Hochwasser", "Förderantrag", "läuft", None],
        ["Klärschlamm", "Zusammenarbeit", "läuft", None],
        ["Stromeinkauf", "Zusammenarbeit", "beendet", rows[2][3]],
    ]
    assert rows[2][3].date() == MONDAY
    assert rows[0][head.index("Biebesheim")] == "PL"
    assert sheet["A2"].data_type == "s"


def test_the_manager_enters_changes_and_deletes_a_project(
    db: Database, crowd: Crowd, client: FlaskClient
) -> None:
    let_in(client, db, crowd["dora"].id)
    team = {f"team-{RIEDSTADT}": "AG", f"team-{GERNSHEIM}": "", f"team-{STOCKSTADT}": "Chef"}
    assert post(client, "/gemeinsam/projekte/neu", title="Vergabezentrum", **team) == 303
    found = cooperation(db, 3)
    assert found
    assert found.told == Told(title="Vergabezentrum", parts={RIEDSTADT: Team.WORKING})
    sent = dict(title="Vergabestelle", closed_on="2026-06-30", version=1)
    assert post(client, "/gemeinsam/projekte/3", **sent) == 303
    assert post(client, "/gemeinsam/projekte/3", **sent) == 409
    changed = cooperation(db, 3)
    assert changed
    assert changed.told == Told(title="Vergabestelle", closed_on=date(2026, 6, 30))
    assert post(client, "/gemeinsam/projekte/3", title="", version=2) == 400
    assert post(client, "/gemeinsam/projekte/3", title="V", closed_on="bald", version=2) == 400
    assert post(client, "/gemeinsam/projekte/3/loeschen") == 303
    assert cooperation(db, 3) is None


def test_a_change_of_what_is_gone_is_not_done(db: Database, crowd: Crowd) -> None:
    assert not change(db, 99, Told(title="X"), 1, crowd["dora"], NOON)
