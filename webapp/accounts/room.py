"""How much one person may keep, so that no account fills the disk; far above what work needs."""

from sqlite_utils import Database

MOST_NOTES, MOST_SHORTLISTS = 2_000, 100


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


def _count(db: Database, table: str, account: int) -> int:
    sql = f"select count(*) from {table} where account = ?"
    return int(db.execute(sql, [account]).fetchone()[0])
