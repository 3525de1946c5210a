"""Forms of the second factor."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from webapp.accounts.passwords import LONGEST

_BOX: dict[str, Any] = dict(autocomplete="one-time-code", maxlength=40, spellcheck="false")


class CodeForm(FlaskForm):
    """A code of the app, or one of the recovery codes."""

    code = StringField("Code", [InputRequired("Bitte geben Sie den Code ein.")], render_kw=_BOX)


class PasswordForm(FlaskForm):
    """The password once more, before something about the account changes."""

    password = PasswordField(
        "Passwort",
        [InputRequired("Bitte geben Sie Ihr Passwort ein.")],
        render_kw=dict(autocomplete="current-password", maxlength=LONGEST),
    )
