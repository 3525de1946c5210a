"""The searches that a person keeps; nobody else ever sees them."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from index.schema import writing
from index.store import Database

MOST, LONGEST_NAME = 50, 80


class NotSaved(Exception):
    """A search cannot be saved like that; the message is one German sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedSearch:
    """A search under a name. `known` are the programmes that it found when it was saved."""

    id: int
    name: str
    address: str
    in_letter: bool
    known: frozenset[int]
    saved_on: date


def saved_searches(db: Database, account: int) -> list[SavedSearch]:
    """The searches of one person by name."""
    sql = """
        select id, name, address, in_letter, known, saved_on from saved_search
        where account = ? order by name
    """
    return [_from_row(row) for row in db.query(sql, [account])]


def save_search(
    db: Database,
    account: int,
    name: str,
    address: str,
    known: list[int],
    today: date,
    *,
    in_letter: bool,
) -> int:
    """Keep a search; gives its number.

    Raises:
        NotSaved: when the name is missing, too long or taken, or there are too many.
    """
    name = _checked(name)
    row = dict(
        account=account,
        name=name,
        address=address,
        in_letter=int(in_letter),
        known=json.dumps(known),
        saved_on=today.isoformat(),
    )
    with writing(db):
        others = saved_searches(db, account)
        if len(others) >= MOST:
            raise NotSaved(f"Mehr als {MOST} gespeicherte Suchen sind nicht möglich.")
        _refuse_taken(others, name)
        return int(db.table("saved_search").insert(row).last_pk)  # type: ignore[arg-type]


def change_search(db: Database, account: int, number: int, name: str, *, in_letter: bool) -> bool:
    """Rename a search of this person and say whether the letter tells of it; `False` if gone.

    Raises:
        NotSaved: when the name is missing, too long or taken.
    """
    name = _checked(name)
    with writing(db):
        _refuse_taken([it for it in saved_searches(db, account) if it.id != number], name)
        sql = "update saved_search set name = ?, in_letter = ? where id = ? and account = ?"
        return db.execute(sql, [name, int(in_letter), number, account]).rowcount > 0


def remove_search(db: Database, account: int, number: int) -> bool:
    """Forget a search of this person; `False` if there was none."""
    with writing(db):
        sql = "delete from saved_search where id = ? and account = ?"
        return db.execute(sql, [number, account]).rowcount > 0


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotSaved("Bitte geben Sie der Suche einen Namen.")
    if len(name) > LONGEST_NAME:
        raise NotSaved(f"Der Name darf höchstens {LONGEST_NAME} Zeichen haben.")
    return name


def _refuse_taken(others: list[SavedSearch], name: str) -> None:
    if any(it.name.lower() == name.lower() for it in others):
        raise NotSaved(f"Eine Suche »{name}« haben Sie schon.")


def _from_row(row: dict[str, Any]) -> SavedSearch:
    return SavedSearch(
        id=row["id"],
        name=row["name"],
        address=row["address"],
        in_letter=bool(row["in_letter"]),
        known=frozenset(json.loads(row["known"])),
        saved_on=date.fromisoformat(row["saved_on"]),
    )
