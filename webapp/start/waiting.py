"""What waits for a person: answers, invitations, questions, notes, steps, thin Vorhaben."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from index.store import Database
from matcher.project import Project
from webapp.accounts.account import Account
from webapp.agreements.waiting import AskedConsent, asked_consents
from webapp.applications.due_soon import DueStep, due_steps
from webapp.enquiries.enquiry import Enquiry
from webapp.enquiries.queries import unread_answers
from webapp.joint.queries import Interest, invited_to
from webapp.knowledge.questions import TownQuestion, unanswered
from webapp.notes.mentions import Mention, open_mentions
from webapp.projects.completeness import gaps

_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete:
    """A Vorhaben with what is missing to judge it well, the most important first."""

    id: str
    title: str
    missing: tuple[str, ...]
    more: int


class Waits(StrEnum):
    """What kind of thing waits."""

    ANSWER = "Antwort"
    INVITATION = "Einladung"
    QUESTION = "Frage einer Kommune"
    MENTION = "Notiz für Sie"
    CONSENT = "Zustimmung"
    AKTE = "Förderakte"
    PROJECT = "Vorhaben unvollständig"


@dataclass(frozen=True, slots=True)
class Open:
    """One thing that waits."""

    kind: Waits
    about: Enquiry | Interest | TownQuestion | Mention | AskedConsent | DueStep | Incomplete


def open_things(
    db: Database, account: Account, ags: str, projects: list[Project], today: date
) -> list[Open]:
    """All that waits, what somebody else waits for first."""
    invited = (it for group in invited_to(db, ags) for it in group if it.municipality == ags)
    return [
        *(Open(Waits.ANSWER, it) for it in unread_answers(db, account)),
        *(Open(Waits.INVITATION, it) for it in invited if it.answer is None),
        *(Open(Waits.QUESTION, it) for it in unanswered(db, account)),
        *(Open(Waits.MENTION, it) for it in open_mentions(db, account)),
        *(Open(Waits.CONSENT, it) for it in asked_consents(db, account, ags)),
        *(Open(Waits.AKTE, it) for it in due_steps(db, ags, today)),
        *(Open(Waits.PROJECT, it) for it in incomplete(projects)),
    ]


def incomplete(projects: list[Project]) -> list[Incomplete]:
    """The Vorhaben that tell too little: those that lack the most first."""
    found = []
    for project in projects:
        missing = [gap.missing for gap in gaps(project) if gap.weighs]
        if missing:
            found.append(
                Incomplete(
                    id=project.id,
                    title=project.title,
                    missing=tuple(missing[:_NAMED]),
                    more=max(0, len(missing) - _NAMED),
                )
            )
    return sorted(found, key=lambda it: -len(it.missing) - it.more)
