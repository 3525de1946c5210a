"""Invented programmes and Vorhaben in great number, the same for the same seed."""

from random import Random
from typing import Any

from conftest import make_facts
from matcher_builders import make_programme

from index.programme import Programme
from index.record import Call
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region
from matcher.profile import read_profile
from matcher.project import Project

_THINGS = (
    "Radwege", "Kitas", "Feuerwehrhäuser", "Schwimmbäder", "Kläranlagen", "Büchereien", "Wald",
    "Klimaschutz", "Digitalisierung der Verwaltung", "kommunale und soziale Infrastruktur",
    "interkommunale Zusammenarbeit", "Ladesäulen", "Schulhöfe", "Dorfentwicklung", "Busse",
)  # fmt: skip
_DOINGS = ("Bau", "Sanierung", "Konzept", "Förderung", "Modernisierung", "Planung", "Ausbau")
_TOWNS = (
    dict(ags="06433011", name="Riedstadt", population=23146),
    dict(ags="06433012", name="Rüsselsheim", population=66000),
    dict(ags="06531005", name="Gießen", population=90000),
    dict(ags="09162000", name="München", population=1_500_000),
    dict(ags="06433", name="Kreis Groß-Gerau", population=None),
)
_APPLICANTS = ("Kommune", "Landkreis", "Zweckverband", "kommunales Unternehmen")


def some_programmes(random: Random, count: int) -> list[Programme]:
    return [_programme(random, number) for number in range(1, count + 1)]


def _programme(random: Random, number: int) -> Programme:
    thing, other = random.sample(_THINGS, 2)
    eu = random.random() < 0.2
    more: dict[str, Any] = dict(
        key=str(number),
        url=f"https://www.example.org/{random.choice(('', '2024-03-01/'))}{number}",
        title=random.choice((f"{random.choice(_DOINGS)}: {thing}", thing, f"Aufruf 2025 {thing}")),
        summary=f"Gefördert wird {random.choice(_DOINGS)}: {thing}. Wir geben einen Zuschuss.",
        description=f"Auch {other}. " * random.randrange(4) + "Kurse. " * random.randrange(50),
        levels=(Level.EU,) if eu else (random.choice((Level.STATE, Level.FEDERAL)),),
        regions=random.choice(((Region.HESSE,), (Region.BAVARIA,), (Region.NATIONWIDE,), ())),
        funding_types=random.choice(((FundingType.GRANT,), (FundingType.LOAN,), ())),
        funding_areas=random.choice(((FundingArea.RESEARCH_OPEN,), ())),
        eligible_applicants=random.choice(
            ((ApplicantType.MUNICIPALITY,), (ApplicantType.COMPANY,), (ApplicantType.RESEARCH,), ())
        ),
        call=Call(identifier="LIFE-2027-X") if eu and random.random() < 0.8 else None,
    )
    return make_programme(make_facts(**_facts(random)), number, **more)


def _facts(random: Random) -> dict[str, Any]:
    stated = dict(
        total_cost_min_eur=random.choice((50_000, 400_000)),
        amount_min_eur=random.choice((10_000, 100_000)),
        funding_rate_max=random.choice((40, 90)),
        own_share_min=random.choice((10, 50)),
        population_min=20_000,
        population_max=60_000,
        early_start="forbidden_before_approval",
        deadline_relative=random.choice(("P3M", "P6W")),
        programme_valid_until=random.choice(("2026-01-31", "2027-06-30")),
        applicants=random.choice((["Kommune"], ["Landkreis"], ["Unternehmen"])),
    )
    return {name: value for name, value in stated.items() if random.random() < 0.2}


def some_projects(random: Random, count: int) -> list[Project]:
    return [_project(random, number) for number in range(count)]


def _project(random: Random, number: int) -> Project:
    thing, other = random.sample(_THINGS, 2)
    profile = dict(
        id=f"vorhaben-{number}",
        title=f"{random.choice(_DOINGS)}: {thing}",
        description=random.choice(("", f"Es geht um {other} in der Stadt, nicht um Bauarbeiten.")),
        topics=[random.choice(tuple(FundingArea))],
        municipality=random.choice((*_TOWNS, None)),
        applicant_type=random.choice((*_APPLICANTS, None)),
        planned_start=random.choice(("2026-05-01", "2027-04-01", "2028-01-01", None)),
        cost_eur=random.choice((30_000, 150_000, 2_000_000, None)),
        own_funds_eur=random.choice((0, 100_000, None)),
        looking_for=random.choice(("Zuschuss", "Darlehen", "any", None)),
    )
    return read_profile({name: value for name, value in profile.items() if value is not None})
