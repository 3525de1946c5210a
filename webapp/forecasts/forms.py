"""The form with which the Fördermittelmanagement corrects or dismisses a prognosis."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, ValidationError

from webapp.forecasts.deciding import LONGEST_REASON, Verdict

_CHOICES = {
    Verdict.CORRECTED: "Wird in einem anderen Monat erwartet",
    Verdict.DISMISSED: "Kommt nicht wieder, oder niemand weiß, wann",
}


class ForecastForm(FlaskForm):
    """Another month or none at all, and why; `seen` is what the page said before."""

    verdict = RadioField(
        "Was erwarten Sie?",
        [AnyOf([it.value for it in Verdict], "Bitte wählen Sie, was Sie erwarten.")],
        choices=[SelectChoice(it.value, label) for it, label in _CHOICES.items()],
        validate_choice=False,
    )
    month = StringField("Monat", render_kw=dict(type="month"))
    reason = TextAreaField(
        "Woher wissen Sie das?",
        [
            DataRequired("Bitte schreiben Sie, worauf das beruht."),
            Length(max=LONGEST_REASON, message=f"Höchstens {LONGEST_REASON} Zeichen."),
        ],
        filters=[lambda text: (text or "").strip()],
        render_kw=dict(maxlength=LONGEST_REASON),
    )
    seen = HiddenField()

    def __init__(self, today: date, **more: Any) -> None:
        super().__init__(**more)
        self._today = today

    def validate_month(self, field: Any) -> None:
        """Ask for a month that is not over, where another one is expected.

        Raises:
            ValidationError: one German sentence.
        """
        if self.verdict.data != Verdict.CORRECTED.value:
            return
        month = _month(field.data or "")
        if month is None:
            raise ValidationError("Bitte geben Sie den Monat so an: 2027-03.")
        if month < self._today.replace(day=1):
            raise ValidationError("Dieser Monat ist schon vorbei.")

    @property
    def expected(self) -> date | None:
        """The first day of the month, if one is expected."""
        corrected = self.verdict.data == Verdict.CORRECTED.value
        return _month(self.month.data or "") if corrected else None


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
