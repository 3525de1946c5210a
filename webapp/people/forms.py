"""Forms for people and for the participation of municipalities."""

from collections.abc import Iterable
from datetime import date

from flask_wtf import FlaskForm
from wtforms import DateField, EmailField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional

from index.municipality import Municipality
from webapp.accounts.account import Role


class RoleForm(FlaskForm):
    """What somebody does here, and for which municipality."""

    role = SelectField("Rolle", [InputRequired("Bitte wählen Sie die Rolle.")])
    municipality = SelectField("Kommune")

    def offer(self, roles: Iterable[Role], towns: Iterable[Municipality]) -> None:
        """Offer these roles and municipalities."""
        self.role.choices = [SelectChoice(role.value, role.label) for role in roles]
        none = SelectChoice("", "– keine –")
        self.municipality.choices = [none, *(SelectChoice(it.ags, it.name) for it in towns)]


class InvitationForm(RoleForm):
    """Whom to invite."""

    email = EmailField(
        "E-Mail-Adresse",
        [InputRequired("Bitte geben Sie die E-Mail-Adresse ein.")],
        render_kw=dict(maxlength=254, autocomplete="off"),
    )


class ParticipationForm(FlaskForm):
    """From when to when a municipality takes part; an empty day sets no limit."""

    first = DateField("Erster Tag", [Optional()])
    last = DateField("Letzter Tag", [Optional()])

    @property
    def days(self) -> tuple[date | None, date | None]:
        """What was filled in."""
        return self.first.data, self.last.data
