"""Everything that is kept of one person: rows, files, and the same as a text to read.

Rows that belong to the person are given whole. Of rows of others, which the person only closed
or looks after, only that is given: what others wrote is theirs.
"""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.file_store import read
from webapp.privacy.columns import Kind, kind_of, links, tables, without_secrets
from webapp.privacy.record import record

_OWNING = frozenset({"id", "account", "person", "email", "by", "actor"})
_BESIDE = {
    "audit_entry": "subject = 'Konto ' || :number",
    "calendar_event": "calendar in (select id from calendar where account = :number)",
    "letter_item": "letter in (select id from letter where account = :number)",
}
"""Rows that tell of the person although no column of theirs names it."""


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that the person gave."""

    name: str
    data: bytes


def everything_about(db: Database, person: Account) -> dict[str, list[dict[str, Any]]]:
    """All rows by table that tell of a person; tables without any are left out."""
    found = {}
    for table in tables(db):
        if table in record().impersonal:
            continue
        columns, beside = links(db, table), _BESIDE.get(table)
        conditions = [_condition(table, column) for column in columns] + [beside] * bool(beside)
        if not conditions:
            continue
        sql = f'select * from "{table}" where {" or ".join(filter(None, conditions))}'
        rows = db.query(sql, dict(number=person.id, email=person.email))
        if shown := [_shown(table, row, person) for row in rows]:
            found[table] = shown
    return found


def files_of(db: Database, folder: Path, person: Account) -> Iterator[Uploaded]:
    """The files that a person gave and that are still there."""
    sql = """
        select id, name, sha256 from application_file where account = :it and removed_at is null
        union all select id, name, sha256 from attached_file where account = :it order by name
    """
    for number, row in enumerate(db.query(sql, dict(it=person.id)), 1):
        data = read(folder, row["sha256"])
        if data is not None:
            yield Uploaded(f"{number:03}-{Path(row['name']).name}", data)


def as_text(found: dict[str, list[dict[str, Any]]], person: Account, day: str) -> str:
    """The same to read: a heading for each kind, a line for each value."""
    said = record()
    lines = [f"Auskunft über {person.email}, Konto {person.id}, vom {day}", ""]
    for group in said.kept:
        here = [table for table in group.tables if table in found]
        if not here:
            continue
        lines += [group.title, "=" * len(group.title)]
        lines += [f"Wozu: {group.why}.", f"Wie lange: {group.long}.", f"Wer es sieht: {group.who}."]
        for table in here:
            lines += ["", f"{group.tables[table]} ({len(found[table])})"]
            for row in found[table]:
                lines += ["", *_lines(row)]
        lines.append("")
    return "\n".join(lines)


def as_json(found: dict[str, list[dict[str, Any]]]) -> str:
    """The rows by table, for programs."""
    return json.dumps(found, ensure_ascii=False, indent=2, default=str)


def _lines(row: dict[str, Any]) -> Iterator[str]:
    labels = record().labels
    for name, value in row.items():
        if value not in (None, ""):
            yield f"  {labels.get(name, name)}: {value}"


def _condition(table: str, column: str) -> str:
    by_number = kind_of(table, column) is Kind.NUMBER
    return f'"{column}" = :number' if by_number else f'lower("{column}") = :email'


def _shown(table: str, row: dict[str, Any], person: Account) -> dict[str, Any]:
    mine = (person.id, person.email)
    linked = [name for name in row if kind_of(table, name) in (Kind.NUMBER, Kind.ADDRESS)]
    names = {name for name in linked if row[name] in mine}
    if names and not names & _OWNING:
        return {name: row[name] for name in row if name == "id" or name in names}
    shown = without_secrets(table, row)
    if isinstance(shown.get("content"), bytes):
        shown["content"] = json.loads(zlib.decompress(shown["content"]))
    return shown
