"""Preparing a data folder; every step may be repeated and then changes nothing."""

from datetime import date
from pathlib import Path

from index.municipality import add_municipalities
from index.schema import create_database
from index.search.build import has_index, rebuild
from index.store import Database
from webapp.accounts.account import Role
from webapp.accounts.queries import create_account
from webapp.statements.statement import lay_out_templates


def prepare(folder: Path) -> Database:
    """Create what is missing: folder, database, municipalities, statements, search index."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    db = create_database(folder)
    add_municipalities(db)
    lay_out_templates(folder)
    if not has_index(folder):
        rebuild(db, folder)
    return db


def invite_administrator(db: Database, email: str, today: date) -> str | None:
    """Create the first administrator; gives the token of the invitation, `None` if there is one."""
    there = db.query("select 1 from account where role = ?", [Role.ADMIN.value])
    if next(iter(there), None):
        return None
    return create_account(db, email, Role.ADMIN, None, today)[1]
