"""Zweckbindungsfrist in years and the period for the Verwendungsnachweis in months."""

import re
from collections.abc import Iterator

from crawler.facts.marks import LENGTH
from crawler.facts.passages import Statements
from crawler.facts.quantities import months
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_OR = r"(?:,? (?:oder|bzw\.|beziehungsweise|und)(?: \S+){0,4}? ‹Dauer›)?"
RETENTION = (
    Rule(
        fact="retention_period_years",
        words=(
            "zweckbindung",
            "zweckgebunden",
            "zweckentsprechend",
            "zu nutzen",
            "bindungs",
            "bindung",
            "zweck",
            "jahre",
        ),
        beside=("zweck", "bindung", "zu nutzen"),
        cue=cue(
            r"[Zz]weckbindungs(?:frist|dauer|zeitr)\w*[^;]{0,230}?‹Dauer›" + _OR,
            r"[Zz]weckbindung\b:?(?: \S+){0,8}? ‹Dauer›"
            + _OR
            + r"|‹Dauer› (?:lange )?[Zz]weckbind",
            r"[Zz]weckbindung\b[^;.]{0,120}?(?:beträgt|von|auf|für|mindestens|bis zu) ‹Dauer›"
            + _OR,
            r"\b(?:[Bb]indungs(?:frist|dauer|zeitraum)|zeitlichen? Bindung)\b[^;.]{0,60}?‹Dauer›"
            + _OR,
            r"‹Dauer› (?:\S+ ){0,4}?(?:dem|ihrem) (?:Förder|Zuwendungs|Verwendungs)?[Zz]weck"
            r" (?:entsprechend|gemäß)",
            r"‹Dauer› (?:\S+ ){0,3}?an den (?:Zuwendungs|Förder|Verwendungs)?[Zz]weck gebunden",
            r"‹Dauer›[^;.]{0,90}?\(Zweckbindung(?:sfrist|sdauer)?\)",
            r"‹Dauer›~(?:zweckentsprechend|zweckgebunden)|(?:zweckgebunden)~‹Dauer›",
            r"(?:für die Dauer von|mindestens) ‹Dauer›~~zu nutzen",
        ),
        counter=cue(
            r"[Aa]ufbewahr|[Aa]ufzubewahren|[Vv]erkürz|[Nn]ach Ablauf der Zweckbindung"
            r"|Abschlusszahlung|[Aa]ngebot|Bieter|[Vv]ergabe|Zinsbindung",
            r"Ausnahmef|[Kk]ontroll|\balle ‹Dauer›",
            r"[Ii]nnerhalb von ‹Dauer›|Miet(?!bindung)|‹Dauer› (?:vor|nach Ablauf)|Pacht",
        ),
        example="Die Zweckbindungsfrist beträgt grundsätzlich 10 Jahre.",
        expect=10,
        counter_example="Belege der Zweckbindung sind mindestens 10 Jahre aufzubewahren.",
    ),
)

_PROOF = (
    r"(?:[Vv]erwendungsnachweis\w*|[Nn]achweis der (?:\w+ )?Verwendung|Verwendung der Zuwendung)"
)
_NAMES_PROOF = re.compile(_PROOF)
_WITHIN = r"(?:[Ii]nnerhalb(?: von)?|[Bb]innen|[Ss]pätestens|[Bb]is zu|[Bb]is spätestens|\bvon)"
_END = r"(?:\w+ )?(?:Abschluss|Ende|Ablauf|Beendigung|Durchführung|Erfüllung|Projektende)\b"
# The sentence before it names the proof.
PROOF_BEFORE = Rule(
    fact="proof_of_use_months",
    words=("vorzulegen", "einzureichen", "vorgelegt", "vorliegen"),
    cue=cue(r"^(?:Er|Dieser|Der Nachweis) (?:ist|muss)\b~" + _WITHIN + r" ‹Dauer› nach " + _END),
    counter=cue(r"[Zz]wischennachweis|geprüft"),
    example="Es ist ein Verwendungsnachweis zu führen. Er ist innerhalb von sechs Monaten nach"
    " Ende der Maßnahme vorzulegen.",
    expect=6,
    counter_example="Es ist ein Zwischenbericht zu erstellen. Er ist innerhalb von sechs Monaten"
    " nach Ende des Jahres vorzulegen.",
)
PROOF = (
    Rule(
        fact="proof_of_use_months",
        words=("verwendungsnachweis", "nachweis der", "verwendung der zuwendung"),
        cue=cue(
            _PROOF + r"[^;]{0,300}?" + _WITHIN + r" ‹Dauer› nach\b",
            _WITHIN + r" ‹Dauer› nach\b[^;]{0,160}?" + _PROOF,
            _PROOF + r" (?:ist|sind|muss|müssen)(?: \S+){0,4}? ‹Dauer› nach " + _END,
        ),
        counter=cue(
            r"[Zz]wischennachweis~‹Dauer›|geprüft|prüft\b|Prüfung ~‹Dauer›|Auszahlung nach"
        ),
        example="Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Ende vorzulegen.",
        expect=6,
        counter_example="Das Amt prüft den Verwendungsnachweis binnen sechs Monaten nach Eingang.",
    ),
)

RULES = (*RETENTION, *PROOF, PROOF_BEFORE)


def read(told: Statements) -> Iterator[Fact]:
    """The longest Zweckbindung and the first period for the proof of use."""
    years = [
        (mark.value[0], finding)
        for finding in findings(RETENTION, told)
        for mark in finding.marks(LENGTH)
        if mark.value[1] == "Y" and mark.value[0] <= 50
    ]
    if years:
        longest, finding = max(years, key=lambda pair: pair[0])
        yield finding.fact(longest)
    for finding in findings((*PROOF, PROOF_BEFORE), told):
        if finding.rule is PROOF_BEFORE and not _NAMES_PROOF.search(finding.statement.previous):
            continue
        mark = finding.last(LENGTH)
        if mark and (length := months(mark.value)):
            yield finding.fact(length)
            return
