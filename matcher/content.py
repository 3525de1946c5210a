"""What of a programme matters to somebody who dismissed it, and what of that has changed."""

import json
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from index.programme import Programme

_FACTS = {
    "Fristen und Geltung": (
        "deadline_model", "deadlines", "deadline_relative", "programme_valid_until", "status",
    ),
    "Förderquote und Eigenanteil": (
        "funding_rate_max", "funding_rate_default", "funding_rate_min", "own_share_min",
        "financing_mode",
    ),
    "Beträge": ("amount_max_eur", "amount_min_eur", "total_cost_min_eur"),
    "Antragsberechtigte": ("applicants", "population_min", "population_max"),
    "vorzeitiger Beginn": ("early_start",),
    "Kumulierung": ("combinable",),
}  # fmt: skip
_CATEGORIES = {
    "Antragsberechtigte": "eligible_applicants",
    "Fördergebiet": "regions",
    "Förderart": "funding_types",
}
_TEXTS = {
    "Text der Voraussetzungen": "legal_requirements",
    "Text der Fristen": "deadline_text",
    "Text des Verfahrens": "procedure",
}


def what_matters(programme: Programme) -> dict[str, str]:
    """A short mark for each thing that would be a reason to look at a programme again."""
    facts = programme.facts
    said: dict[str, list[Any]] = {
        label: [facts.value(name) for name in names] for label, names in _FACTS.items()
    }
    for label, name in _CATEGORIES.items():
        said.setdefault(label, []).append(sorted(getattr(programme, name)))
    for label, name in _TEXTS.items():
        said[label] = [" ".join(programme.passage(name).text.split())]
    said["Status"] = [programme.status_line]
    return {label: _mark(values) for label, values in said.items()}


def changed_since(seen: Mapping[str, str], programme: Programme) -> tuple[str, ...]:
    """Name what is different from what somebody saw; what did not exist then does not count."""
    now = what_matters(programme)
    return tuple(label for label, mark in now.items() if seen.get(label, mark) != mark)


def _mark(values: list[Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode(), digest_size=6).hexdigest()
