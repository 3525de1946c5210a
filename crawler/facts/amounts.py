"""Höchstbetrag, Bagatellgrenze and the least eligible cost, in whole euros."""

import re
from collections.abc import Callable, Iterator

from crawler.facts.marks import EURO, SHARE, Mark
from crawler.facts.passages import Statement, Statements
from crawler.facts.rule import Finding, Rule, cue, findings
from index.facts import Fact

# No rule is met without an amount; the export writes "250.000 ?" for some.
_WORDS = ("euro", "eur ", " eur", "teur", "€", "0 ?")
_CAPPED = (
    "maximal",
    "max.",
    "höchst",
    "obergrenze",
    "nicht mehr",
    "begrenzt",
    "gedeckelt",
    "beschränkt",
    "bis zu",
    "bis ",
    "zwischen",
    "nicht über",
    "beträgt",
)
_AT_LEAST = (
    "mindest",
    "wenigstens",
    "zwischen",
    "mehr als",
    "über",
    "unter",
    "erst",
    "nur",
    " bis ",
    " ab ",
    " von ",
)
# The first letter is looked at alone, which is quicker than one word after the other.
_GRANT = (
    r"(?=[ZzFfKkDdHhMm])(?:[Zz]uschuss\w*|[Zz]uschüsse\w*|[Zz]uwendung(?:en|shöhe|sbetr\w+)?\b|[Ff]örderung\b"
    r"|[Ff]ördersummen?|[Ff]örderhöhe|[Ff]örderbetr\w+|[Ff]ördermittel|[Kk]reditbetr\w+"
    r"|[Dd]arlehensbetr\w+|[Hh]öhe (?:des|Ihres) (?:Darlehens|Kredite?s)"
    r"|\b(?:Darlehen|Kredit)(?= (?:in Höhe von|von|bis zu|beträgt)\b)"
    r"|[Mm]indest(?:kredit|darlehen|förder|zuwendung)\w*|[Hh]öchstförder\w+)"
)
_COST = (
    r"(?=[GgAaKkPpIiBb])(?:[Gg]esamtausgaben|[Gg]esamtkosten|[Aa]usgaben|\b[Kk]osten|[Pp]rojektkosten"
    r"|[Ii]nvestitions(?:volumen|summe|kosten|ausgaben)|[Gg]esamtinvestition(?:en)?"
    r"|[Pp]rojekt(?:volumen|ausgaben)|[Bb]aukosten)\b"
)
# A cap per applicant or project is one; a cap per person, place or square metre is none.
_PER = (
    r"(?:\b[Jj]e|\b[Pp]ro|für jede[ns]?) (?!(?:\S+ )?\S*(?:[Vv]orhaben|[Pp]rojekt|[Mm]aßnahme"
    r"|[Aa]ntragstell|[Zz]uwendungsempf|[Kk]ommune|[Gg]emeinde|[Kk]reis|[Ss]tadt|[Aa]ntrag|[Jj]ahr"
    r"|[Ee]inzugsbereich|[Hh]ochschule|[Uu]niversität|[Ff]örderaufruf|[Ff]örderrunde|[Aa]mt\b|[Vv]erein|[Uu]nternehmen|[Ff]örderfall|[Tt]räger|[Ss]tandort))"
)
_LESS = r"(?:unter|von weniger als|unterhalb von) ‹Betrag›"
_BETWEEN = r"\bzwischen (?:‹Betrag›|[\d.]{4,9}) und "
# A fixed sum for one project is its cap.
_FIXED = (
    r"[Hh]öhe (?:des|Ihres|der|Ihrer) (?:Zuschusses|Zuwendung|Förderung) beträgt"
    r" (?:einmalig |pauschal )?"
)
_FOR_ONE = r"(?: (?:je|pro) (?:Maßnahme|Vorhaben|Projekt|Antrag)\b|\.?$)"
_ELSEWHERE = cue(
    _PER,
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
    r"|investieren",
    r"[Ii]ndustrielle[nr]? Forschung|[Ee]xperimentelle|Artikel|AGVO|[Aa]bweichend",
    r"[Ff]estbetr[aä]g|[Zz]weckbindung|[Ww]enn die|[Vv]ereinfacht|ausnahmsweise|Nachweis",
)

MAXIMUM = (
    Rule(
        fact="amount_max_eur",
        words=_WORDS,
        beside=_CAPPED,
        cue=cue(
            r"(?:"
            + _GRANT
            + r"|‹Prozent›|[Ss]ie erhalten|[Ee]rhalten Sie|[Gg]efördert)[^;]{0,160}?"
            r"(?:[Mm]aximal(?:er?)?|[Hh]öchstens|[Mm]ax\.|[Hh]öchstbetrag|[Oo]bergrenze"
            r"|[Hh]öchstgrenze"
            r"|[Hh]öchstsumme|nicht mehr als|begrenzt|bis zu)(?: (?!von der|‹)\S+){0,4} ‹Betrag›",
            r"(?:[Mm]aximale\w*|[Hh]öchste\w*) (?:Höhe (?:des|der|Ihre[sr]) )?(?:[Ff]örder\w+"
            r"|[Zz]uschuss\w*|[Zz]uwendung\w*)~‹Betrag›",
            r"(?:^|\. |• )(?:[Mm]aximal|[Hh]öchstens)~" + _GRANT + r"~‹Betrag›",
            r"‹Betrag› bis (?:maximal |zu )?‹Betrag› gefördert",
            r"(?:[Hh]öchst(?:betrag|summe|grenze|förder|zuschuss|zuwendung|darlehen|kredit)"
            r"|[Mm]aximal(?:betrag|förder|zuschuss)|(?:[Ff]örder|[Zz]uwendungs)obergrenze)\w*"
            r"[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            _GRANT
            + r"~(?:‹Betrag› (?:\S+ ){0,4}?(?:nicht über|begrenzt|gedeckelt|beschränkt)|"
            + _BETWEEN
            + r"‹Betrag›|(?:begrenzt|gedeckelt|beschränkt) (?:auf|bei) ‹Betrag›)",
            _FIXED + "‹Betrag›" + _FOR_ONE,
            r"(?:können|kann) (?:\w+ ){0,3}?bis zu ‹Betrag› (?:\w+ ){0,3}?(?:beantragt|bewilligt"
            r"|gewährt)",
        ),
        counter=cue(_COST + r"~~(?:den|der|einen) Höchstbetrag", r"Nennbetrag"),
        example="Die Höhe des Zuschusses beträgt höchstens EUR 500.000 je Vorhaben.",
        expect=500000,
        counter_example="Die Höhe des Zuschusses beträgt höchstens EUR 5.000 je Teilnehmerin.",
    ),
)

MINIMUM = (
    Rule(
        fact="amount_min_eur",
        words=_WORDS,
        cue=cue(r"[Bb]agatellgren[zs]\w*~‹Betrag›", r"‹Betrag› (?:betragen )?\(Bagatell"),
        counter=cue(
            r"[Bb]agatell\w+~" + _COST,
            _COST + r"~[Bb]agatell|" + _COST + r"~~‹Betrag› (?:betragen )?\(",
        ),
        example="Die Bagatellgrenze liegt bei EUR 10.000.",
        expect=10000,
        counter_example="Die Bagatellgrenze der Gesamtausgaben liegt bei EUR 10.000.",
    ),
    Rule(
        fact="amount_min_eur",
        words=_WORDS,
        beside=_AT_LEAST,
        cue=cue(
            _GRANT + r"[^;]{0,120}?(?:mindestens|wenigstens)(?: jedoch| aber)? ‹Betrag›",
            _GRANT
            + r"~(?:\bzwischen ‹Betrag› und ‹Betrag›|\b(?:erst|nur) ab (?:einer Höhe von )?‹Betrag›"
            r"|(?:mehr als|über) ‹Betrag› beträgt"
            r"|‹Betrag› (?:nicht unterschreiten|über(?:steigen|schreiten)|übersteigt))",
            r"\b(?:[Nn]ur|[Ee]rst) " + _GRANT + r" ab (?:einer Höhe von )?‹Betrag›",
            r"[Mm]indest(?:zuwendung|förder|kredit|darlehens|zuschuss|betrag)\w*"
            r"[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            r"(?:[Zz]uwendungen|[Zz]uschüsse) (?:von )?unter ‹Betrag› ~nicht",
            r"‹Betrag› bis (?:maximal |zu )?‹Betrag› gefördert",
        ),
        counter=cue(
            r"(?<!‹Prozent› der zuwendungsfähigen )"
            + _COST
            + r"~~(?:mehr als|über|wenigstens) ‹Betrag›",
            r"(?:zwischen|" + _COST + r")(?: \w+){0,4} mindestens ‹Betrag›(?! pro)",
            _COST + r"(?: \w+){0,3} ‹Betrag› (?:nicht unter|über)|nicht (?:mehr als|über)",
            r"[Bb]ei (?:\w+ )?(?:Zuwendung|Förderung)|[Vv]ergabe|[Bb]eträgt die"
            r"|[Vv]erwendungsnachweis",
            r"[Ww]enn\b|[Ss]ofern|[Pp]rüf|darf ~‹Betrag› (?:nicht )?über",
        ),
        example="Die Fördersumme muss mindestens EUR 100.000 betragen.",
        expect=100000,
        counter_example="Bei einer Zuwendung von mindestens 100.000 Euro gilt das Vergaberecht.",
    ),
)

COST = (
    Rule(
        fact="total_cost_min_eur",
        words=_WORDS,
        beside=_AT_LEAST,
        cue=cue(
            _COST + r"[^;]{0,110}?(?:mindestens|wenigstens|\bzwischen)(?: mindestens)? ‹Betrag›",
            _COST + r"~(?:müssen|sollen|sollten)~(?<!nicht )(?:mehr als|über) ‹Betrag›",
            _COST + r"[^;]{0,90}?‹Betrag› nicht unterschreiten\b",
            _COST + r"~(?:müssen|sollen|sollten)~‹Betrag› über(?:steigen|schreiten)\b",
            r"[Mm]indestinvestition\w*[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            r"(?:[Vv]orhaben|[Pp]rojekte|[Mm]aßnahmen|[Ii]nvestitionen)\b~\b(?:mit|ab) "
            r"(?:\w+ ){0,3}?" + _COST + r" (?:ab|von mehr als|von mindestens|von) ‹Betrag›(?! bis)",
        ),
        counter=cue(
            _PER,
            _GRANT + r"~mindestens ‹Betrag›",
            r"‹Prozent›[^;]{0,40}" + _COST + r"[^;]{0,20}mindestens",
            r"[Bb]ei\b[^;]{0,60}" + _COST,
            _COST + r"~nicht (?:mehr als|über)|nicht über(?:steigen|schreiten)",
            r"[Vv]ergabe|[Aa]uftrag|[Pp]rüfung|[Gg]utachten|[Ww]irtschaftlichkeits|[Mm]ehrkosten",
            r"[Kk]ostensteigerung|[Ff]olgekosten|[Aa]nschaffung|[Ww]enn\b|[Ss]ofern|[Bb]eträgt die",
        ),
        example="Die zuwendungsfähigen Gesamtausgaben müssen mindestens EUR 50.000 betragen.",
        expect=50000,
        counter_example="Bei Gesamtausgaben von mindestens EUR 50.000 ist ein Gutachten nötig.",
    ),
    Rule(
        fact="total_cost_min_eur",
        words=_WORDS,
        cue=cue(
            r"(?:[Nn]icht (?:gefördert|förderfähig|zuwendungsfähig)|[Aa]usgeschlossen)[^;]{0,90}?"
            + _COST
            + r"~"
            + _LESS,
            r"(?:[Vv]orhaben|[Pp]rojekte|[Mm]aßnahmen) mit (?:\w+ ){0,3}?"
            + _COST
            + r" "
            + _LESS
            + r" (?:werden|sind) (?:\w+ )?(?:nicht|ausgeschlossen|von der)",
        ),
        example="Nicht gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
        expect=100000,
        counter_example="Gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
    ),
)

RULES = MAXIMUM + MINIMUM + COST

_FOR_EACH = cue(_PER)
_CAP = cue(
    _BETWEEN + "$",
    r"(?:[Mm]aximal\w*|[Hh]öchstens|bis zu|[Mm]ax\.|[Hh]öchst\w+|[Oo]bergrenze|nicht mehr als"
    r"|begrenzt|bis maximal):?(?: (?!von der)\S+){0,5} $",
)
_ALL_OF_IT = cue(_FIXED + "$")
_ONE = cue("‹Betrag›" + _FOR_ONE)
_CAPPED_BEHIND = cue(
    r"^‹Betrag› (?:\S+ ){0,4}?(?:nicht über(?:steigen|schreiten)|begrenzt|gedeckelt|beschränkt)\b"
)
_TOTAL = re.compile(r"\b[Ii]nsgesamt\b")
_FIRM_CAP = cue(
    _BETWEEN + "$",
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
