"""Forms for signing in and for passwords."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import EqualTo, InputRequired, ValidationError

from webapp.accounts.passwords import LONGEST, SHORTEST, objection_to


def _needed(sentence: str) -> InputRequired:
    return InputRequired(sentence)


def _acceptable(form: Any, field: Any) -> None:
    if objection := objection_to(field.data, form.about):
        raise ValidationError(objection)


class SignInForm(FlaskForm):
    """Address and password; `weiter` is the page that was asked for."""

    email = EmailField(
        "E-Mail-Adresse",
        [_needed("Bitte geben Sie Ihre E-Mail-Adresse ein.")],
        render_kw=dict(autocomplete="username", maxlength=254),
    )
    password = PasswordField(
        "Passwort",
        [_needed("Bitte geben Sie Ihr Passwort ein.")],
        render_kw=dict(autocomplete="current-password", maxlength=LONGEST),
    )
    weiter = HiddenField()


class NewPasswordForm(FlaskForm):
    """A new password, twice. `about` are the words of the person that it must not consist of."""

    about: tuple[str, ...] = ()

    new_password = PasswordField(
        "Neues Passwort",
        [_needed("Bitte wählen Sie ein Passwort."), _acceptable],
        render_kw=dict(autocomplete="new-password", minlength=SHORTEST, maxlength=LONGEST),
    )
    again = PasswordField(
        "Neues Passwort wiederholen",
        [
            _needed("Bitte wiederholen Sie das Passwort."),
            EqualTo("new_password", "Die beiden Eingaben des neuen Passworts sind verschieden."),
        ],
        render_kw=dict(autocomplete="new-password", maxlength=LONGEST),
    )


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    password = PasswordField(
        "Bisheriges Passwort",
        [_needed("Bitte geben Sie Ihr bisheriges Passwort ein.")],
        render_kw=dict(autocomplete="current-password", maxlength=LONGEST),
    )
