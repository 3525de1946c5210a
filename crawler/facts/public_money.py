"""How funding prose speaks of other public money: what the rules for combining share."""

# The first letter is looked at alone, which is quicker than one word after the other.
JOINING = (
    r"(?=[Kk])(?:[Kk]umulierung|[Kk]umulation|[Kk]umuliert|[Kk]umulierbar|[Kk]ombin(?:ation|iert))"
)
OTHERS = (
    r"(?=[AaWwSsDd])(?:[Aa]ndere(?:n|r|m)?|[Aa]nderweitige[nrm]?|[Ww]eitere[nr]?|[Ss]onstige[nr]?"
    r"|[Dd]ritte[nr]?) (?:\S+ ){0,3}?(?:[Ff]örder\w*|\w{0,25}[Mm]ittel\w*|[Zz]uwendung\w*"
    r"|\w{0,25}[Pp]rogramm\w*|Stellen|Finanzierungshilfen|[Zz]uschüsse\w*)"
)
LIMITED = (
    r"[Ss]ofern|[Ss]oweit|\b[Ww]enn\b|unter der Voraussetzung|es sei denn|[Hh]öchst\w+|\bnur\b"
    r"|\bbis zu"
    r"|solange|nicht über(?:schr|st)|[Bb]eihilfe|[Aa]usnahm"
)
INSIDE = (
    r"[Ff]ördergegenst[aä]nde|\bFlächen|[Pp]auschalen|\bModule\b|[Ff]örderhöchstsumme"
    r"|[Tt]atbestände"
)
PUBLIC_MONEY = (
    r"(?:(?:[Ff]örder)?[Mm]itteln? (?:des (?:Landes|Bundes|Freistaat\w*)|der (?:EU|Europ\w+))"
    r"|Landesmitteln?\b|Landesprogramm\w*|EFRE|ESF|ELER|EU-Fonds|Stellen des Landes"
    r"|[Ff]ördervorhaben|[Ff]örderprogramm\w* (?:des|der))"
)

CLAIMING = r"[Ii]nanspruchnahme (?:\S+ ){0,3}?" + OTHERS
BESIDE = (
    r"(?:[Zz]usätzliche|[Ee]rgänzende|[Gg]leichzeitige) (?:Förderung|Finanzierung|Bezuschussung)"
    r" (?:aus|durch|mit|über) (?:\S+ ){0,3}?" + OTHERS
)
TAKEN_OUT = (
    r"(?:(?:[Aa]ndere|[Ww]eitere) )?(?:[Ff]ördermittel|öffentliche (?:\w*[Mm]ittel|Förder\w+))"
    r" (?:aus|von) (?:\w+ )?(?:[Aa]nderen|[Ww]eiteren) \w*(?:[Pp]rogramm|[Ss]telle)\w*"
)
PROJECT_MUST = (
    r"(?:[Vv]orhaben|[Mm]aßnahmen?|[Pp]rojekte?|[Ii]nvestitionen)\b"
    r"[^;.]{0,40}?(?:darf|dürfen)\b[^;.]{0,40}?"
)
