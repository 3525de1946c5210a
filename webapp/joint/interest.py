"""One call for interest as the manager reads it: every municipality of the group, what it said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.municipality import municipalities
from index.programme import Programme
from index.store import Database
from matcher.project import Project
from webapp.joint.calls import Call, call
from webapp.joint.groups import Group, open_groups
from webapp.joint.queries import Answer, Interest, interests
from webapp.projects.queries import projects_by_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A municipality of a group or one that was invited, and what it brings or would bring."""

    ags: str
    name: str
    said: Interest | None
    projects: tuple[Project, ...]

    @property
    def wants(self) -> bool:
        """Whether it said that it is interested."""
        return self.said is not None and self.said.answer is Answer.YES

    @property
    def volunteers(self) -> bool:
        """Whether it would lead."""
        return self.said is not None and self.said.offer.leads


@dataclass(frozen=True, slots=True, kw_only=True)
class Interested:
    """A call with its towns; `group` is absent where the matcher no longer sees one."""

    call: Call
    group: Group | None
    towns: tuple[Town, ...]

    @property
    def invited(self) -> bool:
        """Whether anybody was invited."""
        return any(town.said for town in self.towns)

    @property
    def uninvited(self) -> tuple[Town, ...]:
        """Those of the group that were not invited."""
        return tuple(town for town in self.towns if town.said is None)


def interested_in(db: Database, programme: Programme) -> Interested:
    """All that is known of a call for interest."""
    group = next((it for it in open_groups(db) if it.programme.id == programme.id), None)
    said = interests(db).get(programme.id, {})
    grouped = _by_town(group.projects if group else ())
    offered = projects_by_id(db, (it for one in said.values() for it in one.offer.projects))
    towns = [
        Town(
            ags=town.ags,
            name=town.short_name,
            said=said.get(town.ags),
            projects=_brought(said.get(town.ags), offered, grouped.get(town.ags, ())),
        )
        for town in municipalities(db)
        if town.ags in said or town.ags in grouped
    ]
    return Interested(call=call(db, programme.id), group=group, towns=tuple(towns))


def _by_town(projects: Iterable[Project]) -> dict[str, tuple[Project, ...]]:
    found: dict[str, tuple[Project, ...]] = {}
    for one in projects:
        if one.municipality:
            found[one.municipality.ags] = (*found.get(one.municipality.ags, ()), one)
    return found


def _brought(
    said: Interest | None, offered: Mapping[str, Project], fitting: tuple[Project, ...]
) -> tuple[Project, ...]:
    """What a town named itself; before it answered, what the matcher found."""
    if said is None or said.answer is None:
        return fitting
    return tuple(offered[it] for it in said.offer.projects if it in offered)
