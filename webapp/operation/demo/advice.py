"""Sample advice and trainings: answers, text blocks, time spent, seats; all of it invented."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.advice import text_blocks
from webapp.advice.text_blocks import Purpose
from webapp.advice.time_spent import Spent, spend
from webapp.enquiries.enquiry import Asked, Kind, NextStep
from webapp.enquiries.queries import enquiry
from webapp.enquiries.writing import ask, close, plan, reply
from webapp.settings import Settings
from webapp.trainings.letters import Letters
from webapp.trainings.planning import announce
from webapp.trainings.seats import Guest, note_attendance, register
from webapp.trainings.training import Draft
from webapp.trainings.weak_questions import note_weak_question

_BLOCKS = (
    ("Maßnahmenbeginn", "Antrag", "Bitte vergeben Sie nichts, bevor der Bescheid da ist: Schon der"
     " Auftrag gilt als Beginn. Ausnahmen nennt die Richtlinie oder die Bewilligungsstelle."),
    ("Eigenmittel", "Geld", "Für den Antrag brauchen Sie eine Bestätigung der Kämmerei, dass der"
     " Eigenanteil im Haushalt steht. Ein Entwurf des Haushalts reicht meist nicht."),
    ("Rückfrage zum Umfang", "Antrag", "Damit wir das einschätzen können: Was soll gebaut oder"
     " beschafft werden, bis wann, und was kostet es ungefähr?"),
)  # fmt: skip
_IN_VAIN = ("zisternensatzung", "ladesäulen bauhof")


class _Silent(Letters):
    """Sample people have no mailbox: nothing is written to them."""

    def _write(self, *_: Any) -> None: ...


def add_advice(db: Database, folder: Path, today: date) -> None:
    """Add conversations at every stage, text blocks, minutes, trainings and vain searches."""
    now = datetime.combine(today, time(9, 30)).astimezone()
    office, riedstadt, buettelborn = (
        _person(db, name) for name in ("management", "riedstadt", "buettelborn")
    )
    for title, topic, words in _BLOCKS:
        draft = text_blocks.Draft(title=title, topic=topic, words=words)
        text_blocks.add(db, Purpose.ADVICE, draft, office, now)
    _answered(db, buettelborn, office, today, now)
    _closed(db, riedstadt, office, today, now)
    _trainings(db, folder, (office, riedstadt, buettelborn), today, now)
    for person in (riedstadt, buettelborn):
        for words in _IN_VAIN:
            note_weak_question(db, b"sample", words, 0, person, today)


def _answered(db: Database, asks: Account, office: Account, today: date, now: datetime) -> None:
    words = "Die Frist ist knapp. Reicht der Beschluss des Gemeindevorstands für den Antrag?"
    asked = Asked(kind=Kind.QUESTION, subject="Welcher Beschluss?", words=words)
    number = ask(db, asked, asks, now - timedelta(days=9))
    found = enquiry(db, number, office)
    assert found
    said = "Meist ja, wenn die Gemeindevertretung nachzieht. Bitte schicken Sie die Vorlage mit."
    reply(db, found, said, office, now - timedelta(days=7))
    step = NextStep(words="Vorlage schicken", due_on=today - timedelta(days=2), responsible=asks.id)
    plan(db, number, step, 1)
    spent = Spent(minutes=30, municipality=asks.municipality, enquiry=number)
    spend(db, spent, office, today - timedelta(days=7), now)


def _closed(db: Database, asks: Account, office: Account, today: date, now: datetime) -> None:
    words = "Dürfen wir vor dem Bescheid schon ausschreiben?"
    asked = Asked(kind=Kind.QUESTION, subject="Ausschreiben vor dem Bescheid", words=words)
    number = ask(db, asked, asks, now - timedelta(days=20))
    found = enquiry(db, number, office)
    assert found
    reply(db, found, _BLOCKS[0][2], office, now - timedelta(days=19))
    close(db, number, office, now - timedelta(days=18))
    spent = Spent(minutes=15, municipality=asks.municipality, enquiry=number)
    spend(db, spent, office, today - timedelta(days=19), now)
    call = Spent(minutes=20, municipality=asks.municipality, words="Anruf zum Verwendungsnachweis")
    spend(db, call, office, today - timedelta(days=5), now)


def _trainings(
    db: Database, folder: Path, people: tuple[Account, ...], today: date, now: datetime
) -> None:
    office, riedstadt, buettelborn = people
    held = _training(db, "Was Fördergeber sehen wollen", today - timedelta(days=30), office, now)
    letters = _Silent(db, Settings(data=folder), b"sample", today - timedelta(days=40), now)
    seat = register(db, held, _guest(riedstadt), riedstadt, letters)
    register(db, held, _guest(buettelborn), buettelborn, letters)
    note_attendance(db, held, {seat.id})
    ahead = _training(
        db, "Verwendungsnachweis ohne Rückfragen", today + timedelta(days=23), office, now, seats=1
    )
    letters = _Silent(db, Settings(data=folder), b"sample", today, now)
    register(db, ahead, _guest(riedstadt), riedstadt, letters)
    colleague = Guest(
        name="Frau Muster", email="muster@demo.example", municipality=buettelborn.municipality
    )
    register(db, ahead, colleague, buettelborn, letters)
    _training(db, "Förderung für kleine Gemeinden", today + timedelta(days=50), office, now)


def _training(
    db: Database, title: str, day: date, office: Account, now: datetime, **more: Any
) -> int:
    values: dict[str, Any] = dict(
        title=title,
        description="Mit Beispielen aus dem Kreis. Bringen Sie gern einen eigenen Fall mit.",
        starts_at=datetime.combine(day, time(9)),
        ends_at=datetime.combine(day, time(12)),
        register_until=day - timedelta(days=3),
        place="Kreishaus, Raum 1",
        audience="Bauämter und Kämmereien",
        given_by="Fördermittelmanagement",
    )
    return announce(db, Draft(**values | more), office, now)


def _guest(account: Account) -> Guest:
    return Guest(email=account.email, municipality=account.municipality, person=account.id)


def _person(db: Database, name: str) -> Account:
    account = account_by_email(db, f"{name}@demo.example")
    assert account, name
    return account
