"""The form in which a Vorhaben is described; what is wrong is told by `matcher.profile`."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm
from wtforms import SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from index.municipality import Municipality
from index.vocabulary import FundingArea
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import ApplicantKind, Project, Seeking, Stage
from webapp.form_fields import one_of_the_choices

_UNKNOWN = SelectChoice("", "– noch offen –")
_FIELDS = (
    "municipality",
    "title",
    "description",
    "topics",
    "applicant_type",
    "planned_start",
    "planned_end",
    "cost_eur",
    "eligible_cost_eur",
    "own_funds_eur",
    "looking_for",
    "stage",
)


class ProjectForm(FlaskForm):
    """A Vorhaben on one page. Only the title is needed; the rest makes the answers clearer."""

    municipality = SelectField("Kommune", [InputRequired("Bitte wählen Sie die Kommune.")])
    title = StringField(
        "Titel",
        [
            InputRequired("Bitte geben Sie dem Vorhaben einen Titel."),
            Length(max=200, message="Der Titel darf höchstens 200 Zeichen haben."),
        ],
    )
    description = TextAreaField(
        "Beschreibung",
        [Length(max=8000, message="Die Beschreibung darf höchstens 8.000 Zeichen haben.")],
    )
    topics = SelectMultipleField(
        "Förderbereiche",
        choices=[SelectChoice(area.value) for area in FundingArea],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[one_of_the_choices],
        validate_choice=False,
    )
    applicant_type = SelectField(
        "Wer stellt den Antrag?",
        choices=[_UNKNOWN, *(SelectChoice(kind.value, kind.label) for kind in ApplicantKind)],
    )
    planned_start = StringField("Geplanter Beginn")
    planned_end = StringField("Geplantes Ende")
    cost_eur = StringField("Gesamtkosten in Euro")
    eligible_cost_eur = StringField("Davon zuwendungsfähige Ausgaben in Euro")
    own_funds_eur = StringField("Eigenmittel in Euro")
    looking_for = SelectField(
        "Was wird gesucht?",
        choices=[_UNKNOWN, *(SelectChoice(seeking.value, seeking.label) for seeking in Seeking)],
    )

    stage = SelectField(
        "Wie weit ist das Vorhaben?",
        choices=[_UNKNOWN, *(SelectChoice(stage.value) for stage in Stage)],
        default="",
    )

    def offer(self, towns: Iterable[Municipality]) -> None:
        """Offer these municipalities as owner."""
        self.municipality.choices = [SelectChoice(town.ags, town.name) for town in towns]

    def offer_topics(self, more: Iterable[str]) -> None:
        """Offer further topics that a Vorhaben has already."""
        labels = dict.fromkeys((*(area.value for area in FundingArea), *more))
        self.topics.choices = [SelectChoice(label) for label in labels]

    def project(self, number: str) -> Project | None:
        """Read the Vorhaben that was sent; what is wrong stands as an error at its field."""
        if not self.is_submitted():
            return None
        acceptable = self.validate()
        described = self._read(number)
        return described if acceptable else None

    def _read(self, number: str) -> Project | None:
        profile: dict[str, Any] = {name: self[name].data for name in _FIELDS}
        try:
            return read_profile(profile | dict(id=number))
        except UnreadableProfile as error:
            for problem in error.problems:
                field = self[problem.field] if problem.field in _FIELDS else self.title
                field.errors = field.errors or [problem.sentence]
            return None


def values_of(project: Project) -> dict[str, Any]:
    """Write a Vorhaben as the form shows it."""
    return dict(
        municipality=project.municipality.ags if project.municipality else None,
        title=project.title,
        description=project.description,
        topics=list(project.topics),
        applicant_type=project.applicant_type or "",
        planned_start=project.planned_start,
        planned_end=project.planned_end,
        cost_eur=project.cost_eur,
        eligible_cost_eur=project.eligible_cost_eur,
        own_funds_eur=project.own_funds_eur,
        looking_for=project.looking_for or "",
        stage=project.stage or "",
    )
