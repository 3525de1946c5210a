"""The roles that a day in a sentence can have, and the rule that gives it one."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a stated day is."""

    APPLICATION = "application"
    SKETCH = "sketch"
    VALIDITY = "validity"
    ISSUE = "date of issue"
    START = "first day"
    ELIGIBILITY = "cut-off of eligibility"
    PROJECT_END = "project end"
    PAYMENT = "payment claim"
    PROOF = "proof of use"
    REPORT = "report"
    FORWARDING = "forwarding by an office"
    OTHER = "other"


SUBMISSION = frozenset({Role.APPLICATION, Role.SKETCH})


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """A cue that gives the day of the sentence a role, with a sentence in which it does.

    `weight` above 1 lets a cue count as if it stood further away; a cue `behind` the day counts
    only where the rule allows it.
    """

    role: Role
    cue: re.Pattern[str]
    behind: bool = True
    weight: float = 1.0
    example: str
