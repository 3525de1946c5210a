"""Three answers to a hard condition, each with one sentence for the user."""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """Whether a condition is met; `unclear` says that somebody has to find out."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"

    @property
    def label(self) -> str:
        """The answer in German."""
        return {"yes": "ja", "no": "nein", "unclear": "unklar"}[self.value]


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one condition. An empty sentence: nothing worth telling.

    `remediable` marks a »no« that the municipality could turn: a larger volume, another start,
    another form of money. `warning` marks a »yes« that has a catch.
    """

    answer: Answer
    sentence: str = ""
    remediable: bool = False
    warning: bool = False


def yes(sentence: str = "") -> Verdict:
    """The condition is met."""
    return Verdict(Answer.YES, sentence)


def yes_but(sentence: str) -> Verdict:
    """The condition is met, but there is a catch."""
    return Verdict(Answer.YES, sentence, warning=True)


def no(sentence: str, *, remediable: bool = False) -> Verdict:
    """The condition is not met."""
    return Verdict(Answer.NO, sentence, remediable)


def unclear(sentence: str) -> Verdict:
    """Nobody can tell; the sentence names what is missing."""
    return Verdict(Answer.UNCLEAR, sentence)


def together(answers: list[Answer]) -> Answer:
    """One »no« decides, then one »unclear«."""
    if Answer.NO in answers:
        return Answer.NO
    return Answer.UNCLEAR if Answer.UNCLEAR in answers else Answer.YES
