"""Only what cannot both be true is a contradiction between the sources of a programme."""

from typing import Any

import pytest
from conftest import MONDAY, Save, make_facts, make_record, make_source

from index.contradictions import contradictions
from index.merging import merge
from index.programme import programme
from index.record import Call
from index.source import remember_source
from index.store import Database
from index.vocabulary import Level, Region


def days(*items: str, kind: str = "application") -> list[dict[str, str]]:
    return [dict(kind=kind, date=day) for day in items]


@pytest.fixture
def found(db: Database, save: Save) -> Any:
    """Join what two sources say and name the facts and fields that contradict."""
    remember_source(db, make_source("bank", precedence=2))

    def find(mine: dict[str, Any], theirs: dict[str, Any]) -> list[str]:
        fields = ("regions", "levels", "call", "product_numbers")
        for source, said in (("sample", mine), ("bank", theirs)):
            record = {name: said.pop(name) for name in fields if name in said}
            page = f"https://{source}.example.org/rad"
            save(make_record(source=source, url=page, **record), facts=make_facts(**said))
        merge(db, 1, 2, MONDAY)
        joined = programme(db, 1)
        assert joined is not None
        return [item.name for item in contradictions(joined, MONDAY)]

    return find


CANNOT_BOTH_BE_TRUE = {
    "two days": (
        "deadlines", dict(deadlines=days("2026-09-30")), dict(deadlines=days("2026-10-31")),
    ),
    "each tells a day of its own beside a common one": (
        "deadlines",
        dict(deadlines=days("2026-09-30", "2026-12-31")),
        dict(deadlines=days("2026-09-30", "2027-01-31")),
    ),
    "a day and no day at all": (
        "deadlines", dict(deadlines=days("2026-09-30")), dict(deadline_model="rolling"),
    ),
    "a day ahead and closed": (
        "deadlines", dict(deadline_model="closed"), dict(deadlines=days("2026-09-30")),
    ),
    "a structured day and another in the text": (
        "deadlines",
        dict(call=Call(identifier="A", deadlines=(MONDAY.replace(month=9),))),
        dict(deadlines=days("2026-10-31")),
    ),
    "two rates": ("funding_rate_max", dict(funding_rate_max=80), dict(funding_rate_max=90)),
    "two caps": ("amount_max_eur", dict(amount_max_eur=50_000), dict(amount_max_eur=60_000)),
    "two ends": (
        "programme_valid_until",
        dict(programme_valid_until="2026-12-31"),
        dict(programme_valid_until="2027-12-31"),
    ),
    "early start": (
        "early_start",
        dict(early_start="allowed"),
        dict(early_start="forbidden_before_approval"),
    ),
    "combinable": ("combinable", dict(combinable="yes"), dict(combinable="no")),
    "open and closed": ("status", dict(status="open"), dict(status="closed")),
    "two places": ("regions", dict(regions=(Region.HESSE,)), dict(regions=(Region.BAVARIA,))),
    "two levels": ("levels", dict(levels=(Level.STATE,)), dict(levels=(Level.FEDERAL,))),
}  # fmt: skip

CAN_BOTH_BE_TRUE = {
    "only one states it": (dict(funding_rate_max=80), dict()),
    "one tells more days": (
        dict(deadlines=days("2026-09-30")),
        dict(deadlines=days("2026-09-30", "2027-03-31")),
    ),
    "an annual day and its date": (
        dict(deadlines=days("--09-30")), dict(deadlines=days("2026-09-30")),
    ),
    "a day of an older call": (
        dict(deadlines=days("2024-09-30")), dict(deadlines=days("2026-10-31")),
    ),
    "sketch and application": (
        dict(deadlines=days("2026-09-30", kind="sketch")), dict(deadlines=days("2026-10-31")),
    ),
    "the end and the day after it": (
        dict(programme_valid_until="2026-12-31"), dict(programme_valid_until="2027-01-01"),
    ),
    "a rounded rate": (dict(funding_rate_max=66.67), dict(funding_rate_max=66.665)),
    "conditions": (dict(combinable="conditional"), dict(combinable="no")),
    "nobody knows": (dict(early_start="unknown"), dict(early_start="allowed")),
    "other applicants beside": (dict(applicants=["Kommune"]), dict(applicants=["Verein/Verband"])),
    "other words": (
        dict(financing_mode="Anteilfinanzierung"), dict(financing_mode="Festbetragsfinanzierung"),
    ),
    "a wider place": (
        dict(regions=(Region.HESSE,)), dict(regions=(Region.HESSE, Region.BAVARIA)),
    ),
    "closed in both": (dict(deadline_model="closed"), dict(deadlines=days("2024-09-30"))),
}  # fmt: skip


@pytest.mark.parametrize("case", CANNOT_BOTH_BE_TRUE)
def test_this_cannot_both_be_true(case: str, found: Any) -> None:
    name, mine, theirs = CANNOT_BOTH_BE_TRUE[case]
    assert found(dict(mine), dict(theirs)) == [name]


@pytest.mark.parametrize("case", CAN_BOTH_BE_TRUE)
def test_this_is_no_contradiction(case: str, found: Any) -> None:
    mine, theirs = CAN_BOTH_BE_TRUE[case]
    assert found(dict(mine), dict(theirs)) == []
