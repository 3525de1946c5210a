"""What a conversation with the Fördermittelmanagement is made of."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from webapp.accounts.people import name_of, signed

LONGEST, LONGEST_PLACE, LONGEST_SUBJECT, LONGEST_STEP = 3000, 500, 120, 200


class Kind(StrEnum):
    """What somebody wants."""

    QUESTION = "question"
    FAULT = "fault"

    @property
    def label(self) -> str:
        """The German word for people to read."""
        return {Kind.QUESTION: "Frage", Kind.FAULT: "Fehlermeldung"}[self]


class Turn(StrEnum):
    """Which side has to write or do something next."""

    OFFICE = "office"
    TOWN = "town"


class State(StrEnum):
    """How far a conversation is."""

    OPEN = "offen"
    REOPENED = "wieder geöffnet"
    WAITS_FOR_OFFICE = "wartet auf Fördermittelmanagement"
    WAITS_FOR_TOWN = "wartet auf Kommune"
    CLOSED = "erledigt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the page said of the fact that is reported, with the sentences it rests on."""

    saying: str = ""
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks or reports; without a programme it is a general question."""

    kind: Kind
    subject: str
    words: str
    programme: int | None = None
    project: str = ""
    application: int | None = None
    fact: str = ""
    shown: Shown = Shown()
    found_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What is to be done next, until when, and by whom."""

    words: str = ""
    due_on: date | None = None
    responsible: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enquiry:
    """A conversation as it stands; `unread` is told of the person who asked for it."""

    id: int
    asked: Asked
    account: int
    municipality: str | None
    town: str
    by: str
    at: str
    state: State
    turn: Turn
    turn_since: str
    last_at: str
    unread: bool
    step: NextStep
    helper: str
    """The address of the person who is responsible for the next step."""
    version: int

    @property
    def name(self) -> str:
        """Who asks."""
        return signed(self.by, self.town)

    @property
    def helper_name(self) -> str:
        """Who is responsible for the next step."""
        return name_of(self.helper)

    def is_overdue(self, today: date) -> bool:
        """Whether the day of the next step is over."""
        due_on = self.step.due_on
        return self.state is not State.CLOSED and due_on is not None and due_on < today


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What one side wrote; `answers` says that it was the Fördermittelmanagement."""

    id: int
    words: str
    by: str
    at: str
    answers: bool
