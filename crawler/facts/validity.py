"""Until when the Richtlinie is in force (außer Kraft, gilt bis, befristet bis)."""

from collections.abc import Iterator

from crawler.facts.marks import DAY
from crawler.facts.passages import Statements
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_ITSELF = (
    r"(?:(?:[Dd]iese\w*|[Dd]ie|[Dd]er|[Dd]ieser|[Dd]as) (?:\w*[Rr]ichtlinien?|\w*[Rr]ichtlinie"
    r"|\w*[Bb]ekanntmachung|\w*[Ee]rlass|Erl\.|RdErl\.|Verwaltungsvorschrift|\w*[Gg]rundsätze"
    r"|\w*[Pp]rogramm|\w*[Bb]estimmungen|Regelungen)\b|\b[Ss]ie\b|Geltungsdauer)"
)
_ANOTHER = cue(
    r"[Gg]leichzeitig|[Mm]it (?:dem )?In-?[Kk]raft-?[Tt]reten|\b[Bb]isherige|\bfrühere|\bAGVO\b",
    r"Verordnung \(E|[Dd]e-minimis|Gruppenfreistellung|ersetzt die|Kommission|Rahmenregelung",
    r"[Rr]ichtlinien? (?:(?!tritt|treten)[^;]){0,120}\bvom ‹Tag›(?:(?!in"
    r" Kraft)[^;]){0,120}au(?:ß|ss)er Kraft",
    r"^(?!Diese)[^;]{0,300}?\bvom ‹Tag›[^;]{0,120}?(?:tritt|treten)\b[^;]{0,60}au(?:ß|ss)er Kraft",
    r"in Kraft getreten",
    r"[Aa]usnahmeregelung|[Üü]bergangsregelung|[Rr]egelung für",
)

_ANOTHER_AT_ALL = cue(r"[Gg]leichzeitig|[Aa]usnahmeregelung|[Üü]bergangsregelung|[Rr]egelung für")

RULES = (
    Rule(
        fact="programme_valid_until",
        words=("außer kraft", "ausser kraft"),
        cue=cue(
            r"(?:[Aa]blauf de[sr]|\bam|\bzum|\bmit|\bdem) ‹Tag›[^‹Tag›.;]{0,40}au(?:ß|ss)er Kraft",
            r"au(?:ß|ss)er Kraft[^‹Tag›.;]{0,60}(?:[Aa]blauf de[sr]|\bam|\bzum) ‹Tag›",
        ),
        counter=_ANOTHER,
        example="Diese Richtlinie tritt mit Ablauf des 29. Mai 2031 außer Kraft.",
        expect="2031-05-29",
        counter_example="Gleichzeitig tritt die alte Richtlinie am 31. Dezember 2022 außer Kraft.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("gilt", "gelten", "gültig", "geltungsdauer"),
        cue=cue(
            _ITSELF + r"~\bbis (?:(?:einschließlich|zum|zum Ablauf des|längstens) )*‹Tag› gültig\b",
            _ITSELF
            + r"~(?:gilt|gelten|gültig)\b~bis(?: einschließlich| zum Ablauf des)?(?: zum)? ‹Tag›",
            _ITSELF
            + r"~~und (?:gilt|gelten|ist gültig) (?:\w+ ){0,3}?bis(?: einschließlich)?(?: zum)?"
            r" ‹Tag›",
            r"Geltungsdauer~[Rr]ichtlinie~bis(?: zum)? ‹Tag›",
        ),
        counter=_ANOTHER,
        example="Die Richtlinie tritt am 1. Januar 2024 in Kraft und gilt bis zum 31.12.2028.",
        expect="2028-12-31",
        counter_example="Die Regelung für den Bonus gilt bis zum 31. Dezember 2028.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("befristet",),
        cue=cue(
            _ITSELF + r"~befristet ~bis(?: zum| einschließlich| längstens)* ‹Tag›",
            _ITSELF + r"~bis(?: zum)? ‹Tag›,? befristet",
            r"^Es ist bis(?: zum)? ‹Tag›,? befristet",
            _ITSELF + r"[^;]{0,200}? in Kraft und ist (?:\w+ ){0,2}?bis(?: zum)? ‹Tag›,? befristet",
        ),
        counter=_ANOTHER_AT_ALL,
        example="Die Richtlinie ist befristet bis zum 31. Dezember 2027.",
        expect="2027-12-31",
        counter_example="Die Stelle ist befristet bis zum 31. Dezember 2027.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("endet", "läuft", "laufzeit", "begrenzt"),
        cue=cue(
            r"(?:"
            + _ITSELF
            + r"|Laufzeit d(?:er|ieser|es|ieses) \w*(?:[Rr]ichtlinie|[Pp]rogramms))"
            r"(?: \S+){0,9}? (?:endet|läuft aus|läuft)(?: zunächst)?"
            r"(?: am| zum| mit Ablauf des| bis zum| bis)"
            r" ‹Tag›",
            _ITSELF + r"~Laufzeit bis(?: zum)? ‹Tag›",
            r"Geltungsdauer~‹Tag› begrenzt",
        ),
        counter=cue(r"[Ff]rist\b|[Aa]ntrag|[Vv]orhaben|[Pp]rojekt|[Mm]aßnahme"),
        example="Die Geltungsdauer endet am 31.12.2028.",
        expect="2028-12-31",
        counter_example="Die Antragsfrist der Richtlinie endet am 31.12.2028.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("mithin",),
        cue=cue(r"Laufzeit diese[rs] \w+[^;]{0,220}?\bmithin bis zum ‹Tag›,? befristet"),
        example="Die Laufzeit dieser Förderrichtlinie ist bis zum Auslaufen der AGVO zuzüglich"
        " sechs Monaten, mithin bis zum 30. Juni 2028, befristet.",
        expect="2028-06-30",
        counter_example="Die Laufzeit dieser Vorhaben ist mithin bis zum 30. Juni 2028 begrenzt.",
    ),
)


def read(told: Statements) -> Iterator[Fact]:
    """The last day of validity, as written."""
    for finding in findings(RULES, told):
        mark = finding.last(DAY)
        if mark and not mark.value.startswith("--"):
            yield finding.fact(mark.value)
            return
