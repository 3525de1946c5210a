"""The kinds of fields that the forms of a Förderakte are made of."""

from datetime import date
from typing import Any

from wtforms import SelectMultipleField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.values import day_of
from webapp.applications.amounts import cents_of
from webapp.form_fields import one_of_the_choices, tidy

_YEARS = range(1900, 2200)


def is_likely(day: date) -> bool:
    """Whether a day can be meant; from others in the calendar there is nothing to count."""
    return day.year in _YEARS


def a_day(_form: Any, field: Any) -> None:
    """Refuse what is no day that can be meant; an empty field is fine.

    Raises:
        ValidationError: one German sentence.
    """
    if field.data:
        try:
            day = day_of(field.data)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if not is_likely(day):
            raise ValidationError("Bitte sehen Sie das Jahr noch einmal nach.")


def an_amount(_form: Any, field: Any) -> None:
    """Refuse what is no amount; an empty field is fine.

    Raises:
        ValidationError: one German sentence.
    """
    try:
        cents_of(field.data or "")
    except ValueError as error:
        raise ValidationError(str(error)) from error


def day_in(field: Any) -> date | None:
    """The day in a field that was checked."""
    return day_of(field.data) if field.data else None


def one_line(label: str, longest: int, needed: str = "") -> StringField:
    """A field for one line of text."""
    checks: list[Any] = [Length(max=longest, message=f"Höchstens {longest} Zeichen.")]
    if needed:
        checks.insert(0, DataRequired(needed))
    return StringField(label, checks, filters=[tidy], render_kw=dict(maxlength=longest))


def some_lines(label: str, longest: int, needed: str = "") -> TextAreaField:
    """A field for some sentences."""
    checks: list[Any] = [Length(max=longest, message=f"Höchstens {longest} Zeichen.")]
    if needed:
        checks.insert(0, DataRequired(needed))
    filters = [lambda text: (text or "").strip()]
    return TextAreaField(label, checks, filters=filters, render_kw=dict(maxlength=longest))


def boxes(label: str) -> SelectMultipleField:
    """Several boxes to tick."""
    return SelectMultipleField(
        label,
        [one_of_the_choices],
        choices=[],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )


def day_field(label: str) -> StringField:
    """A field for a day."""
    return StringField(label, [a_day], filters=[tidy])
