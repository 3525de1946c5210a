"""Questions from one town to another: both read them, and so does the Fördermittelmanagement.

They are kept with the questions to the management; who is asked makes the difference.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.accounts.room import room_for_question
from webapp.digest.single import queue_single
from webapp.enquiries.enquiry import LONGEST, Asked, Kind, Turn
from webapp.enquiries.writing import ask, mark_read
from webapp.settings import Settings
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class TownQuestion:
    """A question of one town to another as it stands."""

    id: int
    subject: str
    programme: int | None
    municipality: str
    town: str
    addressee: str
    asked_town: str
    at: str
    last_at: str
    answered: bool

    def answers(self, account: Account) -> bool:
        """Whether this person works for the town that is asked."""
        return account.municipality == self.addressee

    def writes(self, account: Account) -> bool:
        """Whether this person works for one of the two towns; others only read."""
        return account.municipality in (self.municipality, self.addressee)


_QUESTIONS = """
    select enquiry.*, own.short_name as town, other.short_name as asked_town,
        (select max(at) from enquiry_message where enquiry = enquiry.id) as last_at,
        exists (select 1 from enquiry_message where enquiry = enquiry.id and answers) as answered
    from enquiry
    join municipality as own on own.ags = enquiry.municipality
    join municipality as other on other.ags = enquiry.addressee
    where (:limit is null or :limit in (enquiry.municipality, enquiry.addressee))
"""


def questions(db: Database, account: Account) -> list[TownQuestion]:
    """The questions that this person reads: what nobody answered first, then the newest."""
    sql = f"{_QUESTIONS} order by answered, last_at desc, enquiry.id desc"
    return [_from_row(row) for row in db.query(sql, dict(limit=limited_to(account)))]


def unanswered(db: Database, account: Account) -> list[TownQuestion]:
    """The questions to the own town in which it has to write next."""
    sql = f"{_QUESTIONS} and enquiry.addressee = :limit and turn = :turn order by turn_since"
    values = dict(limit=limited_to(account), turn=Turn.OFFICE.value)
    return [_from_row(row) for row in db.query(sql, values)]


def question(db: Database, number: int, account: Account) -> TownQuestion | None:
    """One of them, if this person reads it."""
    values = dict(limit=limited_to(account), number=number)
    found = db.query(f"{_QUESTIONS} and enquiry.id = :number", values)
    return next(map(_from_row, found), None)


def ask_town(
    db: Database,
    settings: Settings,
    addressee: str,
    asked: Asked,
    account: Account,
    now: datetime,
) -> int:
    """Ask the people of another town; they get a short letter. Gives the number.

    Raises:
        NoRoom: when this person has asked too much today.
    """
    with writing(db):
        room_for_question(db, account.id, now)
        number = put_question(db, addressee, asked, account, now)
        _tell(db, settings, number, addressee, f"Frage an Ihre Kommune: {asked.subject}", now)
    return number


def put_question(
    db: Database, addressee: str, asked: Asked, account: Account, now: datetime
) -> int:
    """Write a question to another town down; gives its number."""
    with writing(db):
        number = ask(db, asked, account, now)
        db.table("enquiry").update(number, dict(addressee=addressee))
    return number


def write_on(
    db: Database,
    settings: Settings,
    found: TownQuestion,
    words: str,
    account: Account,
    now: datetime,
) -> None:
    """Answer or ask on; the other town gets a short letter."""
    with writing(db):
        put_words(db, found, words, account, now)
        to = found.municipality if found.answers(account) else found.addressee
        _tell(db, settings, found.id, to, f"Neues zu »{found.subject}«", now)


def put_words(
    db: Database, found: TownQuestion, words: str, account: Account, now: datetime
) -> None:
    """Write down what one of the two towns says; then the other is next."""
    answers = found.answers(account)
    row = dict(enquiry=found.id, account=account.id, answers=int(answers), words=words[:LONGEST])
    turn, at = (Turn.TOWN if answers else Turn.OFFICE), stamp(now)
    with writing(db):
        db.table("enquiry_message").insert(row | dict(by=account.email, at=at))
        db.table("enquiry").update(found.id, dict(turn=turn.value, turn_since=at))
        mark_read(db, found.id, account)


def question_about(subject: str, words: str, programme: int | None) -> Asked:
    """A question as it is kept."""
    return Asked(kind=Kind.QUESTION, subject=subject, words=words, programme=programme)


_WRITES_THERE = """
    select id, email from account
    where municipality = ? and role = 'staff' and deactivated_on is null order by id
"""


def _tell(
    db: Database, settings: Settings, number: int, ags: str, subject: str, now: datetime
) -> None:
    """Write to the staff of a town; what is asked stands on the site alone."""
    link = ("Lesen und antworten", f"{settings.base_url}/wissen/fragen/{number}")
    told = ["Kolleginnen und Kollegen aus einer anderen Kommune schreiben Ihnen im Fördernetz."]
    for row in db.query(_WRITES_THERE, [ags]):
        queue_single(db, settings, row["email"], subject, told, now, link=link, account=row["id"])


def _from_row(row: dict[str, Any]) -> TownQuestion:
    names = TownQuestion.__slots__
    values = {name: row[name] for name in names}
    return TownQuestion(**values | dict(answered=bool(row["answered"])))
