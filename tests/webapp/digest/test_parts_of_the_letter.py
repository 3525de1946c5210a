"""What the letter tells besides new matches, in which order, and when it tells it once more."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import NEXT_MONDAY, TREBUR, Mailbox, listening, make_person, make_project, match, send

from index.facts import Facts
from index.programme import programme
from index.runs import finish_run, start_run
from index.store import Database
from webapp.accounts.account import Role
from webapp.digest.readers import choose_slot
from webapp.feedback.queries import dismiss, keep
from webapp.feedback.recommending import recommend, recommendations_of, withdraw
from webapp.joint.queries import Answer, answer, invite

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
LATER = NEXT_MONDAY + timedelta(weeks=1)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with listening() as found:
        yield found


def text_of(mailbox: Mailbox, number: int = -1, kind: str = "plain") -> str:
    part = mailbox.messages[number].get_body([kind])
    assert part is not None
    return " ".join(str(part.get_content()).split())


def due_on(day: str, **more: object) -> Facts:
    return make_facts(deadlines=[dict(kind="application", date=day)], **more)


def other(number: int) -> dict[str, str]:
    return dict(
        key=f"p{number}", url=f"https://www.example.org/p{number}", title=f"Programm {number}"
    )


def test_a_recommendation_is_told_with_its_note_once_and_again_when_it_is_made_anew(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    number = save(make_record())
    recommend(db, number, ["06433011"], "Passt zu Ihrem Bahnhof.", manager, NOW)
    (outcome,) = send(db, mailbox)
    assert outcome.subject == "1 Empfehlung, KW 25"
    for kind in ("plain", "html"):
        assert "Empfohlen vom Fördermittelmanagement" in text_of(mailbox, kind=kind)
        assert "Passt zu Ihrem Bahnhof." in text_of(mailbox, kind=kind)
    assert send(db, mailbox, NEXT_MONDAY) == []
    recommend(db, number, ["06433011"], "Jetzt auch für Brücken.", manager, NOW)
    assert len(send(db, mailbox, LATER)) == 1
    assert "Jetzt auch für Brücken." in text_of(mailbox)


def test_a_new_match_that_is_recommended_too_stands_once_with_both_reasons(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    number = save(make_record(title="Radring bauen"))
    match(db, make_project(db), number)
    recommend(db, number, ["06433011"], "Bitte bis Mai <prüfen>.", manager, NOW)
    send(db, mailbox)
    for kind in ("plain", "html"):
        text = text_of(mailbox, 0, kind)
        assert text.count("auch vom Fördermittelmanagement empfohlen: Bitte bis Mai") == 1
        assert "Empfohlen vom Fördermittelmanagement" not in text
        assert text.count("Radring bauen") == 1
    rows = db.execute("select reason from letter_item where account = 1").fetchall()
    assert sorted(rows) == [("new match",), ("recommended",)]
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_what_was_recommended_to_others_or_taken_back_is_not_told(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    number = save(make_record())
    recommend(db, number, ["06433014", "06433011"], "Für Sie.", manager, NOW)
    (mine,) = (it for it in recommendations_of(db, number) if it.municipality == "06433011")
    withdraw(db, mine.id, NOW)
    assert send(db, mailbox) == []


def test_a_change_is_told_as_old_and_new_against_what_its_reader_knew(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    number = save(make_record(), facts=due_on("2026-10-01", funding_rate_max=50))
    match(db, make_project(db), number)
    send(db, mailbox)
    changed = make_record(description="Die Frist wurde verlängert.")
    save(changed, facts=due_on("2026-11-02", funding_rate_max=50), today=NEXT_MONDAY)
    again = make_record(description="Die Frist wurde noch einmal verlängert.")
    save(again, facts=due_on("2026-12-01", funding_rate_max=50), today=LATER)
    (outcome,) = send(db, mailbox, LATER)
    assert outcome.subject == "1 Änderung, KW 27"
    assert "Antragsfristen: Antrag bis 01.10.2026 → Antrag bis 01.12.2026" in text_of(mailbox)
    assert "Förderquote" not in text_of(mailbox)
    assert send(db, mailbox, LATER + timedelta(weeks=1)) == []
    back = make_record(description="Doch nicht.")
    save(back, facts=due_on("2026-10-01", funding_rate_max=50), today=LATER)
    send(db, mailbox, LATER + timedelta(weeks=2))
    assert "Antrag bis 01.12.2026 → Antrag bis 01.10.2026" in text_of(mailbox)


def test_what_we_only_learnt_to_read_is_no_change(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    number = save(make_record(), facts=due_on("2026-10-01"))
    match(db, make_project(db), number)
    send(db, mailbox)
    db.execute("update fact set value = '50' where name = 'deadline_model'")
    db.table("fact").insert(
        dict(version=1, name="funding_rate_max", value="70", evidence="[]", extractor="new")
    )
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_a_kept_programme_is_followed_though_no_letter_ever_told_of_it(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    number = save(make_record(), facts=make_facts(funding_rate_max=50))
    project = make_project(db)
    keep(db, project.id, number, jana, NOW)
    assert send(db, mailbox) == []
    record = make_record(description="Mehr Geld.")
    save(record, facts=make_facts(funding_rate_max=70), today=NEXT_MONDAY)
    assert len(send(db, mailbox, NEXT_MONDAY)) == 1
    assert "Förderquote: bis zu 50 % → bis zu 70 %" in text_of(mailbox)


def test_a_dismissed_programme_is_followed_no_more(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    number = save(make_record(), facts=due_on("2026-09-01"))
    project = make_project(db)
    match(db, project, number)
    send(db, mailbox)
    found = programme(db, number)
    assert found is not None
    dismiss(db, project.id, found, [], "", jana, NOW)
    save(make_record(description="Anders."), facts=due_on("2026-08-01"), today=NEXT_MONDAY)
    assert send(db, mailbox, date(2026, 7, 6)) == []


def test_a_deadline_comes_near_once(db: Database, save: Save, mailbox: Mailbox) -> None:
    make_person(db)
    match(db, make_project(db), save(make_record(), facts=due_on("2026-09-01")))
    send(db, mailbox)  # eleven weeks before
    assert send(db, mailbox, NEXT_MONDAY) == []
    (outcome,) = send(db, mailbox, date(2026, 7, 13))
    assert outcome.subject == "1 nahe Frist, KW 29"
    assert "Fristen in den nächsten acht Wochen" in text_of(mailbox)
    assert "01.09.2026, in 7 Wochen" in text_of(mailbox)
    assert send(db, mailbox, date(2026, 7, 20)) == []


def test_a_near_deadline_that_a_new_match_told_is_not_told_again(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), save(make_record(), facts=due_on("2026-07-01")))
    send(db, mailbox)
    assert send(db, mailbox, NEXT_MONDAY) == []


def test_an_invitation_is_told_until_it_is_answered(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    number = save(make_record())
    invite(db, number, ["06433011", TREBUR], "Wer macht mit?", manager, NOW)
    send(db, mailbox)
    assert "Neue gemeinsame Möglichkeiten" in text_of(mailbox)
    assert "„Wer macht mit?“" in text_of(mailbox)
    assert "/einladungen" in text_of(mailbox)
    assert send(db, mailbox, NEXT_MONDAY) == []
    second = save(make_record(**other(2)))
    invite(db, second, ["06433011"], "", manager, NOW)
    answer(db, second, "06433011", Answer.NO, "", jana, NOW)
    assert send(db, mailbox, LATER) == []


def test_the_manager_hears_of_a_new_group_and_of_one_that_grew(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db, "leitung", role=Role.MANAGER, ags=None)
    text = (
        "Gefördert werden auch Zusammenschlüsse mehrerer Kommunen (interkommunale Zusammenarbeit)."
    )
    number = save(make_record(description=text))
    match(db, make_project(db), number)
    send(db, mailbox)
    match(db, make_project(db, "halle", ags=TREBUR), number)
    send(db, mailbox, NEXT_MONDAY)
    assert "Passt zu Vorhaben in 2 Kommunen: " in text_of(mailbox)
    assert send(db, mailbox, LATER) == []
    match(db, make_project(db, "kita", ags="06433004"), number)
    send(db, mailbox, LATER + timedelta(weeks=1))
    assert "Passt zu Vorhaben in 3 Kommunen: " in text_of(mailbox)


def test_the_parts_stand_in_one_order(db: Database, save: Save, mailbox: Mailbox) -> None:
    jana = make_person(db)
    manager = make_person(db, "leitung", role=Role.MANAGER, ags=None)
    records = [make_record(**other(n)) for n in range(1, 6)]
    save(*records)
    project = make_project(db)
    match(db, project, 1)
    keep(db, project.id, 3, jana, NOW)
    send(db, mailbox)
    match(db, project, 1, 5)
    recommend(db, 2, ["06433011"], "", manager, NOW)
    changed = make_record(**other(3), status_line="Antragstellung nicht mehr möglich")
    save(records[0], records[1], changed, *records[3:], today=NEXT_MONDAY)
    save(records[0], records[1], changed, *records[3:], facts=due_on("2026-07-01"), today=LATER)
    invite(db, 4, ["06433011"], "", manager, NOW)
    send(db, mailbox, LATER)
    text = text_of(mailbox, -2 if "leitung" in str(mailbox.messages[-1]["To"]) else -1)
    headings = (
        "Für Ihr Vorhaben: Radweg", "Empfohlen vom Fördermittelmanagement", "Geändert",
        "Neue gemeinsame Möglichkeiten",
    )  # fmt: skip
    places = [text.index(words) for words in headings]
    assert places == sorted(places)
    assert "Status: keine Angabe → Antragstellung nicht mehr möglich" in text


def test_a_source_that_could_not_be_read_is_named_with_its_age(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    match(db, make_project(db), save(make_record()))
    finish_run(db, start_run(db, "sample", NEXT_MONDAY), NEXT_MONDAY, error="Zeit abgelaufen")
    send(db, mailbox, NEXT_MONDAY)
    for kind in ("plain", "html"):
        text = text_of(mailbox, kind=kind)
        assert "Nicht alle Quellen ließen sich zuletzt vollständig lesen" in text
        assert "Zuletzt vollständig gelesen am 15.06.2026, vor 7 Tagen: Musterquelle" in text


def test_a_month_without_news_brings_one_sign_of_life(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    make_person(db)
    make_person(db, "rat", role=Role.READER, ags=None)
    make_project(db)
    for week in range(9):
        day = MONDAY + timedelta(weeks=week)
        finish_run(db, start_run(db, "sample", day), day)
        send(db, mailbox, day)
    assert [letter["Subject"] for letter in mailbox.messages] == [
        "Nichts Neues in den letzten vier Wochen"
    ] * 2
    assert "für ein Vorhaben" in text_of(mailbox)
    assert set(mailbox.recipients) == {"jana@riedstadt.example"}


def test_everybody_gets_the_letter_on_the_day_and_at_the_hour_they_chose(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    choose_slot(db, jana.id, weekday=3, hour=9)
    save(*(make_record(**other(n)) for n in (1, 2, 3)))
    numbers = [1, 2, 3]
    project = make_project(db)
    match(db, project, numbers[0])
    assert send(db, mailbox, MONDAY, hour=8) == []
    assert len(send(db, mailbox, MONDAY, hour=9)) == 1  # the first letter comes at once
    match(db, project, *numbers[:2])
    thursday = MONDAY + timedelta(days=3)
    assert send(db, mailbox, thursday, hour=8) == []
    assert len(send(db, mailbox, thursday, hour=9)) == 1
    choose_slot(db, jana.id, weekday=5, hour=9)
    match(db, project, *numbers)
    assert send(db, mailbox, thursday + timedelta(days=2), hour=9) == []  # one a week
    assert len(send(db, mailbox, thursday + timedelta(days=9), hour=9)) == 1


def test_who_cancels_while_the_letter_waits_gets_none(
    db: Database, save: Save, mailbox: Mailbox
) -> None:
    jana = make_person(db)
    match(db, make_project(db), save(make_record()))
    mailbox.answer = "451 Bitte später"
    send(db, mailbox)
    mailbox.answer = "250 OK"
    db.table("account").update(jana.id, dict(subscribed=0))
    assert send(db, mailbox, hour=9) == []
    assert mailbox.messages == []
