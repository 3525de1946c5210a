"""What the pages of Vorhaben show, in the words of the user."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from index.programme import Programme, all_programmes
from index.status import Standing
from index.store import Database
from matcher.own_share import OwnShare, eligible_cents, own_share
from matcher.planning import Plan, plan_back
from matcher.project import Project
from matcher.quoting import quotes_of
from matcher.stacking import Combining, Rule, Stack, rule_of, stacks
from webapp.feedback.queries import Dismissal, dismissals_of, kept_for
from webapp.meetings.queries import lead_times_of, meetings_of
from webapp.projects.queries import all_projects, count_matches, projects_of, same_programmes
from webapp.projects.rows import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Combined:
    """What the best programmes say about other money, and the pairs of which both say something."""

    rules: tuple[Rule, ...]
    known: tuple[Stack, ...]
    unknown: int


AT_FIRST = 10
"""So many matches stand on the page at first; the rest, one click further."""
_STACKED = 5
"""So many programmes are held against each other; more pairs nobody reads."""


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
    quotes: dict[str, str] = field(default_factory=dict)
    """Sentences of the source, by the words that spoke for it."""
    kept: bool = False
    returned: Dismissal | None = None
    money: OwnShare = field(default_factory=OwnShare)
    plan: Plan | None = None

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


def shown_matches(
    db: Database, project: Project, matches: Iterable[Match], today: date
) -> list[ShownMatch]:
    """The matches with their programmes, those to follow first; hidden ones are left out."""
    matches, kept = list(matches), kept_for(db, project.id)
    found = {item.id: item for item in all_programmes(db, [match.programme for match in matches])}
    back = {one.programme: one for one in dismissals_of(db, project.id) if one.returned_on}
    town = project.municipality.ags if project.municipality else ""
    meetings, lead = meetings_of(db, town, today), lead_times_of(db, town)
    shown = [
        ShownMatch(
            match=match,
            programme=programme,
            standing=standing,
            quotes=quotes_of(programme, match.judgement.parts),
            kept=programme.id in kept,
            returned=back.get(programme.id),
            money=own_share(programme.facts, project),
            plan=plan_back(ahead, today, meetings, lead) if ahead else None,
        )
        for match in matches
        if not (programme := found[match.programme]).hidden_because
        for standing in [programme.standing(today)]
        for ahead in [standing.next_deadline]
    ]
    return sorted(shown, key=lambda it: not it.kept)


def first_of(matches: list[Match], kept: Container[int]) -> list[Match]:
    """Those that the page shows at first: the best, and all that somebody wants to follow."""
    return [it for at, it in enumerate(matches) if at < AT_FIRST or it.programme in kept]


def combining_of(db: Database, shown: Iterable[ShownMatch], project: Project) -> Combined:
    """How the best programmes that may be used go together."""
    usable = [it for it in shown if it.match.judgement.eligible == "yes"][:_STACKED]
    rules = [rule_of(it.programme, it.programme.facts, it.money.grant) for it in usable]
    same = same_programmes(db, [it.programme.id for it in usable])
    pairs = stacks(rules, eligible_cents(project), same)
    known = tuple(pair for pair in pairs if pair.answer is not Combining.UNKNOWN)
    return Combined(rules=tuple(rules), known=known, unknown=len(pairs) - len(known))


def shown_dismissals(db: Database, project: str) -> list[tuple[Dismissal, Programme]]:
    """What was dismissed for a Vorhaben and stays away, with the programmes.

    Hidden ones are left out.
    """
    away = [one for one in dismissals_of(db, project) if not one.returned_on]
    found = {item.id: item for item in all_programmes(db, [one.programme for one in away])}
    return [
        (one, programme) for one in away if not (programme := found[one.programme]).hidden_because
    ]
