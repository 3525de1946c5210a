"""The sign of life: once a month without news, a few lines that the service is at work."""

from datetime import date, timedelta

from index.store import Database
from webapp.digest.actions import Links
from webapp.digest.edition import Edition
from webapp.digest.letter import Letter
from webapp.digest.matches import towns_of
from webapp.digest.readers import Reader
from webapp.digest.render import Rendered, render

QUIET = timedelta(days=28)


def is_quiet(db: Database, reader: Reader, today: date) -> bool:
    """Tell whether a person who waits for something has heard nothing for four weeks."""
    if not _waits(db, reader):
        return False
    sql = """
        select max(day) as day from letter where account is ? and subscriber is ?
            and kind in ('weekly', 'alive') and state in ('waiting', 'claimed', 'sent')
    """
    row = next(db.query(sql, [reader.account_id, reader.subscriber]))
    last = row["day"] or _began(db, reader)
    return last is not None and date.fromisoformat(last[:10]) + QUIET <= today


def alive(edition: Edition, reader: Reader, links: Links) -> Rendered:
    """Write the sign of life: what was read since, and for what it was looked through."""
    db, today = edition.db, edition.today
    sql = "select count(*) as n from event where day > ? and kind in ('new', 'changed')"
    looked = next(db.query(sql, [(today - QUIET).isoformat()]))["n"]
    letter = Letter(reader=reader, day=today, silent=edition.silent)
    return render(
        letter,
        links,
        "alive",
        "Nichts Neues in den letzten vier Wochen",
        looked=looked,
        projects=_projects(db, reader),
    )


def _waits(db: Database, reader: Reader) -> bool:
    if reader.account is None or reader.may_act:
        return True
    sql = "select 1 from saved_search where account = ? and in_letter"
    return next(db.query(sql, [reader.account.id]), None) is not None


def _began(db: Database, reader: Reader) -> str | None:
    if reader.since:
        return reader.since.isoformat()
    rows = db.query("select invited_on from account where id = ?", [reader.account_id])
    return next((row["invited_on"] for row in rows), None)


def _projects(db: Database, reader: Reader) -> int | None:
    """So many Vorhaben were looked through for this person."""
    if reader.account is None or not reader.may_act:
        return None
    towns = towns_of(db, reader.account)
    marks = ", ".join("?" * len(towns))
    sql = f"select count(*) as n from project where municipality in ({marks})"
    return int(next(db.query(sql, towns))["n"])
