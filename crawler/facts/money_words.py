"""How funding prose speaks of grants and costs: what the rules for amounts have in common."""

# No rule is met without an amount; the export writes "250.000 ?" for some.
MONEY_WORDS = ("euro", "eur ", " eur", "teur", "€", "0 ?")
# The first letter is looked at alone, which is quicker than one word after the other.
GRANT = (
    r"(?=[ZzFfKkDdHhMm])(?:[Zz]uschuss\w*|[Zz]uschüsse\w*|[Zz]uwendung(?:en|shöhe|sbetr\w+)?\b|[Ff]örderung\b"
    r"|[Ff]ördersummen?|[Ff]örderhöhe|[Ff]örderbetr\w+|[Ff]ördermittel|[Kk]reditbetr\w+"
    r"|[Dd]arlehensbetr\w+|[Hh]öhe (?:des|Ihres) (?:Darlehens|Kredite?s)"
    r"|\b(?:Darlehen|Kredit)(?= (?:in Höhe von|von|bis zu|beträgt)\b)"
    r"|[Mm]indest(?:kredit|darlehen|förder|zuwendung)\w*|[Hh]öchstförder\w+)"
)
COSTS = (
    r"(?=[GgAaKkPpIiBb])(?:[Gg]esamtausgaben|[Gg]esamtkosten|[Aa]usgaben|\b[Kk]osten|[Pp]rojektkosten"
    r"|[Ii]nvestitions(?:volumen|summe|kosten|ausgaben)|[Gg]esamtinvestition(?:en)?"
    r"|[Pp]rojekt(?:volumen|ausgaben)|[Bb]aukosten)\b"
)
# A cap per applicant or project is one; a cap per person, place or square metre is none.
PER = (
    r"(?:\b[Jj]e|\b[Pp]ro|für jede[ns]?) (?!(?:\S+ )?\S*(?:[Vv]orhaben|[Pp]rojekt|[Mm]aßnahme"
    r"|[Aa]ntragstell|[Zz]uwendungsempf|[Kk]ommune|[Gg]emeinde|[Kk]reis|[Ss]tadt|[Aa]ntrag|[Jj]ahr"
    r"|[Ee]inzugsbereich|[Hh]ochschule|[Uu]niversität|[Ff]örderaufruf|[Ff]örderrunde|[Aa]mt\b|[Vv]erein|[Uu]nternehmen|[Ff]örderfall|[Tt]räger|[Ss]tandort))"
)
