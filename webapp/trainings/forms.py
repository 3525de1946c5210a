"""Forms of trainings, registrations and calling off."""

from datetime import datetime, time
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    EmailField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    Regexp,
    ValidationError,
)

from index.municipality import Municipality
from index.public_address import is_public
from webapp.applications.fields import a_day
from webapp.form_fields import one_of_the_choices, tidy
from webapp.trainings.training import (
    LONGEST_LINE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    MOST_REMIND_DAYS,
    MOST_SEATS,
    Draft,
    Training,
)

_SIGN = r"[^@\s\x00-\x1f\x7f,;:<>()\"]"
_ADDRESS = rf"{_SIGN}+@{_SIGN}+\.{_SIGN}+$"


def _line(label: str, *more: Any, most: int = LONGEST_LINE) -> StringField:
    return StringField(
        label,
        [*more, Length(max=most, message=f"Höchstens {most} Zeichen.")],
        filters=[tidy],
        render_kw=dict(maxlength=most),
    )


class TrainingForm(FlaskForm):
    """A training."""

    title = _line("Titel", DataRequired("Bitte nennen Sie den Titel."), most=LONGEST_TITLE)
    description = TextAreaField(
        "Worum geht es?",
        [Length(max=LONGEST_WORDS, message=f"Höchstens {LONGEST_WORDS} Zeichen.")],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_WORDS),
    )
    day = DateField("Tag", [InputRequired("Bitte nennen Sie den Tag."), a_day])
    begins = TimeField("Von", [InputRequired("Bitte nennen Sie den Beginn.")])
    ends = TimeField("Bis", [InputRequired("Bitte nennen Sie das Ende.")])
    last_day = DateField("Letzter Tag, wenn es mehrere sind", [Optional(), a_day])
    register_until = DateField("Anmelden bis", [Optional()])
    place = _line("Ort")
    link = _line("Zugang online")
    seats = IntegerField(
        "Plätze", [Optional(), NumberRange(1, MOST_SEATS, f"Zwischen 1 und {MOST_SEATS}.")]
    )
    audience = _line("Für wen?")
    given_by = _line("Wer hält sie?")
    topics = _line("Themen")
    remind_days = IntegerField(
        "Erinnern, so viele Tage vorher",
        [NumberRange(1, MOST_REMIND_DAYS, f"Zwischen 1 und {MOST_REMIND_DAYS} Tagen.")],
        default=3,
        render_kw=dict(required=True),
    )

    def validate_link(self, field: StringField) -> None:
        """Take only addresses that anybody may open.

        Raises:
            ValidationError: one German sentence.
        """
        if field.data and not is_public(field.data):
            raise ValidationError("Das ist keine Web-Adresse; sie beginnt mit https://.")

    def validate_ends(self, field: TimeField) -> None:
        """Refuse an end before the beginning.

        Raises:
            ValidationError: one German sentence.
        """
        if self.day.data and self.begins.data and field.data and self._end <= self._begin:
            raise ValidationError("Das Ende liegt nicht nach dem Beginn.")

    def validate_register_until(self, field: DateField) -> None:
        """Refuse a last day to register after the beginning.

        Raises:
            ValidationError: one German sentence.
        """
        if field.data and self.day.data and field.data > self.day.data:
            raise ValidationError("Der letzte Tag zum Anmelden liegt nach dem Beginn.")

    def show(self, stands: Training) -> None:
        """Fill in what stands."""
        for name in ("title", "description", "register_until", "place", "link", "seats"):
            self[name].data = getattr(stands, name)
        for name in ("audience", "given_by", "topics", "remind_days"):
            self[name].data = getattr(stands, name)
        self.day.data, self.begins.data = stands.starts_at.date(), stands.starts_at.time()
        self.ends.data = stands.ends_at.time()
        several = stands.ends_at.date() != stands.starts_at.date()
        self.last_day.data = stands.ends_at.date() if several else None

    @property
    def said(self) -> Draft:
        """What was entered; without another day one registers until the day itself."""
        lines = ("title", "description", "place", "link", "audience", "given_by", "topics")
        return Draft(
            **{name: self[name].data for name in lines},
            starts_at=self._begin,
            ends_at=self._end,
            register_until=self.register_until.data or self.day.data,
            seats=self.seats.data,
            remind_days=self.remind_days.data,
        )

    @property
    def _begin(self) -> datetime:
        return datetime.combine(self.day.data, self.begins.data or time())

    @property
    def _end(self) -> datetime:
        return datetime.combine(self.last_day.data or self.day.data, self.ends.data)


class ColleagueForm(FlaskForm):
    """Somebody of the own municipality who is to come; for the manager of any."""

    name = _line("Name", DataRequired("Bitte nennen Sie den Namen."), most=80)
    email = EmailField(
        "E-Mail-Adresse",
        [
            DataRequired("Bitte nennen Sie die Adresse."),
            Regexp(_ADDRESS, message="Das ist keine E-Mail-Adresse."),
            Length(max=254, message="Höchstens 254 Zeichen."),
        ],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=254),
    )
    town = SelectField(
        "Kommune", [one_of_the_choices], validate_choice=False, render_kw=dict(required=True)
    )

    def offer(self, towns: list[Municipality]) -> None:
        """Offer the municipalities for which this person may write."""
        self.town.choices = [SelectChoice(town.ags, town.short_name) for town in towns]


class CancelForm(FlaskForm):
    """Why a training does not take place."""

    reason = _line("Grund")
