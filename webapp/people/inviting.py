"""Inviting somebody by mail."""

from datetime import date, datetime

from index.store import Database
from webapp.accounts.account import Account, Role
from webapp.accounts.administration import changeable, manageable_roles
from webapp.accounts.queries import (
    INVITATION_DAYS,
    RefusedAccount,
    create_account,
    renew_invitation,
)
from webapp.digest.postman import Outcome
from webapp.digest.single import send_single
from webapp.settings import Settings

_SUBJECT = "Ihr Zugang zum Fördernetz"


def invite(
    db: Database,
    settings: Settings,
    actor: Account,
    email: str,
    role: Role,
    ags: str | None,
    today: date,
    now: datetime,
) -> Outcome:
    """Make an account and send its invitation.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    if role not in manageable_roles(actor):
        raise RefusedAccount(f"Die Rolle {role.label} vergibt nur die Technik.")
    account, token = create_account(db, email, role, ags, today, actor=actor.id)
    return _send(db, settings, account, token, now)


def invite_again(
    db: Database, settings: Settings, actor: Account, number: int, today: date, now: datetime
) -> Outcome:
    """Send a new invitation, for example after a forgotten password; the old one ends.

    Raises:
        RefusedAccount: says why it cannot be done.
    """
    account = changeable(db, actor, number)
    if not account.active:
        raise RefusedAccount("Dieses Konto ist deaktiviert; reaktivieren Sie es zuerst.")
    return _send(db, settings, account, renew_invitation(db, number, today, actor=actor.id), now)


def _send(db: Database, settings: Settings, account: Account, token: str, now: datetime) -> Outcome:
    paragraphs = [
        "Guten Tag,",
        f"für Sie gibt es ein Konto im Fördernetz ({account.role.label})."
        " Mit dem Link wählen Sie ein Passwort und sind angemeldet.",
        f"Der Link gilt {INVITATION_DAYS} Tage und nur einmal. Geben Sie ihn nicht weiter.",
        f"Fragen beantwortet {settings.contact}. Haben Sie keinen Zugang erwartet,"
        " löschen Sie diese Nachricht; ohne den Link geschieht nichts.",
    ]
    link = ("Passwort wählen", f"{settings.base_url}/einladung/{token}")
    return send_single(
        db, settings, account.email, _SUBJECT, paragraphs, now, link=link, account=account.id
    )
