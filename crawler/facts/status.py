"""What the text itself says about being open, paused or closed."""

from collections.abc import Iterator

from crawler.facts.passages import Statements
from crawler.facts.procedure import closed
from crawler.facts.procedure_rules import AT_ANY_TIME
from crawler.facts.rule import Rule, cue, fact, findings
from crawler.facts.wording import CONDITION
from index.facts import Fact

_NOW = r"(?:[Dd]erzeit|[Zz]urzeit|[Zz]ur Zeit|[Aa]ktuell|[Mm]omentan)"
PAUSED = (
    Rule(
        fact="status",
        value="paused",
        words=(
            "derzeit",
            "zurzeit",
            "zur zeit",
            "aktuell",
            "momentan",
            "ausgeschöpft",
            "ausgesetzt",
            "eingestellt",
        ),
        cue=cue(
            _NOW
            + r"\b~\b(?:keine?n?|nicht)\b~(?:[Nn]euaufnahme|Anträge|Antragstellung|[Aa]ufrufe?\b"
            r"|Skizzen|[Nn]euanträge|Förderaufruf\w*|Bewerbung\w*)",
            r"(?:Anträge|Antragstellung)~" + _NOW + r" (?:nicht|keine)",
            r"[Aa]ktuelle \w*[Aa]ufrufe liegen nicht vor",
            r"(?:[Ff]örder|[Hh]aushalts)?[Mm]ittel sind (?:\w+ ){0,2}(?:ausgeschöpft|erschöpft)",
            r"Antragstellung~ausgesetzt",
            r"[Ff]örderung\b~(?:derzeit|bis auf Weiteres)~(?:eingestellt|ausgesetzt)",
        ),
        counter=cue(CONDITION),
        example="Derzeit ist keine Neuaufnahme möglich.",
        expect="paused",
        counter_example="Sobald die Mittel ausgeschöpft sind, endet das Programm.",
    ),
)

OPEN = (
    Rule(
        fact="status",
        value="open",
        words=("ab sofort", "wieder", "erneut"),
        cue=cue(
            r"\b[Aa]b sofort~(?:[Bb]eantrag|[Bb]ewerben|[Aa]ntr[aä]g|eingereicht|gestellt)",
            r"(?:[Aa]nträge|[Bb]ewerbungen)~ab sofort",
            r"[Ss]eit(?: dem)? ‹Tag› können~~(?:erneut|wieder)~[Aa]nträg",
            r"[Ss]eit(?: dem)? ‹Tag› können~~(?:erneut|wieder)~[Ff]örderanträg",
        ),
        example="Kommunen können ab sofort Anträge stellen.",
        expect="open",
        counter_example="Die Regelung gilt ab sofort.",
    ),
)

RULES = PAUSED + OPEN


def read(told: Statements) -> Iterator[Fact]:
    """Closed before paused before open, as the text states it."""
    if over := closed(told):
        yield fact("status", "closed", [over.evidence])
        return
    for rules, value in ((PAUSED, "paused"), ((AT_ANY_TIME,), "open"), (OPEN, "open")):
        if found := next(findings(rules, told), None):
            yield fact("status", value, [found.evidence])
            return
