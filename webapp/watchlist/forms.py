"""The forms of the watch list."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length, ValidationError

from index.public_address import is_public
from index.rhythm import Rhythm
from index.vocabulary import Level

_LONGEST_ADDRESS = 2_000
RHYTHMS = (Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY)


def _without_fragment(text: str | None) -> str:
    return (text or "").strip().partition("#")[0]


def _public(form: Any, field: Any) -> None:
    if not is_public(field.data):
        raise ValidationError(
            "Das ist keine öffentliche Web-Adresse; sie beginnt mit https:// oder http://."
        )


class AddressForm(FlaskForm):
    """A new address with level, funder and rhythm."""

    url = StringField(
        "Adresse",
        [
            InputRequired("Bitte geben Sie die Adresse ein."),
            Length(max=_LONGEST_ADDRESS, message="Die Adresse ist zu lang."),
            _public,
        ],
        filters=[_without_fragment],
        render_kw=dict(inputmode="url", autocomplete="off"),
    )
    level = SelectField(
        "Ebene",
        choices=[SelectChoice("", "– bitte wählen –"), *(SelectChoice(it.value) for it in Level)],
        validators=[AnyOf(list(Level), "Bitte wählen Sie die Ebene.")],
        validate_choice=False,
        render_kw=dict(required=True),
    )
    funder = StringField(
        "Fördergeber",
        [Length(max=200, message="Der Fördergeber darf höchstens 200 Zeichen haben.")],
        filters=[lambda text: (text or "").strip()],
    )
    rhythm = SelectField(
        "Rhythmus",
        choices=[SelectChoice(it.value) for it in RHYTHMS],
        default=Rhythm.WEEKLY.value,
        validators=[AnyOf(RHYTHMS, "Bitte wählen Sie den Rhythmus.")],
        validate_choice=False,
        render_kw=dict(required=True),
    )


class ChangeForm(FlaskForm):
    """A change of one address; which one and what is told by the form itself."""

    url = HiddenField(validators=[InputRequired()])
    action = HiddenField(validators=[InputRequired()])
    rhythm = SelectField(choices=[it.value for it in RHYTHMS], validate_choice=False)
