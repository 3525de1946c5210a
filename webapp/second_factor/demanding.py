"""Demanding a second factor of some roles, where the operator wants it.

Who has none yet signs in with the password and gets no further than to setting it up.
"""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from webapp.accounts.access import signed_in
from webapp.accounts.account import Account
from webapp.request import db, settings
from webapp.second_factor import keeping

_OPEN = ("accounts", "assets", "second_factor", "monitoring", "statements")
_NEEDED = "Für Ihre Rolle ist ein zweiter Faktor vorgeschrieben. Bitte richten Sie ihn jetzt ein."


def is_demanded_of(account: Account) -> bool:
    """Whether the settings demand a second factor of this role."""
    return account.role.value in settings().second_factor_for


def lead_to_setting_up() -> ResponseReturnValue | None:
    """Let nobody of such a role anywhere else before there is one."""
    if not settings().second_factor_for or request.blueprint in _OPEN:
        return None
    account = signed_in()
    if account is None or not is_demanded_of(account) or keeping.is_on(db(), account.id):
        return None
    flash(_NEEDED, "warning")
    return redirect(url_for("second_factor.page"), 303)
