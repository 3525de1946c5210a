"""The forms of a duty; what is wrong stands at its field."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Optional

from webapp.applications.akte import Applicant
from webapp.applications.fields import a_day, one_line, some_lines
from webapp.duties.duty import LONGEST_BASIS, LONGEST_TITLE, LONGEST_WORDS, Duty
from webapp.duties.keepers import Worker
from webapp.duties.kinds import DutyKind
from webapp.duties.writing import Plan
from webapp.form_fields import one_of_the_choices

NOBODY = SelectChoice("", "– niemand –")


class DutyForm(FlaskForm):
    """What has to be done, until when, on what it rests and who takes care of it."""

    kind = SelectField(
        "Art",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.value) for it in DutyKind],
        render_kw=dict(required=True),
    )
    title = one_line("Was ist zu tun?", LONGEST_TITLE, "Bitte sagen Sie, was zu tun ist.")
    town = SelectField("Kommune", [one_of_the_choices], validate_choice=False)
    opens_on = DateField("Frühestens ab", [Optional(), a_day])
    due_on = DateField("Fällig am", [InputRequired("Bitte geben Sie den Tag an."), a_day])
    basis = some_lines("Worauf beruht das?", LONGEST_BASIS, "Bitte sagen Sie, wo das steht.")
    responsible = SelectField("Verantwortlich", [one_of_the_choices], validate_choice=False)
    deputy = SelectField("Vertretung", [one_of_the_choices], validate_choice=False)
    note = some_lines("Notiz", LONGEST_WORDS)
    reason = one_line("Warum ändern Sie das?", LONGEST_WORDS)
    version = HiddenField()

    def offer(self, towns: Iterable[Applicant], workers: Sequence[Worker]) -> None:
        """Offer the municipalities that apply, and the people who can take care."""
        self.town.choices = [SelectChoice(it.municipality, it.town) for it in towns]
        people = [SelectChoice(str(it.id), it.label) for it in workers]
        self.responsible.choices = self.deputy.choices = [NOBODY, *people]

    def keep_only_offered(self) -> None:
        """Choose nobody where the person who was chosen can no longer take care."""
        for field in (self.responsible, self.deputy):
            if field.data not in {choice.value for choice in field.choices}:
                field.data = ""

    def validate_opens_on(self, field: Any) -> None:
        """Refuse a window that ends before it begins.

        Raises:
            ValidationError: when it does.
        """
        if field.data and self.due_on.data and field.data > self.due_on.data:
            raise ValidationError("Das liegt nach dem Tag, an dem es fällig ist.")

    def validate_deputy(self, field: Any) -> None:
        """Refuse a deputy who is the same person.

        Raises:
            ValidationError: when it is.
        """
        if field.data and field.data == self.responsible.data:
            raise ValidationError("Die Vertretung ist eine andere Person.")

    @property
    def plan(self) -> Plan:
        """What was sent."""
        return Plan(
            kind=DutyKind(self.kind.data),
            title=self.title.data,
            due_on=self.due_on.data,
            basis=self.basis.data,
            town=self.town.data,
            opens_on=self.opens_on.data,
            responsible=number_in(self.responsible.data),
            deputy=number_in(self.deputy.data),
            note=self.note.data,
        )


class ChangeForm(DutyForm):
    """The same for a duty that stands; another day needs a reason."""

    stood_on: date | None = None

    def validate_reason(self, field: Any) -> None:
        """Ask why a day was changed: others rely on it.

        Raises:
            ValidationError: when nobody says it.
        """
        if self.due_on.data and self.due_on.data != self.stood_on and not field.data:
            raise ValidationError("Bitte sagen Sie, warum sich der Tag ändert.")


class DoneForm(FlaskForm):
    """That a duty is done: when, and what is worth knowing of it."""

    done_on = DateField("Erledigt am", [InputRequired("Bitte geben Sie den Tag an."), a_day])
    words = some_lines("Notiz", LONGEST_WORDS)
    version = HiddenField()


class DropForm(FlaskForm):
    """That there is no such duty."""

    reason = one_line("Grund", LONGEST_WORDS, "Bitte sagen Sie, warum die Pflicht entfällt.")
    version = HiddenField(validators=[DataRequired()])


def values_of(duty: Duty) -> dict[str, Any]:
    """What the form shows of a duty that stands."""
    return dict(
        kind=duty.kind.value,
        title=duty.title,
        town=duty.town,
        opens_on=duty.opens_on,
        due_on=duty.due_on,
        basis=duty.basis,
        responsible=str(duty.responsible or ""),
        deputy=str(duty.deputy or ""),
        note=duty.note,
        version=duty.version,
    )


def number_in(text: str | None) -> int | None:
    """The number of an account that was chosen; nobody is nothing."""
    return int(text) if text else None
