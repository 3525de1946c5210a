"""What a municipality says of programmes, and what follows from it for its other Vorhaben."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from index.programme import Programme
from index.vocabulary import FundingType
from matcher.judge import Judgement
from matcher.parts import Part, PartKind


class Reason(StrEnum):
    """Why a programme was dismissed for a Vorhaben."""

    TOPIC = "passt nicht zum Bedarf"
    TARGET = "falsche Zielgruppe"
    OWN_SHARE = "Eigenanteil zu hoch"
    FORM = "Förderart passt nicht"
    DEADLINE = "Frist nicht zu halten"
    STAFF = "keine personellen Kapazitäten"
    APPLIED = "schon beantragt"
    FUNDED = "wird schon anders gefördert"
    OTHER = "anderer Grund"


_LEFT = {Reason.TARGET: 0.5, Reason.OWN_SHARE: 0.7, Reason.STAFF: 0.7}
"""What is left of the score of the same programme for other Vorhaben of the municipality."""
_LEFT_OF_FORM = 0.7
"""What is left of programmes that give money only in a form that the municipality turned down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dismissed:
    """A programme that a municipality dismissed for one of its Vorhaben."""

    programme: int
    project: str
    project_title: str
    reasons: tuple[Reason, ...]
    forms: tuple[FundingType, ...] = ()


def without_feedback(judgement: Judgement) -> Judgement:
    """Give back what was lessened by what was said."""
    own = tuple(part for part in judgement.parts if part.kind is not PartKind.FEEDBACK)
    if len(own) == len(judgement.parts):
        return judgement
    score = round(judgement.score - sum(_feedback_points(judgement)), 1)
    return replace(judgement, score=score, parts=own)


def with_feedback(
    judgement: Judgement, programme: Programme, project: str, said: Iterable[Dismissed]
) -> Judgement:
    """Lessen a score by what was said at other Vorhaben; what was lessened before is given back."""
    judgement = without_feedback(judgement)
    own, score = judgement.parts, judgement.score
    left, label = _left(programme, project, said)
    if left == 1.0:
        return judgement
    points = round(-score * (1 - left), 1)
    part = Part(kind=PartKind.FEEDBACK, label=label, points=points)
    return replace(judgement, score=round(score + points, 1), parts=(*own, part))


def _feedback_points(judgement: Judgement) -> Iterable[float]:
    return (part.points for part in judgement.parts if part.kind is PartKind.FEEDBACK)


def _left(programme: Programme, project: str, said: Iterable[Dismissed]) -> tuple[float, str]:
    """The strongest thing that was said counts alone: saying it twice is not worse."""
    effects = [
        (_effect(reason, one, programme), f"bei „{one.project_title}“ verworfen: {reason.value}")
        for one in said
        if one.project != project
        for reason in one.reasons
    ]
    return min(effects, default=(1.0, ""))


def _effect(reason: Reason, one: Dismissed, programme: Programme) -> float:
    if one.programme == programme.id:
        return _LEFT.get(reason, 1.0)
    same_form = one.forms and set(programme.funding_types) == set(one.forms)
    return _LEFT_OF_FORM if reason is Reason.FORM and same_form else 1.0
