"""What the rules look at, and what they propose."""

from dataclasses import dataclass
from datetime import date

from index.facts import Facts
from index.vocabulary import Level
from webapp.applications.award import Award
from webapp.duties.kinds import DutyKind, Ground

CHECK_EVERY = 5
"""Years between two looks at the Zweckbindung, unless somebody wants one every year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A duty that an award probably brings; without a day the Bescheid has to tell it.

    `key` names it among the proposals of an akte. `chosen`: it rests on a text about this
    programme or on a rule that holds for it, so that most people will want it.
    """

    key: str
    kind: DutyKind
    title: str
    ground: Ground
    basis: str
    due_on: date | None = None
    opens_on: date | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """All that the rules look at."""

    award: Award
    facts: Facts
    levels: tuple[Level, ...] = ()
    check_every: int = CHECK_EVERY

    @property
    def end(self) -> date | None:
        """The last day of the Bewilligungszeitraum."""
        return self.award.period_to

    @property
    def federal(self) -> bool:
        """Whether the Nebenbestimmungen of the Bund hold, as far as the programme tells."""
        return Level.FEDERAL in self.levels

    @property
    def years(self) -> range:
        """The budget years of the Bewilligungszeitraum."""
        if self.end is None:
            return range(0)
        return range((self.award.period_from or self.award.dated).year, self.end.year + 1)
