"""Zweckbindungsfrist in years and the period for the Verwendungsnachweis in months."""

from collections.abc import Iterator

from crawler.facts.marks import LENGTH
from crawler.facts.passages import Statements
from crawler.facts.quantities import months
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

RETENTION = (
    Rule(
        fact="retention_period_years",
        words=("zweckbindung", "zweckgebunden", "zweckentsprechend", "zu nutzen"),
        cue=cue(
            r"[Zz]weckbindungs(?:frist|dauer|zeitr)\w*[^;]{0,230}?‹Dauer›",
            r"[Zz]weckbindung\b(?: \S+){0,8}? ‹Dauer›|‹Dauer› (?:lange )?[Zz]weckbindung",
            r"‹Dauer›~(?:zweckentsprechend|zweckgebunden)|(?:zweckgebunden)~‹Dauer›",
            r"(?:für die Dauer von|mindestens) ‹Dauer›~~zu nutzen",
        ),
        counter=cue(
            r"[Aa]ufbewahr|[Aa]ufzubewahren|[Vv]erkürz|[Nn]ach Ablauf der Zweckbindung"
            r"|Abschlusszahlung",
            r"[Ii]nnerhalb von ‹Dauer›|Miet|‹Dauer› (?:vor|nach Ablauf)|Pacht",
        ),
        example="Die Zweckbindungsfrist beträgt grundsätzlich 10 Jahre.",
        expect=10,
        counter_example="Belege der Zweckbindung sind mindestens 10 Jahre aufzubewahren.",
    ),
)

_PROOF = (
    r"(?:[Vv]erwendungsnachweis\w*|[Nn]achweis der (?:\w+ )?Verwendung|Verwendung der Zuwendung)"
)
_WITHIN = r"(?:[Ii]nnerhalb(?: von)?|[Bb]innen|[Ss]pätestens|[Bb]is zu|[Bb]is spätestens|\bvon)"
PROOF = (
    Rule(
        fact="proof_of_use_months",
        words=("verwendungsnachweis", "nachweis der", "verwendung der zuwendung"),
        cue=cue(
            _PROOF + r"[^;]{0,300}?" + _WITHIN + r" ‹Dauer› nach\b",
            _WITHIN + r" ‹Dauer› nach\b[^;]{0,160}?" + _PROOF,
        ),
        counter=cue(
            r"[Zz]wischennachweis~‹Dauer›|geprüft|prüft\b|Prüfung ~‹Dauer›|Auszahlung nach"
        ),
        example="Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Ende vorzulegen.",
        expect=6,
        counter_example="Das Amt prüft den Verwendungsnachweis binnen sechs Monaten nach Eingang.",
    ),
)

RULES = RETENTION + PROOF


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
    for finding in findings(PROOF, told):
        mark = finding.last(LENGTH)
        if mark and (length := months(mark.value)):
            yield finding.fact(length)
            return
