"""Förderquote and Eigenanteil: shares of the eligible cost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.facts.passages import SHARE, Mark, Statement
from crawler.facts.rule import Rule, cue, fact, findings
from index.facts import Evidence, Fact

_COST = r"(?:[Aa]usgaben|[Kk]osten|[Aa]ufwendungen|[Ii]nvestition|Gesamtfinanzierung|Nettoausgaben|Finanzierungs)"

RATES = (
    Rule(
        fact="funding_rate_max",
        words=("ausgaben", "kosten", "aufwendungen"),
        cue=cue(
            r"(?:Sie erhalten|erhalten Sie|Zuschuss|Zuschüsse|Zuwendung|Förder|geförder|beträgt|betragen|in Höhe von|bis zu)\S*"
            r" ~‹Prozent›[^.;]{0,12} (?:der|Ihrer|seiner|ihrer|an den|der als|von den|d\.) (?:\S+ ){0,5}?"
            r"\S*" + _COST
        ),
        example="Die Höhe des Zuschusses beträgt bis zu 75 Prozent der zuwendungsfähigen Ausgaben.",
        expect=75,
        counter_example="Der Zuschuss wird um 10 Prozent der zuwendungsfähigen Ausgaben gekürzt.",
    ),
    Rule(
        fact="funding_rate_max",
        words=("förder", "zuschuss", "zuschüsse", "regelför"),
        cue=cue(
            r"(?:[Ff]ördersatz|[Ff]ördersätze|[Ff]örderquoten?|[Ff]ördersumme|Regelförderung|Förderhöhe|Fördersatz|Zuschusshöhe|Zuschuss|Zuschüsse|Zuschusses|Höhe der Förderung)\b"
            r" ~‹Prozent›|‹Prozent›-?\s?(?:ige |e )?[Ff]örderung\b|‹Prozent› (?:\w+ )?(?:gefördert|bezuschusst)"
        ),
        example="Alle anderen Kommunen erhalten einen Fördersatz von 70 Prozent.",
        expect=70,
        counter_example="Die Förderquote wird um 10 Prozent gekürzt.",
    ),
)

OWN_SHARE = (
    Rule(
        fact="own_share_min",
        words=("eigen",),
        cue=cue(
            r"\b[Ee]igen(?:anteil|mittelanteil|mittel|beteiligung|leistung)\S*[^.;‹›]{0,90}?(?:mindestens|wenigstens|von|nicht unter|beträgt|Höhe von) ‹Prozent›"
            r"|(?:mindestens|wenigstens) ‹Prozent› ~(?:durch|als|an) (?:\w+ ){0,2}[Ee]igen"
        ),
        counter=cue(
            r"[Bb]is zu ‹Prozent›|höchstens|reduzier|ermäßig|verringer|abgesenkt|ersetzt|unentgeltlich|unbare"
        ),
        example="Sie müssen einen Eigenanteil von mindestens 10 Prozent erbringen.",
        expect=10,
        counter_example="Der Zuschuss beträgt 90 Prozent der zuwendungsfähigen Ausgaben.",
    ),
)

RULES = RATES + OWN_SHARE

# A share that stands in one of these surroundings is something else.
_OTHER_SHARE = cue(
    r"[Ee]igenanteil|[Ee]igenmittel|[Ee]igenbeteiligung|[Ee]igenleistung|Drittmittel|[Pp]auschal|[Gg]emeinkosten|Overhead"
    r"|Verwaltungs(?:kosten|ausgaben)|[Tt]ilgung|[Dd]arlehen|[Kk]redit|[Zz]ins|[Kk]ürz|gekürzt|verringer|reduzier|vermindert|Abschlag|abgezogen|Abzug"
    r"|Haftung|Beihilfeintensität|Mehrkosten nicht|[Uu]msatz|Bürgschaft|Arbeitszeit|Honorar|Planungskosten|Bau(?:neben)?kosten|Überschreit|überschritten"
    r"|Prozentpunkt|erhöht sich um|um (?:bis zu |weitere |bis zu weitere )?‹Prozent›|mindestens ‹Prozent› der (?:Kinder|Teil|Fläche|Nutz|Energ)"
    r"|Durchschnittss|Kofinanzierung|Land(?:es)?(?:anteil| trägt)|Bundesanteil|Anteil des (?:Landes|Bundes)|Rückforder|Gesamtfördersumme|Reisekosten|Personalkosten"
)
_REGULAR = re.compile(
    r"normalerweise|in der Regel|grundsätzlich|Regelfördersatz|Regelförderung|regelmäßig|[Ii]m Regelfall|üblicherweise|generell"
)
_EXCEPTION = re.compile(
    r"Ausnahme|Einzelfall|[Ii]n besonderen Fällen|abweichend|[Hh]aushaltsnotlage|finanzschwach|begründete"
)


@dataclass(frozen=True, slots=True)
class Share:
    """One stated Förderquote."""

    low: float
    high: float
    regular: bool
    exception: bool
    evidence: Evidence


def read(told: list[Statement]) -> Iterator[Fact]:
    """Highest, regular and lowest rate, and the own share if it is stated as such."""
    yield from _rates(told)
    for finding in findings(OWN_SHARE, told):
        mark = finding.mark(SHARE)
        if mark and 0 < mark.value[1] < 60:
            yield finding.fact(_plain(mark.value[1]))
            return


def _rates(told: list[Statement]) -> Iterator[Fact]:
    summary = [s for s in told if s.field != "guideline"]
    shares = list(_shares(summary)) or list(_shares([s for s in told if s.field == "guideline"]))
    if not shares:
        return
    best = max(shares, key=lambda share: share.high)
    yield fact("funding_rate_max", _plain(best.high), [best.evidence])
    regular = [share for share in shares if share.regular and share.low == share.high]
    if len({share.high for share in shares}) == 1 and best.low == best.high:
        yield fact("funding_rate_default", _plain(best.high), [best.evidence])
    elif len({share.high for share in regular}) == 1:
        yield fact("funding_rate_default", _plain(regular[0].high), [regular[0].evidence])
    spread = next((share for share in shares if share.low < share.high), None)
    if spread and spread.low == min(share.low for share in shares):
        yield fact("funding_rate_min", _plain(spread.low), [spread.evidence])


def _shares(told: list[Statement]) -> Iterator[Share]:
    for statement in told:
        low = statement.low
        if (
            "%" not in low
            and "prozent" not in low
            and "v. h." not in low
            and "v.h." not in low
            and "hundert" not in low
        ):
            continue
        if not _is_about_rates(statement):
            continue
        for mark in statement.marks_of(SHARE):
            if share := _share(statement, mark):
                yield share


def _is_about_rates(statement: Statement) -> bool:
    text = f"{statement.intro} {statement.marked}" if statement.intro else statement.marked
    return any(rule.cue.search(text) for rule in RATES)


def _share(statement: Statement, mark: Mark) -> Share | None:
    text = statement.marked
    before = text[max(0, mark.at - 110) : mark.at]
    around = (
        before[max(before.rfind(". "), before.rfind(SHARE)) + 1 :]
        + SHARE
        + text[mark.at + 1 : mark.at + 70].split(SHARE)[0]
    )
    if _OTHER_SHARE.search(around):
        return None
    return Share(
        *mark.value,
        regular=bool(_REGULAR.search(around)),
        exception=bool(_EXCEPTION.search(around)),
        evidence=statement.quote(mark.start),
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
