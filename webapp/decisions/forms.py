"""The form in which a fact is decided: what is right, and why; the value is added per fact."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import AnyOf, Length

from index.fact_values import same_value
from index.facts import DecisionKind

_LONGEST_REASON, _LONGEST_PASSAGE = 1000, 300


def stripped(text: str | None) -> str:
    """Fold white space: a copied sentence may be wrapped."""
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
        filters=[stripped],
    )
    reason = TextAreaField(
        "Begründung",
        [Length(max=_LONGEST_REASON, message="Die Begründung ist länger als 1.000 Zeichen.")],
        filters=[stripped],
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


class StepForm(FlaskForm):
    """A step without a value: undo, keep, or take what the source says now."""

    state = HiddenField()
    reason = TextAreaField(
        "Begründung",
        [Length(max=_LONGEST_REASON, message="Die Begründung ist länger als 1.000 Zeichen.")],
        filters=[stripped],
    )
