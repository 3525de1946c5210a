"""Accounts in the database."""

import re
from datetime import date, timedelta
from typing import Any

from index.schema import writing
from index.store import Database
from webapp.accounts import sessions
from webapp.accounts.account import Account, Role
from webapp.accounts.passwords import hash_password, is_right, needs_new_hash
from webapp.accounts.tokens import hashed, new_token
from webapp.audit.log import Deed, account_subject, note

INVITATION_DAYS = 14
LONGEST_EMAIL = 254  # RFC 5321

_EMAIL = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@(localhost|([a-z0-9-]+\.)+[a-z0-9-]{2,})")


class RefusedAccount(Exception):
    """An account that cannot be made; the message is one German sentence."""


def create_account(
    db: Database,
    email: str,
    role: Role,
    ags: str | None,
    today: date,
    *,
    actor: int | None = None,
) -> tuple[Account, str]:
    """Make an account, subscribed to the weekly letter; gives it and the token of its invitation.

    `actor` is the account of the person who makes it; without one it was the command line.

    Raises:
        RefusedAccount: when address, role and municipality do not go together.
    """
    token, email = new_token(), normal_email(email)
    with writing(db):
        refuse_impossible(db, email, role, ags)
        if account_by_email(db, email):
            raise RefusedAccount(f"Für {email} gibt es schon ein Konto.")
        row = dict(
            email=email,
            role=Role(role).value,
            municipality=ags,
            invitation_hash=hashed(token),
            invited_on=today.isoformat(),
            subscribed=1,
            unsubscribe_token=new_token(),
        )
        number = int(db.table("account").insert(row).last_pk)  # type: ignore[arg-type]
        note(
            db,
            actor,
            Deed.ACCOUNT_MADE,
            account_subject(number),
            municipality=ags,
            details=role.label,
        )
    return Account(id=number, email=email, role=Role(role), municipality=ags), token


def renew_invitation(
    db: Database, account_id: int, today: date, *, actor: int | None = None
) -> str:
    """Invite again, for example after a forgotten password; the old link no longer works."""
    token = new_token()
    row = dict(invitation_hash=hashed(token), invited_on=today.isoformat())
    with writing(db):
        db.table("account").update(account_id, row)
        note(db, actor, Deed.INVITED, account_subject(account_id))
    return token


def invited_account(db: Database, token: str, today: date) -> Account | None:
    """The account whose invitation this is, unless it was used or is too old."""
    oldest = today - timedelta(days=INVITATION_DAYS)
    where = "invitation_hash = ? and invited_on >= ? and deactivated_on is null"
    return _account(db, where, hashed(token), oldest.isoformat())


def accept_invitation(db: Database, token: str, password: str, today: date) -> Account | None:
    """Set the first password and use up the invitation; `None` when it does not count any more."""
    with writing(db):
        account = invited_account(db, token, today)
        if account:
            set_password(db, account.id, password)
    return account


def set_password(db: Database, account_id: int, password: str) -> None:
    """Store a password; open invitations and all sessions of the account end with it."""
    row = dict(password_hash=hash_password(password), invitation_hash=None)
    with writing(db):
        db.table("account").update(account_id, row)
        sessions.end_all(db, account_id)
        note(db, account_id, Deed.PASSWORD_SET, account_subject(account_id))


def account_with_password(db: Database, email: str, password: str) -> Account | None:
    """The account of this address, if it is active and the password is right."""
    email = normal_email(email)
    sql = "select password_hash from account where email = ? and deactivated_on is null"
    rows = db.query(sql, [email])
    stored = next((row["password_hash"] for row in rows), None)
    if not is_right(password, stored):  # asked in any case: an unknown address takes as long
        return None
    if stored and needs_new_hash(stored):  # the only moment at which the password is known
        renewed = hash_password(password)
        change = "update account set password_hash = ? where email = ? and password_hash = ?"
        db.execute(change, [renewed, email, stored])
    return account_by_email(db, email)


def account_by_email(db: Database, email: str) -> Account | None:
    """The account of this address, in any spelling of case."""
    return _account(db, "email = ?", normal_email(email))


def account_with_id(db: Database, number: int) -> Account | None:
    """The account with this number, active or not."""
    return _account(db, "id = ?", number)


def accounts(db: Database) -> list[Account]:
    """All accounts by address."""
    return [account_from(row) for row in db.query("select * from account order by email")]


def subscribe(db: Database, account_id: int, wanted: bool) -> None:
    """Send the weekly letter to this person from now on, or no longer."""
    db.table("account").update(account_id, dict(subscribed=int(wanted)))


def normal_email(email: str) -> str:
    """One spelling per address."""
    return email.strip().lower()


def refuse_impossible(db: Database, email: str, role: Role, ags: str | None) -> None:
    """Check that address, role and municipality go together.

    Raises:
        RefusedAccount: when they do not.
    """
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise RefusedAccount(f"»{email[:LONGEST_EMAIL]}« ist keine E-Mail-Adresse.")
    if ags is None and role == Role.STAFF:
        raise RefusedAccount("Wer in einer Verwaltung arbeitet, braucht deren AGS.")
    known = db.query("select 1 from municipality where ags = ?", [ags])
    if ags is not None and not list(known):
        raise RefusedAccount(f"Eine Kommune mit dem AGS »{ags}« gibt es hier nicht.")


def _account(db: Database, where: str, *values: Any) -> Account | None:
    rows = db.query(f"select * from account where {where}", list(values))
    return next((account_from(row) for row in rows), None)


def account_from(row: dict[str, Any]) -> Account:
    """Read a row of the table of accounts."""
    return Account(
        id=row["id"],
        email=row["email"],
        role=Role(row["role"]),
        municipality=row["municipality"],
        subscribed=bool(row["subscribed"]),
        active=row["deactivated_on"] is None,
    )
