"""Forms of questions, reports of wrong facts, and answers."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from webapp.enquiries.queries import LONGEST, LONGEST_PLACE, LONGEST_SUBJECT
from webapp.form_fields import one_of_the_choices, tidy
from webapp.programmes.history import Fit
from webapp.programmes.wording import FACT_LABELS

OTHER_FACTS = {
    "title": "Titel",
    "text": "Text",
    "contact": "Ansprechpunkt",
    "other": "etwas anderes",
}
"""What may be wrong on the page beside the facts."""


def _words(label: str, ask_for: str) -> TextAreaField:
    return TextAreaField(
        label,
        [
            DataRequired(ask_for),
            Length(max=LONGEST, message=f"Höchstens {LONGEST} Zeichen."),
        ],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST),
    )


class QuestionForm(FlaskForm):
    """A question about a programme, perhaps for one of the own Vorhaben."""

    subject = StringField(
        "Worum geht es?",
        [
            DataRequired("Bitte nennen Sie in ein paar Wörtern, worum es geht."),
            Length(max=LONGEST_SUBJECT, message=f"Höchstens {LONGEST_SUBJECT} Zeichen."),
        ],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_SUBJECT),
    )
    project = SelectField(
        "Für welches Vorhaben?", [one_of_the_choices], default="", validate_choice=False
    )
    words = _words("Ihre Frage", "Bitte schreiben Sie Ihre Frage.")

    def offer(self, fits: list[Fit]) -> None:
        """Offer the own Vorhaben that the programme fits."""
        some = [SelectChoice(fit.project, fit.title) for fit in fits]
        self.project.choices = [SelectChoice("", "für keines"), *some]


class FaultForm(FlaskForm):
    """Which fact is wrong, what is wrong with it, and where something else stands."""

    fact = SelectField(
        "Welche Angabe?",
        [one_of_the_choices],
        choices=[
            SelectChoice(name, label) for name, label in {**FACT_LABELS, **OTHER_FACTS}.items()
        ],
        default="other",
        validate_choice=False,
        render_kw=dict(required=True),
    )
    words = _words("Was ist falsch?", "Bitte schreiben Sie, was falsch ist.")
    found_at = StringField(
        "Wo haben Sie es anders gesehen?",
        [Length(max=LONGEST_PLACE, message=f"Höchstens {LONGEST_PLACE} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_PLACE),
    )


class ReplyForm(FlaskForm):
    """What somebody writes on."""

    words = _words("Nachricht", "Bitte schreiben Sie etwas.")
