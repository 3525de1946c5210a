"""What could be entered as money: the cost of the Vorhaben, and what the programme gives at most.

It is shown, never kept by itself, and never in the place of what somebody entered.
"""

from dataclasses import dataclass, replace

from index.facts import Facts
from index.store import Database
from matcher.own_share import OwnShare
from webapp.accounts.account import Account, may_see_project
from webapp.applications.akte import Applicant, Application
from webapp.applications.amounts import proposal_for
from webapp.applications.money import Money, faults
from webapp.projects.queries import projects_by_id
from webapp.projects.sight import owner_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The amounts to begin with, the Vorhaben they come from, and the calculation."""

    money: Money
    of_projects: tuple[str, ...]
    share: OwnShare

    @property
    def with_grant(self) -> Money:
        """The same with the most that the programme gives, where nobody entered a grant."""
        if self.money.grant is not None or not self.share.grant:
            return self.money
        filled = replace(self.money, grant=self.share.grant)
        return self.money if faults(filled) else filled


def proposed_for(
    db: Database, found: Application, it: Applicant, facts: Facts, account: Account
) -> Proposed:
    """Propose amounts for one applicant; from its Vorhaben only where nothing is entered yet."""
    money = it.money
    titles: tuple[str, ...] = ()
    if not money.is_told and may_see_project(account, it.municipality):
        money, titles = _of_projects(db, found, it.municipality)
    return Proposed(money=money, of_projects=titles, share=proposal_for(facts, money))


def _of_projects(db: Database, found: Application, ags: str) -> tuple[Money, tuple[str, ...]]:
    own = [it for it in projects_by_id(db, found.projects).values() if owner_of(it) == ags]
    told = [it for it in own if it.cost_eur is not None]
    if not told or len(told) < len(own):
        return Money(), ()
    eligible = [it.eligible_cost_eur for it in told if it.eligible_cost_eur is not None]
    money = Money(
        cost=sum(it.cost_eur or 0 for it in told) * 100,
        eligible=sum(eligible) * 100 if len(eligible) == len(told) else None,
    )
    return (money, tuple(it.title for it in told)) if not faults(money) else (Money(), ())
