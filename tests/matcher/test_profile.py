"""A Vorhaben is read from a profile; missing data is allowed, wrong data is named."""

from datetime import date, datetime
from typing import Any

import pytest
from matcher_builders import RIEDSTADT, project

from index.vocabulary import FundingArea, Region
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import ApplicantKind, Project, Seeking
from matcher.values import euro_of


def test_a_full_profile_is_read() -> None:
    found = project(topics=["Mobilität", "Wohnungsbau & Modernisierung", "Eigenes Thema"])

    assert found.municipality is not None
    assert found.municipality.land is Region.HESSE
    assert found.applicant_type is ApplicantKind.TOWN
    assert found.planned_start == date(2027, 4, 1)
    assert (found.cost_eur, found.own_funds_eur) == (500_000, 100_000)
    assert found.looking_for is Seeking.GRANT
    assert found.areas == (FundingArea.MOBILITY, FundingArea.HOUSING)


def test_a_title_is_enough() -> None:
    assert read_profile(dict(id="1", title="Kita")) == Project(id="1", title="Kita")


def test_a_line_with_a_profile_keeps_the_id_of_the_line() -> None:
    profile = dict(title="Kita", id="innen")
    assert read_profile(dict(id="außen", profile=profile)).id == "außen"
    assert read_profile(dict(profile=profile)).id == "innen"


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("planned_start", "01.09.2027", date(2027, 9, 1)),
        ("planned_start", datetime(2027, 9, 1, 12), date(2027, 9, 1)),  # noqa: DTZ001 - from Excel
        ("cost_eur", "1.650.000 €", 1_650_000),
        ("cost_eur", "1650000,50", 1_650_000),
        ("cost_eur", 99.6, 100),
        ("topics", "Kultur, Medien & Sport; Mobilität", ("Kultur, Medien & Sport", "Mobilität")),
        ("applicant_type", "kommunales_Unternehmen", ApplicantKind.COMPANY),
        ("applicant_type", "Kreis", ApplicantKind.DISTRICT),
        ("looking_for", "Kredit", Seeking.LOAN),
        ("description", "  ", ""),
    ],
)
def test_values_are_read_in_the_spellings_people_use(name: str, value: Any, read: Any) -> None:
    assert getattr(read_profile({"id": "1", "title": "Kita", name: value}), name) == read


@pytest.mark.parametrize(
    ("profile", "sentence"),
    [
        ([], "Erwartet wird ein Vorhaben mit benannten Angaben."),
        (dict(profile="Kita"), "»profile« enthält keine benannten Angaben."),
        (dict(title="Kita"), "id: Die Kennung fehlt."),
        (dict(id="1"), "title: Der Titel fehlt."),
        (dict(id="1", title=["Kita"]), "title: »['Kita']« ist kein Text."),
        (dict(id="1", title="Kita", municipality="Trebur"), "»Trebur« ist kein Gemeindeschlüssel"),
        (
            dict(id="1", title="Kita", municipality=RIEDSTADT | dict(population=-3)),
            "Die Einwohnerzahl »-3« ist keine ganze Zahl.",
        ),
        (dict(id="1", title="Kita", applicant_type="Verein"), "keine Art von Antragsteller"),
        (dict(id="1", title="Kita", looking_for="Geld"), "»Geld« ist keine Förderart"),
        (dict(id="1", title="Kita", planned_start="bald"), "»bald« ist kein Tag"),
        (dict(id="1", title="Kita", planned_start="2027-02-30"), "»2027-02-30« ist kein Tag"),
        (dict(id="1", title="Kita", cost_eur="viel"), "cost_eur: »viel« ist kein Betrag in Euro."),
        (dict(id="1", title="Kita", cost_eur=-1), "»-1« ist kein Betrag"),
        (dict(id="1", title="Kita", cost_eur=True), "»True« ist kein Betrag"),
        (dict(id="1", title="Kita", cost_eur=float("nan")), "»nan« ist kein Betrag"),
        (dict(id="1", title="Kita", topics=7), "Erwartet wird eine Liste von Themen."),
        (
            dict(id="1", title="Kita", planned_start="2027-01-02", planned_end="2027-01-01"),
            "planned_end: Das Ende liegt vor dem Beginn.",
        ),
    ],
)
def test_what_is_wrong_is_named(profile: Any, sentence: str) -> None:
    with pytest.raises(UnreadableProfile) as error:
        read_profile(profile)
    assert sentence in str(error.value)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(UnreadableProfile) as error:
        read_profile(dict(cost_eur="viel", planned_start="bald"))
    names = {problem.field for problem in error.value.problems}
    assert names == {"id", "title", "cost_eur", "planned_start"}


@pytest.mark.parametrize(
    ("typed", "euros"),
    [
        ("2,4 Mio.", 2_400_000),
        ("2,4 Mio. €", 2_400_000),
        ("1 Million Euro", 1_000_000),
        ("12 Millionen", 12_000_000),
        ("850 Tsd. EUR", 850_000),
        ("1.650.000", 1_650_000),
        ("950.000,50 €", 950_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, euros: int) -> None:
    assert euro_of(typed) == euros


@pytest.mark.parametrize("typed", ["2.4 Mio.", "2,4 Mrd.", "Mio.", "2,4Mio,5", "9999999 Mio."])
def test_an_amount_that_may_mean_something_else_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="kein Betrag in Euro"):
        euro_of(typed)
