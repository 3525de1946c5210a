"""Duties in the letter: before their day, and once a month after it until somebody says done."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from weakref import WeakKeyDictionary

from index.store import Database
from webapp.accounts.account import Account
from webapp.accounts.people import name_of
from webapp.digest.reminding import MOST_DAYS, Reminding
from webapp.digest.shelf import Shelf
from webapp.duties.keepers import Care, Workers, cares
from webapp.duties.queries import open_until

DUTY = "pflicht"

_by_person: WeakKeyDictionary[Shelf, dict[int, list[Care]]] = WeakKeyDictionary()
"""All letters of one run look at the same day: who is told of what is worked out once."""


def duties_of(db: Database, account: Account, shelf: Shelf) -> Iterable[Reminding]:
    """The duties that this person is told of, as far ahead as anybody may wish to be reminded."""
    if shelf not in _by_person:
        _by_person[shelf] = told_of(db, shelf.today)
    for care in _by_person[shelf].get(account.id, ()):
        yield _reminding(care, account)


def told_of(db: Database, today: date) -> dict[int, list[Care]]:
    """Who is told of which open duties, by the number of the account."""
    found: dict[int, list[Care]] = {}
    for care in _near(db, today):
        for worker in care.told:
            found.setdefault(worker.id, []).append(care)
    return found


def count_untold(db: Database, today: date) -> int:
    """How many open duties no letter can tell anybody of, because nobody is left to read it."""
    return sum(not care.told for care in _near(db, today))


def _near(db: Database, today: date) -> list[Care]:
    return cares(Workers(db, today), open_until(db, today + timedelta(days=MOST_DAYS)))


def _reminding(care: Care, account: Account) -> Reminding:
    duty = care.duty
    return Reminding(
        source=DUTY,
        key=str(duty.id),
        title=duty.title,
        due_on=duty.due_on,
        # Whoever takes over late is still told: what this person was told stands in the ledger.
        since=date.min,
        address=f"/pflichten/{duty.id}",
        note=" ".join(_said(care, account)),
        stays=True,
    )


def _said(care: Care, account: Account) -> Iterator[str]:
    duty = care.duty
    yield f"{duty.kind} zu „{duty.akte}“ ({duty.town_name})."
    if care.is_unattended:
        yield "Niemand ist verantwortlich, der sich kümmern kann: bitte jemanden bestimmen."
    elif care.goes_round:
        names = ", ".join(name_of(it.email) for it in care.keepers)
        yield f"Verantwortlich: {names}, bekommt aber keine Briefe."
    elif account.id not in (duty.responsible, care.keepers[0].id):
        yield f"Verantwortlich: {name_of(care.keepers[0].email)}; Sie vertreten."
    elif account.id == duty.deputy:
        yield "Sie vertreten: Wer verantwortlich war, kann sich nicht mehr kümmern."
