"""How much one person may keep, so that no account fills the disk; far above what work needs."""

from datetime import datetime, timedelta

from index.store import Database
from webapp.stamp import stamp

MOST_NOTES, MOST_SHORTLISTS = 2_000, 100
MOST_QUESTIONS_A_DAY = 50
"""Each goes to people who have to read it, most of them by mail as well."""


class NoRoom(Exception):
    """Nothing more can be kept; the message is one German sentence."""


def room_for_note(db: Database, account: int) -> None:
    """Let somebody write one more note.

    Raises:
        NoRoom: when there are too many.
    """
    if _count(db, "note", account) >= MOST_NOTES:
        raise NoRoom(f"Mehr als {MOST_NOTES} Notizen sind nicht möglich; löschen Sie alte.")


def room_for_shortlist(db: Database, account: int) -> None:
    """Let somebody begin one more Merkliste, own ones and those of the town counted together.

    Raises:
        NoRoom: when there are too many.
    """
    if _count(db, "shortlist", account) >= MOST_SHORTLISTS:
        raise NoRoom(f"Mehr als {MOST_SHORTLISTS} Merklisten sind nicht möglich; löschen Sie alte.")


def room_for_question(db: Database, account: int, now: datetime) -> None:
    """Let somebody ask the Fördermittelmanagement or another town once more.

    Raises:
        NoRoom: when there were too many within a day.
    """
    since = stamp(now - timedelta(days=1))
    sql = "select count(*) from enquiry where account = ? and at > ?"
    if db.execute(sql, [account, since]).fetchone()[0] >= MOST_QUESTIONS_A_DAY:
        raise NoRoom(
            f"Mehr als {MOST_QUESTIONS_A_DAY} Fragen am Tag sind nicht möglich; schreiben Sie"
            " in einer der Fragen weiter."
        )


def _count(db: Database, table: str, account: int) -> int:
    sql = f"select count(*) from {table} where account = ?"
    return int(db.execute(sql, [account]).fetchone()[0])
