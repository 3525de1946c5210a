"""Höchstbetrag, Bagatellgrenze and the least eligible cost, in whole euros."""

import re
from collections.abc import Callable, Iterator

from crawler.facts.caps import BETWEEN, FIXED_SUM, FOR_ONE, MAXIMUM
from crawler.facts.floors import COST, MINIMUM
from crawler.facts.marks import EURO, SHARE, Mark
from crawler.facts.money_words import PER
from crawler.facts.passages import Statements
from crawler.facts.rule import Finding, Rule, cue, findings
from crawler.facts.statement import Statement
from index.facts import Fact

RULES = MAXIMUM + MINIMUM + COST

# An amount in one of these surroundings is something else.
_ELSEWHERE = cue(
    PER,
    r"‹Betrag›/|[Mm]onatlich|\b[Ii]m Monat|stündlich|[Pp]auschalen?\b|[Pp]auschbetr"
    r"|[Aa]uftragswert",
    r"[Dd]e-minimis|[Bb]eihilfe|Steuerjahr|zur Verfügung|Haushaltsmittel|Gesamtvolumen|Vergabe",
    r"[Ff]ördervolumen|Gesamtbudget|Schwellenwert|[Vv]erwendungsnachweis|[Mm]ehrkosten|[Hh]onorar",
    r"[Ss]ach(?:ausgaben|kosten|mittel)|Reisekosten|[Pp]ersonal(?:kosten|ausgaben)|Teilnehm",
    r"Quadratmeter|Vollzeit|\bStellen?\b|\bKind\b|Einkommen|Umsatz|Bilanz",
    r"Aufwandsentschädigung|Wertgrenze|[Rr]ückforder|[Ee]igenanteil|[Ee]igenmittel|Kommission",
    r"Durchführbarkeitsstudie",
    r"Anmeldeschwelle|Preisgeld|Planungs|[Bb]ei (?:\w+ )?(?:Zuwendung|Zuschüsse|Förderung)\w*",
    r"[Zz]usätzlich|Zuschlag|Gebühr|Darlehenssumme|Mitteleinsatz|Länderanteil|[Pp]rämie"
    r"|investieren|[Jj]edem Land\b",
    r"[Ii]ndustrielle[nr]? Forschung|[Ee]xperimentelle|Artikel|AGVO|[Aa]bweichend",
    r"[Ff]estbetr[aä]g|[Zz]weckbindung|[Ww]enn die|[Vv]ereinfacht|ausnahmsweise|Nachweis",
)

_FOR_EACH = cue(PER)
_CAP = cue(
    BETWEEN + "$",
    r"(?:[Mm]aximal\w*|[Hh]öchstens|bis zu|[Mm]ax\.|[Hh]öchst\w+|[Oo]bergrenze|nicht mehr als"
    r"|begrenzt|bis maximal):?(?: (?!von der)\S+){0,5} $",
)
_ALL_OF_IT = cue(FIXED_SUM + "$")
_ONE = cue("‹Betrag›" + FOR_ONE)
_CAPPED_BEHIND = cue(
    r"^‹Betrag› (?:\S+ ){0,4}?(?:nicht über(?:steigen|schreiten)|begrenzt|gedeckelt|beschränkt)\b"
)
_TOTAL = re.compile(r"\b[Ii]nsgesamt\b")
_FIRM_CAP = cue(
    BETWEEN + "$",
    r"(?:[Mm]aximal\w*|[Hh]öchstens|[Mm]ax\.|[Hh]öchst\w+|[Oo]bergrenze|nicht mehr als|begrenzt)"
    r":?(?: (?!von der)\S+){0,5} $",
)
# The words above a list make every amount in its items a cap.
_CAP_ABOVE = cue(
    r"(?:[Mm]aximale\w*|[Hh]öchste\w*) [^.;‹Betrag›]{0,60}(?:beträgt|liegt bei|ist|sind)?:? ?$",
    r"(?:jedoch|aber|aber nur) (?:höchstens|maximal):? ?$",
)
_CAP_OF_COST = cue(r"(?:[Aa]usgaben|[Kk]osten)\b[^,;‹Prozent›]{0,90}$")
_MOST_AMOUNTS = 12
_SMALLEST = {"amount_max_eur": 500, "amount_min_eur": 250, "total_cost_min_eur": 500}


def read(told: Statements) -> Iterator[Fact]:
    """Highest cap, lowest grant and lowest cost; the short passages before the Richtlinie."""
    short, guideline = told.outside("guideline"), told.within("guideline")
    for rules, marks in ((MAXIMUM, _caps), (MINIMUM, _floor), (COST, _floor)):
        found = _stated(rules, short, marks) or _stated(rules, guideline, marks)
        if found:
            value, finding = max(found, key=lambda pair: pair[0]) if marks is _caps else found[0]
            yield finding.fact(value)


def _stated(
    rules: tuple[Rule, ...], told: Statements, marks: Callable[[Finding], Iterator[Mark]]
) -> list[tuple[int, Finding]]:
    return [
        (mark.value, finding)
        for finding in findings(rules, told)
        for mark in marks(finding)
        if mark.value >= _SMALLEST[finding.rule.fact]
    ]


def _floor(finding: Finding) -> Iterator[Mark]:
    """The first amount of the cue."""
    for mark in finding.marks(EURO)[:1]:
        if finding.rule.fact != "amount_min_eur" or not _is_elsewhere(finding.statement, mark):
            yield mark


def _caps(finding: Finding) -> Iterator[Mark]:
    """All caps of the statement: the second half of the sentence often has the higher one.

    In the Richtlinie "bis zu" mostly divides cases; only firmer words make a cap there.
    """
    statement = finding.statement
    cap = _FIRM_CAP if statement.field == "guideline" else _CAP
    for mark in statement.marks(EURO)[:_MOST_AMOUNTS]:
        before = statement.marked[max(0, mark.at - 120) : mark.at]
        behind = statement.marked[mark.at : mark.at + 60]
        above = statement.lead and _CAP_ABOVE.search(statement.lead)
        capped = (
            above or cap.search(before) or _CAPPED_BEHIND.search(behind) or _fixed(before, behind)
        )
        if capped and not _CAP_OF_COST.search(before) and not _is_elsewhere(statement, mark):
            yield mark


def _fixed(before: str, behind: str) -> bool:
    return bool(_ALL_OF_IT.search(before) and _ONE.match(behind))


def _is_elsewhere(statement: Statement, mark: Mark) -> bool:
    text = statement.marked
    whole = _TOTAL.split(text[: mark.at])[-1]
    before = whole[-70:].split(EURO)[-1].split(SHARE)[-1]
    if _FOR_EACH.search(whole):
        return True
    return bool(_ELSEWHERE.search(before + EURO + text[mark.at + 1 : mark.at + 60].split(EURO)[0]))
