"""What the letter says: order, sections, and sentences for one or many."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from conftest import MONDAY, Save, make_facts, make_record
from letters import TREBUR, make_person, make_project, match

from index.store import Database
from webapp.accounts.account import Role
from webapp.digest import wording
from webapp.digest.actions import Links
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.gather import due_to
from webapp.digest.letter import Letter
from webapp.digest.readers import reader_with_account
from webapp.digest.render import render


def _letter(db: Database, day: date = MONDAY, **person: object) -> Letter:
    letter = _maybe_letter(db, day, **person)
    assert letter is not None
    return letter


def _maybe_letter(db: Database, day: date = MONDAY, **person: object) -> Letter | None:
    edition, reader = (
        Edition(db, Path("x"), day),
        reader_with_account(db, make_person(db, **person).id),
    )
    return compose(edition, reader, due_to(edition, reader))


def _programmes(db: Database, save: Save, *titles: str) -> list[int]:
    save(*(make_record(key=t, url=f"https://www.example.org/{t}", title=t) for t in titles))
    sql = "select programme from programme_record join record on record.id = record where key = ?"
    return [row["programme"] for title in titles for row in db.query(sql, [title])]


def test_what_can_be_applied_for_comes_before_what_has_to_be_cleared(
    db: Database, save: Save
) -> None:
    one, two = _programmes(db, save, "Unklar", "Klar")
    project = make_project(db)
    match(db, project, one, eligible="unclear", score=99.0, obstacles=("Wer darf, ist offen.",))
    other = make_project(db, "zweites", title="Zweites Vorhaben")
    match(db, other, two, score=10.0)
    letter = _letter(db)
    assert [offer.programme.title for offer in letter.offers] == ["Klar", "Unklar"]
    assert "2 neue Treffer; bei einem davon ist noch etwas zu klären." in wording.opening(letter)
    text = render(letter, Links("https://x.example", "https://x.example/a")).text
    assert "Zu klären:   Wer darf, ist offen." in text
    dated = tuple(replace(it, days_left=50 if it.is_clear else 5) for it in letter.offers)
    section = replace(letter.sections[0], offers=dated)
    soonest = replace(letter, sections=(section,)).next_offer
    assert soonest
    assert soonest.programme.title == "Klar"


def test_a_verdict_of_no_is_never_told(db: Database, save: Save) -> None:
    match(db, make_project(db), *_programmes(db, save, "Nein"), eligible="no")
    assert _maybe_letter(db) is None


@pytest.mark.parametrize(
    ("role", "projects", "subject"),
    [
        (Role.STAFF, {"a": "06433011"}, "1 neuer Treffer für Ihr Vorhaben, KW 25"),
        (
            Role.STAFF,
            {"a": "06433011", "b": "06433011"},
            "1 neuer Treffer für Ihre Vorhaben, KW 25",
        ),
        (Role.MANAGER, {"a": TREBUR}, "1 neuer Treffer für ein Vorhaben in Trebur, KW 25"),
        (
            Role.MANAGER,
            {"a": TREBUR, "b": "06433011"},
            "1 neuer Treffer für Vorhaben in 2 Kommunen, KW 25",
        ),
    ],
)
def test_the_subject_says_how_many_for_whom_and_when(
    db: Database, save: Save, role: Role, projects: dict[str, str], subject: str
) -> None:
    numbers = _programmes(db, save, "Programm")
    for number, ags in projects.items():
        match(db, make_project(db, number, title=f"Vorhaben {number}", ags=ags), *numbers)
    ags = None if role is Role.MANAGER else "06433011"
    assert wording.subject(_letter(db, role=role, ags=ags)) == subject


def test_the_reasons_do_not_repeat_the_deadline(db: Database, save: Save) -> None:
    facts = make_facts(deadlines=[dict(kind="application", date="2026-06-30")])
    number = save(make_record(), facts=facts)
    reasons = ("Gilt in Hessen.", "Nächste Frist: 30.06.2026.")
    match(db, make_project(db), number, reasons=reasons)
    (offer,) = _letter(db).offers
    assert offer.reasons == ("Gilt in Hessen.",)
    assert wording.until(offer) == "30.06.2026, in 15 Tagen"


def test_an_unknown_deadline_says_that_the_source_is_silent(db: Database, save: Save) -> None:
    match(db, make_project(db), *_programmes(db, save, "Programm"))
    (offer,) = _letter(db).offers
    assert wording.until(offer) == "keine Angabe: Die Quelle sagt nichts zur Frist."


def test_a_licence_is_named_once(db: Database, save: Save) -> None:
    number = save(make_record(attribution="Amt, CC BY-ND 4.0", licence="CC BY-ND 4.0"))
    match(db, make_project(db), number)
    (offer,) = _letter(db).offers
    assert wording.credit(offer.programme) == "Amt, CC BY-ND 4.0"


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "heute"),
        (1, "morgen"),
        (2, "in 2 Tagen"),
        (20, "in 20 Tagen"),
        (21, "in 3 Wochen"),
        (119, "in 17 Wochen"),
        (365, "in 12 Monaten"),
    ],
)
def test_how_far_away_a_day_is(days: int, words: str) -> None:
    assert wording.left(days) == words


def test_the_week_is_the_calendar_week_of_the_letter(db: Database, save: Save) -> None:
    match(db, make_project(db), *_programmes(db, save, "Programm"))
    new_year = MONDAY.replace(year=2027, month=1, day=1)
    assert _letter(db, new_year).week == 53
    assert (new_year - timedelta(days=1)).isocalendar().week == 53
