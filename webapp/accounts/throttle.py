"""A brake for guessing passwords that locks nobody out for good.

What counts is who tries (the address of the computer), not only whose account is tried, so
a stranger cannot keep the owner away. After a quarter of an hour everything is forgotten.
"""

from datetime import UTC, datetime, timedelta

from index.schema import writing
from index.store import Database

WINDOW = timedelta(minutes=15)
TRIES_PER_ACCOUNT = 5
TRIES_PER_ADDRESS = 50  # a whole town hall may share one address


def may_try(db: Database, email: str, address: str, now: datetime) -> bool:
    """Note one attempt to sign in and tell whether it may go on."""
    now = now.astimezone(UTC)  # stored times are compared as text
    with writing(db):
        db.execute("delete from sign_in_attempt where at <= ?", [(now - WINDOW).isoformat()])
        sql = "select count(*), total(email = ?) from sign_in_attempt where address = ?"
        in_all, for_account = db.execute(sql, [email, address]).fetchone()
        if in_all >= TRIES_PER_ADDRESS or for_account >= TRIES_PER_ACCOUNT:
            return False  # not noted: knocking on must not prolong the wait
        row = dict(email=email, address=address, at=now.isoformat())
        db.table("sign_in_attempt").insert(row)
    return True


def forget(db: Database, email: str, address: str) -> None:
    """Forget the attempts of somebody who got in."""
    sql = "delete from sign_in_attempt where email = ? and address = ?"
    with writing(db):
        db.execute(sql, [email, address])
