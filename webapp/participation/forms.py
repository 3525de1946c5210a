"""The form of a joint project: what it is called, whether it is over, and who is what in it."""

from collections.abc import Collection, Mapping

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from matcher.values import day_of
from webapp.applications.akte import Team
from webapp.form_fields import tidy
from webapp.participation.cooperation import LONGEST_TITLE, Told


class CooperationForm(FlaskForm):
    """Name and end; the roles are read beside it, one field for each municipality."""

    title = StringField(
        "Name des Projekts",
        [
            DataRequired("Bitte geben Sie dem Projekt einen Namen."),
            Length(max=LONGEST_TITLE, message=f"Höchstens {LONGEST_TITLE} Zeichen."),
        ],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_TITLE, required=True),
    )
    closed_on = StringField("Beendet am", filters=[tidy])
    version = HiddenField()

    def validate_closed_on(self, field: StringField) -> None:
        """Refuse what is no day; an empty field means that it runs.

        Raises:
            ValidationError: one German sentence.
        """
        if field.data:
            try:
                day_of(field.data)
            except ValueError as error:
                raise ValidationError(str(error)) from error

    def told(self, parts: Mapping[str, Team]) -> Told:
        """What was sent."""
        closed = day_of(self.closed_on.data) if self.closed_on.data else None
        return Told(title=self.title.data, closed_on=closed, parts=parts)


def teams_in(form: MultiDict[str, str], towns: Collection[str]) -> dict[str, Team]:
    """Read the roles by AGS; a municipality without one takes no part."""
    sent = {ags: form.get(f"team-{ags}", "") for ags in towns}
    return {ags: Team(team) for ags, team in sent.items() if team in list(Team)}
