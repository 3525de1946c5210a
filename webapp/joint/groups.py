"""Open groups: programmes that fit Vorhaben of several municipalities, from the stored matches."""

from collections import defaultdict
from dataclasses import dataclass

from index.facts import Facts
from index.programme import Programme, all_programmes
from index.store import Database
from matcher.candidate import Candidate
from matcher.joint import cooperation_quote
from matcher.pooling import reached_together, too_small_for
from matcher.project import Project
from matcher.rank import GOOD_ENOUGH, GOOD_FOR_ALL
from webapp.projects.queries import all_projects


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One programme and the Vorhaben it fits, or would fit if they were put together."""

    programme: Programme
    fitting: tuple[Project, ...]
    near: tuple[Project, ...]
    cooperation: str | None
    together: tuple[str, ...]

    @property
    def projects(self) -> tuple[Project, ...]:
        """All of them."""
        return (*self.fitting, *self.near)

    @property
    def towns(self) -> dict[str, str]:
        """The municipalities by AGS."""
        return towns_of(self.projects)

    @property
    def volume(self) -> int:
        """What the Vorhaben cost together, as far as it is known."""
        return sum(one.cost_eur or 0 for one in self.projects)

    @property
    def without_cost(self) -> int:
        """How many Vorhaben tell no cost."""
        return sum(one.cost_eur is None for one in self.projects)


_FITTING = "select project, programme from match where eligible <> 'no' and score >= ?"
_NEAR = "select project, programme from near_miss where score >= ?"


def open_groups(db: Database) -> list[Group]:
    """All groups of two or more municipalities, those whose text speaks of cooperation first."""
    projects = {project.id: project for project in all_projects(db)}
    fitting = _by_programme(db, _FITTING, GOOD_FOR_ALL, projects)
    near = _by_programme(db, _NEAR, GOOD_ENOUGH, projects)
    wide = [
        number
        for number in fitting.keys() | near.keys()
        if len(towns_of([*fitting[number], *near[number]])) > 1
    ]
    groups = (
        _group(programme, fitting[programme.id], near[programme.id])
        for programme in all_programmes(db, wide)
        if not programme.hidden_because
    )
    found = [group for group in groups if len(group.towns) > 1]
    return sorted(found, key=_order)


def towns_of(projects: list[Project] | tuple[Project, ...]) -> dict[str, str]:
    """The municipalities of Vorhaben, by AGS, in their order."""
    return {t.ags: t.name for one in projects if (t := one.municipality)}


def _group(programme: Programme, fitting: list[Project], near: list[Project]) -> Group:
    """Put a group together; the floor of an EU call is meant for its whole consortium."""
    facts = Facts() if Candidate(programme).is_eu_call else programme.facts
    small = [one for one in near if too_small_for(facts, one)]
    together = reached_together(facts, [*fitting, *small])
    # Where their size together is not enough either, a near miss stays one.
    return Group(
        programme=programme,
        fitting=tuple(fitting),
        near=tuple(small if together else ()),
        cooperation=cooperation_quote(programme),
        together=together,
    )


def _order(group: Group) -> tuple[bool, int, int, int]:
    return (not group.cooperation, -len(group.towns), -group.volume, group.programme.id)


def _by_programme(
    db: Database, sql: str, least: float, projects: dict[str, Project]
) -> defaultdict[int, list[Project]]:
    found: defaultdict[int, list[Project]] = defaultdict(list)
    for row in db.query(f"{sql} order by project", [least]):
        found[row["programme"]].append(projects[row["project"]])
    return found
