"""Reading a Vorhaben out of a profile, with one German sentence for each thing that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from matcher import values
from matcher.project import Project

T = TypeVar("T")


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
            description=self.field("description", values.text_of) or "",
            topics=self.field("topics", values.topics_of) or (),
            municipality=self.field("municipality", values.town_of),
            applicant_type=self.field("applicant_type", values.applicant_of),
            planned_start=self.field("planned_start", values.day_of),
            planned_end=self.field("planned_end", values.day_of),
            cost_eur=self.field("cost_eur", values.euro_of),
            eligible_cost_eur=self.field("eligible_cost_eur", values.euro_of),
            own_funds_eur=self.field("own_funds_eur", values.euro_of),
            looking_for=self.field("looking_for", values.seeking_of),
            stage=self.field("stage", values.stage_of),
        )
        start, end = project.planned_start, project.planned_end
        if start and end and end < start:
            self.problems.append(Problem("planned_end", "Das Ende liegt vor dem Beginn."))
        whole, eligible = project.cost_eur, project.eligible_cost_eur
        if whole is not None and eligible is not None and eligible > whole:
            sentence = "Die zuwendungsfähigen Ausgaben sind höher als die Gesamtkosten."
            self.problems.append(Problem("eligible_cost_eur", sentence))
        if self.problems:
            raise UnreadableProfile(self.problems)
        return project

    def required(self, name: str, sentence: str) -> str:
        if name not in self.profile:
            self.problems.append(Problem(name, sentence))
        return self.field(name, values.text_of) or ""

    def field(self, name: str, read: Callable[[Any], T]) -> T | None:
        if name not in self.profile:
            return None
        try:
            return read(self.profile[name])
        except ValueError as error:
            self.problems.append(Problem(name, str(error)))
            return None
