"""Forms of questions, reports of wrong facts, answers, and the next step."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from webapp.accounts.people import Person
from webapp.advice.text_blocks import TextBlock
from webapp.advice.time_spent import USUAL
from webapp.enquiries.enquiry import (
    LONGEST,
    LONGEST_PLACE,
    LONGEST_STEP,
    LONGEST_SUBJECT,
    NextStep,
)
from webapp.form_fields import one_of_the_choices, tidy
from webapp.programmes.wording import FACT_LABELS

OTHER_FACTS = {
    "title": "Titel",
    "text": "Text",
    "contact": "Ansprechpunkt",
    "other": "etwas anderes",
}
"""What may be wrong on the page beside the facts."""

Named = Iterable[tuple[str, str]]


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


def _line(label: str, most: int, *more: Any) -> StringField:
    return StringField(
        label,
        [*more, Length(max=most, message=f"Höchstens {most} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=most),
    )


def _choice(label: str) -> SelectField:
    return SelectField(label, [one_of_the_choices], default="", validate_choice=False)


class QuestionForm(FlaskForm):
    """A question in general or about a programme, perhaps for an own Vorhaben or an akte."""

    subject = _line(
        "Worum geht es?",
        LONGEST_SUBJECT,
        DataRequired("Bitte nennen Sie in ein paar Wörtern, worum es geht."),
    )
    project = _choice("Für welches Vorhaben?")
    application = _choice("Zu welcher Förderakte?")
    words = _words("Ihre Frage", "Bitte schreiben Sie Ihre Frage.")

    def offer(self, projects: Named, applications: Named) -> None:
        """Offer the own Vorhaben, and the akten that the person may see."""
        self.project.choices = _choices("für keines", projects)
        self.application.choices = _choices("zu keiner", applications)

    def choose(self, project: str, application: str) -> None:
        """Choose what the page before was about, if it is offered."""
        for field, wanted in ((self.project, project), (self.application, application)):
            if wanted in {choice.value for choice in field.iter_choices()}:
                field.data = wanted


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
    found_at = _line("Wo haben Sie es anders gesehen?", LONGEST_PLACE)


class ReplyForm(FlaskForm):
    """What somebody writes on; the Fördermittelmanagement has text blocks and notes the time."""

    words = _words("Nachricht", "Bitte schreiben Sie etwas.")
    block = _choice("Textbaustein")
    stays_here = BooleanField("Wir klären noch etwas: wartet weiter auf uns")
    minutes = RadioField(
        "Aufwand",
        [one_of_the_choices],
        choices=[
            SelectChoice("", "nicht eintragen"),
            *(SelectChoice(str(it), f"{it} min") for it in USUAL),
        ],
        default="",
        validate_choice=False,
    )

    def offer(self, blocks: Iterable[TextBlock]) -> None:
        """Offer text blocks to be put in."""
        named = ((str(it.id), f"{it.topic}: {it.title}" if it.topic else it.title) for it in blocks)
        self.block.choices = _choices("– wählen –", named)

    def put_in(self, block: TextBlock | None) -> None:
        """Put a text block behind what was written so far."""
        if block:
            self.words.data = "\n\n".join(filter(None, (self.words.data, block.words)))
        self.block.data = ""


class StepForm(FlaskForm):
    """What is to be done next, until when, and by whom."""

    step = _line("Nächster Schritt", LONGEST_STEP)
    due_on = DateField("Bis", [Optional()])
    responsible = _choice("Wer?")

    def offer(self, people: Iterable[Person]) -> None:
        """Offer the people of both sides."""
        named = ((str(it.account.id), it.label) for it in people)
        self.responsible.choices = _choices("niemand bestimmt", named)

    def show(self, step: NextStep) -> None:
        """Fill in what stands."""
        self.step.data, self.due_on.data = step.words, step.due_on
        known = {choice.value for choice in self.responsible.iter_choices()}
        self.responsible.data = str(step.responsible) if str(step.responsible) in known else ""

    @property
    def said(self) -> NextStep:
        """What was chosen."""
        chosen = self.responsible.data
        return NextStep(
            words=self.step.data,
            due_on=self.due_on.data,
            responsible=int(chosen) if chosen else None,
        )


def _choices(none: str, named: Named) -> list[SelectChoice]:
    return [SelectChoice("", none), *(SelectChoice(value, label) for value, label in named)]
