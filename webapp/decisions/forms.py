"""The form in which a fact is decided: what is right, why, and where it stands."""

from collections.abc import Mapping
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, Length
from wtforms.widgets import CheckboxInput, ListWidget

from index.fact_values import AMOUNTS, APPLICANTS, CHOICES, COUNTS, SHARES, same_value
from index.facts import DecisionKind, Fact
from webapp.decisions import values
from webapp.filters import zahl
from webapp.programmes.wording import fact_in_german

_LONGEST_REASON, _LONGEST_PASSAGE = 1000, 300
_MOST_ROWS = 20
_MOST = {
    "population_min": 10**8,
    "population_max": 10**8,
    "retention_period_years": 100,
    "proof_of_use_months": 240,
}


def _stripped(text: str | None) -> str:
    return " ".join((text or "").split())


class DecisionForm(FlaskForm):
    """What all facts have in common; a subclass adds the value and reads it."""

    state = HiddenField()
    kind = RadioField(
        "Was stimmt?",
        choices=[kind.value for kind in DecisionKind],
        validators=[AnyOf(list(DecisionKind), "Bitte wählen Sie, was stimmt.")],
        validate_choice=False,
    )
    passage = TextAreaField(
        "Textstelle",
        [Length(max=_LONGEST_PASSAGE, message="Die Textstelle ist länger als 300 Zeichen.")],
        filters=[_stripped],
    )
    reason = TextAreaField(
        "Begründung",
        [Length(max=_LONGEST_REASON, message="Die Begründung ist länger als 1.000 Zeichen.")],
        filters=[_stripped],
    )
    problem = ""
    """What is wrong with the value, in one sentence."""

    def show(self, value: Any) -> None:
        """Write a value into the field."""
        raise NotImplementedError

    def read(self) -> Any:
        """Read the value that was typed.

        Raises:
            ValueError: in German, when it is none.
        """
        raise NotImplementedError

    def decided(self, read: Any, holds: Any) -> tuple[DecisionKind, Any] | None:
        """Give what was decided; errors stand at their fields.

        `read` is what the sources say, `holds` the value that counts now and was shown.
        """
        good = self.validate()
        kind = DecisionKind(self.kind.data) if self.kind.data in list(DecisionKind) else None
        if kind in (DecisionKind.CORRECT, DecisionKind.REMOVE) and not self.reason.data:
            self.reason.errors = ["Bitte nennen Sie den Grund."]
            good = False
        if kind is None:
            return None
        try:
            value = _DECIDING[kind](self, read, holds)
        except ValueError as error:
            self.problem = str(error)
            return None
        return (kind, value) if good else None

    def confirmed(self, read: Any, holds: Any) -> Any:
        """Confirm what the sources say; nobody may have typed something else."""
        if self.filled():
            typed = self.read()
            if not same_value(typed, read) and not same_value(typed, holds):
                raise ValueError("Hier steht ein anderer Wert; wählen Sie dafür „Berichtigen“.")
        return read

    def corrected(self, read: Any, holds: Any) -> Any:
        """Give the new value."""
        typed = self.read()
        if same_value(typed, read):
            raise ValueError("Das sagt schon die Quelle; wählen Sie dafür „Bestätigen“.")
        if same_value(typed, holds):
            raise ValueError("Dieser Wert gilt schon.")
        return typed

    def removed(self, read: Any, holds: Any) -> None:
        """Take away what there is."""
        if read is None and holds is None:
            raise ValueError("Hier gibt es nichts zu entfernen.")

    def filled(self) -> bool:
        """Whether there is anything in the field of the value."""
        return bool(self["value"].data)


_DECIDING = {
    DecisionKind.CONFIRM: DecisionForm.confirmed,
    DecisionKind.CORRECT: DecisionForm.corrected,
    DecisionKind.REMOVE: DecisionForm.removed,
}


class _TextForm(DecisionForm):
    value = StringField("Wert", render_kw=dict(autocomplete="off"), filters=[_stripped])

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


class _Row(Form):
    kind = SelectField(
        "Wofür",
        choices=[SelectChoice(code, words) for code, words in values.KINDS.items()],
        default="application",
    )
    day = StringField("Tag", filters=[_stripped], render_kw=dict(autocomplete="off"))
    rhythm = SelectField("Wie oft", choices=[values.ONCE, values.EVERY_YEAR], default=values.ONCE)


class DeadlinesForm(DecisionForm):
    """Any number of deadlines; rows without a day do not count."""

    value = FieldList(FormField(_Row), min_entries=3, max_entries=_MOST_ROWS)

    def show(self, value: Any) -> None:
        """Write the deadlines and two empty rows."""
        self.value.entries.clear()
        self.value.last_index = -1
        for item in value:
            self.value.append_entry(values.deadline_row(item))
        self.add_rows(2)

    def add_rows(self, number: int) -> None:
        """Make room for more."""
        for _ in range(min(number, _MOST_ROWS - len(self.value.entries))):
            self.value.append_entry()

    def read(self) -> list[dict[str, Any]]:
        """Read the filled rows."""
        rows = [row for row in self.value.data if row["day"]]
        if not rows:
            raise ValueError("Bitte nennen Sie mindestens einen Tag.")
        found = [values.deadline_of(row["kind"], row["day"], row["rhythm"]) for row in rows]
        return [item for number, item in enumerate(found) if item not in found[:number]]

    def filled(self) -> bool:
        """Whether any day was typed."""
        return any(row["day"] for row in self.value.data)


class StepForm(FlaskForm):
    """A step without a value: undo, keep, or take what the source says now."""

    state = HiddenField()
    reason = TextAreaField(
        "Begründung",
        [Length(max=_LONGEST_REASON, message="Die Begründung ist länger als 1.000 Zeichen.")],
        filters=[_stripped],
    )


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
