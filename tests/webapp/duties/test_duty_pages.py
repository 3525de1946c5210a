"""The pages of duties: confirming proposals, the list, changing, ending and handing over."""

import io
from datetime import date
from pathlib import Path

import pytest
from awarded import NOW, make_akte, make_award, make_duty
from conftest import Save, make_facts, make_record
from flask.testing import FlaskClient
from icalendar import Calendar
from pypdf import PdfReader
from visitors import RIEDSTADT, TREBUR, let_in, post

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.administration import deactivate
from webapp.calendars.addresses import Owner, give_address, token_of
from webapp.duties.kinds import DutyKind
from webapp.secret import secret_key

Crowd = dict[str, Account]


def duties(db: Database) -> list[dict[str, object]]:
    return list(db.query("select * from duty order by due_on, id"))


@pytest.fixture
def akte(db: Database, crowd: Crowd, save: Save) -> int:
    """An approved akte of Riedstadt; the programme speaks of a Zweckbindung."""
    programme = save(make_record(), facts=make_facts(retention_period_years=25))
    number = make_akte(db, crowd["anna"], programme=programme, keeper=crowd["anna"].id)
    make_award(db, number, crowd["anna"])
    return number


def test_nothing_is_made_until_a_person_confirms_it_and_only_once(
    db: Database, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    address = f"/foerderakten/{akte}/pflichten"
    page = client.get(address).text
    assert "Das Programm sagt: „(im Test erfunden)“." in page
    assert "Das sind Vorschläge" in page
    assert duties(db) == []
    sent = {"nehmen": ["verwendung", "bindung/ende"], "tag-bindung/ende": "2053-06-30"}
    sent |= {"wer-bindung/ende": str(crowd["bernd"].id)}
    assert post(client, address, **sent) == 400  # the Bescheid has to say until when
    assert duties(db) == []
    sent["tag-verwendung"] = "2029-01-15"
    assert post(client, address, **sent) == 303
    proof, end = duties(db)
    assert (proof["kind"], proof["due_on"]) == ("Verwendungsnachweis", "2029-01-15")
    assert str(proof["basis"]).endswith("Der Tag wurde beim Bestätigen eingetragen.")
    assert (end["responsible"], end["due_on"]) == (crowd["bernd"].id, "2053-06-30")
    assert "Zweckbindung endet" not in client.get(address).text
    assert post(client, address, **sent) == 400  # nothing of it is proposed any more
    assert len(duties(db)) == 2


def test_the_list_begins_with_what_is_overdue_and_is_that_of_the_own_town(
    db: Database, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    anna = crowd["anna"]
    joint = make_akte(db, anna, title="Gemeinsam", towns=(TREBUR,))
    make_duty(db, akte, anna, title="Spät", due_on=date(2040, 1, 1))
    make_duty(db, akte, anna, title="Bald", due_on=date(2026, 7, 1), kind=DutyKind.PUBLICITY)
    make_duty(db, akte, anna, title="Vorbei", due_on=date(2026, 6, 1), responsible=None)
    make_duty(db, joint, crowd["clara"], title="Ihre", town=TREBUR)
    page = client.get("/pflichten").text
    assert page.index("Vorbei") < page.index("Bald") < page.index("Spät")
    assert "Ihre" not in page
    assert "seit 14 Tagen überfällig" in page
    assert "Eine Pflicht ist ohne Verantwortliche." in page
    without = client.get("/pflichten?ohne=ja").text
    assert "Vorbei" in without
    assert "Bald" not in without
    kind = client.get("/pflichten?art=Hinweis+auf+die+Förderung").text
    assert "Bald" in kind
    assert "Spät" not in kind
    assert "Vorbei" in client.get("/").text
    let_in(client, db, crowd["dora"].id)
    everything = client.get("/pflichten").text
    assert "Ihre" in everything
    assert "Vorbei" in everything
    assert "1 überfällig" in client.get("/").text
    let_in(client, db, crowd["clara"].id)
    theirs = client.get("/pflichten").text
    assert "Ihre" in theirs
    assert "Vorbei" not in theirs


def test_another_day_needs_a_reason_and_two_people_do_not_overwrite_each_other(
    db: Database, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    number = make_duty(db, akte, crowd["anna"])
    form = dict(kind="Verwendungsnachweis", title="Nachweis", basis="Nr. 7", town=RIEDSTADT)
    sent: dict[str, object] = dict(form, due_on="2026-10-01", responsible="", deputy="", version=1)
    address = f"/pflichten/{number}/aendern"
    assert post(client, address, **sent) == 400
    far = sent | dict(due_on="9999-12-31", reason="Verlängert")
    assert post(client, address, **far) == 400
    assert post(client, address, **sent, reason="Verlängert") == 303
    assert duties(db)[0]["due_on"] == "2026-10-01"
    again = sent | dict(due_on="2026-11-01", reason="Noch einmal")
    assert post(client, address, **again) == 200  # version 1 is over
    assert duties(db)[0]["due_on"] == "2026-10-01"
    assert "Verlängert" in client.get(f"/foerderakten/{akte}").text


def test_done_and_dropped_say_who_and_why_and_a_call_for_money_leads_to_its_spending(
    db: Database, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    number = make_duty(db, akte, crowd["anna"], kind=DutyKind.DRAW_DOWN, title="Abruf")
    done = dict(done_on="2026-06-10", words="200.000 Euro", version=1)
    assert post(client, f"/pflichten/{number}/erledigt", **done) == 303
    follows = client.get(f"/foerderakten/{akte}/pflichten/neu?zahlung=2026-06-10").text
    assert 'value="2026-08-10"' in follows
    other = make_duty(db, akte, crowd["anna"], title="Andere")
    assert post(client, f"/pflichten/{other}/entfaellt", version=1) == 400
    sent = dict(version=1, reason="Bescheid geändert")
    assert post(client, f"/pflichten/{other}/entfaellt", **sent) == 303
    over = client.get("/pflichten?erledigt=ja").text
    assert "erledigt am 10.06.2026" in over
    assert "Bescheid geändert" in over
    assert "Abruf" not in client.get("/pflichten").text


def test_an_akte_with_open_duties_cannot_be_deleted(
    db: Database, client: FlaskClient, crowd: Crowd
) -> None:
    number = make_akte(db, crowd["anna"])
    make_duty(db, number, crowd["anna"])
    assert post(client, f"/foerderakten/{number}/loeschen", version=1) == 303
    assert len(duties(db)) == 1
    assert "offene Pflichten" in client.get(f"/foerderakten/{number}").text
    with pytest.raises(Exception, match="never deleted"):
        db.execute("delete from duty")


def test_the_pack_holds_akten_duties_files_and_questions_and_duties_go_over_in_one_form(
    db: Database, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    anna, bernd = crowd["anna"], crowd["bernd"]
    first = make_duty(db, akte, anna, title="Nachweis „Süd“", deputy=bernd.id)
    second = make_duty(db, akte, bernd, title="Schild", deputy=anna.id)
    db.execute("update application set next_step = 'Statiker anrufen'")
    question = dict(kind="question", subject="Darf das sein?", account=anna.id, by=anna.email)
    question |= dict(at=NOW.isoformat(), municipality=RIEDSTADT)
    elsewhere = question | dict(subject="Von früher", municipality=TREBUR)
    db.table("enquiry").insert_all([question, elsewhere])
    kept = dict(kind="award", name="Bescheid.pdf", media_type="application/pdf", size=5)
    kept |= dict(application=akte, sha256="00", by="x", at=NOW.isoformat())
    db.table("application_file").insert(kept)
    deactivate(db, crowd["dora"], anna.id, NOW.date())
    let_in(client, db, bernd.id)
    answer = client.get(f"/pflichten/uebergabe.pdf?person={anna.id}")
    read = PdfReader(io.BytesIO(answer.data))
    text = " ".join(" ".join(it.extract_text().split()) for it in read.pages)
    for words in ("Radweg Süd", "17.09.2026", "Nachweis „Süd“", "Statiker anrufen",
                  "Bescheid.pdf", "Darf das sein?", "VI-7/26", "Vertretung: bernd",
                  "1 offene Rückfrage"):  # fmt: skip
        assert words in text, words
    assert "Von früher" not in text  # asked in another town, for which Bernd does not work
    page = client.get(f"/pflichten/uebergabe/{anna.id}").text
    assert page.index("Nachweis") < page.index("Schild")
    sent = {f"version-{first}": 1, f"wer-{first}": bernd.id, f"version-{second}": 1}
    sent |= {f"wer-{second}": bernd.id}
    assert post(client, f"/pflichten/uebergabe/{anna.id}", **sent) == 303
    assert [(it["responsible"], it["deputy"]) for it in duties(db)] == [(bernd.id, None)] * 2
    assert "Konto 1" not in client.get(f"/foerderakten/{akte}").text
    let_in(client, db, crowd["clara"].id)
    assert client.get(f"/pflichten/uebergabe.pdf?person={anna.id}").status_code == 404
    assert client.get(f"/pflichten/uebergabe.pdf?kommune={RIEDSTADT}").status_code == 404
    let_in(client, db, crowd["dora"].id)
    assert client.get(f"/pflichten/uebergabe.pdf?kommune={RIEDSTADT}").status_code == 200
    assert "Übergabemappe" in client.get(f"/personen/{bernd.id}").text


def test_calendars_hold_open_duties_under_one_name_move_them_and_let_done_ones_go(
    db: Database, data_folder: Path, client: FlaskClient, crowd: Crowd, akte: int
) -> None:
    anna = crowd["anna"]
    number = make_duty(db, akte, anna, due_on=date(2026, 6, 10))
    dropped = make_duty(db, akte, anna, title="Fällt weg", due_on=date(2026, 8, 1))
    own = give_address(db, Owner(account=anna.id), anna, NOW.isoformat())
    town = give_address(db, Owner(ags=RIEDSTADT), anna, NOW.isoformat())

    def events(calendar: object) -> dict[str, tuple[date, str, str]]:
        token = token_of(calendar, secret_key(data_folder))  # type: ignore[arg-type]
        read = Calendar.from_ical(client.get(f"/kalender/{token}.ics").data)
        return {
            str(it["SUMMARY"]): (it.decoded("DTSTART"), str(it["UID"]), str(it["STATUS"]))
            for it in read.walk("VEVENT")
        }

    proof = "Verwendungsnachweis: Verwendungsnachweis vorlegen"
    (day, name, _), *_ = (events(it)[proof] for it in (own, town))
    assert day == date(2026, 6, 10)
    db.execute("update duty set due_on = '2026-09-01' where id = ?", [number])
    db.execute("update duty set dropped_at = '2026-06-14' where id = ?", [dropped])
    found = events(own)
    assert found[proof][:2] == (date(2026, 9, 1), name)
    (gone,) = (it for summary, it in found.items() if "Fällt weg" in summary)
    assert gone[2] == "CANCELLED"
    db.execute("update duty set done_at = '2026-06-14' where id = ?", [number])
    assert proof not in events(own)
    assert proof not in events(town)
