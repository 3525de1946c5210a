"""What the people of the sample data have said to each other: all of it invented."""

from datetime import date, datetime, time, timedelta

from index.store import Database
from matcher.planning import Meeting
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.accounts.visibility import Visibility
from webapp.enquiries.enquiry import Asked, Kind
from webapp.enquiries.writing import ask
from webapp.feedback.recommending import recommend
from webapp.meetings.queries import add_meetings
from webapp.notes.queries import write_note
from webapp.operation.demo import samples
from webapp.shortlists.queries import make_shortlist, put_in

_RIEDSTADT, _BUETTELBORN = "06433011", "06433003"
_MORNING, _FIRST_MEETING, _EVERY = time(9, 30), timedelta(days=9), timedelta(weeks=5)
_MEETINGS = 12


def add_conversation(db: Database, today: date) -> None:
    """Add meetings, a recommendation, a question, a Merkliste and a note to the sample data."""
    now = datetime.combine(today, _MORNING).astimezone()
    manager, riedstadt, buettelborn = (
        _person(db, f"{name}@demo.example") for name in ("management", "riedstadt", "buettelborn")
    )
    for ags in (_RIEDSTADT, _BUETTELBORN):
        days = (today + _FIRST_MEETING + _EVERY * number for number in range(_MEETINGS))
        add_meetings(db, ags, [Meeting(day=day, body="Gemeindevertretung") for day in days])
    note = "Passt zu Ihrem Schulhof und lässt sich mit dem Landesprogramm vergleichen."
    green = _programme(db, "natuerlicher-klimaschutz")
    recommend(db, green, [_RIEDSTADT], note, manager, now)
    fire = _programme(db, "feuerwehrhaeuser-hessen")
    words = "Gilt der Betrag je Stellplatz auch für einen Anbau an ein bestehendes Gebäude?"
    asked = Asked(
        kind=Kind.QUESTION, subject="Anbau an das Gerätehaus", words=words, programme=fire
    )
    ask(db, asked, riedstadt, now)
    shelf = make_shortlist(db, "Schulhöfe und Plätze", riedstadt, now, of_town=True)
    for key in ("klimaanpassung-kommunen", "naturnahe-aussenraeume"):
        put_in(db, shelf, _programme(db, key), riedstadt, now)
    said = "Die Vorprüfung durch den Fördergeber hat sich gelohnt: Zwei Angaben fehlten noch."
    write_note(db, _programme(db, "kita-ausbau-hessen"), Visibility.ALL, said, buettelborn, now)


def _person(db: Database, email: str) -> Account:
    account = account_by_email(db, email)
    assert account, email
    return account


def _programme(db: Database, key: str) -> int:
    sql = """
        select programme_record.programme from programme_record
        join record on record.id = programme_record.record
        where record.source = ? and record.key = ?
    """
    return int(db.execute(sql, [samples.SOURCE.name, key]).fetchone()[0])
