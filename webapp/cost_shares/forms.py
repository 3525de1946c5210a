"""The forms of the Umlage: costs of a year, the rules, who belongs to which size class."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from webapp.cost_shares.agreed import Agreed
from webapp.cost_shares.drafting import CostYear
from webapp.cost_shares.numbers import (
    cents_of,
    written_cents,
)
from webapp.cost_shares.splitting import Costs
from webapp.form_fields import one_of_the_choices, tidy

FIRST_YEAR, LAST_YEAR = 2000, 2100
_LONGEST = 1000
KEEP = Length(max=_LONGEST, message=f"Höchstens {_LONGEST} Zeichen.")


def _amount(_form: Any, field: Any) -> None:
    try:
        cents_of(field.data)
    except ValueError:
        raise ValidationError(
            "Bitte geben Sie Euro an, zum Beispiel 85.000 oder 85.000,50."
        ) from None


def text_field(label: str, *validators: Any, **keywords: Any) -> StringField:
    """A line of words, tidied up."""
    return StringField(label, list(validators), filters=[tidy], render_kw=keywords or None)


def _amount_field(label: str) -> StringField:
    return text_field(label, _amount, required=True, inputmode="decimal")


class CostsForm(FlaskForm):
    """What the service cost in a year, and what funding paid of it."""

    total = text_field("Gesamtkosten in Euro", _amount, required=True, inputmode="decimal")
    funding = text_field(
        "Davon gefördert (IKZ) in Euro", _amount, required=True, inputmode="decimal"
    )
    note = text_field("Woraus sich die Kosten ergeben", KEEP)
    version = HiddenField()

    def validate_funding(self, field: Any) -> None:
        """Refuse more funding than costs."""
        if not self.total.errors and cents_of(field.data) > cents_of(self.total.data):
            raise ValidationError("Die Förderung ist höher als die Kosten.")

    def told(self, year: int, version: int) -> CostYear:
        """What was entered."""
        costs = Costs(total=cents_of(self.total.data), funding=cents_of(self.funding.data))
        return CostYear(year=year, costs=costs, note=self.note.data, version=version)


def costs_data(entered: CostYear | None) -> dict[str, Any]:
    """What the form of the costs shows at first."""
    if entered is None:
        return dict(version=0)
    total, funding = (written_cents(it) for it in (entered.costs.total, entered.costs.funding))
    return dict(total=total, funding=funding, note=entered.note, version=entered.version)


def is_year(year: int) -> bool:
    """Tell whether the Umlage of a year may be asked for."""
    return FIRST_YEAR <= year <= LAST_YEAR


class AgreedForm(FlaskForm):
    """Which size class was agreed for a member."""

    municipality = SelectField("Kommune", [one_of_the_choices], validate_choice=False)
    size_class = SelectField("Größenklasse", [one_of_the_choices], validate_choice=False)
    first = DateField("Erster Tag", [InputRequired("Bitte geben Sie den ersten Tag an.")])
    last = DateField("Letzter Tag", [Optional()])
    basis = TextAreaField(
        "Wo das vereinbart ist",
        [InputRequired("Bitte nennen Sie den Beschluss oder Vertrag."), KEEP],
        filters=[lambda text: (text or "").strip()],
    )
    version = HiddenField()

    def offer(self, towns: list[tuple[str, str]], classes: list[str]) -> None:
        """Offer these municipalities and classes."""
        self.municipality.choices = [SelectChoice(ags, name) for ags, name in towns]
        self.size_class.choices = [SelectChoice(name) for name in classes]

    def told(self, number: int = 0) -> Agreed:
        """What was entered."""
        first: date | None = self.first.data
        assert first
        return Agreed(
            id=number,
            municipality=self.municipality.data,
            size_class=self.size_class.data,
            first=first,
            last=self.last.data,
            basis=self.basis.data,
        )
