"""What the text itself says about being open, paused or closed."""

from collections.abc import Iterator

from crawler.facts.deadlines import CLOSED, ROLLING
from crawler.facts.passages import Statement
from crawler.facts.rule import Rule, cue, fact, findings
from index.facts import Fact

PAUSED = (
    Rule(
        fact="status",
        value="paused",
        words=("derzeit", "zurzeit", "aktuell", "momentan", "ausgeschöpft", "ausgesetzt"),
        cue=cue(
            r"(?:[Dd]erzeit|[Zz]urzeit|[Aa]ktuell|[Mm]omentan)\b[^.;]{0,60}?(?:kein(?:e|en)?|nicht)\b[^.;]{0,50}?(?:Neuaufnahme|Anträge|Antragstellung|Aufrufe?|Skizzen|Neuanträge|Förderaufruf\w*|Bewerbung\w*)"
            r"|(?:Anträge|Antragstellung)~(?:derzeit|zurzeit|aktuell|momentan) (?:nicht|keine)|[Aa]ktuelle \w*[Aa]ufrufe liegen nicht vor"
            r"|(?:Förder|Haushalts)?[Mm]ittel sind (?:derzeit |bereits |vollständig )?(?:ausgeschöpft|gebunden)|Antragstellung~ausgesetzt"
        ),
        counter=cue(r"[Ww]enn|[Ff]alls|[Ss]ofern|[Ss]obald|[Ss]oweit"),
        example="Derzeit ist keine Neuaufnahme möglich.",
        expect="paused",
        counter_example="Sobald derzeit keine Anträge vorliegen, wird das Verfahren geschlossen.",
    ),
)

OPEN = (
    Rule(
        fact="status",
        value="open",
        words=("ab sofort", "wieder", "erneut"),
        cue=cue(
            r"[Aa]b sofort[^.;]{0,90}?(?:beantrag|bewerben|Antr[aä]g|einreich|gestellt)|(?:beantrag|bewerben|Antr[aä]ge)\S* ~ab sofort"
            r"|[Ss]eit(?: dem)? ‹Tag› können[^.;]{0,120}?(?:erneut|wieder)[^.;]{0,40}?(?:Förder)?[Aa]ntr[aä]g"
        ),
        example="Kommunen können sich ab sofort bewerben, Anträge sind ab sofort möglich.",
        expect="open",
        counter_example="Die Regelung gilt ab sofort.",
    ),
)

RULES = PAUSED + OPEN


def read(told: list[Statement]) -> Iterator[Fact]:
    """Closed before paused before open, as the text states it."""
    for rules, value in ((CLOSED, "closed"), (PAUSED, "paused"), (ROLLING, "open"), (OPEN, "open")):
        found = next(findings(rules, told), None)
        if found:
            yield fact("status", value, [found.evidence])
            return
