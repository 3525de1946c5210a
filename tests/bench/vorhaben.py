"""Vorhaben of any number of municipalities for the benches, from titles of what towns really did.

The titles are those of ../shared/volume (projects with municipal beneficiaries, 2007 to 2020); the
description is that of a standard Vorhaben or another title, the topics are its, cost and own funds,
place, inhabitants and start are drawn by lot from a fixed seed. Municipalities are spread over the
Länder as the 11,000 of Germany are.
"""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from index.municipality import Municipality
from index.schema import writing
from index.store import Database
from matcher.profile import read_profile
from matcher.project import Project, Town
from webapp.projects.rows import row_of
from webapp.projects.standard import standards

OF_EACH = 5
_IN_LAND = {
    "01": 1104, "03": 940, "04": 2, "05": 396, "06": 421, "07": 2300, "08": 1101, "09": 2056,
    "10": 52, "12": 413, "13": 724, "14": 418, "15": 218, "16": 605,
}  # fmt: skip
_APPLICANTS = ("Kommune",) * 8 + ("kommunales Unternehmen", "Zweckverband")
_SEEKING = ("Zuschuss",) * 3 + ("any", "Darlehen")
_DAY = "2026-11-22"


def add_vorhaben(db: Database, volume: Path, count: int) -> None:
    """Put so many Vorhaben of new municipalities into a register, five of each, and no others."""
    found = list(_vorhaben(_titles(volume), count))
    towns = {town.ags: town for one in found if (town := one.municipality)}
    with writing(db):
        for table in ("match", "near_miss", "judged", "asked", "project"):
            db.execute(f"delete from {table}")
        _add_rows(db, ((town.ags, town.name, town.population) for town in towns.values()))
        _add_projects(db, found)


def add_towns(db: Database, count: int) -> None:
    """Put so many municipalities without Vorhaben into a register, spread over the Länder."""
    lands = Random(1).choices(list(_IN_LAND), list(_IN_LAND.values()), k=count)
    rows = (
        (f"{land}{900_000 + at:06}", f"Stillheim {at}", round(Random(at).lognormvariate(7.5, 1.3)))
        for at, land in enumerate(lands)
    )
    with writing(db):
        _add_rows(db, rows)


def add_vorhaben_of(db: Database, volume: Path, towns: list[Municipality], count: int) -> None:
    """Give municipalities that are there so many Vorhaben more, by turns."""
    found = []
    for number, one in enumerate(_vorhaben(_titles(volume), count)):
        town = towns[number % len(towns)]
        place = Town(ags=town.ags, name=town.name, population=town.population)
        found.append(replace(one, municipality=place))
    with writing(db):
        _add_projects(db, found)


def _titles(volume: Path) -> list[str]:
    with gzip.open(volume / "municipal_projects_de.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line)["operation"] for line in file]


def _add_rows(db: Database, towns: Iterable[tuple[str, str, int]]) -> None:
    rows = (
        dict(ags=ags, name=name, short_name=name, kind="Gemeinde", population=size, nuts="DE")
        for ags, name, size in towns
    )
    db.table("municipality").insert_all(rows, ignore=True)


def _add_projects(db: Database, found: Iterable[Project]) -> None:
    db.table("project").insert_all(
        row_of(one) | dict(municipality=one.municipality.ags, created_on=_DAY, changed_on=_DAY)
        for one in found
        if one.municipality
    )


def _vorhaben(titles: list[str], count: int) -> Iterator[Project]:
    random = Random(0)
    lands = random.choices(list(_IN_LAND), list(_IN_LAND.values()), k=-(-count // OF_EACH))
    for number in range(count):
        at = number // OF_EACH
        standard = random.choice(list(standards().values()))
        cost = round(random.lognormvariate(13, 1.5))
        other = random.choice(titles)
        yield read_profile(
            dict(
                id=f"v{number}",
                title=random.choice(titles)[:150],
                description=random.choice((standard.description, other, f"{other}. {other}")),
                topics=list(standard.topics),
                municipality=dict(
                    ags=f"{lands[at]}{at:06}",
                    name=f"Bankheim {at}",
                    population=round(Random(at).lognormvariate(7.5, 1.3)),
                ),
                applicant_type=random.choice(_APPLICANTS),
                planned_start=f"{random.choice((2026, 2027, 2028))}-{random.randint(1, 12):02}-01",
                cost_eur=cost,
                own_funds_eur=round(cost * random.choice((0.05, 0.2, 0.4))),
                looking_for=random.choice(_SEEKING),
            )
        )
