"""The forms with which the Fördermittelmanagement asks for interest and opens a joint akte."""

from collections.abc import Iterable, Mapping
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from index.municipality import Municipality
from index.programme import Programme
from webapp.applications.akte import LONGEST_TITLE, Team
from webapp.applications.fields import one_line
from webapp.form_fields import one_of_the_choices
from webapp.joint.answers import LONGEST_NOTE
from webapp.joint.calls import wrong_deadline

_NO_DAY = "Bitte geben Sie den Tag als Datum an."


class _Day(DateField):
    """A day; what is none is told in German."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was sent."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_NO_DAY) from None


class CallForm(FlaskForm):
    """Until when the municipalities are to answer, and what to tell them."""

    respond_by = _Day("Antwort bis", [InputRequired(_NO_DAY)])
    note = TextAreaField(
        "Was sollen die Kommunen wissen?",
        [Length(max=LONGEST_NOTE, message=f"Höchstens {LONGEST_NOTE} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_NOTE),
    )
    version = HiddenField()

    def fits(self, found: Programme, today: date) -> bool:
        """Whether it was sent and all is well, the day beside the programme's deadline, too."""
        fine = self.validate_on_submit()
        wrong = wrong_deadline(self.respond_by.data, found, today) if self.respond_by.data else ""
        if wrong:
            self.respond_by.errors = [wrong]
        return fine and not wrong

    @property
    def day(self) -> date:
        """The day that was sent."""
        found = self.respond_by.data
        assert isinstance(found, date)
        return found


class FoundingForm(FlaskForm):
    """What the joint akte is called and who leads it; the roles are read beside it."""

    title = one_line("Titel", LONGEST_TITLE, "Bitte geben Sie der Akte einen Titel.")
    lead = SelectField(
        "Federführung",
        [one_of_the_choices],
        validate_choice=False,
        render_kw=dict(required=True),
    )

    def offer(self, towns: Iterable[Municipality]) -> None:
        """Offer who may lead."""
        none = SelectChoice("", "– bitte wählen –")
        self.lead.choices = [none, *(SelectChoice(it.ags, it.short_name) for it in towns)]

    def fits(self, teams: Mapping[str, Team]) -> bool:
        """Whether it was sent and all is well, with the roles by AGS."""
        fine = self.validate_on_submit()
        wrong = ""
        if self.is_submitted() and len(teams) < 2:
            wrong = "Bitte geben Sie mindestens zwei Kommunen eine Rolle."
        elif self.is_submitted() and self.lead.data not in teams:
            wrong = "Bitte wählen Sie, wer leitet: eine der Kommunen mit einer Rolle."
        if wrong:
            self.lead.errors = [wrong]
        return fine and not wrong
