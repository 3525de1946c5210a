"""Höchstbetrag, Bagatellgrenze and the least eligible cost, in whole euros."""

import re
from collections.abc import Callable, Iterator

from crawler.facts.passages import EURO, Mark, Statement
from crawler.facts.rule import Finding, Rule, cue, findings
from index.facts import Fact

_GRANT = (
    r"(?:[Zz]uschuss|[Zz]uschüsse|[Zz]uwendung|[Ff]örderung|[Ff]ördersumme|[Ff]örderhöhe|[Ff]örderbetr|[Ff]ördermittel"
    r"|[Kk]reditbetr|[Dd]arlehensbetr|[Mm]indestkredit|Zuwendungshöhe|Zuwendungsbetr)"
)
_COST = r"(?:[Gg]esamtausgaben|[Gg]esamtkosten|[Aa]usgaben|(?<!Pauschal)[Kk]osten|[Ii]nvestitionsvolumen|[Ii]nvestitionssumme|Projektvolumen)"
_PER = (
    r"(?:\b[Jj]e|\b[Pp]ro|für jede[ns]?) (?!\S*(?:[Vv]orhaben|[Pp]rojekt|[Mm]aßnahme|[Aa]ntragstell|[Zz]uwendungsempf|[Kk]ommune|[Gg]emeinde"
    r"|[Kk]reis|[Ss]tadt|[Aa]ntrag|[Jj]ahr|[Ee]inzugsbereich|[Aa]mt\b|[Ff]örderf[aä]ll|[Vv]erein|[Uu]nternehmen|[Ee]inrichtung|[Ff]all|[Ee]inzel|[Tt]räger|[Ss]tandort))"
)
_ELSEWHERE = cue(
    _PER
    + r"|‹Betrag›/|[Mm]onatlich|im Monat|stündlich|[Pp]auschalen?\b|[Pp]auschbetr|De-minimis|[Bb]eihilfe|Steuerjahr|zur Verfügung|Haushaltsmittel|"
    r"[Ff]ördervolumen|Gesamtvolumen|Gesamtbudget|[Vv]ergabe|Auftragswert|Schwellenwert|Verwendungsnachweis|[Mm]ehrkosten|Honorar|Sachausgaben|Sachkosten|Sachmittel"
    r"|Reisekosten|Personalkosten|Personalausgaben|Teilnehm|Quadratmeter|Kopf|[Ww]ohneinheit|Vollzeit|Stelle\b|Kind\b|Einkommen|[Zz]insen|Umsatz|Bilanz|Erstattung|Ausstattung"
    r"|Aufwandsentschädigung|Anschaffungs|Wertgrenze|[Rr]ückforder|Eigenanteil|Eigenmittel|Kommission|[Nn]otifi|Anmeldeschwelle|Preisgeld|Planungs"
)

MAXIMUM = (
    Rule(
        fact="amount_max_eur",
        words=("maximal", "höchst", "bis zu", "max.", "obergrenze", "nicht mehr als", "begrenzt"),
        cue=cue(
            r"(?:" + _GRANT + r"|‹Prozent›|[Ss]ie erhalten|erhalten Sie|gefördert)[^.;]{0,160}?"
            r"(?:[Mm]aximal(?:er?)?|[Hh]öchstens|bis zu|[Mm]ax\.|[Hh]öchstbetrag|[Oo]bergrenze|[Hh]öchstgrenze|[Hh]öchstsumme|nicht mehr als|begrenzt)"
            r"(?: (?!von der|‹)\S+){0,4} ‹Betrag›"
            r"|(?:[Mm]aximale\w*|[Hh]öchste\w*) (?:[Ff]örder\w+|[Zz]uschuss\w*|[Zz]uwendung\w*)~‹Betrag›"
            r"|^(?:• )?(?:[Mm]aximal|[Hh]öchstens)~(?:" + _GRANT + r")~‹Betrag›"
        ),
        example="Die Höhe des Zuschusses beträgt höchstens EUR 500.000 je Vorhaben.",
        expect=500000,
        counter_example="Die Höhe des Zuschusses beträgt höchstens EUR 500 je Teilnehmerin.",
    ),
)

MINIMUM = (
    Rule(
        fact="amount_min_eur",
        words=("bagatell",),
        cue=cue(r"[Bb]agatellgren[zs]\w* ~‹Betrag›|‹Betrag› \(Bagatell"),
        counter=cue(r"Bagatellgren\w+ ~" + _COST),
        example="Die Bagatellgrenze liegt bei EUR 10.000.",
        expect=10000,
        counter_example="Die Bagatellgrenze ist zu beachten.",
    ),
    Rule(
        fact="amount_min_eur",
        words=("mindest", "unterschreiten", "übersteig", "mehr als", "unter "),
        cue=cue(
            _GRANT + r"\S* [^.;]{0,60}?(?:mindestens|mehr als|wenigstens)(?: jedoch)? ‹Betrag›"
            r"|[Mm]indest(?:zuwendung|förder|kredit|darlehens|zuschuss)\w*~‹Betrag›"
            r"|" + _GRANT + r"\S* ~‹Betrag› (?:nicht unterschreiten|übersteig|überschreit)"
            r"|‹Prozent›[^.;]{0,60}, mindestens (?:jedoch |aber )?‹Betrag›"
            r"|(?:[Zz]uwendungen|[Zz]uschüsse|Förderungen) (?:von )?unter ‹Betrag› ~nicht"
        ),
        counter=cue(
            _COST
            + r"\S* ~(?:mindestens|mehr als|über|von mehr|wenigstens) ‹Betrag›|unterhalb|bis ‹Betrag›|[Bb]ei (?:einer )?(?:Zuwendung|Förderung)|vergabe|Beträgt die|Zuwendung(?:en)? (?:ab|von|über)|Verwendungsnachweis|[Ww]enn die Zuwendung"
        ),
        example="Die Fördersumme muss mindestens EUR 100.000 betragen.",
        expect=100000,
        counter_example="Bei einer Zuwendung von mehr als 100.000 Euro ist das Vergaberecht anzuwenden.",
    ),
)

COST = (
    Rule(
        fact="total_cost_min_eur",
        words=("ausgaben", "kosten", "volumen", "summe"),
        cue=cue(
            _COST
            + r"\b[^.;]{0,90}?(?:mindestens|mehr als|über|zwischen(?: mindestens)?|Betrag von|wenigstens)(?: \S+)? ‹Betrag›"
            r"|" + _COST + r"\b[^.;]{0,90}?‹Betrag› (?:nicht unterschreiten|über(?:steig|schreit))"
        ),
        counter=cue(
            _PER
            + r"|"
            + _GRANT
            + r"\S* ~(?:mindestens|mehr als) ‹Betrag›|[Bb]ei (?:\w+ )?(?:\w+ausgaben|\w+kosten|Vorhaben|Maßnahmen|Projekten) |vergabe|Auftrag|[Pp]rüfung|Gutachten|höchstens ‹Betrag›"
            r"|[Ww]irtschaftlichkeits|Mehrkosten|Kostensteigerung|[Ff]olgekosten|[Rr]abatt|[Aa]nschaffung|Netto|[Ww]enn|[Ee]inzelgewerk|Beträgt|baufachlich|abweich|übersteigt"
        ),
        example="Die zuwendungsfähigen Gesamtausgaben müssen mindestens EUR 50.000 betragen.",
        expect=50000,
        counter_example="Die zuwendungsfähigen Gesamtausgaben dürfen höchstens EUR 50.000 betragen.",
    ),
    Rule(
        fact="total_cost_min_eur",
        words=("unter",),
        cue=cue(
            r"[Nn]icht (?:gefördert|förderfähig|zuwendungsfähig)[^.;]{0,90}?"
            + _COST
            + r"\S* ~(?:unter|von weniger als|unterhalb von) ‹Betrag›"
        ),
        example="Nicht gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
        expect=100000,
        counter_example="Gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
    ),
)

RULES = MAXIMUM + MINIMUM + COST

_GUIDELINE = frozenset({"guideline"})


def read(told: list[Statement]) -> Iterator[Fact]:
    """Highest cap, lowest grant and lowest cost; the short passages before the Richtlinie."""
    told = [statement for statement in told if EURO in statement.marked]
    for rules, choose in ((MAXIMUM, max), (MINIMUM, _first), (COST, _first)):
        for in_guideline in (False, True):
            part = [s for s in told if (s.field in _GUIDELINE) is in_guideline]
            if found := _stated(rules, part, choose):
                yield found
                break


def _first(values: list[tuple[int, Finding]], key: Callable[..., int]) -> tuple[int, Finding]:
    return values[0]


def _stated(
    rules: tuple[Rule, ...], told: list[Statement], choose: Callable[..., tuple[int, Finding]]
) -> Fact | None:
    values: list[tuple[int, Finding]] = []
    for finding in findings(rules, told):
        for mark in _marks(finding):
            values.append((mark.value, finding))
    if not values:
        return None
    value, finding = choose(values, key=lambda pair: pair[0])
    return finding.fact(value)


def _marks(finding: Finding) -> Iterator[Mark]:
    """The amounts at the cue, and for caps every other cap of the same sentence."""
    statement = finding.statement
    if finding.rule.fact != "amount_max_eur":
        start, end = finding.found.span()
        inside = [m for m in statement.marks_of(EURO) if start <= m.at < end]
        if (
            inside
            and inside[0].value >= 500
            and not _is_elsewhere(statement, inside[0], finding.rule.fact)
        ):
            yield inside[0]
        return
    for mark in statement.marks_of(EURO):
        before = statement.marked[max(0, mark.at - 60) : mark.at]
        if (
            mark.value >= 1000
            and _CAP.search(before)
            and not _is_elsewhere(statement, mark, finding.rule.fact)
        ):
            yield mark


_CAP = re.compile(
    r"(?:[Mm]aximal\w*|[Hh]öchstens|bis zu|[Mm]ax\.|[Hh]öchst\w+|[Oo]bergrenze|nicht mehr als|begrenzt|und)(?: (?!von der)\S+){0,5} $"
)
_TOTAL = re.compile(
    r"(?:[Gg]esamtausgaben|[Gg]esamtkosten|fähige\w* (?:Ausgaben|Kosten))[^,;%"
    + "\ue002"
    + r"]{0,40}$"
)


def _is_elsewhere(statement: Statement, mark: Mark, name: str) -> bool:
    text = statement.marked
    before = text[max(0, mark.at - 70) : mark.at].split(EURO)[-1]
    around = before + EURO + text[mark.at + 1 : mark.at + 60].split(EURO)[0]
    if name == "amount_max_eur" and _TOTAL.search(before):
        return True
    return name != "total_cost_min_eur" and bool(_ELSEWHERE.search(around))
