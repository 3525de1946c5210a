"""Förderquote: the share of the eligible cost that is paid."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.facts.marks import SHARE, Mark
from crawler.facts.own_share import BEARER
from crawler.facts.passages import Statements
from crawler.facts.quantities import plain
from crawler.facts.rule import Rule, cue, fact
from crawler.facts.statement import Statement
from index.facts import Evidence, Fact

_WORDS = (
    "%", "prozent", "v. h.", "v.h.", "vom hundert", "vh ", "hälfte", "drittel", "viertel",
)  # fmt: skip
_ELIGIBLE = r"(?:zuwendungs|förder|förderungs|beihilfe)(?:fähig|würdig)\w*"
_COST = r"\S{0,20}(?:[Aa]usgaben|[Kk]osten|[Aa]ufwendungen|[Aa]ufwand|[Ii]nvestition)"

OF_COST = Rule(
    fact="funding_rate_max",
    words=_WORDS,
    cue=cue(
        r"‹Prozent›[^.;‹Prozent›]{0,12} (?:der|Ihrer|seiner|ihrer|an den|von den|d\.|des)"
        r" (?:\S+ ){0,6}?" + _COST,
        r"(?:Anteil|Zuschuss|Zuwendung)\w* an den (?:\S+ ){0,4}?" + _COST + r"~‹Prozent›",
    ),
    example="Die Höhe des Zuschusses beträgt bis zu 73 Prozent der zuwendungsfähigen Ausgaben.",
    expect=73,
    counter_example="Der Zuschuss wird um 10 Prozent der zuwendungsfähigen Ausgaben gekürzt.",
)
AS_RATE = Rule(
    fact="funding_rate_max",
    words=_WORDS,
    cue=cue(
        r"(?:[Ff]ördersatz|[Ff]ördersätzen?|[Ff]örderquoten?|[Rr]egelförderung|[Ff]örderhöhe"
        r"|[Zz]uschusshöhe|[Hh]öhe der Förderung|[Ff]örderanteil)\b~‹Prozent›",
        r"(?:\b[Zz]uschuss\w*|\b[Zz]uschüssen?) (?:in Höhe )?(?:von )?(?:bis zu |maximal"
        r" )?‹Prozent›",
        r"‹Prozent›-?\s?(?:ige )?Förderung\b"
        r"|‹Prozent› (?:\([^()]{0,60}\) )?(?:\w+ )?(?:gefördert|bezuschusst)\b",
        r"\b(?:[Bb]ezuschusst|[Gg]efördert) (?:wird|werden)\b[^.;‹Prozent›‹Betrag›]{0,80}?\bmit"
        r" (?:bis zu |maximal |höchstens )?‹Prozent›(?=\s*(?:[.;,)]|$))",
        r"(?:[Ff]örder|[Zz]uschuss|[Bb]onus|[Zz]uschlag)[^;]{0,120}\binsgesamt (?:bis zu"
        r" |maximal )?‹Prozent›(?! (?:der|des|von)\b)",
        r"(?:erhöht|steigt|angehoben)~\bauf (?:bis zu |maximal |insgesamt )?‹Prozent›",
    ),
    example="Alle anderen Kommunen erhalten einen Fördersatz von 70 Prozent.",
    expect=70,
    counter_example="Die Förderquote erhöht sich um 10 Prozent.",
)
BARE = Rule(
    fact="funding_rate_max",
    words=_WORDS,
    cue=cue(
        r"(?:[Hh]öhe (?:des|Ihres|der|Ihrer) (?:Zuschusses|Zuwendung|Förderung)"
        r"|\b(?:[Dd]er|[Ii]hr) Zuschuss|\b[Dd]ie (?:Zuwendung|Förderung))\b"
        r"[^;.‹Prozent›‹Betrag›]{0,60}?(?:beträgt|liegt|beläuft sich)\b"
        r"[^;.‹Prozent›‹Betrag›]{0,90}?‹Prozent›(?! (?:der|des|von|vom|Ihre[rs])\b)"
    ),
    example="Die Höhe des Zuschusses beträgt bis zu 60 Prozent.",
    expect=60,
    counter_example="Die Höhe des Zuschusses beträgt 60 Prozent des Bruttolohns.",
)
RATES = (OF_COST, AS_RATE, BARE)

RULES = RATES

# A share in one of these surroundings is something else.
_OTHER_SHARE = cue(
    r"[Ee]igenanteil|[Ee]igenmittel|[Ee]igenbeteiligung|[Ee]igenleistung|[Dd]rittmittel",
    BEARER + r"~‹Prozent›",
    r"[Pp]auschal(?:e\b|satz|finanzierung)|[Gg]emeinkosten|[Oo]verhead|Verwaltungs(?:kosten|ausgaben)",
    r"aufzustocken|aufgestockt|‹Prozent›[^;]{0,60}finanzier(?:en|t)\b|[Tt]ilgung|[Dd]arlehen"
    r"|[Kk]redit|\b[Zz]ins|[Bb]ürgschaft|[Hh]aftung|Umsatz|Bemessungsgrundlage",
    r"kürz|verringer|reduzier|vermindert|Abschlag|abgezogen|Abzug|\b[Üü]berschr|unterschreit|[Rr]ückforder"
    r"|Honorar",
    r"\bum (?:bis zu |weitere |bis zu weitere )?‹Prozent›|[Bb]ei Kosten|Fördermittel\b~abruf",
    r"[Ww]enn (?:der Anteil|die Zuwendung|der Zuschuss)\b|[Aa]rbeitszeit|Durchschnitts"
    r"|[Kk]ofinanzierung|Landesanteil"
    r"|Bundesanteil|Kostenerstattung",
    r"Anteil des (?:Landes|Bundes)|Reisekosten|[Pp]ersonalkosten|Planungskosten"
    r"|(?<!kosten und )Baunebenkosten",
    r"mehr als ‹Prozent›|weniger als ‹Prozent›|unter ‹Prozent›|mindestens ‹Prozent›|über ‹Prozent›",
)
_REGULAR = cue(
    r"normalerweise|in der Regel|grundsätzlich|Regelfördersatz|Regelförderung|regelmäßig",
    r"[Ii]m Regelfall|üblicherweise|generell|[Bb]asisförder|[Gg]rundförder",
)
_EXCEPTION = cue(
    r"[Aa]usnahm|[Ee]inzelf[aä]ll|[Ii]n besonderen|[Aa]bweichend|[Hh]aushaltsnot|[Ff]inanzschwach"
    r"|Bedarfszuweisung|Haushaltssicherung|[Ss]teuerschwach",
    r"\b[Ff]alls\b|\b[Ww]enn\b|begründet|\b[Ee]rhöht|[Kk]onsolidierung|Bonus|\bauch\b|\bsogar\b",
)

_CONDITION = re.compile(r"(?:• )?(?:Falls|Wenn|Sofern|Soweit)\b")
_BASE = cue(r"[Bb]asis(?:förder|satz)|[Gg]rund(?:förder|zuschuss)|(?:zuzüglich|\bplus) $")
_REGION = cue(
    r"(?:[Ss]tärker|[Ww]eniger) entwickelte\w* Region|Übergangsregion|\b(?:SER|ÜR)\b",
    r"\b[CD]-Fördergebiet",
)
_BONUS = ("bonus", "zuschlag", "zuschläge", "prozentpunkt", "zuzüglich")


@dataclass(frozen=True, slots=True)
class Share:
    """One stated Förderquote."""

    low: float
    high: float
    regular: bool
    exception: bool
    base: bool
    regional: bool
    evidence: Evidence


def read(told: Statements) -> Iterator[Fact]:
    """Highest, regular and lowest rate."""
    shares = _shares(told.outside("guideline")) or _shares(told.within("guideline"), strict=True)
    if shares:
        yield from _rates(shares, bonus=bool(told.about(_BONUS)))


def _rates(shares: list[Share], *, bonus: bool) -> Iterator[Fact]:
    """A base to which a bonus is added is not the highest rate; the sum is not computed."""
    best = max(shares, key=lambda share: share.high)
    if not (bonus and best.base):
        yield fact("funding_rate_max", plain(best.high), [best.evidence])
    if usual := _usual(shares):
        yield fact("funding_rate_default", plain(usual.high), [usual.evidence])
    lowest = min(shares, key=lambda share: share.low)
    if lowest.low < lowest.high or (lowest.regional and lowest.high < best.high):
        yield fact("funding_rate_min", plain(lowest.low), [lowest.evidence])


def _usual(shares: list[Share]) -> Share | None:
    """The one rate that is called regular, or that is no exception; several are none."""
    if any(share.low < share.high for share in shares):
        return None
    plain_ones = [share for share in shares if not share.exception]
    for chosen in ([share for share in shares if share.regular], plain_ones):
        if chosen:
            return chosen[0] if len({share.high for share in chosen}) == 1 else None
    return None


def _shares(told: Statements, *, strict: bool = False) -> list[Share]:
    shares: list[Share] = []
    for statement in told.about(_WORDS):
        if _is_about_rates(statement, strict=strict):
            shares += (s for mark in statement.marks(SHARE) if (s := _share(statement, mark)))
    return shares


_ELIGIBLE_COST = cue(_ELIGIBLE)


def _is_about_rates(statement: Statement, *, strict: bool) -> bool:
    """In the Richtlinie only shares of what is called eligible count: it holds many others."""
    text = statement.whole
    if "auschalsatz" in text or (strict and not _ELIGIBLE_COST.search(text)):
        return False
    return any(rule.cue.search(text) for rule in RATES)


def _share(statement: Statement, mark: Mark) -> Share | None:
    text = statement.marked
    before = text[max(0, mark.at - 110) : mark.at]
    before = before[max(before.rfind(". "), before.rfind(SHARE)) + 1 :]
    around = before + SHARE + text[mark.at + 1 : mark.at + 70].split(SHARE)[0]
    if _OTHER_SHARE.search(around):
        return None
    low, high = mark.value
    return Share(
        low,
        high,
        regular=bool(_REGULAR.search(around)),
        exception=bool(_EXCEPTION.search(before) or _CONDITION.match(text)),
        base=bool(_BASE.search(around)),
        regional=bool(_REGION.search(text)),
        evidence=statement.quote(mark.start),
    )
