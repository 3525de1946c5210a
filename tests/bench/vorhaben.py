"""Vorhaben of any number of municipalities for the benches, from titles of what towns really did.

The titles are those of ../shared/volume (projects with municipal beneficiaries, 2007 to 2020); the
description is that of a standard Vorhaben or another title, the topics are its, cost and own funds,
place, inhabitants and start are drawn by lot from a fixed seed. Municipalities are spread over the
Länder as the 11,000 of Germany are.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from index.schema import writing
from index.store import Database
from matcher.profile import read_profile
from matcher.project import Project
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
    with gzip.open(volume / "municipal_projects_de.jsonl.gz", "rt", encoding="utf-8") as file:
        titles = [json.loads(line)["operation"] for line in file]
    found = list(_vorhaben(titles, count))
    towns = {town.ags: town for one in found if (town := one.municipality)}
    with writing(db):
        for table in ("match", "near_miss", "judged", "asked", "project"):
            db.execute(f"delete from {table}")
        db.table("municipality").insert_all(
            (
                dict(
                    ags=town.ags,
                    name=town.name,
                    short_name=town.name,
                    kind="Gemeinde",
                    population=town.population,
                    nuts="DE",
                )
                for town in towns.values()
            ),
            ignore=True,
        )
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
