"""Reading a Vorhaben out of a profile, with one German sentence for each thing that is wrong."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from matcher.project import ApplicantKind, Project, Seeking, Town

T = TypeVar("T")

_MAX_EUR = 10**12
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
_MONEY = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: the field of the profile (or none) and a sentence for the user."""

    field: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.field}: {self.sentence}" if self.field else self.sentence


class UnreadableProfile(Exception):
    """A profile that is no Vorhaben."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(map(str, problems)))
        self.problems = problems


def read_profile(data: Any) -> Project:
    """Read a bare profile or a line `{id, profile}`. Missing data is allowed, wrong data is not.

    Raises:
        UnreadableProfile: names everything that is wrong.
    """
    if not isinstance(data, Mapping):
        raise _unreadable("Erwartet wird ein Vorhaben mit benannten Angaben.")
    profile = data
    if "profile" in data:
        if not isinstance(data["profile"], Mapping):
            raise _unreadable("»profile« enthält keine benannten Angaben.")
        profile = dict(data["profile"]) | _filled({"id": data.get("id")})
    return _Reader(profile).project()


def _unreadable(sentence: str) -> UnreadableProfile:
    return UnreadableProfile([Problem("", sentence)])


def _filled(profile: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in profile.items() if not _empty(value)}


def _empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


class _Reader:
    """Reads one profile and collects what is wrong with it."""

    def __init__(self, profile: Mapping[str, Any]) -> None:
        self.profile = _filled(profile)
        self.problems: list[Problem] = []

    def project(self) -> Project:
        project = Project(
            id=self.required("id", "Die Kennung fehlt."),
            title=self.required("title", "Der Titel fehlt."),
            description=self.field("description", _text) or "",
            topics=self.field("topics", _topics) or (),
            municipality=self.field("municipality", _town),
            applicant_type=self.field("applicant_type", _applicant),
            planned_start=self.field("planned_start", _day),
            planned_end=self.field("planned_end", _day),
            cost_eur=self.field("cost_eur", _euro),
            own_funds_eur=self.field("own_funds_eur", _euro),
            looking_for=self.field("looking_for", _seeking),
        )
        start, end = project.planned_start, project.planned_end
        if start and end and end < start:
            self.problems.append(Problem("planned_end", "Das Ende liegt vor dem Beginn."))
        if self.problems:
            raise UnreadableProfile(self.problems)
        return project

    def required(self, name: str, sentence: str) -> str:
        if name not in self.profile:
            self.problems.append(Problem(name, sentence))
        return self.field(name, _text) or ""

    def field(self, name: str, read: Callable[[Any], T]) -> T | None:
        if name not in self.profile:
            return None
        try:
            return read(self.profile[name])
        except ValueError as error:
            self.problems.append(Problem(name, str(error)))
            return None


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"»{value}« ist kein Text.")
    return str(value).strip()


def _topics(value: Any) -> tuple[str, ...]:
    # Labels contain commas ("Kultur, Medien & Sport"), so a text is split at semicolons only.
    items = value.split(";") if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        raise ValueError("Erwartet wird eine Liste von Themen.")
    return tuple(dict.fromkeys(item.strip() for item in items if item.strip()))


def _town(value: Any) -> Town:
    if not isinstance(value, Mapping):
        value = {"ags": value}
    ags = str(value.get("ags", "")).strip()
    if not re.fullmatch(r"\d{5}|\d{8}", ags):
        raise ValueError(f"»{ags}« ist kein Gemeindeschlüssel (AGS: 8 Ziffern, ein Kreis 5).")
    population = value.get("population")
    if population is not None and (
        isinstance(population, bool) or not isinstance(population, int) or population < 0
    ):
        raise ValueError(f"Die Einwohnerzahl »{population}« ist keine ganze Zahl.")
    return Town(ags=ags, name=_text(value.get("name") or ""), population=population)


def _applicant(value: Any) -> ApplicantKind:
    kind = _APPLICANTS.get(_text(value).replace("_", " ").casefold())
    if kind is None:
        names = ", ".join(kind.label for kind in ApplicantKind)
        raise ValueError(f"»{value}« ist keine Art von Antragsteller ({names}).")
    return kind


def _seeking(value: Any) -> Seeking:
    seeking = _SEEKING.get(_text(value).casefold())
    if seeking is None:
        raise ValueError(f"»{value}« ist keine Förderart (Zuschuss, Darlehen oder any).")
    return seeking


def _day(value: Any) -> date:
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


def _euro(value: Any) -> int:
    wrong = ValueError(f"»{value}« ist kein Betrag in Euro.")
    if isinstance(value, bool):
        raise wrong
    if isinstance(value, str):
        text = re.sub(r"\s|€|EUR|Euro", "", value)
        if not _MONEY.fullmatch(text):
            raise wrong
        value = int(text.split(",")[0].replace(".", ""))
    if not isinstance(value, int | float) or not math.isfinite(value):
        raise wrong
    if not 0 <= value <= _MAX_EUR:
        raise wrong
    return round(value)
