"""How far a Förderakte is, where it can go from there, and why something came to nothing."""

from enum import StrEnum

from matcher.feedback import Reason


class Stage(StrEnum):
    """The life of an application; the value is what the database keeps."""

    IDEA = "idea"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RUNNING = "running"
    REPORTED = "reported"
    CLOSED = "closed"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The German words for people to read."""
        return _LABELS[self]

    @property
    def is_open(self) -> bool:
        """Whether something is left to do."""
        return self not in OVER

    @property
    def needs_reason(self) -> bool:
        """Whether nobody understands it later without a reason."""
        return bool(reasons_for(self))

    @property
    def following(self) -> tuple["Stage", ...]:
        """Where it can go from here; the usual step first, steps back last."""
        return _FOLLOWING[self]


_LABELS = {
    Stage.IDEA: "Idee in Klärung",
    Stage.DRAFT: "in Vorbereitung",
    Stage.SUBMITTED: "eingereicht",
    Stage.APPROVED: "bewilligt",
    Stage.RUNNING: "in Umsetzung",
    Stage.REPORTED: "Verwendungsnachweis eingereicht",
    Stage.CLOSED: "abgeschlossen",
    Stage.DROPPED: "nicht beantragt",
    Stage.WITHDRAWN: "zurückgezogen",
    Stage.REJECTED: "abgelehnt",
}

_FOLLOWING = {
    Stage.IDEA: (Stage.DRAFT, Stage.DROPPED),
    Stage.DRAFT: (Stage.SUBMITTED, Stage.DROPPED, Stage.IDEA),
    Stage.SUBMITTED: (Stage.APPROVED, Stage.REJECTED, Stage.WITHDRAWN, Stage.DRAFT),
    Stage.APPROVED: (Stage.RUNNING, Stage.WITHDRAWN, Stage.SUBMITTED),
    Stage.RUNNING: (Stage.REPORTED, Stage.WITHDRAWN, Stage.APPROVED),
    Stage.REPORTED: (Stage.CLOSED, Stage.RUNNING),
    Stage.CLOSED: (Stage.REPORTED,),
    Stage.DROPPED: (Stage.DRAFT, Stage.IDEA),
    Stage.WITHDRAWN: (Stage.DRAFT,),
    # An objection may succeed, and a new round may begin.
    Stage.REJECTED: (Stage.SUBMITTED, Stage.DRAFT),
}

BEFORE_HANDING_IN = (Stage.IDEA, Stage.DRAFT)
"""The deadline counts down only here."""

AWARDED = (Stage.APPROVED, Stage.RUNNING, Stage.REPORTED, Stage.CLOSED)
"""There is a Bescheid."""

OVER = (Stage.CLOSED, Stage.DROPPED, Stage.WITHDRAWN, Stage.REJECTED)
"""Nothing is left to do for the application itself."""


class Because(StrEnum):
    """Why an application was not made, was taken back or was refused.

    What municipalities also say when they dismiss a programme has the same name and word.
    """

    OWN_SHARE = "Eigenanteil nicht darstellbar"
    DEADLINE = Reason.DEADLINE.value
    STAFF = Reason.STAFF.value
    FUNDED = Reason.FUNDED.value
    REQUIREMENT = "Fördervoraussetzung nicht erfüllt"
    RESOLUTION = "Beschluss fehlt"
    SUPERVISION = "Kommunalaufsicht stimmt nicht zu"
    PARTNER = "eine beteiligte Kommune ist ausgestiegen"
    GIVEN_UP = "Vorhaben aufgegeben"
    EXHAUSTED = "Mittel des Fördergebers ausgeschöpft"
    SELECTION = "in der Auswahl nicht berücksichtigt"
    NOT_ELIGIBLE = "nach dem Fördergeber nicht förderfähig"
    FORMAL = "Antrag unvollständig oder verspätet"
    STARTED_EARLY = "vor der Bewilligung begonnen"
    OTHER = Reason.OTHER.value


_OF_FUNDER = (
    Because.EXHAUSTED,
    Because.SELECTION,
    Because.REQUIREMENT,
    Because.NOT_ELIGIBLE,
    Because.FORMAL,
    Because.STARTED_EARLY,
    Because.OTHER,
)
_OF_TOWN = (
    Because.OWN_SHARE,
    Because.DEADLINE,
    Because.STAFF,
    Because.FUNDED,
    Because.REQUIREMENT,
    Because.RESOLUTION,
    Because.SUPERVISION,
    Because.PARTNER,
    Because.GIVEN_UP,
    Because.OTHER,
)


def reasons_for(stage: Stage) -> tuple[Because, ...]:
    """The reasons to choose from on the way to a stage; none where it needs none."""
    if stage is Stage.REJECTED:
        return _OF_FUNDER
    return _OF_TOWN if stage in (Stage.DROPPED, Stage.WITHDRAWN) else ()
