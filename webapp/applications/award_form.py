"""The form of a Bescheid."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, ValidationError
from wtforms.validators import DataRequired

from matcher.values import day_of
from webapp.applications.amounts import cents_of
from webapp.applications.award import LONGEST_CONDITIONS, LONGEST_NUMBER, Award
from webapp.applications.fields import a_day, an_amount, day_field, day_in, one_line, some_lines
from webapp.form_fields import tidy


class AwardForm(FlaskForm):
    """The Bescheid."""

    number = one_line("Aktenzeichen", LONGEST_NUMBER)
    dated = StringField(
        "Datum des Bescheids", [DataRequired("Bitte nennen Sie das Datum."), a_day], filters=[tidy]
    )
    granted = StringField(
        "Bewilligte Förderung in Euro",
        [DataRequired("Bitte nennen Sie den Betrag."), an_amount],
        filters=[tidy],
    )
    eligible = StringField("Anerkannte förderfähige Kosten in Euro", [an_amount], filters=[tidy])
    period_from = day_field("Bewilligungszeitraum von")
    period_to = day_field("Bewilligungszeitraum bis")
    conditions = some_lines("Auflagen und Nebenbestimmungen", LONGEST_CONDITIONS)
    take_over = BooleanField("Diese Beträge auch als Förderung der Akte übernehmen")
    version = HiddenField()

    def validate_period_to(self, field: Any) -> None:
        """Refuse a period that ends before it begins.

        Raises:
            ValidationError: when it does.
        """
        if self.period_from.errors or field.errors:
            return
        first, last = day_in(self.period_from), day_in(field)
        if first and last and last < first:
            raise ValidationError("Der Zeitraum kann nicht enden, bevor er beginnt.")

    def validate_eligible(self, field: Any) -> None:
        """Refuse a grant that is higher than the cost it is for.

        Raises:
            ValidationError: when it is.
        """
        if field.errors or self.granted.errors:
            return
        eligible, granted = cents_of(field.data), cents_of(self.granted.data) or 0
        if eligible is not None and eligible < granted:
            raise ValidationError("Bewilligt sein kann höchstens, was förderfähig ist.")

    @property
    def award(self) -> Award:
        """What was sent."""
        return Award(
            number=self.number.data,
            dated=day_of(self.dated.data),
            granted=cents_of(self.granted.data) or 0,
            eligible=cents_of(self.eligible.data),
            period_from=day_in(self.period_from),
            period_to=day_in(self.period_to),
            conditions=self.conditions.data,
        )
