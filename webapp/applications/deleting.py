"""Deleting a Förderakte with all that stands in it; the audit log keeps that it was there."""

from pathlib import Path

from index.rows import one_value
from index.schema import writing
from index.store import Database
from webapp.accounts.account import Account
from webapp.applications.akte import Application
from webapp.applications.changes import RefusedChange
from webapp.applications.files import drop_if_unused, files_of
from webapp.applications.history import note_deed
from webapp.audit.log import Deed

_DUTIES = (
    "In dieser Akte stehen offene Pflichten. Erledigen Sie diese oder lassen Sie sie mit einem"
    " Grund entfallen; dann lässt sich die Akte löschen."
)


def open_duties(db: Database, number: int) -> int:
    """How many duties in an akte are still to be done."""
    sql = """
        select count(*) from duty
        where application = ? and done_at is null and dropped_at is null
    """
    return int(one_value(db, sql, number))


def delete_application(db: Database, folder: Path, found: Application, account: Account) -> None:
    """Delete an akte; whatever table points to it loses those rows.

    Raises:
        RefusedChange: when a duty in it is still to be done.
    """
    if open_duties(db, found.id):
        raise RefusedChange(_DUTIES)
    kept = files_of(db, found.id)
    with writing(db):
        for table in db.tables:
            for key in table.foreign_keys:
                if key.other_table == "application":
                    sql = f'delete from "{table.name}" where "{key.column}" = ?'
                    db.execute(sql, [found.id])
        db.execute("delete from application where id = ?", [found.id])
        note_deed(db, found, Deed.AKTE_DELETED, account)
    for it in kept:
        drop_if_unused(db, folder, it.sha256)
