"""The meetings of the councils, by municipality."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from index.schema import writing
from index.store import Database
from matcher.planning import USUAL, LeadTimes, Meeting


def add_meetings(db: Database, ags: str, meetings: Iterable[Meeting]) -> int:
    """Add meetings of a municipality, each once; gives how many are new."""
    count = "select count(*) as n from council_meeting where municipality = ?"
    rows = (dict(municipality=ags, day=one.day.isoformat(), body=one.body) for one in meetings)
    with writing(db):
        before = next(db.query(count, [ags]))["n"]
        db.table("council_meeting").insert_all(rows, ignore=True)
        return int(next(db.query(count, [ags]))["n"] - before)


def meetings_of(db: Database, ags: str, since: date) -> list[Meeting]:
    """The meetings of a municipality from a day on."""
    sql = """
        select day, body from council_meeting
        where municipality = ? and day >= ? order by day, body
    """
    rows = db.query(sql, [ags, since.isoformat()])
    return [Meeting(day=date.fromisoformat(row["day"]), body=row["body"]) for row in rows]


def lead_times_of(db: Database, ags: str) -> LeadTimes:
    """How many weeks a municipality needs before a deadline; the usual ones until it tells."""
    sql = "select preparation, papers, afterwards from lead_time where municipality = ?"
    return next((LeadTimes(**row) for row in db.query(sql, [ags])), USUAL)


def set_lead_times(db: Database, ags: str, lead: LeadTimes) -> None:
    """Keep how many weeks a municipality needs."""
    with writing(db):
        row = dict(municipality=ags, **asdict(lead))
        db.table("lead_time").upsert(row, pk="municipality")


def forget_meetings(db: Database, ags: str, since: date) -> None:
    """Forget the meetings from a day on, to read them in anew."""
    with writing(db):
        sql = "delete from council_meeting where municipality = ? and day >= ?"
        db.execute(sql, [ags, since.isoformat()])
