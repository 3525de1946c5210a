"""The categories of the Förderdatenbank: codes of the export to words of the field."""

import json
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar

from crawler.foerderdatenbank.document import Document
from index.vocabulary import ApplicantType, FundingArea, FundingType, Level, Region, SubArea

_AREAS: dict[str, dict[str, Any]] = json.loads(
    files("crawler.foerderdatenbank").joinpath("areas.json").read_text(encoding="utf-8")
)

FUNDING_TYPES = {
    "beteiligung": FundingType.EQUITY,
    "buergschaft": FundingType.SURETY,
    "darlehen": FundingType.LOAN,
    "garantie": FundingType.GUARANTEE,
    "sonstige": FundingType.OTHER,
    "zuschuss": FundingType.GRANT,
}
LEVELS = {"bund": Level.FEDERAL, "eu": Level.EU, "land": Level.STATE}
APPLICANTS = {
    "bildungseinrichtung": ApplicantType.EDUCATION,
    "existenzgruenderin": ApplicantType.FOUNDER,
    "forschungseinrichtung": ApplicantType.RESEARCH,
    "hochschule": ApplicantType.UNIVERSITY,
    "kommune": ApplicantType.MUNICIPALITY,
    "oeffentliche_einrichtung": ApplicantType.PUBLIC_BODY,
    "privatperson": ApplicantType.PRIVATE_PERSON,
    "unternehmen": ApplicantType.COMPANY,
    "verband_vereinigung": ApplicantType.ASSOCIATION,
}
REGIONS = {
    "_bundesweit": Region.NATIONWIDE,
    "bundesweit": Region.NATIONWIDE,
    "baden_wuerttemberg": Region.BADEN_WUERTTEMBERG,
    "bayern": Region.BAVARIA,
    "berlin": Region.BERLIN,
    "brandenburg": Region.BRANDENBURG,
    "bremen": Region.BREMEN,
    "de_ni": Region.LOWER_SAXONY,
    "niedersachsen": Region.LOWER_SAXONY,
    "de_st": Region.SAXONY_ANHALT,
    "sachsen_anhalt": Region.SAXONY_ANHALT,
    "hamburg": Region.HAMBURG,
    "hessen": Region.HESSE,
    "mecklenburg_vorpommern": Region.MECKLENBURG_VORPOMMERN,
    "nordrhein_westfalen": Region.NORTH_RHINE_WESTPHALIA,
    "rheinland_pfalz": Region.RHINELAND_PALATINATE,
    "saarland": Region.SAARLAND,
    "sachsen": Region.SAXONY,
    "schlesig_holstein": Region.SCHLESWIG_HOLSTEIN,
    "schleswig_holstein": Region.SCHLESWIG_HOLSTEIN,
    "sonstige": Region.ABROAD,
    "thueringen": Region.THURINGIA,
}
AREAS = {code: FundingArea(area["label"]) for code, area in _AREAS.items()}
SUB_AREAS = {
    area["classifier"]: {
        code: SubArea(AREAS[name], label) for code, label in area["sub_areas"].items()
    }
    for name, area in _AREAS.items()
    if area["classifier"]
}
NOT_OURS = {
    "GRW", "BranchenUnternehmen", "BranchenExistenzgruenderin", "Unternehmensgroesse",
    "Unternehmensalter",
}  # fmt: skip
"""Classifiers that say nothing to a municipality."""

_PROCESSES, _SATISFACTION = "gsb:cl2Processes", "gsb:cl2Satisfaction"
_Word = TypeVar("_Word", bound=StrEnum)
_BY_CLASSIFIER: dict[str, dict[str, Any]] = {
    "Foerderart": FUNDING_TYPES,
    "Foerdergeber": LEVELS,
    "Foerderberechtigte": APPLICANTS,
    "Foerdergebiet": REGIONS,
    "Foerderbereich": AREAS,
}


def words(document: Document, classifier: str) -> tuple[Any, ...]:
    """The categories of one classifier, each once, in the order of the source."""
    known = _BY_CLASSIFIER[classifier]
    codes = _codes(document, _PROCESSES, classifier)
    return tuple(dict.fromkeys(known[code] for code in codes if code in known))


def sub_areas(document: Document) -> tuple[SubArea, ...]:
    """The Unterbereiche; a code means something only together with its classifier."""
    found = (
        known.get(code)
        for classifier, known in SUB_AREAS.items()
        for code in _codes(document, _SATISFACTION, classifier)
    )
    return tuple(dict.fromkeys(area for area in found if area is not None))


def unknown_categories(document: Document) -> Iterator[str]:
    """Name classifiers and codes that this reader does not know."""
    known = {(_PROCESSES, name): codes for name, codes in _BY_CLASSIFIER.items()}
    known |= {(_SATISFACTION, name): codes for name, codes in SUB_AREAS.items()}
    for (name, classifier), targets in document.links.items():
        if name not in (_PROCESSES, _SATISFACTION) or not targets:
            continue
        if (name, classifier) in known:
            codes = {target.rpartition("/")[2] for target in targets}
            yield from (f"{classifier}: {code}" for code in codes - set(known[name, classifier]))
        elif classifier not in NOT_OURS | {"Foerderorganisation"}:
            yield classifier


def _codes(document: Document, name: str, classifier: str) -> Iterator[str]:
    return (target.rpartition("/")[2] for target in document.targets(name, classifier))
