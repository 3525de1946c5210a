"""Which values a fact can take, and when two of them say the same."""

from collections.abc import Mapping
from typing import Any

from index.vocabulary import ApplicantType

CHOICES: Mapping[str, tuple[str, ...]] = {
    "deadline_model": ("single-stage", "two-stage", "multiple-cut-off", "rolling", "closed"),
    "financing_mode": (
        "Anteilfinanzierung",
        "Festbetragsfinanzierung",
        "Fehlbedarfsfinanzierung",
        "Vollfinanzierung",
    ),
    "early_start": ("allowed", "forbidden_before_approval"),
    "combinable": ("yes", "no", "conditional"),
    "status": ("open", "paused", "closed"),
}
"""The facts that are one word out of a list."""

APPLICANTS = (
    "Kommune",
    "Landkreis",
    "Zweckverband",
    "kommunales_Unternehmen",
    "Verein/Verband",
    "freier_Träger",
    "Unternehmen",
    "Forschung",
    "Privatperson",
    "andere",
)
"""Who the fact `applicants` can name."""

CATEGORY_OF: Mapping[str, ApplicantType] = {
    "Kommune": ApplicantType.MUNICIPALITY,
    "Landkreis": ApplicantType.MUNICIPALITY,
    "Zweckverband": ApplicantType.PUBLIC_BODY,
    "kommunales_Unternehmen": ApplicantType.COMPANY,
    "Verein/Verband": ApplicantType.ASSOCIATION,
    "Unternehmen": ApplicantType.COMPANY,
    "Forschung": ApplicantType.RESEARCH,
    "Privatperson": ApplicantType.PRIVATE_PERSON,
}
"""Applicants in the terms of the categories, as far as these have one."""

SHARES = ("funding_rate_max", "funding_rate_default", "funding_rate_min", "own_share_min")
AMOUNTS = ("amount_max_eur", "amount_min_eur", "total_cost_min_eur")
COUNTS = ("population_min", "population_max", "retention_period_years", "proof_of_use_months")

_NOTICEABLE = 0.05


def same_value(one: Any, other: Any) -> bool:
    """Tell whether two values of a fact say the same; order in a list says nothing."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) < _NOTICEABLE
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(_spelled, one)) == sorted(map(_spelled, other))
    return bool(one == other)


def _spelled(item: Any) -> str:
    if isinstance(item, Mapping):
        once = "once" if item.get("once") else ""
        return f"{item.get('kind')} {item.get('date')} {once}"
    return str(item)
