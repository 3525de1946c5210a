"""A town with something private in every table, for the test that walks every route."""

import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from class_room import make_draft, office
from conftest import MONDAY, make_record

from index.facts import Facts
from index.municipality import municipalities, set_participation
from index.programme import programme
from index.record import SourceRecord
from index.register import save_record
from index.runs import finish_run, start_run
from index.schema import FILE_NAME
from index.search.build import rebuild
from index.store import Database
from index.vocabulary import FundingArea
from matcher.feedback import Reason
from matcher.planning import Meeting
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.act import Act
from webapp.accounts.queries import create_account
from webapp.accounts.visibility import Visibility
from webapp.advice.text_blocks import Draft, Purpose
from webapp.advice.text_blocks import add as add_text
from webapp.advice.time_spent import Spent, spend
from webapp.agreements.consents import agree_on_split, say
from webapp.agreements.splits import Plan
from webapp.agreements.splitting import Basis
from webapp.applications.akte import Consent, Team
from webapp.applications.money import Money
from webapp.applications.opening import Details, Opening, open_application
from webapp.applications.queries import application
from webapp.calendars.addresses import Owner, give_address
from webapp.cost_shares.agreed import Agreed, agree
from webapp.cost_shares.drafting import CostYear, enter_costs
from webapp.cost_shares.fixing import fix
from webapp.cost_shares.rules import Rule, SizeClass, add_rule
from webapp.cost_shares.splitting import Costs
from webapp.enquiries.enquiry import Asked, Kind
from webapp.enquiries.queries import enquiry
from webapp.enquiries.writing import ask, reply
from webapp.experience.queries import Outcome, Told, tell
from webapp.feedback.queries import dismiss, keep
from webapp.feedback.recommending import recommend
from webapp.files.attached import Place, attach
from webapp.joint.queries import Answer, answer, invite
from webapp.knowledge.entries import Given, give
from webapp.knowledge.expertise import know
from webapp.knowledge.questions import ask_town, question_about
from webapp.meetings.queries import add_meetings
from webapp.notes.queries import write_note
from webapp.participation.cooperation import Told as Joint
from webapp.participation.cooperation import enter
from webapp.projects.judging import judge_now
from webapp.projects.queries import save_project
from webapp.saved.queries import save_search
from webapp.settings import Settings
from webapp.shortlists.queries import make_shortlist, note_entry, put_in
from webapp.stances.queries import Said, Saying, take_stance
from webapp.tokens.queries import Scope, make_token
from webapp.trainings.planning import announce
from webapp.trainings.seats import Guest, register

A, B, C = "06433011", "06433014", "06433001"
NOW = datetime(2026, 6, 15, 9).astimezone()

OF_THE_TOWN = ("staff of A", "mayor of A", "manager")
MARKERS: dict[str, tuple[str, ...]] = {
    "MARKE-Titel": OF_THE_TOWN,
    "MARKE-Beschreibung": OF_THE_TOWN,
    "MARKE-Eigene-Worte": OF_THE_TOWN,
    "MARKE-Sitzung": ("staff of A", "manager"),
    "MARKE-Empfehlung": OF_THE_TOWN,
    "MARKE-Antwort": OF_THE_TOWN,
    "MARKE-Gespeicherte-Suche": ("staff of A",),
    "MARKE-Kalender": ("staff of A", "mayor of A"),
    "MARKE-Zugang": ("staff of A",),
    "MARKE-Nachbar": ("manager",),
    "MARKE-Notiz": OF_THE_TOWN,
    "MARKE-Eigene-Notiz": ("staff of A",),
    "MARKE-Frage": OF_THE_TOWN,
    "MARKE-Auskunft": OF_THE_TOWN,
    "MARKE-Baustein": ("manager",),
    "MARKE-Aufwand": ("manager",),
    "MARKE-Teilnahme": OF_THE_TOWN,
    "MARKE-Anhang": OF_THE_TOWN,
    "MARKE-Stand": OF_THE_TOWN,
    "MARKE-Erfahrung": ("reader", *OF_THE_TOWN, "staff of B"),
    "MARKE-Wissen": ("reader", *OF_THE_TOWN, "staff of B"),
    "MARKE-Gelernt": ("reader", *OF_THE_TOWN, "staff of B"),
    "MARKE-Unter-Kommunen": OF_THE_TOWN,
    "MARKE-Merkliste": OF_THE_TOWN,
    "MARKE-Gemerkt": OF_THE_TOWN,
    "MARKE-Eigene-Liste": ("staff of A",),
    "MARKE-Akte": OF_THE_TOWN,
    "MARKE-Schritt": OF_THE_TOWN,
    "MARKE-Pflicht": OF_THE_TOWN,
    "MARKE-Beleg": OF_THE_TOWN,
    "MARKE-Verlauf": OF_THE_TOWN,
    "MARKE-Aufteilung": OF_THE_TOWN,
    "MARKE-Zustimmung": OF_THE_TOWN,
    "MARKE-Datei": OF_THE_TOWN,
    "MARKE-Auflage": OF_THE_TOWN,
    "staff-of-a@example.org": (*OF_THE_TOWN, "admin"),
}
"""What only these people may ever read; whatever is private and new gets a line here."""

PEOPLE: dict[str, tuple[Role, str | None]] = {
    "reader": (Role.READER, None),
    "mayor of A": (Role.READER, A),
    "staff of A": (Role.STAFF, A),
    "staff of B": (Role.STAFF, B),
    "manager": (Role.MANAGER, "06433"),
    "admin": (Role.ADMIN, None),
}

NOT_PRIVATE = {
    "visit": "when somebody last saw the first page",
    "lead_time": "how many weeks a municipality prepares; asked for by plans alone",
    "letter_wish": "on which day and for which reasons somebody wants letters",
    "reminder_wish": "of which deadlines somebody wants to be reminded",
    "known_programme": "what programmes said when somebody was told",
    "circular": "letters of the manager to everybody",
    "audit_entry": "who did what, without names; for the desk alone",
    "session": "hashes of sessions",
    "second_factor": "no secrets, only what they follow from",
    "recovery_code": "hashes of codes",
    "sign_on": "who somebody is elsewhere",
    "match": "the matcher's own words, of programmes",
    "near_miss": "the matcher's own words, of programmes",
    "forecast_match": "the matcher's own words, of programmes",
    "forecast_decision": "what the manager decided about programmes, for everybody",
    "letter": "which letters went out",
    "letter_item": "which programmes a letter held",
    "decision": "what the manager decided about programmes, for everybody",
    "pair_decision": "what the manager decided about programmes, for everybody",
    "training": "dates for everybody",
    "text_block": "sentences that all members may use",
    "review": "what the manager decided about programmes, for everybody",
    "member_class": "which size classes the members agreed, for all of them",
    "share_rule": "how the members share the cost, for all of them",
    "cost_year": "what the service cost, by the manager",
    "cost_statement": "who pays what; its readers have a test of their own",
}
"""Tables with a person or a Vorhaben in them that need no marker, and why."""


def settle(db: Database, folder: Path) -> dict[str, Account]:
    """Fill a database: two programmes, the people, and all that A keeps to itself."""
    people = {
        name: create_account(
            db, f"{name.replace(' ', '-').lower()}@example.org", role, ags, MONDAY
        )[0]
        for name, (role, ags) in PEOPLE.items()
    }
    _programmes(db)
    _vorhaben(db, people["staff of A"])
    _town(db, folder, people)
    _application(db, people["staff of A"].id)
    _cost_shares(db, folder, people["manager"])
    _agreed(db, people)
    rebuild(db, folder)
    return people


def _programmes(db: Database) -> None:
    texts = ("Zuschuss für Radwege.", "Zuschuss für Radwege und Brücken.")
    for text in texts:  # the first record has two versions, to be compared
        run = start_run(db, "sample", MONDAY)
        for record in (make_record(summary=text), _other()):
            save_record(db, run, record, Facts(), "test", MONDAY)
        finish_run(db, run, MONDAY)


def _other() -> SourceRecord:
    return make_record(key="bad", url="https://www.example.org/bad", title="Bäder sanieren")


def _vorhaben(db: Database, staff: Account) -> None:
    ours = Project(
        id="geheim",
        municipality=Town(ags=A, name="Riedstadt", population=24_000),
        title="MARKE-Titel Radweg",
        description="MARKE-Beschreibung: Zuschuss für einen Radweg",
    )
    theirs = Project(
        id="nachbar",
        municipality=Town(ags=C, name="Biebesheim", population=6_800),
        title="MARKE-Nachbar Radweg",
        description="Zuschuss für einen Radweg",
    )
    for one in (ours, theirs):
        save_project(db, one, MONDAY)
    judge_now(db, [ours, theirs], MONDAY)
    first, second = programme(db, 1), programme(db, 2)
    assert first
    assert second
    keep(db, "geheim", 1, staff, NOW)
    dismiss(db, "geheim", second, [next(iter(Reason))], "MARKE-Eigene-Worte", staff, NOW)


def _town(db: Database, folder: Path, people: dict[str, Account]) -> None:
    staff, manager = people["staff of A"], people["manager"]
    add_meetings(db, A, [Meeting(day=MONDAY.replace(month=7), body="MARKE-Sitzung")])
    recommend(db, 1, [A], "MARKE-Empfehlung", manager, NOW)
    invite(db, 1, [A, C], "Gemeinsam?", manager, NOW)
    answer(db, 1, A, Answer.YES, "MARKE-Antwort", staff, NOW)
    write_note(db, 1, Visibility.TOWN, "MARKE-Notiz für @mayor-of-a", staff, NOW)
    write_note(db, 1, Visibility.OWN, "MARKE-Eigene-Notiz", staff, NOW)
    asked = Asked(kind=Kind.QUESTION, subject="MARKE-Frage", words="Wie?", programme=1)
    ask(db, asked, staff, NOW)
    question = enquiry(db, 1, staff)
    assert question
    reply(db, question, "MARKE-Auskunft", manager, NOW)
    _training(db, staff, manager)
    for place, name, person in (
        (Place(enquiry=1), "MARKE-Anhang.txt", staff),
        (Place(training=1), "Folien.txt", manager),
    ):
        attach(db, folder, place, (name, name.encode()), 10, person, NOW)
    spend(db, Spent(minutes=15, municipality=A, words="MARKE-Aufwand"), manager, MONDAY, NOW)
    add_text(db, Purpose.ADVICE, Draft(title="Eins", words="MARKE-Baustein"), manager, NOW)
    reasons = (next(iter(Reason)),)
    said = Said(says=Saying.DECLINED, reasons=reasons, words="MARKE-Stand", shared=True)
    take_stance(db, 1, said, 0, staff, NOW)
    tell(db, 1, Told(outcome=Outcome.APPLIED, words="MARKE-Erfahrung"), staff, NOW)
    know(db, FundingArea.MOBILITY, "MARKE-Wissen", staff, NOW)
    give(db, Given(purpose=Purpose.LESSON, title="Rad", words="MARKE-Gelernt"), staff, NOW)
    asked = question_about("MARKE-Unter-Kommunen", "Wie?", 1)
    ask_town(db, Settings(data=folder), C, asked, staff, NOW)
    number = make_shortlist(db, "MARKE-Merkliste", staff, NOW, of_town=True)
    put_in(db, number, 1, staff, NOW)
    note_entry(db, number, 1, "MARKE-Gemerkt", 1)
    make_shortlist(db, "MARKE-Eigene-Liste", staff, NOW)
    shown = replace(staff, email="MARKE-Kalender")
    give_address(db, Owner(ags=A), shown, NOW.isoformat())
    make_token(db, staff, "MARKE-Zugang", list(Scope), 90, MONDAY)
    save_search(db, staff.id, "MARKE-Gespeicherte-Suche", "q=Rad", [], MONDAY, in_letter=False)


def _training(db: Database, staff: Account, manager: Account) -> None:
    draft = make_draft(title="Vergabe")
    number = announce(db, draft, manager, NOW)
    colleague = Guest(name="MARKE-Teilnahme", email="kollegin@example.org", municipality=A)
    register(db, number, colleague, staff, office(db))


def _application(db: Database, account: int) -> None:
    told: dict[str, Any] = dict(by="A", at=NOW.isoformat())
    said: dict[str, Any] = dict(application=1, municipality=A, basis="MARKE-Beleg", note="")
    db.table("application").insert(
        dict(id=1, title="MARKE-Akte", programme=1, programme_title="Radwege", lead=A)
        | dict(stage="draft", version=1, account=account)
        | told
    )
    db.table("applicant").insert(
        dict(application=1, municipality=A, part="lead", team="PL", consent="given")
    )
    db.table("application_project").insert(dict(application=1, project="geheim"))
    db.table("application_step").insert(dict(id=1, key="own", title="MARKE-Schritt") | said)
    db.table("application_event").insert(
        dict(id=1, application=1, kind="words", before="", after="", reasons="[]", account=account)
        | dict(words="MARKE-Verlauf")
        | told
    )
    db.table("application_file").insert(
        dict(id=1, application=1, kind="other", name="MARKE-Datei.pdf", account=account, size=1)
        | dict(media_type="application/pdf", sha256="00")
        | told
    )
    db.table("award").insert(
        dict(application=1, dated="2026-05-01", granted_cents=1, conditions="MARKE-Auflage") | told
    )
    db.table("duty").insert(
        dict(
            id=1, kind="Verwendungsnachweis", title="MARKE-Pflicht", due_on="2027-01-31", version=1
        )
        | dict(responsible=account)
        | said
        | told
    )


def _agreed(db: Database, people: dict[str, Account]) -> None:
    """A joint akte of A and C, number 2, with a split to which A consented; a joint project."""
    staff, manager = people["staff of A"], people["manager"]
    db.table("joint_offer").insert(dict(programme=1, municipality=A, project="geheim"))
    details = Details(title="Radwege gemeinsam")
    opening = Opening(details=details, lead=A, programme_title="Radwege", towns=(C,))
    number = open_application(db, opening, staff, NOW)
    shared = application(db, number, manager)
    assert shared
    plan = Plan(
        basis=Basis.EQUAL,
        totals=Money(cost=101),
        weights={A: 1, C: 1},
        words="MARKE-Aufteilung",
    )
    agree_on_split(db, shared, plan, staff, NOW)
    again = application(db, number, manager)
    assert again
    say(db, again, A, 1, Consent.GIVEN, "MARKE-Zustimmung", staff, NOW)
    enter(db, Joint(title="Klärschlamm", parts={A: Team.LEADS}), manager, NOW)
    db.table("cooperation").update(1, dict(account=staff.id))


def _cost_shares(db: Database, folder: Path, manager: Account) -> None:
    """A alone pays for the year 2025."""
    act = Act(db=db, folder=folder, account=manager, at=NOW.isoformat(), today=MONDAY)
    db.execute("update municipality set member_to = '2024-12-31' where ags <> ?", [A])
    set_participation(db, A, date(2023, 4, 1), None)
    small = SizeClass(name="klein", weight=1000)
    rule = Rule(first_year=2025, base_percent=10, census="Zensus", county_pays=False)
    add_rule(act, replace(rule, classes=(small,)))
    agreed = Agreed(municipality=A, size_class="klein", first=date(2023, 4, 1), basis="Vertrag")
    agree(act, next(it for it in municipalities(db) if it.ags == A), agreed)
    costs = Costs(total=8_000_000, funding=0)
    enter_costs(act, CostYear(year=2025, costs=costs, note="", version=0))
    fix(act, 2025, "", 1)
    db.execute("update municipality set member_to = null, member_from = null")


def tables_of_people(db: Database) -> dict[str, str]:
    """Every table whose rows belong to A, its Vorhaben or its people: name and condition."""
    owners = dict(
        project=f"project in (select id from project where municipality = '{A}')",
        municipality=f"municipality = '{A}'",
        account=f"account in (select id from account where municipality = '{A}')",
    )
    found = {"account": f"municipality = '{A}'"}
    for table in db.tables:
        conditions = [owners[column.name] for column in table.columns if column.name in owners]
        if conditions:
            found.setdefault(table.name, " or ".join(conditions))
    return found


class Watched:
    """The database of the walk: tells whether A's rows changed, and goes back to the beginning."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / FILE_NAME)
        self._connection.execute("pragma synchronous = off")  # nothing here has to last
        self._kept = sqlite3.connect(":memory:")
        self._connection.backup(self._kept)
        self._version = self._data_version()
        self._conditions = tables_of_people(Database(self._connection))
        self._at_first = self._of_a()

    def was_written(self) -> bool:
        """Whether anybody wrote anything since the beginning."""
        return self._data_version() != self._version

    def a_changed(self) -> bool:
        """Whether any row that belongs to A is another one now."""
        return self._of_a() != self._at_first

    def put_back(self) -> None:
        """Make the database what it was before somebody wrote into it."""
        self._kept.backup(self._connection)
        self._version = self._data_version()

    def close(self) -> None:
        """Let go of the database."""
        self._connection.close()
        self._kept.close()

    def _data_version(self) -> int:
        return int(self._connection.execute("pragma data_version").fetchone()[0])

    def _of_a(self) -> list[object]:
        return [
            self._connection.execute(f"select * from {name} where {it} order by rowid").fetchall()
            for name, it in self._conditions.items()
        ]
