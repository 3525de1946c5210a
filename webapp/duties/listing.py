"""The list of duties: which are shown, and who takes care of each."""

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from index.store import Database
from webapp.accounts.account import Account, limited_to
from webapp.duties import queries
from webapp.duties.keepers import Care, Workers, cares
from webapp.duties.kinds import DutyKind
from webapp.duties.queries import Wanted

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One page of the list, by how pressing the duties are, and how many there are in all."""

    groups: tuple[tuple[str, tuple[Care, ...]], ...]
    total: int


def wanted_by(account: Account, args: MultiDict[str, str]) -> Wanted:
    """Which duties somebody asks for by an address; what makes no sense there is left out."""
    limit = limited_to(account)
    kind, person = args.get("art", ""), args.get("person", "")
    akte = args.get("akte", "")
    return Wanted(
        ours=limit if limit is not None else args.get("kommune") or None,
        akte=_number(akte),
        kind=DutyKind(kind) if kind in list(DutyKind) else None,
        person=account.id if person == "ich" else _number(person),
        over=bool(args.get("erledigt")),
    )


def unattended(db: Database, account: Account, wanted: Wanted, workers: Workers) -> tuple[int, ...]:
    """The open duties of a list for which nobody is responsible who can act."""
    found = cares(workers, queries.duties(db, account, wanted))
    return tuple(care.duty.id for care in found if care.is_unattended)


def listed(
    db: Database, account: Account, wanted: Wanted, workers: Workers, page: int, today: date
) -> Listed:
    """One page of the list."""
    found = cares(workers, queries.duties(db, account, wanted, size=PAGE_SIZE, page=page))
    overdue = tuple(it for it in found if it.duty.is_overdue(today))
    soon = tuple(it for it in found if it.duty.is_soon(today))
    later = tuple(it for it in found if it not in overdue and it not in soon)
    heading = "Erledigt oder entfallen" if wanted.over else "Später"
    groups = (("Überfällig", overdue), ("In den nächsten acht Wochen", soon), (heading, later))
    return Listed(
        groups=tuple(it for it in groups if it[1]),
        total=queries.count_duties(db, account, wanted),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None
