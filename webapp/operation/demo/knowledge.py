"""What the towns of the sample data know and ask each other: all of it invented."""

from datetime import date, datetime, time

from index.programme import programme_at
from index.store import Database
from index.vocabulary import FundingArea
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.advice.text_blocks import Purpose
from webapp.experience.queries import Outcome, Told, tell
from webapp.knowledge.entries import Given, give
from webapp.knowledge.expertise import know
from webapp.knowledge.questions import put_question, put_words, question, question_about
from webapp.operation.demo import samples

_BUETTELBORN = "06433003"
_MORNING = time(10, 15)


def add_knowledge(db: Database, today: date) -> None:
    """Add experience, a lesson, a text block, expertise and a question between two towns."""
    now = datetime.combine(today, _MORNING).astimezone()
    riedstadt, buettelborn = (_person(db, name) for name in ("riedstadt", "buettelborn"))
    kita, fire = _programme(db, "kita-ausbau-hessen"), _programme(db, "feuerwehrhaeuser-hessen")
    told = Told(
        outcome=Outcome.GRANTED,
        year=today.year - 2,
        contact="Bauamt, Telefon 0000 0000",
        helped="Die Vorprüfung durch den Landkreis vor dem Antrag",
        heed="Der Bedarf muss für jede Altersgruppe einzeln bestätigt sein",
        took_months=9,
    )
    tell(db, kita, told, buettelborn, now)
    refused = Told(outcome=Outcome.REFUSED, year=today.year - 1, heed="Raumprogramm früh abstimmen")
    tell(db, fire, refused, riedstadt, now)
    know(db, FundingArea.ENVIRONMENT, "Entsiegelung und Schulhöfe", riedstadt, now)
    know(db, FundingArea.HEALTH_SOCIAL, "Kita-Bau in Modulen", buettelborn, now)
    words = "Das Vorhaben stärkt den Ortskern: Es schafft Schatten, Sitzplätze und Versickerung."
    block = Given(
        purpose=Purpose.APPLICATION,
        title="Wirkung von Begrünung",
        words=words,
        topic=FundingArea.ENVIRONMENT.value,
    )
    give(db, block, riedstadt, now)
    _ask(db, kita, riedstadt, buettelborn, now)


def _ask(
    db: Database, programme: int, riedstadt: Account, buettelborn: Account, now: datetime
) -> None:
    """A question with its answer, which became a lesson."""
    subject = "Module oder fester Bau?"
    asked = question_about(subject, "Warum haben Sie Module gewählt?", programme)
    number = put_question(db, _BUETTELBORN, asked, riedstadt, now)
    found = question(db, number, buettelborn)
    assert found
    words = (
        "Die Module standen acht Monate früher. Wichtig: Nutzungsdauer schriftlich zusagen lassen."
    )
    put_words(db, found, words, buettelborn, now)
    given = Given(
        purpose=Purpose.LESSON, title=subject, words=words, programme=programme, enquiry=number
    )
    give(db, given, buettelborn, now)


def _person(db: Database, name: str) -> Account:
    account = account_by_email(db, f"{name}@demo.example")
    assert account, name
    return account


def _programme(db: Database, key: str) -> int:
    found = programme_at(db, f"{samples.SOURCE.address}{key}")
    assert found, key
    return found.id
