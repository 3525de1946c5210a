"""The form of the deadlines: a row for each, with room for more."""

from typing import Any

from wtforms import FieldList, Form, FormField, SelectField, StringField
from wtforms.fields.choices import SelectChoice

from webapp.decisions import values
from webapp.decisions.forms import DecisionForm, stripped

_MOST_ROWS = 20


class _Row(Form):
    kind = SelectField(
        "Wofür",
        choices=[SelectChoice(code, words) for code, words in values.KINDS.items()],
        default="application",
    )
    day = StringField("Tag", filters=[stripped], render_kw=dict(autocomplete="off"))
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
