"""How many weeks a municipality needs before a deadline."""

from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from matcher.planning import LeadTimes

_MOST_WEEKS = 52
_WEEKS = "Bitte geben Sie ganze Wochen an, 0 bis 52."


def _weeks(label: str) -> IntegerField:
    rules = [InputRequired(_WEEKS), NumberRange(0, _MOST_WEEKS, _WEEKS)]
    return IntegerField(label, rules, render_kw=dict(min=0, max=_MOST_WEEKS))


class LeadTimesForm(FlaskForm):
    """The weeks that are counted back from a deadline."""

    preparation = _weeks("Wochen für die Vorbereitung des Antrags")
    papers = _weeks("Wochen von der fertigen Vorlage bis zur Sitzung")
    afterwards = _weeks("Wochen vom Beschluss bis zum Antrag")

    @property
    def lead(self) -> LeadTimes:
        """What was told; to be asked for after the form was found right."""
        return LeadTimes(
            preparation=self.preparation.data or 0,
            papers=self.papers.data or 0,
            afterwards=self.afterwards.data or 0,
        )
