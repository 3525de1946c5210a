"""How we say the fields and facts of a programme in German."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from index.facts import Deadline, Fact
from index.status import german_date
from webapp.filters import euro, zahl

FIELD_LABELS: Mapping[str, str] = {
    "title": "Titel",
    "language": "Sprache",
    "summary": "Kurzbeschreibung",
    "description": "Beschreibung",
    "legal_requirements": "Rechtliche Voraussetzungen",
    "deadline_text": "Fristen",
    "procedure": "Verfahrensablauf",
    "processing_time": "Bearbeitungsdauer",
    "documents": "Erforderliche Unterlagen",
    "application_language": "Antragssprache",
    "citation": "Fundstelle",
    "guideline": "Richtlinie im Wortlaut",
    "status_line": "Statuszeile",
    "keywords": "Stichwörter",
    "levels": "Ebene",
    "funding_types": "Förderart",
    "funding_areas": "Förderbereich",
    "sub_areas": "Unterbereich",
    "regions": "Fördergebiet",
    "eligible_applicants": "Förderberechtigte",
    "funders": "Fördergeber",
    "contacts": "Ansprechpunkt",
    "links": "Links",
    "news": "Meldungen",
    "call": "Förderaufruf",
    "product_numbers": "Produktnummern",
}
"""The fields of a record as headings."""

FACT_LABELS: Mapping[str, str] = {
    "deadline_model": "Antragsverfahren",
    "deadlines": "Antragsfristen",
    "deadline_relative": "Vorlauf",
    "programme_valid_until": "Richtlinie gültig bis",
    "funding_rate_max": "Förderquote",
    "funding_rate_default": "Regelsatz",
    "funding_rate_min": "Niedrigste Förderquote",
    "own_share_min": "Eigenanteil",
    "amount_max_eur": "Höchstbetrag",
    "amount_min_eur": "Bagatellgrenze",
    "total_cost_min_eur": "Mindestkosten",
    "financing_mode": "Finanzierungsart",
    "applicants": "Antragsberechtigt",
    "population_min": "Einwohnerzahl mindestens",
    "population_max": "Einwohnerzahl höchstens",
    "early_start": "Vorzeitiger Beginn",
    "combinable": "Kumulierung",
    "retention_period_years": "Zweckbindung",
    "proof_of_use_months": "Verwendungsnachweis",
    "status": "Aussage zum Status",
}
"""The facts as headings, in the order of `FACT_NAMES`."""

PRESENCE_LABELS: Mapping[str, str] = {
    "present": "aktuell gelistet",
    "missing": "beim letzten Lauf nicht gefunden",
    "gone": "nicht mehr gelistet",
}

CHANGE_LABELS: Mapping[str, str] = {
    "new": "neu",
    "changed": "geändert",
    "missing": "fehlt",
    "gone": "entfallen",
    "returned": "wieder da",
}

_WORDS: Mapping[str, Mapping[str, str]] = {
    "deadline_model": {
        "single-stage": "einstufig, ein Termin",
        "two-stage": "zweistufig: erst Skizze, dann Antrag",
        "multiple-cut-off": "mehrere Stichtage",
        "rolling": "laufend, ohne Frist",
        "closed": "beendet",
        "unknown": "keine Angabe",
    },
    "early_start": {
        "allowed": "erlaubt",
        "forbidden_before_approval": "erst nach der Bewilligung",
        "unknown": "keine Angabe",
    },
    "combinable": {
        "yes": "mit anderen Mitteln möglich",
        "no": "ausgeschlossen",
        "conditional": "unter Bedingungen",
        "unknown": "keine Angabe",
    },
    "status": {"open": "offen", "paused": "derzeit ausgesetzt", "closed": "beendet"},
}
_UNITS = {
    "Y": ("Jahr", "Jahre"),
    "M": ("Monat", "Monate"),
    "W": ("Woche", "Wochen"),
    "D": ("Tag", "Tage"),
}
_DURATION = re.compile(r"P(\d+)([YMWD])")
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
    "Oktober", "November", "Dezember",
)  # fmt: skip


def field_label(name: str) -> str:
    """The German heading of a record's field."""
    return FIELD_LABELS.get(name, name)


def fact_in_german(fact: Fact) -> str:
    """Write the value of a fact as people say it."""
    return _SAYING.get(fact.name, str)(fact.value)


def deadline_in_german(deadline: Deadline) -> str:
    """Write a deadline: "Skizze bis 31.03.2027", "Antrag bis 1. März jedes Jahres"."""
    what = "Skizze" if deadline.kind == "sketch" else "Antrag"
    if deadline.annual or deadline.once:
        month, day = int(deadline.day[2:4]), int(deadline.day[5:7])
        year = "jedes Jahres" if deadline.annual else "(Jahr nicht genannt)"
        return f"{what} bis {day}. {_MONTHS[month - 1]} {year}"
    return f"{what} bis {german_date(date.fromisoformat(deadline.day))}"


def procedure_in_german(deadline_model: str) -> str:
    """Write how applications are taken, from the code of a call or a fact."""
    return _WORDS["deadline_model"].get(deadline_model, deadline_model)


def percent(value: float) -> str:
    """Write a share: 62,5 %."""
    return f"{zahl(value)} %"


def _up_to(value: float) -> str:
    return f"bis zu {percent(value)}"


def _deadlines(value: list[dict[str, Any]]) -> str:
    return "; ".join(deadline_in_german(Deadline.from_value(item)) for item in value)


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value)
    if match is None:
        return value
    number = int(match[1])
    return f"{number} {_UNITS[match[2]][number != 1]}"


def _listed(value: list[str]) -> str:
    return ", ".join(item.replace("_", " ") for item in value)


def _counted(one: str, many: str) -> Callable[[float], str]:
    return lambda value: f"{zahl(value)} {one if value == 1 else many}"


def _word(name: str) -> Callable[[str], str]:
    return lambda value: _WORDS[name].get(value, value)


_SAYING: Mapping[str, Callable[[Any], str]] = {
    "deadline_model": _word("deadline_model"),
    "deadlines": _deadlines,
    "deadline_relative": lambda value: f"{_duration(value)} vorher",
    "programme_valid_until": lambda value: german_date(date.fromisoformat(value)),
    "funding_rate_max": _up_to,
    "funding_rate_default": lambda value: f"in der Regel {percent(value)}",
    "funding_rate_min": percent,
    "own_share_min": lambda value: f"mindestens {percent(value)}",
    "amount_max_eur": lambda value: f"höchstens {euro(value)}",
    "amount_min_eur": lambda value: f"mindestens {euro(value)} Förderung",
    "total_cost_min_eur": lambda value: f"mindestens {euro(value)} Gesamtkosten",
    "applicants": _listed,
    "population_min": _counted("Einwohner", "Einwohner"),
    "population_max": _counted("Einwohner", "Einwohner"),
    "early_start": _word("early_start"),
    "combinable": _word("combinable"),
    "retention_period_years": _counted("Jahr", "Jahre"),
    "proof_of_use_months": _counted("Monat", "Monate"),
    "status": _word("status"),
}
