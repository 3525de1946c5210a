"""Values of facts as people write them in German; what is wrong is told in one sentence."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from index.fact_values import APPLICANTS
from index.status import german_date
from matcher.values import euro_of
from webapp.filters import zahl

UNITS = {"D": "Tage", "W": "Wochen", "M": "Monate", "Y": "Jahre"}
KINDS = {"application": "Antrag", "sketch": "Skizze"}
ONCE, EVERY_YEAR = "einmalig", "jedes Jahr"

_SHARE = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*(?:%|Prozent|v\.\s?H\.)?")
_COUNT = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,9})")
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LEAP_YEAR = 2024
_FIRST_YEAR, _LAST_YEAR = 1990, 2099


def share_of(text: str) -> float:
    """Read a share in per cent: 62,5 or 62,5 %."""
    found = _SHARE.fullmatch(text.strip())
    value = float(f"{found[1]}.{found[2] or 0}") if found else 0.0
    if not 0 < value <= 100:
        raise ValueError(
            f"„{text}“ ist kein Anteil; erwartet wird eine Zahl über 0 bis 100, zum Beispiel 62,5."
        )
    return int(value) if value == int(value) else value


def amount_of(text: str) -> int:
    """Read an amount in whole euros: 250.000 or 250000 €."""
    expected = "erwartet werden volle Euro, zum Beispiel 250.000."
    try:
        value = euro_of(text)
    except ValueError:
        raise ValueError(f"„{text}“ ist kein Betrag; {expected}") from None
    if value <= 0:
        raise ValueError(f"Der Betrag muss größer als 0 sein; {expected}")
    return value


def count_of(text: str, most: int) -> int:
    """Read a whole number: 20.000."""
    found = _COUNT.fullmatch(text.strip())
    value = int(found[1].replace(".", "")) if found else 0
    if not 0 < value <= most:
        raise ValueError(
            f"„{text}“ geht nicht; erwartet wird eine ganze Zahl von 1 bis {zahl(most)}."
        )
    return value


def day_of(text: str) -> date:
    """Read a day with its year: 31.12.2026."""
    found, iso = _DAY.fullmatch(text.strip()), _ISO_DAY.fullmatch(text.strip())
    parts = iso.groups() if iso else found.groups()[::-1] if found and found[3] else None
    try:
        if parts and _FIRST_YEAR <= int(parts[0]) <= _LAST_YEAR:
            return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        pass
    raise ValueError(f"„{text}“ ist kein Tag; erwartet wird zum Beispiel 31.12.2026.")


def deadline_of(kind: str, text: str, rhythm: str) -> dict[str, Any]:
    """Read a deadline: a day with its year, or one like 31.10. that returns every year."""
    found = _DAY.fullmatch(text.strip())
    if rhythm == EVERY_YEAR:
        if not found or found[3]:
            raise ValueError(
                f"„{text}“: Was jedes Jahr wiederkehrt, steht ohne Jahr, zum Beispiel 31.10."
            )
        return dict(kind=kind, date=_without_year(text, found))
    if found and not found[3]:
        return dict(kind=kind, date=_without_year(text, found), once=True)
    return dict(kind=kind, date=day_of(text).isoformat())


def _without_year(text: str, found: re.Match[str]) -> str:
    try:
        return f"-{date(_LEAP_YEAR, int(found[2]), int(found[1])).isoformat()[4:]}"
    except ValueError:
        raise ValueError(f"„{text}“ ist kein Tag; erwartet wird zum Beispiel 31.10.") from None


def duration_of(text: str, unit: str) -> str:
    """Read a duration as ISO 8601 writes it."""
    return f"P{count_of(text, 999)}{unit}"


def applicants_of(names: Iterable[str]) -> list[str]:
    """Read applicants, in the order of the vocabulary."""
    chosen = set(names)
    found = [name for name in APPLICANTS if name in chosen]
    if not found:
        raise ValueError("Bitte wählen Sie mindestens eine Gruppe.")
    return found


def spelled_day(value: str) -> str:
    """Write a day for a field: 31.12.2026, or 31.10. where it has no year."""
    if value.startswith("--"):
        return f"{value[5:7]}.{value[2:4]}."
    return german_date(date.fromisoformat(value))


def deadline_row(item: Mapping[str, Any]) -> dict[str, str]:
    """Write a deadline for its three fields."""
    every = item["date"].startswith("--") and not item.get("once")
    return dict(
        kind=item["kind"], day=spelled_day(item["date"]), rhythm=EVERY_YEAR if every else ONCE
    )
