"""One form per kind of value: shares, amounts, days, counts, words of a list."""

from collections.abc import Mapping
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from index.fact_values import AMOUNTS, APPLICANTS, CHOICES, COUNTS, SHARES
from index.facts import Fact
from webapp.decisions import values
from webapp.decisions.deadlines_form import DeadlinesForm
from webapp.decisions.forms import DecisionForm, stripped
from webapp.filters import zahl
from webapp.programmes.wording import fact_in_german

_MOST = {
    "population_min": 10**8,
    "population_max": 10**8,
    "retention_period_years": 100,
    "proof_of_use_months": 240,
}


class _TextForm(DecisionForm):
    value = StringField("Wert", render_kw=dict(autocomplete="off"), filters=[stripped])

    def show(self, value: Any) -> None:
        self.value.data = zahl(value)


class ShareForm(_TextForm):
    """A share in per cent."""

    def read(self) -> float:
        """Read 62,5 %."""
        return values.share_of(self.value.data)


class AmountForm(_TextForm):
    """An amount in euros."""

    def read(self) -> int:
        """Read 250.000 €."""
        return values.amount_of(self.value.data)


class DayForm(_TextForm):
    """A day."""

    def show(self, value: Any) -> None:
        """Write 31.12.2026."""
        self.value.data = values.spelled_day(value)

    def read(self) -> str:
        """Read 31.12.2026."""
        return values.day_of(self.value.data).isoformat()


class CountForm(_TextForm):
    """A whole number; `most` bounds it."""

    most = 0

    def read(self) -> int:
        """Read 20.000."""
        return values.count_of(self.value.data, self.most)


class DurationForm(_TextForm):
    """A number of days, weeks, months or years."""

    unit = SelectField(
        "Einheit",
        choices=[SelectChoice(code, words) for code, words in values.UNITS.items()],
        default="M",
    )

    def show(self, value: Any) -> None:
        """Write P4W as 4 and Wochen."""
        self.value.data, self.unit.data = value[1:-1], value[-1]

    def read(self) -> str:
        """Read number and unit."""
        return values.duration_of(self.value.data, self.unit.data)


class ChoiceForm(DecisionForm):
    """One word of a vocabulary."""

    value = SelectField("Wert", validate_choice=False)

    def offer(self, fact: str) -> None:
        """Offer the words of this fact."""
        words = [SelectChoice(code, _in_german(fact, code)) for code in CHOICES[fact]]
        self.value.choices = [SelectChoice("", "– bitte wählen –"), *words]

    def show(self, value: Any) -> None:
        """Choose the value."""
        self.value.data = value

    def read(self) -> str:
        """Read the choice."""
        known = {it.value for it in self.value.choices if it.value}
        if self.value.data not in known:
            raise ValueError("Bitte wählen Sie einen Wert aus der Liste.")
        return str(self.value.data)


class ApplicantsForm(DecisionForm):
    """Several groups of applicants."""

    value = SelectMultipleField(
        "Wert",
        choices=[SelectChoice(name, name.replace("_", " ")) for name in APPLICANTS],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )

    def show(self, value: Any) -> None:
        """Tick the groups."""
        self.value.data = list(value)

    def read(self) -> list[str]:
        """Read the ticked groups."""
        return values.applicants_of(self.value.data or ())


def form_for(fact: str) -> DecisionForm:
    """The form of a fact, filled with what was sent."""
    if fact in CHOICES:
        form = ChoiceForm()
        form.offer(fact)
        return form
    if fact in COUNTS:
        counted = CountForm()
        counted.most = _MOST[fact]
        return counted
    return _FORMS[fact]()


_FORMS: Mapping[str, type[DecisionForm]] = {
    "deadlines": DeadlinesForm,
    "deadline_relative": DurationForm,
    "programme_valid_until": DayForm,
    "applicants": ApplicantsForm,
    **dict.fromkeys(SHARES, ShareForm),
    **dict.fromkeys(AMOUNTS, AmountForm),
}

HINTS: Mapping[str, str] = {
    "deadlines": "Einmalig mit Jahr: 31.12.2026, jedes Jahr ohne: 31.10. Leere Zeilen zählen nicht",
    "deadline_relative": "Wie lange vor dem eigenen Beginn der Antrag zu stellen ist",
    "programme_valid_until": "Zum Beispiel 31.12.2026",
    "applicants": "Alle, die selbst einen Antrag stellen dürfen",
    "retention_period_years": "In ganzen Jahren",
    "proof_of_use_months": "In ganzen Monaten nach dem Ende des Vorhabens",
    "population_min": "Einwohner, zum Beispiel 20.000",
    "population_max": "Einwohner, zum Beispiel 20.000",
    **dict.fromkeys(SHARES, "In Prozent der förderfähigen Kosten, zum Beispiel 62,5"),
    **dict.fromkeys(AMOUNTS, "In vollen Euro, zum Beispiel 250.000"),
}


def _in_german(fact: str, code: str) -> str:
    return fact_in_german(Fact(name=fact, value=code, evidence=()))
