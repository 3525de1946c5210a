"""The forms of the watch list."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, Length

from index.rhythm import Rhythm
from webapp.form_fields import funder_field, level_field, public_address

_LONGEST_ADDRESS = 2_000
RHYTHMS = (Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.MONTHLY)


def _without_fragment(text: str | None) -> str:
    return (text or "").strip().partition("#")[0]


class AddressForm(FlaskForm):
    """A new address with level, funder and rhythm."""

    url = StringField(
        "Adresse",
        [
            InputRequired("Bitte geben Sie die Adresse ein."),
            Length(max=_LONGEST_ADDRESS, message="Die Adresse ist zu lang."),
            public_address,
        ],
        filters=[_without_fragment],
        render_kw=dict(inputmode="url", autocomplete="off"),
    )
    level = level_field()
    funder = funder_field()
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
