"""Programmes that bring municipalities together: one programme, Vorhaben of several of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from index.programme import Programme
from matcher.best import fitting
from matcher.project import Project
from matcher.rank import GOOD_FOR_ALL
from matcher.shelf import Shelf

_COOPERATION = re.compile(
    r"interkommunal\w*|kommunale\w* (?:Zusammenarbeit|Kooperation)|gemeindeübergreifend\w*"
    r"|mehrere\w* (?:Kommunen|Gemeinden|Städte|Gebietskörperschaften|Partner\w*)"
    r"|Zusammenschl(?:uss|üsse)\w*|Verbundprojekt\w*|Verbundvorhaben"
    r"|(?:gemeinsam|zusammen) mit (?:anderen|weiteren|benachbarten) \w+"
    r"|Nachbarkommunen|Nachbargemeinden|Partnerschaften zwischen|Netzwerke? (?:von|zwischen)"
    r"|Kooperations(?:projekt|partner|verb)\w*|Konsortium|consortium",
    re.IGNORECASE,
)
_LONGEST_QUOTE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """One programme and the Vorhaben of several municipalities that it fits."""

    programme: Programme
    projects: tuple[Project, ...]
    cooperation: str | None

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The AGS of those whose Vorhaben these are."""
        return _owners(self.projects)


def together(
    shelf: Shelf,
    projects: Iterable[Project],
    today: date,
    dismissed: Mapping[str, frozenset[int]] = MappingProxyType({}),
) -> Iterator[Together]:
    """Find the programmes that fit Vorhaben of two or more municipalities, the widest first.

    `dismissed` names the programmes that a Vorhaben, by its id, wants nothing to do with.
    """
    by_programme: dict[int, tuple[Programme, list[Project]]] = {}
    for project in projects:
        for programme in fitting(shelf, project, today, GOOD_FOR_ALL):
            if programme.id not in dismissed.get(project.id, ()):
                by_programme.setdefault(programme.id, (programme, []))[1].append(project)
    groups = [
        Together(
            programme=programme,
            projects=tuple(found),
            cooperation=cooperation_quote(programme),
        )
        for programme, found in by_programme.values()
        if len(_owners(found)) > 1
    ]
    yield from sorted(groups, key=lambda group: (-len(group.municipalities), group.programme.id))


def cooperation_quote(programme: Programme) -> str | None:
    """Quote the sentence in which the text allows or foresees applying together."""
    for _, passage in programme.passages():
        for line in passage.text.splitlines():
            if found := _COOPERATION.search(line):
                return _sentence_around(line, found.start(), found.end())
    return None


def _sentence_around(line: str, start: int, end: int) -> str:
    before = line.rfind(". ", 0, start)
    after = line.find(". ", end)
    sentence = line[before + 2 if before >= 0 else 0 : after + 1 if after >= 0 else len(line)]
    return sentence.removeprefix("• ").strip()[:_LONGEST_QUOTE]


def _owners(projects: Iterable[Project]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.municipality.ags for p in projects if p.municipality))
