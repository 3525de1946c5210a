"""Forms of text blocks and of minutes without a conversation."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange

from index.municipality import Municipality
from webapp.advice.text_blocks import (
    LONGEST_TITLE,
    LONGEST_TOPIC,
    LONGEST_WORDS,
    Draft,
    TextBlock,
)
from webapp.advice.time_spent import LONGEST_WORDS as LONGEST_NOTE
from webapp.advice.time_spent import MOST
from webapp.form_fields import one_of_the_choices, tidy


class BlockForm(FlaskForm):
    """A text block."""

    title = StringField(
        "Name",
        [
            DataRequired("Bitte geben Sie dem Textbaustein einen Namen."),
            Length(max=LONGEST_TITLE, message=f"Höchstens {LONGEST_TITLE} Zeichen."),
        ],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_TITLE),
    )
    topic = StringField(
        "Thema",
        [Length(max=LONGEST_TOPIC, message=f"Höchstens {LONGEST_TOPIC} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_TOPIC),
    )
    words = TextAreaField(
        "Text",
        [
            DataRequired("Bitte schreiben Sie den Text."),
            Length(max=LONGEST_WORDS, message=f"Höchstens {LONGEST_WORDS} Zeichen."),
        ],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_WORDS),
    )

    def show(self, block: TextBlock) -> None:
        """Fill in what stands."""
        self.title.data, self.topic.data, self.words.data = block.title, block.topic, block.words

    @property
    def said(self) -> Draft:
        """What was written."""
        return Draft(title=self.title.data, words=self.words.data, topic=self.topic.data)


class TimeForm(FlaskForm):
    """Minutes of a call or a meeting."""

    town = SelectField("Kommune", [one_of_the_choices], default="", validate_choice=False)
    minutes = IntegerField(
        "Minuten",
        [NumberRange(1, MOST, f"Bitte geben Sie ganze Minuten an, höchstens {MOST}.")],
        render_kw=dict(required=True, inputmode="numeric"),
    )
    words = StringField(
        "Wofür?",
        [Length(max=LONGEST_NOTE, message=f"Höchstens {LONGEST_NOTE} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=LONGEST_NOTE),
    )

    def offer(self, towns: Iterable[Municipality]) -> None:
        """Offer the municipalities."""
        named = (SelectChoice(town.ags, town.short_name) for town in towns)
        self.town.choices = [SelectChoice("", "keine bestimmte"), *named]
