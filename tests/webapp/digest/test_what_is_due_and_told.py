"""What is due to a person and how each part of the letter tells it, from the database."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from class_room import guest, make_training, office
from conftest import MONDAY, Save, make_facts, make_record
from letters import RIEDSTADT, TREBUR, make_person, make_project, match

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.followed import followed_by, known_to, note_followed
from webapp.digest.gather import due_to
from webapp.digest.ledger import Line, Told, Why
from webapp.digest.matches import DueMatch, due_matches, matches_in
from webapp.digest.readers import reader_with_account
from webapp.digest.recommended import due_recommendations, recommended
from webapp.digest.reminders import remindings_for, wish, wished
from webapp.digest.shelf import Shelf
from webapp.digest.soon import due_deadlines, soon
from webapp.digest.together import due_invitations, together
from webapp.digest.trainings import due_trainings, new_trainings
from webapp.feedback.queries import keep
from webapp.feedback.recommending import recommend
from webapp.joint.queries import invite
from webapp.trainings.seats import register

NOW = datetime(2026, 6, 15, 6, tzinfo=UTC)
NOTHING = Told([])
DAY = timedelta(days=1)


def record(number: int, **more: Any) -> Any:
    url = f"https://www.example.org/p{number}"
    return make_record(**dict(key=f"p{number}", url=url, title=f"Programm {number}") | more)


def due_on(day: str) -> Any:
    return make_facts(deadlines=[dict(kind="application", date=day)], funding_rate_max=50)


def manager(db: Database) -> Account:
    return make_person(db, "leitung", role=Role.MANAGER, ags=None)


def test_a_match_is_due_with_all_that_is_known_of_it(db: Database, save: Save) -> None:
    jana = make_person(db)
    number = save(make_record())
    match(
        db, make_project(db, cost_eur=5000, eligible_cost_eur=4000), number, obstacles=("Offen.",)
    )
    match(db, make_project(db, "halle", ags=TREBUR), number)
    (found,) = due_matches(db, jana, NOTHING)

    assert found == DueMatch(
        programme=number,
        project="radweg",
        project_title="Radweg Größe Süd",
        cost_eur=5000,
        eligible_cost_eur=4000,
        town="Riedstadt",
        eligible="yes",
        score=90.0,
        reasons=("Kommunen können einen Antrag stellen.", "Es geht um Radwege."),
        obstacles=("Offen.",),
    )
    assert found.line == Line(why=Why.NEW_MATCH, programme=number, subject="radweg")
    assert due_matches(db, jana, Told([found.line.key])) == []
    assert matches_in(db, [found.line]) == [found]
    other = Line(why=Why.RECOMMENDED, programme=number, subject="radweg")
    assert matches_in(db, [other]) == []


def test_a_recommendation_names_the_town_and_the_note(db: Database, save: Save) -> None:
    jana, leitung = make_person(db), manager(db)
    number = save(make_record(), facts=due_on("2026-07-01"))
    recommend(db, number, [RIEDSTADT, TREBUR], "Passt.", leitung, NOW)
    (line,) = due_recommendations(db, reader_with_account(db, jana.id), NOTHING)
    shelf = Shelf(db, MONDAY)
    (found,) = recommended(db, [line], shelf)

    assert (line.why, line.programme, line.subject) == (Why.RECOMMENDED, number, RIEDSTADT)
    assert (found.label, found.note, found.own_lines) == ("Für Riedstadt", "Passt.", (line,))
    assert (found.days_left, found.money) == (16, ("bis zu 50 % der förderfähigen Kosten",))
    assert found.standing == shelf.standing(found.programme)
    assert due_recommendations(db, reader_with_account(db, jana.id), Told([line.key])) == []
    assert due_recommendations(db, reader_with_account(db, leitung.id), NOTHING) == []


def test_an_invitation_is_told_with_its_note_and_its_day(db: Database, save: Save) -> None:
    jana, leitung = make_person(db), manager(db)
    number = save(make_record(), facts=due_on("2026-07-01"))
    invite(db, number, [RIEDSTADT], "Wer macht mit?", leitung, NOW)
    (line,) = due_invitations(db, reader_with_account(db, jana.id), NOTHING)
    (found,) = together(db, [line], Shelf(db, MONDAY))

    assert (line.why, line.subject, line.detail) == (Why.INVITATION, RIEDSTADT, ("Wer macht mit?",))
    assert line.version.startswith("2026-06-15T06:00")
    assert found.text == (
        "Ihre Kommune ist eingeladen, sich gemeinsam mit anderen zu bewerben."
        " Das Fördermittelmanagement schreibt dazu: „Wer macht mit?“"
    )
    assert (found.title, found.address) == ("Radwege für Städte und Gemeinden", "/einladungen")
    assert (found.due_on, found.days_left) == (date(2026, 7, 1), 16)
    assert due_invitations(db, reader_with_account(db, leitung.id), NOTHING) == []
    db.table("joint_interest").update((number, RIEDSTADT), dict(answer="no"))
    assert together(db, [line], Shelf(db, MONDAY)) == ()


def test_a_training_is_told_with_place_and_last_day_to_register(db: Database) -> None:
    jana, leitung = make_person(db), manager(db)
    found = make_training(db, leitung)
    online = make_training(db, leitung, place="", link="https://example.org/raum")
    reader = reader_with_account(db, jana.id)
    lines = due_trainings(db, reader, NOTHING, MONDAY)

    assert lines == [
        Line(why=Why.TRAINING, programme=None, subject=str(it.id)) for it in (found, online)
    ]
    first, second = new_trainings(db, reader, lines, MONDAY)
    ends = "Anmelden bis 06.07.2026."
    assert first.text == f"{found.when}, Kreishaus, Raum 1; Eingang Süd. {ends}"
    assert second.text == f"{online.when}, online. {ends}"
    assert (first.title, first.address) == (found.title, f"/schulungen/{found.id}")
    assert first.own_lines == (lines[0],)
    register(db, found.id, guest(jana), jana, office(db))
    assert due_trainings(db, reader, Told([lines[1].key]), MONDAY) == []
    assert new_trainings(db, reader, [], MONDAY) == ()


def test_near_deadlines_of_kept_programmes_are_due_from_eight_weeks_before(
    db: Database, save: Save
) -> None:
    jana, project = make_person(db), make_project(db)
    save(*(record(number) for number in (1, 2, 3)), facts=due_on("2026-08-10"))
    for number in (3, 1, 2):
        keep(db, project.id, number, jana, NOW)
    followed, shelf = followed_by(db, jana), Shelf(db, MONDAY)
    assert {it.how for it in followed.values()} == {"kept"}

    lines = due_deadlines(followed, NOTHING, shelf)
    assert [(it.why, it.programme, it.version) for it in lines] == [
        (Why.DEADLINE, number, "2026-08-10") for number in (1, 2, 3)
    ]
    assert due_deadlines(followed, Told([lines[0].key]), shelf) == lines[1:]
    assert due_deadlines(followed, NOTHING, Shelf(db, MONDAY - DAY)) == []
    second, third = soon(lines, followed, {1}, shelf)
    assert (second.project, second.label, second.days_left) == ("radweg", "Radweg Größe Süd", 56)
    assert (second.own_lines, second.money) == (
        (lines[1],),
        ("bis zu 50 % der förderfähigen Kosten",),
    )
    assert third.programme.id == 3


def test_a_kept_programme_reminds_of_its_deadline(db: Database, save: Save) -> None:
    jana, project = make_person(db), make_project(db)
    keep(db, project.id, save(make_record(), facts=due_on("2026-09-01")), jana, NOW)
    (found,) = remindings_for(db, jana, Shelf(db, MONDAY))

    assert (found.source, found.key, found.subject) == ("gemerkt", "1/radweg", "gemerkt:1/radweg")
    assert (found.title, found.label) == ("Radwege für Städte und Gemeinden", "Radweg Größe Süd")
    assert (found.due_on, found.since, found.address) == (
        date(2026, 9, 1),
        MONDAY,
        "/programm/1",
    )
    assert (found.programme, found.days_before, found.stays) == (1, (56, 14, 3), False)


def test_wishes_are_kept_sorted_and_within_a_year(db: Database) -> None:
    jana = make_person(db)
    wish(db, jana.id, [0, 365, 366, 1, 7, 7, -3])
    wish(db, jana.id, [2], "gemerkt", "1/radweg")
    wish(db, jana.id, [4], "gemerkt", "1/radweg")

    assert wished(db, jana.id) == {("", ""): (365, 7, 1), ("gemerkt", "1/radweg"): (4,)}
    (row,) = db.query("select weekday, hour from letter_wish")
    assert (row["weekday"], row["hour"]) == (0, 7)


def test_what_somebody_follows_is_known_from_the_day_it_was_noted(db: Database, save: Save) -> None:
    jana, project = make_person(db), make_project(db)
    number = save(make_record(), facts=make_facts(funding_rate_max=50))
    keep(db, project.id, number, jana, NOW)
    shelf = Shelf(db, MONDAY)

    assert known_to(db, jana.id) == {}
    note_followed(db, jana, shelf)
    note_followed(db, jana, shelf)
    (known,) = known_to(db, jana.id).values()
    assert (known.mark, known.said.programme) == ("0", number)
    assert known.said.words == shelf.said(shelf.shown([number])[number]).words
    (row,) = db.query("select day, account from known_programme")
    assert (row["day"], row["account"]) == ("2026-06-15", jana.id)


def test_the_letter_of_somebody_leaves_out_what_is_too_much(db: Database, save: Save) -> None:
    jana, leitung = make_person(db), manager(db)
    save(*(record(number) for number in range(1, 15)))
    match(db, make_project(db), 1, 2, 3)
    recommend_all = range(4, 15)
    for number in recommend_all:
        recommend(db, number, [RIEDSTADT], "", leitung, NOW)
    edition, reader = Edition(db, Path("x"), MONDAY), reader_with_account(db, jana.id)
    found = compose(edition, reader, due_to(edition, reader), most=2)

    assert found
    assert [it.programme.id for it in found.offers] == [1, 2]
    assert (len(found.recommended), found.remaining, found.further) == (10, 1, 1)
    assert (found.reader, found.day, found.silent) == (reader, MONDAY, ())
    (section,) = found.sections
    assert (section.project_title, section.town) == ("Radweg Größe Süd", "Riedstadt")
