"""The form of a new version of the rules of the Umlage."""

import re
from typing import Any

from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, ValidationError

from webapp.cost_shares.forms import KEEP, is_year, text_field
from webapp.cost_shares.numbers import MOST_CENTS, THOUSANDTHS, thousandths_of, written
from webapp.cost_shares.rules import Rule, SizeClass
from webapp.form_fields import one_of_the_choices

MOST_CLASSES = 8
_MOST_PEOPLE = 10**7


def _inhabitants(_form: Any, field: Any) -> None:
    try:
        found = thousandths_of(field.data)
    except ValueError:
        found = -1
    if found % THOUSANDTHS or not 0 <= found // THOUSANDTHS <= _MOST_PEOPLE:
        raise ValidationError("Bitte geben Sie eine ganze Zahl an, zum Beispiel 15.001.")


def _weight(_form: Any, field: Any) -> None:
    try:
        found = thousandths_of(field.data)
    except ValueError:
        found = 0
    if not 0 < found <= MOST_CENTS:
        raise ValidationError("Bitte geben Sie eine Zahl über 0 an, zum Beispiel 1,5.")


class ClassRow(Form):
    """One line of the table of size classes; a line without a name is none."""

    name = text_field("Name", Length(max=40, message="Höchstens 40 Zeichen."))
    lower = text_field("von Einwohnern", Optional(), _inhabitants, inputmode="numeric")
    upper = text_field("bis Einwohner", Optional(), _inhabitants, inputmode="numeric")
    weight = text_field("Gewicht", Optional(), _weight, inputmode="decimal")

    def validate_name(self, field: Any) -> None:
        """Refuse numbers that belong to no class."""
        if not field.data and any((self.lower.data, self.upper.data, self.weight.data)):
            raise ValidationError("Bitte geben Sie der Klasse einen Namen.")

    def validate_upper(self, field: Any) -> None:
        """Refuse bounds the wrong way round."""
        both = field.data and self.lower.data and not self.lower.errors
        if both and _whole(field.data) < _whole(self.lower.data):
            raise ValidationError("Die obere Grenze liegt unter der unteren.")

    @property
    def told(self) -> SizeClass:
        """What was entered."""
        return SizeClass(
            name=self.name.data,
            lower=_whole(self.lower.data) if self.lower.data else None,
            upper=_whole(self.upper.data) if self.upper.data else None,
            weight=thousandths_of(self.weight.data) if self.weight.data else None,
        )


def _whole(text: str) -> int:
    return thousandths_of(text) // THOUSANDTHS


def rule_data(rule: Rule) -> dict[str, Any]:
    """What the form of the rules shows at first."""
    return dict(
        first_year=str(rule.first_year),
        base_percent=str(rule.base_percent),
        census=rule.census,
        county_pays={True: "ja", False: "nein"}.get(rule.county_pays, ""),  # type: ignore[arg-type]
        note=rule.note,
        classes=[
            dict(
                name=it.name,
                lower=_bound(it.lower),
                upper=_bound(it.upper),
                weight="" if it.weight is None else written(it.weight),
            )
            for it in rule.classes
        ],
    )


def _bound(inhabitants: int | None) -> str:
    return "" if inhabitants is None else written(inhabitants * THOUSANDTHS)


class RuleForm(FlaskForm):
    """A new version of the rules; what is left empty is not agreed."""

    first_year = text_field("Gilt ab dem Jahr", required=True, inputmode="numeric", maxlength=4)
    base_percent = text_field(
        "Sockelbetrag in Prozent", required=True, inputmode="numeric", maxlength=6
    )
    census = text_field("Einwohnerzahlen: Zensus und Stichtag", KEEP)
    county_pays = SelectField(
        "Trägt der Kreis selbst einen Anteil?",
        [one_of_the_choices],
        validate_choice=False,
        choices=[
            SelectChoice("", "noch nicht vereinbart"),
            SelectChoice("ja", "ja, wie eine Kommune"),
            SelectChoice("nein", "nein"),
        ],
    )
    classes = FieldList(FormField(ClassRow), min_entries=MOST_CLASSES, max_entries=MOST_CLASSES)
    note = text_field("Wo das vereinbart ist", KEEP)

    def validate_first_year(self, field: Any) -> None:
        """Refuse what is no year."""
        if not re.fullmatch(r"\d{4}", field.data) or not is_year(int(field.data)):
            raise ValidationError("Bitte geben Sie das Jahr mit vier Ziffern an.")

    def validate_base_percent(self, field: Any) -> None:
        """Refuse what is no share."""
        if not re.fullmatch(r"\d{1,3}", field.data) or int(field.data) > 100:
            raise ValidationError("Bitte geben Sie eine ganze Zahl von 0 bis 100 an.")

    def validate_classes(self, field: Any) -> None:
        """Refuse two classes of one name, and a table without any."""
        names = [row.form.name.data for row in field if row.form.name.data]
        if len(set(names)) < len(names):
            raise ValidationError("Zwei Größenklassen haben denselben Namen.")
        if not names:
            raise ValidationError("Bitte nennen Sie mindestens eine Größenklasse.")

    @property
    def told(self) -> Rule:
        """What was entered."""
        return Rule(
            first_year=int(self.first_year.data),
            base_percent=int(self.base_percent.data),
            census=self.census.data,
            county_pays={"ja": True, "nein": False}.get(self.county_pays.data),
            classes=tuple(it.form.told for it in self.classes if it.form.name.data),
            note=self.note.data,
        )
