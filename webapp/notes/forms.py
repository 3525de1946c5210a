"""The form of a note."""

from collections.abc import Mapping

from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField
from wtforms.validators import DataRequired, Length

from webapp.accounts.account import Account
from webapp.accounts.visibility import Visibility, choices_for
from webapp.form_fields import one_of_the_choices
from webapp.notes.queries import LONGEST, Note

_ANSWER = "town:"


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

    def offer(self, account: Account, towns: Mapping[str, str]) -> None:
        """Offer what this person may choose; nothing is shared by default.

        `towns` (number and name) are those that the Fördermittelmanagement can answer alone.
        """
        answers = [
            (f"{_ANSWER}{ags}", f"{name} und das Fördermittelmanagement")
            for ags, name in towns.items()
        ]
        self.visibility.choices = [*choices_for(account), *answers]

    def address(self, asked: Note, account: Account) -> None:
        """Begin an answer: to who asked, for those who read the question."""
        self.words.data = f"@{asked.by.partition('@')[0]} "
        foreign = asked.visibility is Visibility.TOWN and asked.municipality != account.municipality
        answer = f"{_ANSWER}{asked.municipality}"
        self.visibility.data = answer if foreign else asked.visibility.value

    @property
    def readers(self) -> tuple[Visibility, str | None]:
        """Who is to read it, and of which municipality if it is not the own one."""
        said = str(self.visibility.data)
        if said.startswith(_ANSWER):
            return Visibility.TOWN, said.removeprefix(_ANSWER)
        return Visibility(said), None
