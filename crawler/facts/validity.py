"""Until when the Richtlinie is in force (außer Kraft, gilt bis, befristet bis)."""

import re
from collections.abc import Iterator

from crawler.facts.passages import DAY, Statement
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_ITSELF = r"(?:[Rr]ichtlinien?\b|\bSie\b|\bsie\b|Bekanntmachung|[Ee]rlass|Verwaltungsvorschrift|Grundsätze|Programm|Förderaufruf|Regelung|Bestimmungen|Vorschrift)"
_OTHERS = cue(
    r"[Gg]leichzeitig|[Mm]it (?:dem )?In-?[Kk]raft-?[Tt]reten|[Bb]isherige|frühere|Verordnung \(E|AGVO|De-minimis|Gruppenfreistellung|Wohnungen|ersetzt die|Bundesförderung|Kommission|Rahmenregelung"
)

RULES = (
    Rule(
        fact="programme_valid_until",
        words=("außer kraft", "ausser kraft"),
        cue=cue(
            r"(?:[Aa]blauf de[sr]|\bam|\bzum|\bmit|\bdem) ‹Tag›[^‹Tag›]{0,40}?au(?:ß|ss)er Kraft"
            r"|au(?:ß|ss)er Kraft[^‹Tag›.;]{0,60}?(?:[Aa]blauf de[sr]|\bam|\bzum) ‹Tag›"
        ),
        counter=_OTHERS,
        example="Diese Richtlinie tritt mit Ablauf des 31. Dezember 2027 außer Kraft.",
        expect="2027-12-31",
        counter_example="Gleichzeitig tritt die bisherige Richtlinie am 31. Dezember 2022 außer Kraft.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("gilt", "gelten", "gültig", "geltungsdauer"),
        cue=cue(
            _ITSELF
            + r"~(?:gilt|gelten|gültig|Geltungsdauer)~bis(?: einschließlich)?(?: zum| zu dem)? ‹Tag›"
            r"|\bund (?:gilt|gelten) ~bis(?: einschließlich)?(?: zum)? ‹Tag›|Geltungsdauer~[Rr]ichtlinie~‹Tag›"
        ),
        counter=_OTHERS,
        example="Die Richtlinie tritt am 1. Januar 2024 in Kraft und gilt bis zum 31. Dezember 2028.",
        expect="2028-12-31",
        counter_example="Die Bescheinigung gilt bis zum 31. Dezember 2028.",
    ),
    Rule(
        fact="programme_valid_until",
        words=("befristet",),
        cue=cue(
            _ITSELF
            + r"~befristet ~bis(?: zum| einschließlich)? ‹Tag›|"
            + _ITSELF
            + r"~bis(?: zum)? ‹Tag›,? befristet"
        ),
        counter=_OTHERS,
        example="Sie ist befristet bis zum 31. Dezember 2027.",
        expect="2027-12-31",
        counter_example="Die Stelle ist befristet bis zum 31. Dezember 2027.",
    ),
)


def read(told: list[Statement]) -> Iterator[Fact]:
    """The last day of validity; the last one that is stated of the Richtlinie itself."""
    for finding in findings(RULES, told):
        mark = finding.mark(DAY)
        if mark and not mark.value.startswith("--"):
            yield finding.fact(mark.value)
            return
