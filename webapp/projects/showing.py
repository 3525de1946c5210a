"""What the pages of Vorhaben show, in the words of the user."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from index.programme import Programme, all_programmes
from index.status import Standing
from matcher.project import Project
from webapp.projects.queries import all_projects, count_matches, projects_of
from webapp.projects.rows import Match

_WORTH_TELLING = {
    "applicant_type": "wer den Antrag stellt",
    "description": "eine Beschreibung in ein paar Sätzen",
    "topics": "die Förderbereiche",
    "planned_start": "der geplante Beginn",
    "cost_eur": "die Gesamtkosten",
    "own_funds_eur": "die Eigenmittel",
    "looking_for": "ob Zuschuss oder Darlehen gesucht wird",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedProject:
    """A Vorhaben in the list, with the number of its matches."""

    project: Project
    matches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMatch:
    """A match with the programme as it is today."""

    match: Match
    programme: Programme
    standing: Standing

    @property
    def score(self) -> int:
        """How well it fits, of 100."""
        return round(self.match.judgement.score)

    @property
    def verdict(self) -> str:
        """Whether it may be used, in German."""
        return {"yes": "ja", "no": "nein"}.get(self.match.judgement.eligible, "unklar")


def list_of(db: Database, ags: str | None) -> dict[str, list[ListedProject]]:
    """The Vorhaben of one municipality, or of all, by the municipality's name."""
    projects = all_projects(db) if ags is None else projects_of(db, ags)
    counts = count_matches(db)
    groups: dict[str, list[ListedProject]] = {}
    for project in projects:
        name = project.municipality.name if project.municipality else ""
        listed = ListedProject(project=project, matches=counts.get(project.id, 0))
        groups.setdefault(name, []).append(listed)
    return dict(sorted(groups.items()))


def shown_matches(db: Database, matches: Iterable[Match], today: date) -> list[ShownMatch]:
    """The matches with their programmes, in the same order; hidden programmes are left out."""
    matches = list(matches)
    found = {item.id: item for item in all_programmes(db, [match.programme for match in matches])}
    return [
        ShownMatch(match=match, programme=programme, standing=programme.standing(today))
        for match in matches
        if not (programme := found[match.programme]).hidden_because
    ]


def missing_facts(project: Project) -> list[str]:
    """Name what nobody has told yet and what would make the answers clearer."""
    return [words for name, words in _WORTH_TELLING.items() if not getattr(project, name)]
