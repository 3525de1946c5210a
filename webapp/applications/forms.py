"""The forms of a Förderakte; what is wrong stands at its field."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from index.municipality import Municipality
from matcher.project import Project
from webapp.accounts.people import Person
from webapp.applications.akte import LONGEST_BASIS, LONGEST_STEP, LONGEST_TITLE, LONGEST_WORDS
from webapp.applications.changes import Move
from webapp.applications.fields import boxes, day_field, day_in, one_line, some_lines
from webapp.applications.opening import Details
from webapp.applications.stages import Because, Stage, reasons_for
from webapp.form_fields import one_of_the_choices

NOBODY = SelectChoice("", "– noch offen –")


class CoverForm(FlaskForm):
    """What stands on the cover of an akte, and who applies for what."""

    title = one_line("Titel", LONGEST_TITLE, "Bitte geben Sie der Akte einen Titel.")
    programme_title = one_line("Programm", LONGEST_TITLE, "Bitte nennen Sie das Programm.")
    lead = SelectField("Federführung", [one_of_the_choices], validate_choice=False)
    towns = boxes("Weitere Antragsteller")
    projects = boxes("Vorhaben")
    deadline = day_field("Antragsfrist")
    deadline_basis = one_line("Grundlage der Frist", LONGEST_BASIS)
    next_step = one_line("Nächster Schritt", LONGEST_STEP)
    responsible = SelectField("Zuständig", [one_of_the_choices], validate_choice=False, default="")
    deputy = SelectField("Vertretung", [one_of_the_choices], validate_choice=False, default="")
    version = HiddenField()

    def validate_deadline_basis(self, field: Any) -> None:
        """Ask on what a deadline rests: nobody believes a day without it.

        Raises:
            ValidationError: when it says nothing.
        """
        if self.deadline.data and not field.data:
            raise ValidationError("Bitte sagen Sie, woher die Frist bekannt ist.")

    def validate_deputy(self, field: Any) -> None:
        """Refuse a deputy who is the same person.

        Raises:
            ValidationError: when it is.
        """
        if field.data and field.data == self.responsible.data:
            raise ValidationError("Die Vertretung ist eine andere Person.")

    def offer(
        self,
        leads: Iterable[Municipality],
        towns: Iterable[Municipality],
        projects: Iterable[Project],
        persons: Iterable[Person],
    ) -> None:
        """Offer what this person may choose."""
        self.lead.choices = [SelectChoice(it.ags, it.short_name) for it in leads]
        self.towns.choices = [SelectChoice(it.ags, it.short_name) for it in towns]
        self.projects.choices = [SelectChoice(it.id, _named(it)) for it in projects]
        who = [NOBODY, *(SelectChoice(str(it.account.id), it.label) for it in persons)]
        self.responsible.choices = self.deputy.choices = who

    @property
    def details(self) -> Details:
        """What was sent."""
        return Details(
            title=self.title.data,
            deadline=day_in(self.deadline),
            deadline_basis=self.deadline_basis.data,
            next_step=self.next_step.data,
            responsible=int(self.responsible.data) if self.responsible.data else None,
            deputy=int(self.deputy.data) if self.deputy.data else None,
        )


class StageForm(FlaskForm):
    """Where an akte goes, why, and what comes next."""

    to = SelectField("Neuer Stand", [one_of_the_choices], validate_choice=False)
    reasons = boxes("Gründe")
    words = some_lines("Anmerkung", LONGEST_WORDS)
    version = HiddenField()

    def offer(self, stage: Stage) -> None:
        """Offer where it can go from a stage, and the reasons that may be needed there."""
        self.to.choices = [SelectChoice(it.value, it.label) for it in stage.following]
        reasons = dict.fromkeys(it for to in stage.following for it in reasons_for(to))
        self.reasons.choices = [SelectChoice(it.name, it.value) for it in reasons]

    def validate_reasons(self, field: Any) -> None:
        """Ask for a reason where nobody would understand it later without one.

        Raises:
            ValidationError: when none is chosen that fits.
        """
        if self.to.data not in list(Stage):
            return
        fitting = reasons_for(Stage(self.to.data))
        if fitting and not {it.name for it in fitting} & set(field.data or ()):
            names = ", ".join(fitting)
            raise ValidationError(f"Bitte wählen Sie mindestens einen Grund: {names}.")

    @property
    def move(self) -> Move:
        """What was sent."""
        reasons = tuple(Because[name] for name in self.reasons.data or ())
        return Move(to=Stage(self.to.data), reasons=reasons, words=self.words.data)


def _named(it: Project) -> str:
    return f"{it.title} ({it.municipality.name})" if it.municipality else it.title
