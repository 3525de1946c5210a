"""Changing the accounts of others: who may, and what must not happen."""

from datetime import date

from index.schema import writing
from index.store import Database
from webapp.accounts import sessions
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import RefusedAccount, account_with_id, refuse_impossible
from webapp.audit.log import Deed, account_subject, note

KEEPERS = (Role.MANAGER, Role.ADMIN)
"""Who invites people and says which municipalities take part."""


def manageable_roles(actor: Account | None) -> tuple[Role, ...]:
    """The roles that somebody may give and take.

    The Fördermittelmanagement looks after the municipalities and the Beirat; who manages or runs
    the site is decided by the Technik, so that nobody raises the own account. No account at all is
    the command line: who may write to the data folder may do everything.
    """
    return tuple(Role) if actor is None or actor.role is Role.ADMIN else (Role.STAFF, Role.READER)


def changeable(db: Database, actor: Account | None, number: int) -> Account:
    """The account to change.

    Raises:
        RefusedAccount: when it does not exist or this person may not change it.
    """
    found = account_with_id(db, number)
    if found is None:
        raise RefusedAccount("Dieses Konto gibt es nicht mehr.")
    if (actor and actor.role not in KEEPERS) or found.role not in manageable_roles(actor):
        raise RefusedAccount("Dieses Konto ändert nur die Technik.")
    return found


def change_role(db: Database, actor: Account, number: int, role: Role, ags: str | None) -> None:
    """Give an account another role or municipality.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    with writing(db):
        found = changeable(db, actor, number)
        if role not in manageable_roles(actor):
            raise RefusedAccount(f"Die Rolle {role.label} vergibt nur die Technik.")
        refuse_impossible(db, found.email, role, ags)
        if role is not Role.ADMIN:
            _refuse_last_admin(db, found)
        db.table("account").update(number, dict(role=role.value, municipality=ags))
        before = f"{found.role.label} {found.municipality or ''}".strip()
        after = f"{role.label} {ags or ''}".strip()
        _note(db, actor, Deed.ROLE_CHANGED, found, f"{before} → {after}", ags)


def deactivate(db: Database, actor: Account | None, number: int, today: date) -> None:
    """Close an account: nothing opens with it, and no letter goes to it; what it did stays.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    with writing(db):
        found = changeable(db, actor, number)
        if actor and found.id == actor.id:
            raise RefusedAccount("Das eigene Konto lässt sich nicht deaktivieren.")
        _refuse_last_admin(db, found)
        gone = dict(deactivated_on=today.isoformat(), invitation_hash=None, subscribed=0)
        db.table("account").update(number, gone)
        sessions.end_all(db, number)
        _note(db, actor, Deed.DEACTIVATED, found)


def reactivate(db: Database, actor: Account | None, number: int) -> None:
    """Open an account again, with its old password.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    with writing(db):
        found = changeable(db, actor, number)
        db.table("account").update(number, dict(deactivated_on=None))
        _note(db, actor, Deed.REACTIVATED, found)


def _refuse_last_admin(db: Database, found: Account) -> None:
    others = "select 1 from account where role = ? and id <> ? and deactivated_on is null"
    if found.role is Role.ADMIN and not list(db.query(others, [Role.ADMIN.value, found.id])):
        raise RefusedAccount("Das ist das letzte Konto der Technik; laden Sie zuerst jemanden ein.")


def _note(
    db: Database,
    actor: Account | None,
    deed: Deed,
    found: Account,
    details: str = "",
    ags: str | None = None,
) -> None:
    town = ags or found.municipality
    number = actor.id if actor else None
    note(db, number, deed, account_subject(found.id), municipality=town, details=details)
