"""Who takes care of a duty today, and whom letters tell of it.

Responsible and deputy count as long as they can act: with an open account, as staff of a
municipality that applies and takes part, or as Fördermittelmanagement. Where neither can, or
neither gets letters, the Fördermittelmanagement and all staff of the municipality are told
instead. This is worked out anew each time, so no way in which an account, a municipality or an
akte can end leaves a duty with nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.people import named_people, signed
from webapp.duties.duty import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody who may take care of duties; `town` is absent for the Fördermittelmanagement."""

    id: int
    email: str
    town: str | None
    town_name: str
    takes_part: bool
    gets_letters: bool

    @property
    def label(self) -> str:
        """Name and municipality."""
        return signed(self.email, self.town_name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """Who takes care of a duty, and who is told of it; `told` is empty only if nobody is left."""

    duty: Duty
    keepers: tuple[Worker, ...]
    told: tuple[Worker, ...]

    @property
    def is_unattended(self) -> bool:
        """Whether nobody is responsible who can act."""
        return not self.keepers

    @property
    def goes_round(self) -> bool:
        """Whether others are told because the keepers cannot be."""
        return not any(it.gets_letters for it in self.keepers)


class Workers:
    """All people who may take care of duties, and which municipalities apply in which akte."""

    def __init__(self, db: Database, today: date, town: str | None = None) -> None:
        """Read all of them; with `town` those alone who stand in an akte with this one."""
        self._by_id = {it.id: it for it in _workers(db, today, town)}
        self._told_of: defaultdict[str | None, list[Worker]] = defaultdict(list)
        for it in self._by_id.values():
            if it.gets_letters:
                self._told_of[it.town].append(it)
        self._applicants = _applicants(db)

    def care_of(self, duty: Duty) -> Care:
        """Who takes care of a duty, and whom a letter tells."""
        named = (self._by_id.get(it) for it in (duty.responsible, duty.deputy) if it)
        keepers = tuple(
            dict.fromkeys(it for it in named if it and it.takes_part and self.may_keep(it, duty))
        )
        told = tuple(it for it in keepers if it.gets_letters) or tuple(self._all_around(duty))
        return Care(duty=duty, keepers=keepers, told=told)

    def choices(self, akte: int, lead: str) -> list[Worker]:
        """Who can be made responsible in an akte: staff of those who apply, the manager last."""
        towns = self._applicants.get(akte, frozenset()) | {lead}
        found = [it for it in self._by_id.values() if it.town is None or it.town in towns]
        return sorted((it for it in found if it.takes_part), key=lambda it: (not it.town, it.email))

    def may_keep(self, worker: Worker, duty: Duty) -> bool:
        """Whether somebody sees the akte of this duty."""
        towns = self._applicants.get(duty.application, frozenset()) | {duty.lead}
        return worker.town is None or worker.town in towns

    def named(self, number: int | None) -> Worker | None:
        """Somebody by the number of the account, as long as it can act."""
        found = self._by_id.get(number) if number else None
        return found if found and found.takes_part else None

    def _all_around(self, duty: Duty) -> Iterable[Worker]:
        around = [*self._told_of.get(None, ()), *self._told_of.get(duty.town, ())]
        return sorted(around, key=lambda it: it.id)


def labels(db: Database, found: Iterable[Duty]) -> dict[int, str]:
    """Who is responsible for duties or deputy, by the number of the account, as pages name them."""
    numbers = [number for it in found for number in (it.responsible, it.deputy)]
    return {number: it.label for number, it in named_people(db, numbers).items()}


def cares(workers: Workers, found: Iterable[Duty]) -> list[Care]:
    """Who takes care of each of these duties."""
    return [workers.care_of(it) for it in found]


_BESIDE = """
    account.municipality = :town or account.municipality in (
        select other.municipality from applicant as own
        join applicant as other on other.application = own.application
        where own.municipality = :town)
"""


def _workers(db: Database, today: date, town: str | None) -> Iterable[Worker]:
    sql = f"""
        select account.id, account.email, account.role, account.municipality,
            coalesce(short_name, '') as town_name,
            coalesce(member_from, '') <= :today and coalesce(member_to, '9999') >= :today
                as takes_part,
            subscribed = 1 and lower(account.email) not in (select email from undeliverable)
                as gets_letters
        from account left join municipality on municipality.ags = account.municipality
        where deactivated_on is null
            and (role = 'manager' or role = 'staff' and (:town is null or {_BESIDE}))
        order by account.id
    """
    for row in db.query(sql, dict(today=today.isoformat(), town=town)):
        manages = row["role"] == Role.MANAGER.value
        yield Worker(
            id=row["id"],
            email=row["email"],
            town=None if manages else row["municipality"],
            town_name=Role.MANAGER.label if manages else row["town_name"],
            takes_part=manages or bool(row["takes_part"]),
            gets_letters=bool(row["gets_letters"]),
        )


def _applicants(db: Database) -> Mapping[int, frozenset[str]]:
    found: dict[int, set[str]] = {}
    for row in db.query("select application, municipality from applicant"):
        found.setdefault(row["application"], set()).add(row["municipality"])
    return {number: frozenset(towns) for number, towns in found.items()}
