"""Reading the audit log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.store import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody wants to read of the log; an empty text asks for all."""

    kind: str = ""
    actor: str = ""
    subject: str = ""
    municipality: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what and when, as the page shows it."""

    at: str
    actor: str
    kind: str
    subject: str
    town: str
    details: str


_WHERE = """
    (:kind = '' or audit_entry.kind = :kind)
    and (:actor = '' or audit_entry.actor in (
        select id from account where email = lower(:actor))
        or 'Konto ' || audit_entry.actor = :actor)
    and (:subject = '' or subject = :subject)
    and (:municipality = '' or audit_entry.municipality = :municipality)
    and (:since = '' or at >= :since)
    and (:until = '' or at < date(:until, '+1 day'))
"""
_ENTRIES = f"""
    select audit_entry.at, audit_entry.kind, subject, details, actor,
        actor_account.email as actor_email,
        subject_account.email as subject_email, municipality.short_name as town
    from audit_entry
    left join account as actor_account on actor_account.id = actor
    left join account as subject_account on 'Konto ' || subject_account.id = subject
    left join municipality on municipality.ags = audit_entry.municipality
    where {_WHERE} order by audit_entry.id desc
"""


def count_entries(db: Database, question: Question) -> int:
    """How many entries answer a question."""
    sql = f"select count(*) as n from audit_entry where {_WHERE}"
    return int(next(db.query(sql, _values(question)))["n"])


def entries(db: Database, question: Question, limit: int = -1, skip: int = 0) -> Iterator[Entry]:
    """The entries that answer a question, the newest first."""
    values = _values(question) | dict(limit=limit, skip=skip)
    return (_entry(row) for row in db.query(f"{_ENTRIES} limit :limit offset :skip", values))


def kinds(db: Database) -> list[str]:
    """What has been done so far, by name."""
    return [row["kind"] for row in db.query("select distinct kind from audit_entry order by kind")]


def _values(question: Question) -> dict[str, Any]:
    names = ("kind", "actor", "subject", "municipality", "since", "until")
    return {name: getattr(question, name) for name in names}


def _entry(row: dict[str, Any]) -> Entry:
    number = row["actor"]
    actor = row["actor_email"] or (f"Konto {number} (gelöscht)" if number else "Kommandozeile")
    subject = row["subject"]
    if "@" in (row["subject_email"] or ""):
        subject = f"{subject} ({row['subject_email']})"
    return Entry(
        at=row["at"],
        actor=actor,
        kind=row["kind"],
        subject=subject,
        town=row["town"] or "",
        details=row["details"],
    )
