"""Bagatellgrenze and Mindestausgaben: less than that is not granted or not looked at."""

from crawler.facts.money_words import COSTS, GRANT, MONEY_WORDS, PER
from crawler.facts.rule import Rule, cue

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
_LESS = r"(?:unter|von weniger als|unterhalb von) ‹Betrag›"
MINIMUM = (
    Rule(
        fact="amount_min_eur",
        words=MONEY_WORDS,
        cue=cue(r"[Bb]agatellgren[zs]\w*~‹Betrag›", r"‹Betrag› (?:betragen )?\(Bagatell"),
        counter=cue(
            r"[Bb]agatell\w+~" + COSTS,
            COSTS + r"~[Bb]agatell|" + COSTS + r"~~‹Betrag› (?:betragen )?\(",
        ),
        example="Die Bagatellgrenze liegt bei EUR 10.000.",
        expect=10000,
        counter_example="Die Bagatellgrenze der Gesamtausgaben liegt bei EUR 10.000.",
    ),
    Rule(
        fact="amount_min_eur",
        words=MONEY_WORDS,
        beside=_AT_LEAST,
        cue=cue(
            GRANT + r"[^;]{0,120}?(?:mindestens|wenigstens)(?: jedoch| aber)? ‹Betrag›",
            GRANT
            + r"~(?:\bzwischen ‹Betrag› und ‹Betrag›|\b(?:erst|nur) ab (?:einer Höhe von )?‹Betrag›"
            r"|(?:mehr als|über) ‹Betrag› beträgt"
            r"|‹Betrag› (?:nicht unterschreiten|über(?:steigen|schreiten)|übersteigt))",
            r"\b(?:[Nn]ur|[Ee]rst) " + GRANT + r" ab (?:einer Höhe von )?‹Betrag›",
            r"[Mm]indest(?:zuwendung|förder|kredit|darlehens|zuschuss|betrag)\w*"
            r"[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            r"(?:[Zz]uwendungen|[Zz]uschüsse) (?:von )?unter ‹Betrag› ~nicht",
            r"‹Betrag› bis (?:maximal |zu )?‹Betrag› gefördert",
        ),
        counter=cue(
            r"(?<!‹Prozent› der zuwendungsfähigen )"
            + COSTS
            + r"~~(?:mehr als|über|wenigstens) ‹Betrag›",
            r"(?:zwischen|" + COSTS + r")(?: \w+){0,4} mindestens ‹Betrag›(?! pro)",
            COSTS + r"(?: \w+){0,3} ‹Betrag› (?:nicht unter|über)|nicht (?:mehr als|über)",
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
        words=MONEY_WORDS,
        beside=_AT_LEAST,
        cue=cue(
            COSTS + r"[^;]{0,110}?(?:mindestens|wenigstens|\bzwischen)(?: mindestens)? ‹Betrag›",
            COSTS + r"~(?:müssen|sollen|sollten)~(?<!nicht )(?:mehr als|über) ‹Betrag›",
            COSTS + r"[^;]{0,90}?‹Betrag› nicht unterschreiten\b",
            COSTS + r"~(?:müssen|sollen|sollten)~‹Betrag› über(?:steigen|schreiten)\b",
            r"[Mm]indestinvestition\w*[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            r"(?:[Vv]orhaben|[Pp]rojekte|[Mm]aßnahmen|[Ii]nvestitionen)\b~\b(?:mit|ab) "
            r"(?:\w+ ){0,3}?" + COSTS + r" (?:ab|von mehr als|von mindestens|von) ‹Betrag›(?! bis)",
        ),
        counter=cue(
            PER,
            GRANT + r"~mindestens ‹Betrag›",
            r"‹Prozent›[^;]{0,40}" + COSTS + r"[^;]{0,20}mindestens",
            r"[Bb]ei\b[^;]{0,60}" + COSTS,
            COSTS + r"~nicht (?:mehr als|über)|nicht über(?:steigen|schreiten)",
            r"[Vv]ergabe|[Aa]uftrag|[Pp]rüfung|[Gg]utachten|[Ww]irtschaftlichkeits|[Mm]ehrkosten",
            r"[Kk]ostensteigerung|[Ff]olgekosten|[Aa]nschaffung|[Ww]enn\b|[Ss]ofern|[Bb]eträgt die",
        ),
        example="Die zuwendungsfähigen Gesamtausgaben müssen mindestens EUR 50.000 betragen.",
        expect=50000,
        counter_example="Bei Gesamtausgaben von mindestens EUR 50.000 ist ein Gutachten nötig.",
    ),
    Rule(
        fact="total_cost_min_eur",
        words=("bagatell",),
        cue=cue(
            COSTS + r"~[Bb]agatellgrenze[^;.‹Betrag›]{0,40}‹Betrag›",
            r"[Bb]agatellgrenze (?:der|für die) (?:\S+ )?" + COSTS + r"[^;.‹Betrag›]{0,40}‹Betrag›",
        ),
        counter=cue(GRANT + r"~[Bb]agatell"),
        example="Die Gesamtausgaben müssen die Bagatellgrenze von 20.000 Euro überschreiten.",
        expect=20000,
        counter_example="Die Zuwendung muss die Bagatellgrenze von 20.000 Euro überschreiten.",
    ),
    Rule(
        fact="total_cost_min_eur",
        words=MONEY_WORDS,
        cue=cue(
            r"(?:[Nn]icht (?:gefördert|förderfähig|zuwendungsfähig)|[Aa]usgeschlossen)[^;]{0,90}?"
            + COSTS
            + r"~"
            + _LESS,
            r"(?:[Vv]orhaben|[Pp]rojekte|[Mm]aßnahmen) mit (?:\w+ ){0,3}?"
            + COSTS
            + r" "
            + _LESS
            + r" (?:werden|sind) (?:\w+ )?(?:nicht|ausgeschlossen|von der)",
        ),
        example="Nicht gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
        expect=100000,
        counter_example="Gefördert werden Vorhaben mit Gesamtkosten unter 100.000 Euro.",
    ),
)
