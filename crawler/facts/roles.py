"""What a day in a sentence is for: only days of submission can become deadlines."""

import re
from dataclasses import dataclass
from enum import StrEnum

from crawler.facts.passages import DAY, Mark, Statement
from crawler.facts.rule import NEVER, cue


class Role(StrEnum):
    """What a stated day is."""

    APPLICATION = "application"
    SKETCH = "sketch"
    VALIDITY = "validity"
    ISSUE = "issue"
    START = "start"
    ELIGIBILITY = "eligibility"
    PROJECT_END = "project end"
    PAYMENT = "payment claim"
    PROOF = "proof of use"
    REPORT = "report"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRule:
    """A cue that gives the day beside it a role, with a sentence in which it does."""

    role: Role
    cue: re.Pattern[str]
    counter: re.Pattern[str] = NEVER
    example: str


# A word directly in front of the day settles it.
RIGHT_BEFORE = (
    RoleRule(
        role=Role.ISSUE,
        cue=re.compile(
            r"(?:(?:Richtlinien?|Bekanntmachung|Erlass(?:es)?|Fassung|Gesetz(?:es)?|Verordnung"
            r"|Vertrag(?:e?s)?|Vereinbarung|[A-Za-z.]*[Nn]r\.|geändert|\)|Bek\.|RdErl\.|S\.|Stand:?"
            r"|Rates|Kommission|Beschluss(?:es)?|bekannt gemacht|veröffentlicht)"
            r"[^.;]{0,40} (?:vom|am|durch)|Vom|Stand:?|Fassung vom) $"
        ),
        example="Es gilt die Richtlinie vom 1. März 2024.",
    ),
    RoleRule(
        role=Role.START,
        cue=re.compile(r"(?:\b(?:[Aa]b|[Ss]eit|[Vv]om|[Vv]on|zwischen)(?: dem)?) $"),
        example="Anträge können ab dem 1. März 2026 gestellt werden.",
    ),
    RoleRule(
        role=Role.ELIGIBILITY,
        cue=re.compile(
            r"(?:\b(?:nach|vor)(?: dem)?|(?<!ewertungs)(?<!inreichungs)(?<!ntrags)"
            r"\b(?:Stichtag|Stand)(?: (?:ist|war))?(?: der)?:?|zum Stichtag) $"
        ),
        example="Gefördert werden Anlagen, die nach dem 1. März 2024 errichtet wurden.",
    ),
)

# Otherwise the nearest of these words decides.
NEAREST = (
    RoleRule(
        role=Role.VALIDITY,
        cue=cue(
            r"außer Kraft|in Kraft|Geltungsdauer|Gültigkeit|[Gg]ültig|\b(?:gilt|gelten)\b|befristet|Laufzeit d(?:es|er|ieser)"
            r" (?:\w+)?(?:[Rr]ichtlinie|[Pp]rogramm)"
        ),
        example="Diese Richtlinie tritt mit Ablauf des 31. Dezember 2027 außer Kraft.",
    ),
    RoleRule(
        role=Role.PAYMENT,
        cue=cue(
            r"[Aa]bruf|[Aa]bgerufen|Auszahlung|ausgezahlt|Zahlungsantr|Mittelanforderung|Mittelanmeldung"
            r"|Antr[aä]ge?n? auf (?:Aus|Ab)zahlung|[Aa]bzurufen|Abschlags|kassenwirksam|verausgab"
            r"|anzufordern|angefordert|Erstattungsantr"
        ),
        example="Die Mittel sind bis zum 15. November 2026 abzurufen.",
    ),
    RoleRule(
        role=Role.PROOF,
        cue=cue(r"[Nn]achweis|Abrechnung|abzurechnen|abgerechnet|Belege|Schlussrechnung"),
        example="Der Verwendungsnachweis ist bis zum 31. März 2027 vorzulegen.",
    ),
    RoleRule(
        role=Role.REPORT,
        cue=cue(
            r"[Bb]ericht|Statistik|Evaluation|Monitoring|\bMeldung|melden (?:die Länder|dem Bund)"
            r"|[Mm]itteilung|mitzuteilen|unterrichte|Bewilligungsbehörden? (?:legt|meldet|teilt)|Prüfung"
        ),
        example="Der Sachbericht ist bis zum 31. März 2027 einzureichen.",
    ),
    RoleRule(
        role=Role.PROJECT_END,
        cue=cue(
            r"abgeschlossen(?! sein und)|abzuschließen|fertig|Fertigstellung|Bewilligungszeitr|Durchführungszeitr"
            r"|Projektzeitr|Förderzeitr|Projektlaufzeit|Laufzeit|umgesetzt|umzusetzen|umsetzen"
            r"|durchgeführt|durchzuführen|begonnen|Beginn|beginnen|beendet|in Betrieb|Inbetriebnahme"
            r"|realisier|Haushaltsjahr|Zeitraum|vollendet|geboren|angeschafft|verwende|Förderperiode"
        ),
        counter=cue(r"Zeitraum vom ‹Tag›|Bearbeitungszeitraum|Einreichungszeitraum"),
        example="Die Maßnahme muss bis zum 31. Dezember 2027 abgeschlossen sein.",
    ),
    RoleRule(
        role=Role.OTHER,
        cue=cue(
            r"[Vv]erlängerung|[Ää]nderungsantr|[Ww]iderspruch|[Zz]wischenprüfung|[Bb]ewilligt (?:wird|werden)"
            r"|Entscheidung|entscheidet|entschieden|beschlossen|Beschluss|veröffentlich|Vereinbarung"
            r"|bekannt ?gegeben|Voraussetzung|Auswahl(?:sitzung|kommission)|Jury|[Aa]ngemeldete?\b"
            r"|Infotag|Veranstaltung|Infoveranstaltung|registrier|Mindestlohn|Ausnahme"
        ),
        example="Über die Auswahl wird bis zum 31. Mai 2026 entschieden.",
    ),
    RoleRule(
        role=Role.SKETCH,
        cue=cue(
            r"[Ss]kizzen?\b|[Ii]nteressens?bekundung|Projektvorschl[aä]g|Projektideen?\b|Ideenskizze"
            r"|Vorhabenbeschreibung|melden Sie (?:Ihr|das)|\bAnmeldung(?:en)?\b|anzumelden|Voranfrage"
            r"|Teilnahmeantr|Interessenbekundungsverfahren|Absichtserklärung|Voranmeldung|Bedarfsanmeldung"
        ),
        example="Projektskizzen sind bis zum 30. April 2027 einzureichen.",
    ),
    RoleRule(
        role=Role.APPLICATION,
        cue=cue(
            r"(?:\b|[Ff]örder|[Zz]uwendungs|Projekt|Erst|Voll|Zuschuss)(?:[Aa]nträgen?|[Aa]ntrag(?:s|es)?)\b"
            r"|[Aa]ntrag(?:s)?(?:stellung|tellung|frist|schluss|termin|einreichung|eingang)|[Aa]ntragsunterlagen"
            r"|\b[Bb]eantrag|[Bb]ewerbung(?:en)?\b|[Bb]ewerbungs(?:frist|schluss)|\bbewerben\b|Einreichungsfrist"
            r"|Einsendeschluss|Abgabefrist|Einreichung|Ausschlussfrist|Einreichtermin|Einreichungs"
        ),
        example="Anträge sind bis zum 31. Oktober 2026 zu stellen.",
    ),
)

SUBMISSION = frozenset({Role.APPLICATION, Role.SKETCH})


def role_of(statement: Statement, mark: Mark) -> Role:
    """Tell what the day at this mark is for."""
    text = statement.marked
    before, after = _clause(text, mark.at)
    for rule in RIGHT_BEFORE:
        if rule.cue.search(before):
            return rule.role
    return _nearest(before, after) or Role.OTHER


def _clause(text: str, at: int) -> tuple[str, str]:
    before = text[max(0, at - 220) : at]
    after = text[at + 1 : at + 181]
    before = before[max(before.rfind(";"), before.rfind(" ? ")) + 1 :]
    return before, after.split(";", 1)[0]


def _nearest(before: str, after: str) -> Role | None:
    best: tuple[float, Role] | None = None
    for rule in NEAREST:
        if rule.counter.search(before + DAY + after):
            continue
        distance = _distance(rule.cue, before, after)
        if distance is not None and (best is None or distance < best[0]):
            best = distance, rule.role
    return best[1] if best else None


def _distance(pattern: re.Pattern[str], before: str, after: str) -> float | None:
    """How far the nearest cue is; behind the day it weighs the same, behind another day double."""
    found: list[float] = []
    for match in pattern.finditer(before):
        between = before[match.end() :]
        found.append(len(between) * (2.0 if DAY in between else 1.0))
    if behind := pattern.search(after):
        between = after[: behind.start()]
        found.append(len(between) * (4.0 if DAY in between else 1.0))
    return min(found, default=None)
