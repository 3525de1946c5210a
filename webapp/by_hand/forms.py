"""The form of a programme that is entered by hand."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    URLField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from index.record import Link, SourceRecord
from index.source import MANUAL
from index.text import rich_from_text
from index.vocabulary import ApplicantType, FundingType, Level, Region
from webapp.form_fields import (
    funder_field,
    level_field,
    one_of_the_choices,
    public_address,
    tidy,
)

_LONGEST_TEXT = 20_000


def _several(label: str, words: Iterable[StrEnum]) -> SelectMultipleField:
    return SelectMultipleField(
        label,
        choices=[SelectChoice(word.value) for word in words],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validators=[one_of_the_choices],
        validate_choice=False,
    )


class ProgrammeForm(FlaskForm):
    """What is known about a programme; title, level and region are needed."""

    state = HiddenField()
    title = StringField(
        "Titel",
        [
            DataRequired("Bitte geben Sie dem Programm einen Titel."),
            Length(max=300, message="Der Titel darf höchstens 300 Zeichen haben."),
        ],
        filters=[tidy],
    )
    summary = TextAreaField(
        "Kurzbeschreibung",
        [
            DataRequired("Bitte sagen Sie in ein, zwei Sätzen, was gefördert wird."),
            Length(max=2000, message="Die Kurzbeschreibung darf höchstens 2.000 Zeichen haben."),
        ],
    )
    description = TextAreaField(
        "Beschreibung",
        [Length(max=_LONGEST_TEXT, message="Die Beschreibung ist länger als 20.000 Zeichen.")],
    )
    level = level_field()
    funder = funder_field()
    region = SelectField(
        "Fördergebiet",
        choices=[it.value for it in Region],
        default=Region.HESSE.value,
        validators=[AnyOf(list(Region), "Bitte wählen Sie das Fördergebiet.")],
        validate_choice=False,
        render_kw=dict(required=True),
    )
    applicants = _several("Förderberechtigte", ApplicantType)
    funding_types = _several("Förderart", FundingType)
    address = URLField(
        "Adresse der Seite",
        [Optional(), Length(max=2000, message="Die Adresse ist zu lang."), public_address],
        filters=[tidy],
        render_kw=dict(autocomplete="off"),
    )
    problem = ""
    """What happened while the form lay open."""

    def record(self, key: str) -> SourceRecord:
        """Read what was typed; the texts are plain, whatever they look like."""
        address = self.address.data or ""
        return SourceRecord(
            source=MANUAL,
            key=key,
            # The page may tell several programmes, or get a source of its own one day.
            url=f"urn:uuid:{key}",
            title=self.title.data or "",
            summary=rich_from_text(self.summary.data or ""),
            description=rich_from_text(self.description.data or ""),
            levels=(Level(self.level.data),),
            funders=(self.funder.data,) if self.funder.data else (),
            regions=(Region(self.region.data),),
            eligible_applicants=tuple(ApplicantType(it) for it in self.applicants.data or ()),
            funding_types=tuple(FundingType(it) for it in self.funding_types.data or ()),
            links=(Link(label="Seite des Fördergebers", url=address),) if address else (),
        )


def values_of(record: SourceRecord) -> dict[str, Any]:
    """Write a record as the form shows it."""
    return dict(
        title=record.title,
        summary=record.summary.text,
        description=record.description.text,
        level=record.levels[0].value,
        funder=next(iter(record.funders), ""),
        region=record.regions[0].value,
        applicants=[it.value for it in record.eligible_applicants],
        funding_types=[it.value for it in record.funding_types],
        address=next((link.url for link in record.links), ""),
    )
