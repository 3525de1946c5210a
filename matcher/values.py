"""Reading single values of a profile; each says in German what is wrong, as a ValueError."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from index.signs import storable
from matcher.project import ApplicantKind, Seeking, Stage, Town

_MAX_EUR = 10**12
_MOST_PEOPLE = 10**8
_APPLICANTS = {
    "kommune": ApplicantKind.TOWN,
    "gemeinde": ApplicantKind.TOWN,
    "stadt": ApplicantKind.TOWN,
    "kreis": ApplicantKind.DISTRICT,
    "landkreis": ApplicantKind.DISTRICT,
    "zweckverband": ApplicantKind.ASSOCIATION,
    "kommunales unternehmen": ApplicantKind.COMPANY,
}
_SEEKING = {
    "any": Seeking.ANY,
    "egal": Seeking.ANY,
    "beides": Seeking.ANY,
    "zuschuss": Seeking.GRANT,
    "darlehen": Seeking.LOAN,
    "kredit": Seeking.LOAN,
}
_GERMAN_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_MONEY = re.compile(r"(\d{1,3}(?:\.\d{3}){1,5}|\d{1,18})(?:,\d{1,2})?")
_IN_WORDS = re.compile(
    r"(\d{1,9}(?:,\d{1,3})?)(Mio\.?|Millionen|Million|Tsd\.?|Tausend)", re.IGNORECASE
)


def text_of(value: Any) -> str:
    """Read a text."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"»{value}« ist kein Text.")
    return storable(str(value)).strip()


def topics_of(value: Any) -> tuple[str, ...]:
    """Read topics: a list, or a text with semicolons."""
    # Labels contain commas ("Kultur, Medien & Sport"), so a text is split at semicolons only.
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("Erwartet wird eine Liste von Themen.")
    told = (storable(item).strip() for item in items)
    return tuple(dict.fromkeys(item for item in told if item))


def town_of(value: Any) -> Town:
    """Read a municipality: an AGS, or one with name and inhabitants."""
    if not isinstance(value, Mapping):
        value = {"ags": value}
    ags = str(value.get("ags", "")).strip()
    if not re.fullmatch(r"[0-9]{5}|[0-9]{8}", ags):
        raise ValueError(f"»{ags}« ist kein Gemeindeschlüssel (AGS: 8 Ziffern, ein Kreis 5).")
    population = value.get("population")
    if population is not None and (
        isinstance(population, bool)
        or not isinstance(population, int)
        or not 0 <= population <= _MOST_PEOPLE
    ):
        raise ValueError(f"Die Einwohnerzahl »{population}« ist keine ganze Zahl.")
    return Town(ags=ags, name=text_of(value.get("name") or ""), population=population)


def applicant_of(value: Any) -> ApplicantKind:
    """Read who applies."""
    kind = _APPLICANTS.get(text_of(value).replace("_", " ").casefold())
    if kind is None:
        names = ", ".join(kind.label for kind in ApplicantKind)
        raise ValueError(f"»{value}« ist keine Art von Antragsteller ({names}).")
    return kind


def seeking_of(value: Any) -> Seeking:
    """Read which form of money is sought."""
    seeking = _SEEKING.get(text_of(value).casefold())
    if seeking is None:
        raise ValueError(f"»{value}« ist keine Förderart (Zuschuss, Darlehen oder any).")
    return seeking


def stage_of(value: Any) -> Stage:
    """Read how far a Vorhaben is."""
    by_name = {stage.value.casefold(): stage for stage in Stage}
    stage = by_name.get(text_of(value).casefold())
    if stage is None:
        raise ValueError(f"»{value}« ist kein Stand ({', '.join(Stage)}).")
    return stage


def day_of(value: Any) -> date:
    """Read a day: 2027-03-31, 31.03.2027, or a cell of a workbook."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        if found := _GERMAN_DAY.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"»{text}« ist kein Tag; erwartet wird zum Beispiel 2027-03-31.") from None


def euro_of(value: Any) -> int:
    """Read an amount in whole euros, as people write it."""
    wrong = ValueError(f"»{value}« ist kein Betrag in Euro.")
    if isinstance(value, bool):
        raise wrong
    if isinstance(value, str):
        text = re.sub(r"\s|€|EUR|Euro", "", value)
        value = _written(text)
    if not isinstance(value, int | float) or not 0 <= value <= _MAX_EUR:
        raise wrong
    return round(value)


def _written(text: str) -> int | None:
    """An amount without spaces and currency: 2.400.000, 2.400.000,50 or 2,4Mio."""
    if found := _IN_WORDS.fullmatch(text):
        unit = 1_000_000 if found[2][0] in "mM" else 1_000
        return round(Decimal(found[1].replace(",", ".")) * unit)
    if not _MONEY.fullmatch(text):
        return None
    return int(text.split(",")[0].replace(".", ""))
