"""What a Vorhaben asks for beyond its words: cooperation of towns, a loan for any building."""

import re

from index.vocabulary import FundingType
from matcher.candidate import Candidate
from matcher.project import Project, Seeking

COOPERATION = "ikz"
"""The theme of programmes for towns that do something together."""

_IN_PASSING = 0.6
_COMMON = re.compile(r"\b[Gg]emeinsame\w*|[Ii]nterkommunal|Zusammenlegung")
_TOGETHER = re.compile(
    r"interkommunal|Nachbar(?:kommune|gemeinde|stadt|städte)|(?:gemeinsam|zusammen) mit (?:der|den)"
    r"|\b(?:zwei|drei|vier|fünf|sechs|mehrere|alle) (?:\w+ )?(?:Kommunen|Gemeinden|Städte)\b"
    r" (?:planen|wollen|möchten|bauen|bündeln|arbeiten|teilen|betreiben)",
    re.IGNORECASE,
)
_BUILDING = re.compile(
    r"\b(?:Um|Aus|An|Neu)?bau(?:en|t|s)?\b|saniert?\b|Sanierung|sanieren|moderni|errichte|erweiter"
    r"|Erweiterung|Betriebsstätte|Ankauf|Anschaffung|Investition|einbauen|instand ?gesetzt"
    r"|Instandsetzung|ertüchtig",
    re.IGNORECASE,
)
_GENERAL_LOAN = re.compile(r"kommunale\w* und soziale\w* Infrastruktur|kommunale Investitionen")


def cooperation_asked(project: Project) -> float:
    """How much the Vorhaben is about doing something together: 1, or less if only in passing."""
    if _COMMON.search(project.title):
        return 1.0
    return _IN_PASSING if _TOGETHER.search(f"{project.title}. {project.description}") else 0.0


def is_general_loan(candidate: Candidate, project: Project) -> bool:
    """Tell whether this is a loan for any municipal building, and the Vorhaben is one."""
    if project.looking_for is Seeking.GRANT or FundingType.LOAN not in candidate.funding_types:
        return False
    is_building = _BUILDING.search(f"{project.title}. {project.description}") is not None
    return is_building and candidate.says(_GENERAL_LOAN)
