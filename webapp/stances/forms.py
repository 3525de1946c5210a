"""The form with which a municipality says what it makes of a programme."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length
from wtforms.widgets import CheckboxInput, ListWidget

from matcher.feedback import Reason
from webapp.form_fields import one_of_the_choices
from webapp.stances.queries import LONGEST_WORDS, Said, Saying


class StanceForm(FlaskForm):
    """What we say, why, and whether others may know the word."""

    says = RadioField(
        "Was sagt Ihre Kommune?",
        [AnyOf([it.name for it in Saying], "Bitte wählen Sie, was Ihre Kommune sagt.")],
        choices=[SelectChoice(it.name, it.value) for it in Saying],
        validate_choice=False,
    )
    reasons = SelectMultipleField(
        "Gründe",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.name, it.value) for it in Reason],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    words = TextAreaField(
        "Anmerkung",
        [Length(max=LONGEST_WORDS, message=f"Höchstens {LONGEST_WORDS} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_WORDS),
    )
    shared = BooleanField("Andere Kommunen dürfen sehen, was wir sagen (ohne Gründe und Anmerkung)")
    projects = SelectMultipleField(
        "Auch bei diesen Vorhaben verwerfen",
        [one_of_the_choices],
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        choices=[],
    )
    version = HiddenField()

    def validate_reasons(self, field: Any) -> None:
        """Ask for a reason where others would not understand the answer without one.

        Raises:
            ValidationError: when there is none.
        """
        said = Saying.__members__.get(self.says.data or "")
        if said and said.needs_reason and not field.data:
            raise ValidationError("Bitte wählen Sie mindestens einen Grund.")

    @property
    def said(self) -> Said:
        """What was sent."""
        says = Saying[self.says.data]
        reasons = tuple(Reason[name] for name in self.reasons.data or ())
        return Said(
            says=says,
            reasons=reasons if says.needs_reason else (),
            words=self.words.data,
            shared=self.shared.data,
        )
