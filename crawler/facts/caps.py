"""Höchstbetrag: the most that one project or applicant gets."""

from crawler.facts.money_words import COSTS, GRANT, MONEY_WORDS
from crawler.facts.rule import Rule, cue

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
BETWEEN = r"\bzwischen (?:‹Betrag›|[\d.]{4,9}) und "
# A fixed sum for one project is its cap.
FIXED_SUM = (
    r"[Hh]öhe (?:des|Ihres|der|Ihrer) (?:Zuschusses|Zuwendung|Förderung) beträgt"
    r" (?:einmalig |pauschal )?"
)
FOR_ONE = r"(?: (?:je|pro) (?:Maßnahme|Vorhaben|Projekt|Antrag)\b|\.?$)"
MAXIMUM = (
    Rule(
        fact="amount_max_eur",
        words=MONEY_WORDS,
        beside=_CAPPED,
        cue=cue(
            r"(?:" + GRANT + r"|‹Prozent›|[Ss]ie erhalten|[Ee]rhalten Sie|[Gg]efördert)[^;]{0,160}?"
            r"(?:[Mm]aximal(?:er?)?|[Hh]öchstens|[Mm]ax\.|[Hh]öchstbetrag|[Oo]bergrenze"
            r"|[Hh]öchstgrenze"
            r"|[Hh]öchstsumme|nicht mehr als|begrenzt|bis zu)(?: (?!von der|‹)\S+){0,4} ‹Betrag›",
            r"(?:[Mm]aximale\w*|[Hh]öchste\w*) (?:Höhe (?:des|der|Ihre[sr]) )?(?:[Ff]örder\w+"
            r"|[Zz]uschuss\w*|[Zz]uwendung\w*)~‹Betrag›",
            r"(?:^|\. |• )(?:[Mm]aximal|[Hh]öchstens)~" + GRANT + r"~‹Betrag›",
            r"‹Betrag› bis (?:maximal |zu )?‹Betrag› gefördert",
            r"(?:[Hh]öchst(?:betrag|summe|grenze|förder|zuschuss|zuwendung|darlehen|kredit)"
            r"|[Mm]aximal(?:betrag|förder|zuschuss)|(?:[Ff]örder|[Zz]uwendungs)obergrenze)\w*"
            r"[^;.‹Betrag›‹Prozent›]{0,60}‹Betrag›",
            GRANT
            + r"~(?:‹Betrag› (?:\S+ ){0,4}?(?:nicht über|begrenzt|gedeckelt|beschränkt)|"
            + BETWEEN
            + r"‹Betrag›|(?:begrenzt|gedeckelt|beschränkt) (?:auf|bei) ‹Betrag›)",
            FIXED_SUM + "‹Betrag›" + FOR_ONE,
            r"(?:können|kann) (?:\w+ ){0,3}?bis zu ‹Betrag› (?:\w+ ){0,3}?(?:beantragt|bewilligt"
            r"|gewährt)",
        ),
        counter=cue(COSTS + r"~~(?:den|der|einen) Höchstbetrag", r"Nennbetrag"),
        example="Die Höhe des Zuschusses beträgt höchstens EUR 500.000 je Vorhaben.",
        expect=500000,
        counter_example="Die Höhe des Zuschusses beträgt höchstens EUR 5.000 je Teilnehmerin.",
    ),
)
