"""Second factors in the database: set up, asked, used up, turned off."""

import secrets
from datetime import datetime

from index.schema import writing
from index.store import Database
from webapp.accounts.tokens import hashed
from webapp.audit.log import Deed, account_subject, note
from webapp.second_factor.codes import secret_of, step_of
from webapp.stamp import stamp

RECOVERY_CODES = 10
_SIGNS = 24
"""118 bits: so long that a plain hash keeps them, as it keeps tokens."""
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another one


def is_on(db: Database, account: int) -> bool:
    """Whether this account asks for a second factor."""
    sql = "select 1 from second_factor where account = ? and confirmed_at is not null"
    return bool(list(db.query(sql, [account])))


def begin(db: Database, account: int) -> None:
    """Prepare a new secret; it counts when a code of it was typed."""
    if not is_on(db, account):
        row = dict(account=account, nonce=secrets.token_hex(16), confirmed_at=None, last_step=None)
        db.table("second_factor").upsert(row, pk="account")


def secret(db: Database, key: bytes, account: int) -> bytes | None:
    """The secret of an account, confirmed or not."""
    rows = db.query("select nonce from second_factor where account = ?", [account])
    return next((secret_of(key, account, row["nonce"]) for row in rows), None)


def confirm(db: Database, key: bytes, account: int, code: str, now: datetime) -> list[str]:
    """Turn the second factor on, if the code is right; gives the recovery codes, or nothing."""
    with writing(db):
        if is_on(db, account) or not _is_fresh(db, key, account, code, now):
            return []
        change = dict(confirmed_at=stamp(now))
        db.table("second_factor").update(account, change)
        note(db, account, Deed.SECOND_FACTOR_ON, account_subject(account))
        return renew_recovery_codes(db, account)


def renew_recovery_codes(db: Database, account: int) -> list[str]:
    """Give new codes for the day the phone is lost; the old ones end. Only hashes are kept."""
    codes = [_recovery_code() for _ in range(RECOVERY_CODES)]
    with writing(db):
        db.execute("delete from recovery_code where account = ?", [account])
        rows = [dict(account=account, hash=hashed(_tidy(code))) for code in codes]
        db.table("recovery_code").insert_all(rows)
    return codes


def accepts(db: Database, key: bytes, account: int, code: str, now: datetime) -> bool:
    """Use up a code of the app or a recovery code; each counts once."""
    with writing(db):
        if _is_fresh(db, key, account, code, now):
            return True
        used = db.execute(
            "update recovery_code set used_at = ?"
            " where account = ? and hash = ? and used_at is null",
            [stamp(now), account, hashed(_tidy(code))],
        )
        return used.rowcount == 1


def recovery_codes_left(db: Database, account: int) -> int:
    """How many recovery codes were not used."""
    sql = "select count(*) as n from recovery_code where account = ? and used_at is null"
    return int(next(db.query(sql, [account]))["n"])


def turn_off(db: Database, account: int, actor: int | None, deed: Deed) -> None:
    """Ask for no second factor any more; the secret and the recovery codes go."""
    with writing(db):
        for table in ("second_factor", "recovery_code"):
            db.execute(f"delete from {table} where account = ?", [account])
        note(db, actor, deed, account_subject(account))


def _is_fresh(db: Database, key: bytes, account: int, code: str, now: datetime) -> bool:
    """Whether the app shows this code now and it was not used before."""
    shared = secret(db, key, account)
    step = step_of(shared, code, now) if shared else None
    if step is None:
        return False
    sql = "update second_factor set last_step = ? where account = ? and coalesce(last_step, 0) < ?"
    return db.execute(sql, [step, account, step]).rowcount == 1


def _recovery_code() -> str:
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_SIGNS))
    return "-".join(letters[at : at + 4] for at in range(0, _SIGNS, 4))


def _tidy(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
