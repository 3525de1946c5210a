"""Fields that more than one form asks for: who stands behind a page, and where it lies."""

from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length, ValidationError

from index.public_address import is_public
from index.text import clean
from index.vocabulary import Level


def tidy(text: str | None) -> str:
    """What was typed in one line, without white space around it; nothing is an empty text."""
    return clean(text or "")


def one_of_the_choices(_form: Any, field: Any) -> None:
    """Refuse what was not offered, for fields made with `validate_choice=False`.

    Raises:
        ValidationError: one German sentence.
    """
    sent = field.data if isinstance(field.data, list) else [field.data]
    if not set(sent) <= {choice.value for choice in field.iter_choices()}:
        raise ValidationError("Bitte wählen Sie eine der Möglichkeiten.")


def public_address(_form: Any, field: Any) -> None:
    """Refuse what is no address of the public web.

    Raises:
        ValidationError: one German sentence.
    """
    if not is_public(field.data):
        raise ValidationError(
            "Das ist keine öffentliche Web-Adresse; sie beginnt mit https:// oder http://."
        )


def level_field() -> SelectField:
    """Ebene: has to be chosen."""
    return SelectField(
        "Ebene",
        choices=[SelectChoice("", "– bitte wählen –"), *(SelectChoice(it.value) for it in Level)],
        validators=[AnyOf(list(Level), "Bitte wählen Sie die Ebene.")],
        validate_choice=False,
        render_kw=dict(required=True),
    )


def funder_field() -> StringField:
    """Fördergeber: may stay empty."""
    return StringField(
        "Fördergeber",
        [Length(max=200, message="Der Fördergeber darf höchstens 200 Zeichen haben.")],
        filters=[tidy],
    )
