"""What a Vorhaben asks for beyond its words: cooperation of towns, a loan for any building."""

import re

from index.vocabulary import FundingType
from matcher.candidate import Candidate
from matcher.project import Project, Seeking
from matcher.wording import without_denials

SAVING_ENERGY = "gebaeudesanierung"
"""The theme of programmes that pay for better walls, windows and heating."""

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
    r"\b(?:Um|Aus|An|Neu)?bau(?:en|t|s)?\b|\b(?:um|aus|an|ein)(?:ge|zu)baut?\w*|gekauft|Erwerb"
    r"|saniert?\b|Sanierung|sanieren|moderni|errichte|erweiter"
    r"|Erweiterung|Betriebsstätte|Ankauf|Anschaffung|Investition|einbauen|instand ?gesetzt"
    r"|Instandsetzung|ertüchtig|Ersatz|ersetz|erneuer",
    re.IGNORECASE,
)
_REFURBISHED = re.compile(r"\b[Uu]m(?:zu)?bau|[Ss]anier|[Mm]odernisier|instand ?(?:ge)?setz")
_HOUSE = re.compile(r"[Gg]ebäude|\w*(?:[Hh]aus|[Hh]alle|[Bb]ahnhof|[Ss]chule)(?:es|s|n)?\b")
_OLD_BUILDING = 0.25
_GENERAL, _LAST_RESORT = 30.0, 12.0
_GENERAL_LOAN = re.compile(r"kommunale\w* und soziale\w* Infrastruktur|kommunale Investitionen")


def cooperation_asked(project: Project) -> float:
    """How much the Vorhaben is about doing something together: 1, or less if only in passing."""
    if _COMMON.search(project.title):
        return 1.0
    return _IN_PASSING if _TOGETHER.search(f"{project.title}. {project.description}") else 0.0


def building_changed(project: Project) -> float:
    """How much the Vorhaben is about an old building, which is an occasion to save energy."""
    text = f"{project.title}. {without_denials(project.description)}"
    return _OLD_BUILDING if _REFURBISHED.search(text) and _HOUSE.search(text) else 0.0


def worth_of_a_general_loan(project: Project) -> float:
    """What a loan for any municipal building brings to this Vorhaben: nothing if it is none."""
    if not _BUILDING.search(f"{project.title}. {project.description}"):
        return 0.0
    return _LAST_RESORT if project.looking_for is Seeking.GRANT else _GENERAL


def is_general_loan(candidate: Candidate) -> bool:
    """Tell whether a programme is a loan for any municipal building."""
    return FundingType.LOAN in candidate.funding_types and candidate.says(_GENERAL_LOAN)
