"""Zweckbindungsfrist in years and the period for the Verwendungsnachweis in months."""

from collections.abc import Iterator

from crawler.facts.passages import LENGTH, Statement
from crawler.facts.quantities import months
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

RETENTION = (
    Rule(
        fact="retention_period_years",
        words=("zweckbindung", "zweckgebunden", "zweckentsprechend"),
        cue=cue(
            r"[Zz]weckbindung\w*[^.;]{0,160}?‹Dauer›|‹Dauer›\S* (?:lange )?[Zz]weckbindung|‹Dauer›[^.;]{0,60}?[Zz]weckbindungs"
            r"|‹Dauer›[^.;]{0,60}?(?:zweckentsprechend|zweckgebunden)|(?:zweckentsprechend|zweckgebunden)\w*[^.;]{0,60}?‹Dauer›"
        ),
        counter=cue(r"[Aa]ufbewahr|[Vv]erwendungsnachweis|[Vv]erlänger|[Vv]erkürz"),
        example="Die Zweckbindungsfrist beträgt grundsätzlich 10 Jahre.",
        expect=10,
        counter_example="Belege sind während der Zweckbindung mindestens 10 Jahre aufzubewahren.",
    ),
)

PROOF = (
    Rule(
        fact="proof_of_use_months",
        words=("verwendungsnachweis", "nachweis der verwendung", "verwendung der zuwendung"),
        cue=cue(
            r"(?:[Vv]erwendungsnachweis\w*|[Nn]achweis der Verwendung|Verwendung der Zuwendung)[^;]{0,160}?(?:innerhalb(?: von| eines)?|binnen|spätestens|bis zu|bis spätestens|von)(?: spätestens)? ‹Dauer›\w* nach\b"
            r"|(?:[Ii]nnerhalb(?: von)?|[Bb]innen|[Ss]pätestens|[Bb]is spätestens) ‹Dauer›\w* nach\b[^;]{0,160}?(?:[Vv]erwendungsnachweis|Nachweis der Verwendung)"
        ),
        counter=cue(
            r"[Zz]wischennachweis~‹Dauer›|geprüft|prüft (?:innerhalb|binnen)|Prüfung ~‹Dauer›"
        ),
        example="Der Verwendungsnachweis ist innerhalb von sechs Monaten nach Abschluss vorzulegen.",
        expect=6,
        counter_example="Der Verwendungsnachweis ist bis zum 31. März 2027 vorzulegen.",
    ),
)

RULES = RETENTION + PROOF


def read(told: list[Statement]) -> Iterator[Fact]:
    """The longest Zweckbindung and the first period for the proof of use."""
    years = [
        (mark.value[0], finding)
        for finding in findings(RETENTION, told)
        if (mark := finding.mark(LENGTH)) and mark.value[1] == "Y" and mark.value[0] <= 50
    ]
    if years:
        longest, finding = max(years, key=lambda pair: pair[0])
        yield finding.fact(longest)
    for finding in findings(PROOF, told):
        mark = finding.mark(LENGTH)
        if mark and (length := months(mark.value)):
            yield finding.fact(length)
            return
