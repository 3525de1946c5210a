"""What has to be done for an application and by when, from the programme and the municipalities.

Every step says on what it rests: the quote of the programme, or that it is the usual way of a
Verwaltung. The days are counted back from the deadline; without one there are none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from index.facts import Facts
from index.programme import Programme
from index.status import german_date
from index.vocabulary import FundingType
from matcher.joint import cooperation_quote
from matcher.planning import USUAL, Plan
from webapp.applications.akte import LONGEST_BASIS, LONGEST_STEP, Application
from webapp.applications.council_words import council_quote
from webapp.applications.papers import papers_of

USUAL_WAY = "Üblicher Schritt; im Programm steht dazu nichts."
NOT_BEGUN = (
    "Im Programm steht dazu nichts. In der Regel werden Zuwendungen nur bewilligt, wenn noch nicht"
    " begonnen ist (VV Nr. 1.3 zu § 44 BHO/LHO); ein Auftrag gilt als Beginn."
)
OWN, CONSENT = "own", "consent"
"""The keys of what people entered themselves, and of what ticks itself when a town consents."""

_ALLOWED, _FORBIDDEN = "allowed", "forbidden_before_approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A step that follows from the programme; with a municipality it is that one's to do."""

    key: str
    title: str
    basis: str
    municipality: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the steps are derived from; a plan for each municipality where a deadline is known."""

    akte: Application
    programme: Programme | None = None
    plans: Mapping[str, Plan] = field(default_factory=dict)

    @property
    def facts(self) -> Facts:
        """The stated facts of the programme."""
        return self.programme.facts if self.programme else Facts()

    @property
    def handed_in(self) -> date | None:
        """By when the papers have to be together: a week before the deadline."""
        days = self.akte.deadline
        return days - timedelta(weeks=USUAL.afterwards) if days else None


def proposals(grounds: Grounds) -> list[Proposal]:
    """All steps that follow, in the order of their work."""
    return [
        *_early_start(grounds),
        *_combining(grounds),
        *_papers(grounds),
        *_cooperation(grounds),
        *(step for ags in grounds.akte.towns for step in _of_town(grounds, ags)),
        *_handing_in(grounds),
    ]


def early_start_rule(facts: Facts) -> tuple[str, str]:
    """What may be done before the Bescheid, and on what that rests."""
    fact = facts.get("early_start")
    if fact is None:
        return "Kein Auftrag vor dem Bescheid, solange nichts anderes geklärt ist", NOT_BEGUN
    quote = f"„{fact.evidence[0].quote}“"
    if fact.value == _ALLOWED:
        return "Vorzeitiger Beginn ist möglich: Bedingungen prüfen, bevor ein Auftrag geht", quote
    return "Kein Auftrag vor dem Bescheid", quote


def has_own_share(grounds: Grounds) -> bool:
    """Whether the municipalities pay something themselves, as far as anybody says."""
    own = [one.money.own for one in grounds.akte.applicants if one.money.own is not None]
    if own:
        return any(own)
    rate = grounds.facts.value("funding_rate_max")
    return bool(grounds.facts.value("own_share_min")) or (rate is not None and rate < 100)


def _early_start(grounds: Grounds) -> Iterator[Proposal]:
    title, basis = early_start_rule(grounds.facts)
    yield _step("early_start", title, basis)


def _combining(grounds: Grounds) -> Iterator[Proposal]:
    fact = grounds.facts.get("combinable")
    if fact and fact.value in ("no", "conditional"):
        title = {"no": "Keine zweite Förderung für dieselben Kosten beantragen"}.get(
            fact.value, "Andere Förderungen mit dem Fördergeber abstimmen"
        )
        yield _step("combinable", title, f"„{fact.evidence[0].quote}“")


def _papers(grounds: Grounds) -> Iterator[Proposal]:
    papers = papers_of(grounds.programme) if grounds.programme else []
    for paper in papers:
        key = f"paper-{sha256(paper.title.casefold().encode()).hexdigest()[:12]}"
        yield _step(key, paper.title, f"„{paper.quote}“", due_on=grounds.handed_in)
    if not any("inanzierungsplan" in paper.title for paper in papers):
        title = "Kosten- und Finanzierungsplan aufstellen"
        yield _step("cost_plan", title, USUAL_WAY, due_on=grounds.handed_in)


def _cooperation(grounds: Grounds) -> Iterator[Proposal]:
    if grounds.akte.is_joint:
        quote = cooperation_quote(grounds.programme) if grounds.programme else None
        basis = f"„{quote}“" if quote else "Mehrere Kommunen beantragen gemeinsam."
        title = "Kooperationsvereinbarung der Antragsteller schließen"
        yield _step("cooperation", title, basis, due_on=grounds.handed_in)
        for ags in grounds.akte.towns:
            title = "Zustimmung zur Aufteilung der Kosten"
            why = "Erledigt sich mit der Zustimmung auf der Seite »Aufteilung und Zustimmung«."
            yield _step(CONSENT, title, why, ags, grounds.handed_in)


def _of_town(grounds: Grounds, ags: str) -> Iterator[Proposal]:
    plan = grounds.plans.get(ags)
    ready, meeting, why = _council(plan, grounds.akte.deadline)
    quote = council_quote(grounds.programme) if grounds.programme else None
    asked = f"„{quote}“" if quote else USUAL_WAY
    begin = plan.milestones[0].day if plan else None
    yield _step(
        "begin", "Vorbereitung beginnen", plan.lead.in_words if plan else USUAL_WAY, ags, begin
    )
    if has_own_share(grounds):
        title = "Eigenmittel bestätigen lassen (Haushalt, Kämmerei)"
        yield _step("own_funds", title, _own_share_basis(grounds), ags, ready)
    yield _step("council_paper", "Vorlage für die Gremien fertigstellen", why, ags, ready)
    yield _step("resolution", "Beschluss der Gremien einholen", f"{asked} {why}", ags, meeting)
    if reason := _supervision(grounds):
        title = "Mit der Kommunalaufsicht klären, ob der Haushalt dafür genehmigt ist"
        yield _step("supervision", title, reason, ags, grounds.handed_in)


def _council(plan: Plan | None, deadline: date | None) -> tuple[date | None, date | None, str]:
    """When the papers and the decision are due, and why then; at the latest, if not exactly."""
    if plan is None or deadline is None:
        return None, None, "Ohne Frist kein Tag."
    if plan.meeting:
        met = f"{plan.meeting.body} am {german_date(plan.meeting.day)}"
        return plan.ready, plan.meeting.day, f"Letzte Sitzung rechtzeitig: {met}."
    latest = deadline - timedelta(weeks=plan.lead.afterwards)
    papers = latest - timedelta(weeks=plan.lead.papers)
    return papers, latest, f"{plan.warning} Die Tage sind die spätesten."


def _own_share_basis(grounds: Grounds) -> str:
    for name in ("own_share_min", "funding_rate_max"):
        if fact := grounds.facts.get(name):
            return f"„{fact.evidence[0].quote}“"
    return "Nach den eingetragenen Beträgen bleibt ein Eigenanteil."


def _supervision(grounds: Grounds) -> str:
    kinds = grounds.programme.funding_types if grounds.programme else ()
    if FundingType.LOAN in kinds:
        return "Das Programm gibt ein Darlehen."
    return "Es bleibt ein Eigenanteil." if has_own_share(grounds) else ""


def _handing_in(grounds: Grounds) -> Iterator[Proposal]:
    akte = grounds.akte
    sketch = next((it for it in grounds.facts.deadlines if it.kind == "sketch"), None)
    if sketch and sketch.day[:1] != "-":
        fact = grounds.facts.get("deadlines")
        quote = f"„{fact.evidence[0].quote}“" if fact else ""
        due = date.fromisoformat(sketch.day)
        yield _step("sketch", "Skizze einreichen", quote, due_on=due)
    basis = akte.deadline_basis or "Eine Frist ist nicht eingetragen."
    yield _step("hand_in", "Antrag einreichen", basis, due_on=akte.deadline)


def _step(
    key: str, title: str, basis: str, ags: str | None = None, due_on: date | None = None
) -> Proposal:
    return Proposal(
        key=key,
        title=title[:LONGEST_STEP],
        basis=basis.strip()[:LONGEST_BASIS],
        municipality=ags,
        due_on=due_on,
    )
