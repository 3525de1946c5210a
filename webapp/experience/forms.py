"""The form with which a municipality tells the others what it has experienced."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, Regexp

from webapp.experience.queries import LONGEST_CONTACT, LONGEST_WORDS, Outcome, Told
from webapp.form_fields import one_of_the_choices, tidy


class ExperienceForm(FlaskForm):
    """Outcome, year, whom to ask; nothing is kept without the consent to share it."""

    outcome = SelectField(
        "Was wurde aus dem Antrag?",
        [one_of_the_choices],
        validate_choice=False,
        choices=[SelectChoice(it.value) for it in Outcome],
        render_kw=dict(required=True),
    )
    year = StringField(
        "Jahr",
        [
            Optional(),
            Regexp(r"(19|20)\d\d$", message="Bitte geben Sie das Jahr mit vier Ziffern an."),
        ],
        filters=[tidy],
        render_kw=dict(inputmode="numeric", maxlength=4),
    )
    contact = StringField(
        "Ansprechpartner:in",
        [Length(max=LONGEST_CONTACT, message=f"Höchstens {LONGEST_CONTACT} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_CONTACT),
    )
    words = TextAreaField(
        "Was sollten andere wissen?",
        [Length(max=LONGEST_WORDS, message=f"Höchstens {LONGEST_WORDS} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_WORDS),
    )
    consent = BooleanField(
        "Alle Kommunen im Kreis dürfen das lesen",
        [DataRequired("Ohne Ihr Einverständnis wird nichts gespeichert.")],
    )
    version = HiddenField()

    @property
    def told(self) -> Told:
        """What was sent."""
        return Told(
            outcome=Outcome(self.outcome.data),
            year=int(self.year.data) if self.year.data else None,
            contact=self.contact.data,
            words=self.words.data,
        )
