"""Applying together in the sample data: an invitation, a split with consent, and the matrix."""

from datetime import date, datetime, time, timedelta

from index.municipality import POPULATION_DAY, municipalities
from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.queries import account_by_email
from webapp.agreements.consents import IN_WRITING, agree_on_split, say
from webapp.agreements.splits import Plan, splits_of
from webapp.agreements.splitting import Basis
from webapp.applications.akte import Application, Consent, Team
from webapp.applications.money import Money
from webapp.applications.queries import application, applications
from webapp.joint.calls import set_deadline
from webapp.joint.queries import Answer, Offer, answer, invite
from webapp.operation.demo import samples
from webapp.participation.cooperation import Told, enter

_RIEDSTADT, _BUETTELBORN, _STOCKSTADT = "06433011", "06433003", "06433013"
_BIEBESHEIM, _GERNSHEIM, _TREBUR, _KREIS = "06433001", "06433004", "06433014", "06433"
_PL, _PG, _AG, _LKG = Team.LEADS, Team.PROJECT, Team.WORKING, Team.STEERING
_PROJECTS = {
    "Klärschlammentsorgung": {
        _KREIS: _LKG, _RIEDSTADT: _PL, _STOCKSTADT: _PG, _BIEBESHEIM: _PG, _GERNSHEIM: _AG,
    },
    "Vergabezentrum": {_KREIS: _PL, _BUETTELBORN: _PG, _TREBUR: _PG, _RIEDSTADT: _AG},
    "Strom- und Gaseinkauf": {_KREIS: _PL, _TREBUR: _PG, _GERNSHEIM: _AG, _STOCKSTADT: _AG},
    "Modulare Kita-Bauweise": {_BUETTELBORN: _PL, _RIEDSTADT: _PG, _KREIS: _LKG},
    "Informationssicherheit": {_KREIS: _PL, _BIEBESHEIM: _AG, _BUETTELBORN: _PG},
}  # fmt: skip
_OVER = {"Gemeinsame Reinigung": {_TREBUR: _PL, _BUETTELBORN: _PG}}


def add_joint(db: Database, today: date) -> None:
    """Add an open invitation, the agreement on the joint akte, and other joint projects."""
    now = datetime.combine(today, time(10, 30)).astimezone()
    manager, riedstadt, buettelborn = (
        _person(db, f"{name}@demo.example") for name in ("management", "riedstadt", "buettelborn")
    )
    _invite(db, manager, riedstadt, now)
    _agree(db, manager, riedstadt, buettelborn, now)
    for title, parts in _PROJECTS.items():
        enter(db, Told(title=title, parts=parts), manager, now)
    for title, parts in _OVER.items():
        enter(
            db, Told(title=title, closed_on=today - timedelta(days=90), parts=parts), manager, now
        )


def _invite(db: Database, manager: Account, riedstadt: Account, now: datetime) -> None:
    """Riedstadt would bring its school yard and lead; Büttelborn has not answered."""
    number = _programme(db, "klimaanpassung-kommunen")
    until = now.date() + timedelta(days=21)
    set_deadline(db, number, until, 0, manager, now - timedelta(days=4))
    towns = [_RIEDSTADT, _BUETTELBORN]
    words = "Wollen wir Hitze und Starkregen gemeinsam angehen?"
    invite(db, number, towns, words, manager, now - timedelta(days=4))
    offer = Offer(leads=True, cost_cents=460_000_00, projects=("demo-schulhof",))
    said = "Wir sind dabei, wenn der Beschluss bis Januar reicht."
    answer(db, number, _RIEDSTADT, Answer.YES, said, riedstadt, now - timedelta(days=1), offer)


def _agree(
    db: Database, manager: Account, riedstadt: Account, buettelborn: Account, now: datetime
) -> None:
    """First in equal parts, then by inhabitants: who had consented is asked again."""
    akte = next(it for it in applications(db, manager) if it.is_joint)
    people = {it.ags: it.population for it in municipalities(db) if it.ags in akte.towns}
    totals = Money(cost=171_000_00, eligible=171_000_00, grant=90_000_00)
    equal = Plan(basis=Basis.EQUAL, totals=totals, weights=dict.fromkeys(people, 1))
    agree_on_split(db, akte, equal, buettelborn, now - timedelta(days=8))
    _say(db, akte, _RIEDSTADT, "Magistrat, vorläufig", riedstadt, now - timedelta(days=7))
    newer = Plan(
        basis=Basis.INHABITANTS,
        totals=totals,
        weights=people,
        population_day=POPULATION_DAY,
        words="Runde der Kämmereien: wer mehr Vergaben hat, zahlt mehr.",
    )
    agree_on_split(db, _as_it_is(db, akte), newer, buettelborn, now - timedelta(days=5))
    _say(db, akte, _BUETTELBORN, "Gemeindevorstand", buettelborn, now - timedelta(days=3))
    _say(db, akte, _STOCKSTADT, IN_WRITING, manager, now - timedelta(days=2))


def _say(
    db: Database, akte: Application, ags: str, words: str, account: Account, at: datetime
) -> None:
    newest = splits_of(db, akte.id)[0].id
    say(db, _as_it_is(db, akte), ags, newest, Consent.GIVEN, words, account, at)


def _as_it_is(db: Database, akte: Application) -> Application:
    manager = _person(db, "management@demo.example")
    found = application(db, akte.id, manager)
    assert found
    return found


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
