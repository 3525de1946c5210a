"""Pages of Förderakten: what people are shown, and what forms keep and refuse."""

import io
from pathlib import Path

import pytest
from akten import EVERYWHERE, NOON, RIEDSTADT, STOCKSTADT, as_it_is, open_akte
from conftest import MONDAY, Save, make_facts, make_record
from flask.testing import FlaskClient
from pypdf import PdfReader
from visitors import let_in, post, visitor

from index.store import Database
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_by_email, create_account
from webapp.applications.akte import Application
from webapp.applications.amounts import as_written, cents_of, doubts_about
from webapp.applications.award import Award, award_of
from webapp.applications.changes import change_details, set_money
from webapp.applications.money import Money
from webapp.applications.opening import Details
from webapp.applications.queries import applications, events
from webapp.applications.stages import Because, Stage
from webapp.applications.steps import steps_of
from webapp.projects.queries import save_project

PDF = b"%PDF-1.7\nMARKE"


@pytest.fixture
def client(db: Database, data_folder: Path) -> FlaskClient:
    """Somebody of Riedstadt."""
    return visitor(db, data_folder)


@pytest.fixture
def riedstadt(db: Database, client: FlaskClient) -> Account:
    found = account_by_email(db, "staff@example.org")
    assert found
    return found


@pytest.fixture
def akte(db: Database, riedstadt: Account) -> Application:
    return open_akte(db, riedstadt)


def _as_stockstadt(db: Database, client: FlaskClient) -> None:
    account, _ = create_account(db, "s@example.org", Role.STAFF, STOCKSTADT, MONDAY)
    let_in(client, db, account.id)


def _upload(client: FlaskClient, number: int, data: bytes = PDF, name: str = "Antrag.pdf") -> int:
    sent = dict(kind="application", file=(io.BytesIO(data), name))
    return post(client, f"/foerderakten/{number}/dateien", **sent)


def test_another_town_gets_neither_the_page_nor_its_paper_nor_a_file(
    db: Database, client: FlaskClient, akte: Application
) -> None:
    assert _upload(client, akte.id) == 303
    addresses = [f"/foerderakten/{akte.id}{it}" for it in ("", ".pdf", "/dateien/1", "/geld")]
    assert [client.get(it).status_code for it in addresses] == [200] * 4
    _as_stockstadt(db, client)
    assert [client.get(it).status_code for it in addresses] == [404] * 4
    assert akte.title not in client.get("/foerderakten?stand=alle").text


def test_a_file_is_only_ever_given_away_as_a_file(client: FlaskClient, akte: Application) -> None:
    assert _upload(client, akte.id, b"<html><script>alert(1)</script>", "Notiz.txt") == 303
    answer = client.get(f"/foerderakten/{akte.id}/dateien/1")
    assert answer.headers["Content-Disposition"] == "attachment; filename=Notiz.txt"
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_page_as_a_file_is_refused_with_a_sentence(
    client: FlaskClient, akte: Application
) -> None:
    assert _upload(client, akte.id, b"<html>", "Seite.html") == 303
    assert "Seite.html: Angenommen werden PDF" in client.get(f"/foerderakten/{akte.id}").text


def test_an_edit_on_an_old_version_is_not_lost_and_overwrites_nothing(
    db: Database, client: FlaskClient, riedstadt: Account, akte: Application
) -> None:
    change_details(db, akte, Details(title="Von der Kollegin"), riedstadt, NOON)
    sent = dict(title="Von mir", version="1", next_step="Anrufen")
    text = client.post(f"/foerderakten/{akte.id}/bearbeiten", data=_with_token(client, sent)).text
    assert "Inzwischen hat jemand anders die Akte geändert" in text
    assert 'value="Von mir"' in text
    assert 'name="version" type="hidden" value="2"' in text
    assert as_it_is(db, akte.id).title == "Von der Kollegin"


def test_amounts_on_an_old_version_are_not_lost_and_overwrite_nothing(
    db: Database, client: FlaskClient, riedstadt: Account, akte: Application
) -> None:
    set_money(db, akte, {RIEDSTADT: Money(cost=500)}, riedstadt, NOON)
    sent = {f"cost-{RIEDSTADT}": "1.000,50", "version": "1"}
    answer = client.post(f"/foerderakten/{akte.id}/geld", data=_with_token(client, sent))
    assert answer.status_code == 409
    assert 'value="1.000,50"' in answer.text
    assert as_it_is(db, akte.id).money.cost == 500


def test_money_that_cannot_be_is_told_at_its_field(
    db: Database, client: FlaskClient, akte: Application
) -> None:
    sent = {f"cost-{RIEDSTADT}": "100", f"grant-{RIEDSTADT}": "100,01", "version": "1"}
    answer = client.post(f"/foerderakten/{akte.id}/geld", data=_with_token(client, sent))
    assert answer.status_code == 400
    assert f'aria-describedby="grant-{RIEDSTADT}-error"' in answer.text
    assert as_it_is(db, akte.id).money == Money()


def test_cost_and_grant_are_proposed_and_kept_only_when_somebody_saves(
    db: Database, save: Save, client: FlaskClient, riedstadt: Account
) -> None:
    number = save(make_record(), facts=make_facts(funding_rate_max=80))
    town = Town(ags=RIEDSTADT, name="Riedstadt", population=24_000)
    ours = Project(id="r", title="Radweg", municipality=town, cost_eur=1000)
    save_project(db, ours, MONDAY)
    akte = open_akte(db, riedstadt, programme=number, projects=("r",))
    address = f"/foerderakten/{akte.id}/geld"
    text = client.get(address).text
    assert f'name="cost-{RIEDSTADT}" value="1.000"' in text
    assert f'name="grant-{RIEDSTADT}" value=""' in text
    assert "(im Test erfunden)" in text
    assert f'name="grant-{RIEDSTADT}" value="800"' in client.get(f"{address}?vorschlag=1").text
    assert as_it_is(db, akte.id).money == Money()
    set_money(db, akte, {RIEDSTADT: Money(cost=500_00, grant=1_00)}, riedstadt, NOON)
    assert f'name="grant-{RIEDSTADT}" value="1"' in client.get(f"{address}?vorschlag=1").text


def test_a_partner_writes_its_own_amounts_and_nobody_elses(
    db: Database, client: FlaskClient, riedstadt: Account
) -> None:
    joint = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT)
    _as_stockstadt(db, client)
    page = client.get(f"/foerderakten/{joint.id}/geld").text
    assert f"cost-{STOCKSTADT}" in page
    assert f"cost-{RIEDSTADT}" not in page
    sent = {f"cost-{RIEDSTADT}": "1", f"cost-{STOCKSTADT}": "2", "version": "1"}
    assert post(client, f"/foerderakten/{joint.id}/geld", **sent) == 303
    assert [it.money.cost for it in as_it_is(db, joint.id).applicants] == [None, 200]
    for what in ("bearbeiten", "stand", "bescheid"):
        assert client.get(f"/foerderakten/{joint.id}/{what}").status_code == 403


def test_a_partner_ticks_its_own_steps_only(
    db: Database, client: FlaskClient, riedstadt: Account
) -> None:
    joint = open_akte(db, riedstadt, RIEDSTADT, STOCKSTADT)
    assert post(client, f"/foerderakten/{joint.id}/checkliste/neu") == 303
    _as_stockstadt(db, client)
    by_town = {it.municipality: it for it in steps_of(db, joint.id) if it.key == "resolution"}
    for ags, status in ((RIEDSTADT, 403), (STOCKSTADT, 303)):
        address = f"/foerderakten/{joint.id}/checkliste/{by_town[ags].id}"
        assert post(client, address, tun="erledigt") == status


def test_a_no_needs_a_reason_and_keeps_it(
    db: Database, client: FlaskClient, akte: Application
) -> None:
    address = f"/foerderakten/{akte.id}/stand"
    assert post(client, address, to="dropped", version="1", words="Zu teuer") == 400
    assert as_it_is(db, akte.id).stage is Stage.DRAFT
    assert post(client, address, to="dropped", version="1", reasons="OWN_SHARE") == 303
    assert as_it_is(db, akte.id).stage is Stage.DROPPED
    assert events(db, akte.id)[0].reasons == (Because.OWN_SHARE,)
    assert "Eigenanteil nicht darstellbar" in client.get(f"/foerderakten/{akte.id}").text


def test_a_bescheid_approves_the_akte_and_may_bring_its_amounts(
    db: Database, client: FlaskClient, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, stage=Stage.SUBMITTED)
    address = f"/foerderakten/{akte.id}/bescheid"
    sent = dict(number="AZ 1", dated="2026-06-01", granted="1.000", eligible="2.000", version="1")
    assert post(client, address, **sent | dict(eligible="999")) == 400
    assert post(client, address, **sent, take_over="y") == 303
    now = as_it_is(db, akte.id)
    assert (now.stage, now.money) == (Stage.APPROVED, Money(eligible=2000_00, grant=1000_00))
    assert award_of(db, akte.id) == Award(
        number="AZ 1", dated=MONDAY.replace(day=1), granted=1000_00, eligible=2000_00
    )
    assert post(client, address, **sent) == 400  # on an old version: shown again, not kept


def test_a_bescheid_that_is_not_shared_out_is_said(
    db: Database, client: FlaskClient, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, stage=Stage.SUBMITTED)
    sent = dict(dated="2026-06-01", granted="1.000", version="1")
    assert post(client, f"/foerderakten/{akte.id}/bescheid", **sent) == 303
    assert "noch nicht vollständig verteilt" in client.get(f"/foerderakten/{akte.id}").text


def test_an_akte_of_a_programme_begins_with_its_deadline_and_the_sentence_behind_it(
    db: Database, save: Save, client: FlaskClient
) -> None:
    facts = make_facts(deadlines=[{"kind": "application", "date": "2026-09-30"}])
    number = save(make_record(), facts=facts)
    text = client.get(f"/foerderakten/neu?programm={number}").text
    assert 'value="2026-09-30"' in text
    assert "Programm: „(im Test erfunden)“" in text
    sent = dict(title="Unser Radweg", lead=RIEDSTADT, deadline="2026-09-30", version="0")
    address = f"/foerderakten/neu?programm={number}"
    assert (
        post(client, address, **sent, deadline_basis="") == 400
    )  # nobody says on what the deadline rests
    assert post(client, address, **sent, deadline_basis="Programm") == 303
    akte = applications(db, EVERYWHERE)[0]
    assert (akte.programme, akte.lead) == (number, RIEDSTADT)
    assert [it for it in steps_of(db, akte.id) if it.key == "hand_in" and it.due_on]
    assert akte.title in client.get(f"/programm/{number}").text


def test_staff_cannot_open_an_akte_for_another_town(client: FlaskClient) -> None:
    sent = dict(title="Fremd", programme_title="X", lead=STOCKSTADT, version="0")
    assert post(client, "/foerderakten/neu", **sent) == 400


def test_the_first_page_tells_what_is_due_soon(
    db: Database, client: FlaskClient, riedstadt: Account
) -> None:
    akte = open_akte(db, riedstadt, deadline=MONDAY.replace(day=29), deadline_basis="Anruf")
    assert post(client, f"/foerderakten/{akte.id}/checkliste/neu") == 303
    assert f"/foerderakten/{akte.id}#checkliste" in client.get("/uebersicht/offen").text


def test_the_paper_tells_amounts_and_checklist(
    db: Database, client: FlaskClient, riedstadt: Account, akte: Application
) -> None:
    shares = {RIEDSTADT: Money(cost=1234_56, grant=1000_00)}
    set_money(db, akte, shares, riedstadt, NOON)
    assert post(client, f"/foerderakten/{akte.id}/checkliste/neu") == 303
    answer = client.get(f"/foerderakten/{akte.id}.pdf")
    text = "".join(it.extract_text() for it in PdfReader(io.BytesIO(answer.data)).pages)
    for said in (akte.title, "1.234,56 €", "234,56 €", "Antrag einreichen", "in Vorbereitung"):
        assert said in text


def test_an_akte_that_was_handed_in_cannot_be_deleted(
    db: Database, client: FlaskClient, riedstadt: Account, akte: Application
) -> None:
    later = open_akte(db, riedstadt, stage=Stage.SUBMITTED)
    assert post(client, f"/foerderakten/{later.id}/loeschen") == 400
    assert _upload(client, akte.id) == 303
    assert post(client, f"/foerderakten/{akte.id}/loeschen") == 303
    assert [it.id for it in applications(db, EVERYWHERE)] == [later.id]


@pytest.mark.parametrize(
    ("text", "cents"),
    [("", None), ("1", 100), ("1.650.000,5", 165000050), (" 12,34 € ", 1234), ("0", 0)],
)
def test_amounts_are_read_to_the_cent(text: str, cents: int | None) -> None:
    assert cents_of(text) == cents
    assert cents_of(as_written(cents)) == cents


@pytest.mark.parametrize("text", ["zwölf", "1,234", "-5", "1.5", "1e9", "9" * 20])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Betrag"):
        cents_of(text)


def test_amounts_beyond_the_programme_are_doubted_with_its_sentence() -> None:
    facts = make_facts(funding_rate_max=62.5, amount_max_eur=500, own_share_min=50)
    assert doubts_about(facts, Money(cost=1000_00, grant=500_00)) == []
    found = doubts_about(facts, Money(cost=1000_00, grant=625_01))
    assert [it.said for it in found] == [
        "Die Förderung liegt über der Quote von 62,5 %.",
        "Die Förderung liegt über dem Höchstbetrag von 500 €.",
        "Der Eigenanteil liegt unter dem verlangten Mindestanteil.",
    ]
    assert {it.quote for it in found} == {"(im Test erfunden)"}


def _with_token(client: FlaskClient, sent: dict[str, str]) -> dict[str, str]:
    text = client.get("/konto").text
    return sent | dict(csrf_token=text.split('name="csrf_token" value="')[1].split('"')[0])
