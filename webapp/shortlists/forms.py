"""Forms of Merklisten."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from webapp.accounts.account import Account
from webapp.accounts.visibility import Visibility, choices_for
from webapp.form_fields import one_of_the_choices, tidy
from webapp.shortlists.queries import LONGEST_NAME, Shortlist


def _name() -> StringField:
    return StringField(
        "Name",
        [
            DataRequired("Bitte geben Sie der Liste einen Namen."),
            Length(max=LONGEST_NAME, message=f"Der Name hat höchstens {LONGEST_NAME} Zeichen."),
        ],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_NAME),
    )


class NewListForm(FlaskForm):
    """A new Merkliste, for oneself or the own municipality."""

    name = _name()
    of_town = BooleanField("Liste meiner Kommune: alle Kolleginnen und Kollegen bearbeiten sie")


class ListForm(FlaskForm):
    """The name of a Merkliste, and who reads it."""

    name = _name()
    visibility = SelectField(
        "Wer darf die Liste lesen?",
        [one_of_the_choices],
        validate_choice=False,
        render_kw=dict(required=True),
    )
    version = HiddenField()

    def offer(self, shortlist: Shortlist, account: Account) -> None:
        """A list of a municipality is read there in any case."""
        own: Any = Visibility.OWN.value
        choices = choices_for(account)
        self.visibility.choices = [it for it in choices if it[0] != own or not shortlist.of_town]
