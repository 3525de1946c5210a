"""The form with which a municipality tells the others what it has experienced."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from webapp.applications.stages import Because
from webapp.experience.queries import (
    LONGEST_CONTACT,
    LONGEST_LESSON,
    LONGEST_WORDS,
    MOST_MONTHS,
    Outcome,
    Told,
)
from webapp.form_fields import one_of_the_choices, tidy


def _line(label: str, most: int) -> StringField:
    return StringField(
        label,
        [Length(max=most, message=f"Höchstens {most} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=most),
    )


class LessonsForm(FlaskForm):
    """Whom to ask and what it taught; nothing is kept without the consent to share it."""

    year = StringField(
        "Jahr",
        [
            Optional(),
            Regexp(r"(19|20)\d\d$", message="Bitte geben Sie das Jahr mit vier Ziffern an."),
        ],
        filters=[tidy],
        render_kw=dict(inputmode="numeric", maxlength=4),
    )
    reasons = SelectMultipleField(
        "Gründe, wenn es nicht geklappt hat",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.name, it.value) for it in Because],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    took_months = StringField(
        "Dauer in Monaten",
        [Optional(), Regexp(r"\d{1,3}$", message="Bitte geben Sie ganze Monate an.")],
        filters=[tidy],
        render_kw=dict(inputmode="numeric", maxlength=3),
    )
    helped = _line("Was hat geholfen?", LONGEST_LESSON)
    heed = _line("Worauf ist zu achten?", LONGEST_LESSON)
    contact = _line("Ansprechpartner:in", LONGEST_CONTACT)
    words = TextAreaField(
        "Was sollten andere wissen?",
        [Length(max=LONGEST_WORDS, message=f"Höchstens {LONGEST_WORDS} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_WORDS),
    )
    consent = BooleanField(
        "Alle Kommunen im Kreis dürfen das lesen",
        [DataRequired("Ohne Ihr Einverständnis wird nichts gespeichert.")],
    )
    version = HiddenField()

    def validate_took_months(self, field: Any) -> None:
        """Refuse what is longer than anything can last.

        Raises:
            ValidationError: one German sentence.
        """
        if field.data.isdecimal() and int(field.data) > MOST_MONTHS:
            raise ValidationError(f"Höchstens {MOST_MONTHS} Monate.")

    def told_of(self, outcome: Outcome) -> Told:
        """What was sent, of an application with this outcome."""
        return Told(
            outcome=outcome,
            year=int(self.year.data) if self.year.data else None,
            took_months=int(self.took_months.data) if self.took_months.data else None,
            reasons=tuple(Because[name] for name in self.reasons.data or ()),
            **{name: getattr(self, name).data for name in ("helped", "heed", "contact", "words")},
        )


class ExperienceForm(LessonsForm):
    """The same of an application that no Förderakte tells of."""

    outcome = SelectField(
        "Was wurde aus dem Antrag?",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.value) for it in Outcome],
        render_kw=dict(required=True),
    )

    @property
    def told(self) -> Told:
        """What was sent."""
        return self.told_of(Outcome(self.outcome.data))


def values_of(told: Told) -> dict[str, Any]:
    """What stands, for a form that changes it."""
    words = {name: getattr(told, name) for name in ("helped", "heed", "contact", "words")}
    return words | dict(
        outcome=told.outcome.value,
        year=str(told.year or ""),
        took_months="" if told.took_months is None else str(told.took_months),
        reasons=[it.name for it in told.reasons],
    )
