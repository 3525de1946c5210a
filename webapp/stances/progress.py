"""What became of a recommendation in each town: new, seen, or what the town says."""

from dataclasses import dataclass

from index.store import Database
from webapp.feedback.recommending import (
    Recommendation,
    all_recommendations,
    recommendations_of,
)
from webapp.stances.queries import Stance, all_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """A recommendation with what came of it."""

    recommendation: Recommendation
    stance: Stance | None

    @property
    def state(self) -> str:
        """In one word or two: neu, gesehen, or what the town says."""
        if self.stance:
            return self.stance.says.value
        return "gesehen" if self.recommendation.seen_at else "neu"


def progress_of(db: Database, programme: int) -> list[Progress]:
    """How far the towns are with a programme that was recommended to them."""
    return _progress(db, recommendations_of(db, programme))


def all_progress(db: Database) -> list[Progress]:
    """Every recommendation that stands, the last first: for the Fördermittelmanagement."""
    return _progress(db, all_recommendations(db))


def _progress(db: Database, items: list[Recommendation]) -> list[Progress]:
    stances = all_of(db, [it.programme.id for it in items])
    return [
        Progress(recommendation=it, stance=stances.get((it.programme.id, it.municipality)))
        for it in items
    ]
