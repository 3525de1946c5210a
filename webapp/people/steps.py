"""What the page of a person offers: each step says afterwards what it did."""

from index.schema import writing
from webapp.accounts import sessions
from webapp.accounts.access import current_account
from webapp.accounts.administration import changeable, deactivate, reactivate
from webapp.accounts.forgetting import forget
from webapp.audit.log import Deed, account_subject, note
from webapp.digest.postman import Outcome
from webapp.people import inviting
from webapp.people.listing import Member
from webapp.request import db, now, settings, today
from webapp.second_factor import keeping


def told(sent: Outcome) -> tuple[str, str]:
    """What to say of an invitation that was sent, and in which colour."""
    if not sent.problem:
        return f"Die Einladung an {sent.email} ist unterwegs.", "success"
    return f"Die Einladung an {sent.email} ging nicht hinaus: {sent.problem}", "warning"


def _invite_again(found: Member) -> tuple[str, str]:
    sent = inviting.invite_again(db(), settings(), current_account(), found.id, today(), now())
    return told(sent)


def _deactivate(found: Member) -> tuple[str, str]:
    deactivate(db(), current_account(), found.id, today())
    return f"{found.email} ist deaktiviert; die Person ist überall abgemeldet.", "success"


def _reactivate(found: Member) -> tuple[str, str]:
    reactivate(db(), current_account(), found.id)
    return f"{found.email} ist wieder aktiv; den Wochenbrief bestellt die Person selbst.", "success"


def _sign_out(found: Member) -> tuple[str, str]:
    actor = current_account()
    with writing(db()):
        changeable(db(), actor, found.id)
        sessions.end_all(db(), found.id)
        note(db(), actor.id, Deed.SESSIONS_ENDED, account_subject(found.id))
    return f"{found.email} ist überall abgemeldet und meldet sich neu an.", "success"


def _reset_second_factor(found: Member) -> tuple[str, str]:
    actor = current_account()
    changeable(db(), actor, found.id)
    keeping.turn_off(db(), found.id, actor.id, Deed.SECOND_FACTOR_RESET)
    return f"{found.email} meldet sich nun ohne zweiten Faktor an.", "success"


def _forget(found: Member) -> tuple[str, str]:
    forget(db(), current_account(), found.id)
    return f"{found.email} ist gelöscht.", "success"


STEPS = dict(
    loeschen=_forget,
    einladen=_invite_again,
    abmelden=_sign_out,
    deaktivieren=_deactivate,
    reaktivieren=_reactivate,
    zweiter=_reset_second_factor,
)
"""The names of the buttons, and what each does."""
