"""Forms of the Wissensnetz: what oneself knows, texts for the others, questions among towns."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from index.vocabulary import FundingArea
from webapp.advice.text_blocks import LONGEST_TITLE, LONGEST_WORDS, Purpose
from webapp.enquiries.enquiry import LONGEST, LONGEST_SUBJECT
from webapp.form_fields import one_of_the_choices, tidy
from webapp.knowledge.entries import Given
from webapp.knowledge.expertise import LONGEST_WORDS as LONGEST_EXPERTISE

LABELS = {Purpose.LESSON: "Gelernt", Purpose.APPLICATION: "Textbaustein für Anträge"}


def _words(label: str, most: int, ask_for: str) -> TextAreaField:
    return TextAreaField(
        label,
        [DataRequired(ask_for), Length(max=most, message=f"Höchstens {most} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=most),
    )


def _line(label: str, most: int, ask_for: str) -> StringField:
    return StringField(
        label,
        [DataRequired(ask_for), Length(max=most, message=f"Höchstens {most} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=most),
    )


def _topic(none: str) -> SelectField:
    return SelectField(
        "Förderbereich",
        [one_of_the_choices],
        choices=[SelectChoice("", none), *(SelectChoice(it.value) for it in FundingArea)],
        default="",
        validate_choice=False,
    )


class ExpertiseForm(FlaskForm):
    """In which topic somebody knows the way; only with consent."""

    topic = SelectField(
        "Förderbereich",
        [one_of_the_choices],
        choices=[SelectChoice(it.value) for it in FundingArea],
        validate_choice=False,
        render_kw=dict(required=True),
    )
    words = _words(
        "Womit kennen Sie sich aus?", LONGEST_EXPERTISE, "Bitte schreiben Sie ein paar Wörter."
    )
    consent = BooleanField(
        "Die Mitglieder dürfen meinen Namen damit sehen",
        [DataRequired("Ohne Ihr Einverständnis wird nichts gespeichert.")],
    )


class EntryForm(FlaskForm):
    """A lesson, or a text block for applications."""

    purpose = SelectField(
        "Was ist es?",
        [one_of_the_choices],
        choices=[SelectChoice(it.value, label) for it, label in LABELS.items()],
        validate_choice=False,
        render_kw=dict(required=True),
    )
    title = _line("Überschrift", LONGEST_TITLE, "Bitte geben Sie eine Überschrift an.")
    words = _words("Text", LONGEST_WORDS, "Bitte schreiben Sie den Text.")
    topic = _topic("zu keinem")
    programme = HiddenField()
    version = HiddenField()

    def given(self, programme: int | None) -> Given:
        """What was sent."""
        return Given(
            purpose=Purpose(self.purpose.data),
            title=self.title.data,
            words=self.words.data,
            topic=self.topic.data,
            programme=programme,
        )


class TownQuestionForm(FlaskForm):
    """A question to another town."""

    subject = _line(
        "Worum geht es?",
        LONGEST_SUBJECT,
        "Bitte nennen Sie in ein paar Wörtern, worum es geht.",
    )
    words = _words("Ihre Frage", LONGEST, "Bitte schreiben Sie Ihre Frage.")


class AnswerForm(FlaskForm):
    """What one of the two towns writes on."""

    words = _words("Nachricht", LONGEST, "Bitte schreiben Sie etwas.")


def topics() -> list[Any]:
    """The Förderbereiche to choose from on the page."""
    return list(FundingArea)
