"""How funding prose speaks of applying and receiving: what the rules for applicants share."""

from crawler.facts.rule import cue
from crawler.facts.wording import CONDITION

ENTITLED_TO = (
    r"(?:[Aa]ntrags?|[Ff]örder(?:ungs)?|[Zz]uwendungs|[Bb]ewerbungs|[Tt]eilnahme)berechtigt"
)
WHO = r"(?P<who>[^.;:]{3,220}?)"
WHO_ENDS = (
    r"(?:[.:;]|$|, (?:die|der|das|welche|deren|um|wenn)\b"
    r"| (?:dabei|bei|beim|mit|in|zur|zum|für|auf|im|durch|über)\b)"
)
MONEY = (
    r"(?:[Zz]uschuss|[Zz]uschüsse|[Zz]uwendung(?:en)?|[Ff]örderung(?:en)?|[Ff]ördermittel"
    r"|[Ff]inanzhilfen?|(?:[Ff]inanzielle )?(?:Unterstützung|Hilfen?)|[Ff]ördersatz|Darlehen)\b"
)
APPLY = (
    r"(?:[Aa]nträge?|[Ff]örderanträge?|[Ff]örderung|[Zz]uwendung(?:en)?|[Zz]uschüsse?|[Mm]ittel"
    r"|[Ff]ördermittel|[Pp]rojektskizzen?|[Ss]kizzen?|Interessensbekundung(?:en)?"
    r"|Interessenbekundung(?:en)?|Projektvorschläge|Vorschlagslisten?)"
)
LAND_NAME = r"(?: (?:Hessen|Bayern|Sachsen|Thüringen|Berlin|Bremen|Hamburg|Brandenburg|\w+-\w+))?"
NOBODY = cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|\bSie\b", CONDITION)
