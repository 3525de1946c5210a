"""The form of a note."""

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.accounts.account import Account
from webapp.accounts.visibility import Visibility, choices_for
from webapp.form_fields import one_of_the_choices
from webapp.notes.queries import LONGEST


class WordsForm(FlaskForm):
    """The words alone: whom a note is meant for does not change."""

    words = TextAreaField(
        "Notiz",
        [
            DataRequired("Bitte schreiben Sie etwas."),
            Length(max=LONGEST, message=f"Eine Notiz hat höchstens {LONGEST} Zeichen."),
        ],
        filters=[lambda text: (text or "").strip()],
    )


class NoteForm(WordsForm):
    """The words, and for whom they are meant."""

    visibility = SelectField(
        "Wer darf das lesen?",
        [one_of_the_choices],
        validate_choice=False,
        default=Visibility.OWN.value,
        render_kw=dict(required=True),
    )

    def offer(self, account: Account) -> None:
        """Offer what this person may choose; nothing is shared by default."""
        self.visibility.choices = choices_for(account)
