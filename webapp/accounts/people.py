"""People as others see them: a name, a municipality, and how to address them in a text."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import account_from
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account."""

    account: Account
    town: str

    @property
    def name(self) -> str:
        """What this person is called."""
        return name_of(self.account.email)

    @property
    def label(self) -> str:
        """Name and municipality, or name and role where there is no municipality."""
        return f"{self.name} ({self.town or self.account.role.label})"


def name_of(email: str) -> str:
    """What stands before the @ of an address; a pseudonym as it is."""
    return email.partition("@")[0]


def signed(by: str, town: str) -> str:
    """How what somebody wrote is signed: the name, and the municipality where there is one."""
    return f"{name_of(by)} ({town})" if town else name_of(by)


def people(db: Database) -> list[Person]:
    """Everybody with an open account, by name."""
    return _people(db, "true")


def people_of(db: Database, towns: Iterable[str]) -> list[Person]:
    """The people of some municipalities and the Fördermittelmanagement, by name."""
    chosen = dict(towns=json.dumps(list(towns)), manager=Role.MANAGER.value)
    where = "municipality in (select value from json_each(:towns)) or role = :manager"
    return _people(db, where, **chosen)


def named_people(db: Database, numbers: Iterable[int | None]) -> dict[int, Person]:
    """Those of these accounts that are open, by their numbers."""
    chosen = json.dumps([it for it in numbers if it])
    found = _people(db, "account.id in (select value from json_each(:chosen))", chosen=chosen)
    return {it.account.id: it for it in found}


def people_addressed(db: Database, words: str) -> list[Person]:
    """The people whom a text addresses; only those are read whose name stands in it."""
    if "@" not in words:
        return []
    where = "instr(:words, '@' || substr(email, 1, instr(email, '@') - 1)) > 0"
    return addressed(words, _people(db, where, words=words.lower()))


def _people(db: Database, where: str, **values: Any) -> list[Person]:
    sql = f"""
        select account.*, coalesce(short_name, '') as town from account
        left join municipality on municipality.ags = account.municipality
        where deactivated_on is null and ({where})
    """
    found = (Person(account=account_from(row), town=row["town"]) for row in db.query(sql, values))
    return sorted(found, key=lambda it: (it.name, it.town))


def colleagues(everybody: Iterable[Person], account: Account) -> list[Person]:
    """The others of the same municipality."""
    own = account.municipality
    return [
        it
        for it in everybody
        if own and it.account.municipality == own and it.account.id != account.id
    ]


def managers(everybody: Iterable[Person]) -> list[Person]:
    """The Fördermittelmanagement."""
    return [it for it in everybody if it.account.role is Role.MANAGER]


def addressed(words: str, everybody: Iterable[Person]) -> list[Person]:
    """Find the people whom a text addresses: »@name« or »@name@stadt.example«, in any case."""
    return [it for it in everybody if _addresses(words, it)]


def signature(account: Account, now: datetime) -> dict[str, Any]:
    """The columns that say who wrote something, for which municipality, and when."""
    at = stamp(now)
    return dict(account=account.id, municipality=account.municipality, by=account.email, at=at)


def _addresses(words: str, person: Person) -> bool:
    names = (re.escape(person.account.email), rf"{re.escape(person.name)}(?!@)")
    # A full stop after the name ends the sentence, one within it belongs to it.
    return re.search(rf"(?<![\w.])@(?:{'|'.join(names)})(?![\w-]|\.\w)", words, re.I) is not None
