"""Finanzierungsart: Anteil-, Festbetrags-, Fehlbedarfs- or Vollfinanzierung."""

from collections.abc import Iterator

from crawler.facts.passages import Statements
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_GIVEN = (
    r"(?:im Wege|in Form|\b[Aa]ls|[Ff]inanzierungsart|erfolgt|gewährt|bewilligt|\(|\b[Zz]ur"
    r"|[Ii]m Rahmen"
    r"|[Mm]ittels|\b[Dd]urch|handelt sich um)~"
)
_ALONE = r"^(?:\S+ ){0,2}"
_ASIDE = cue(
    r"Darlehen|[Bb]ei (?:einer |der )?\w+finanzierung|[Ii]m Fall\w* (?:einer |der"
    r" )?\w+finanzierung",
    r"\b[Kk]eine? \w+finanzierung|[Aa]bweichend|[Ss]oweit eine",
)


def _rule(mode: str, word: str, name: str) -> Rule:
    return Rule(
        fact="financing_mode",
        value=mode,
        words=(word,),
        cue=cue(_GIVEN + name, _ALONE + name + r"\.?$"),
        counter=_ASIDE,
        example=f"Die Zuwendung wird grundsätzlich als {mode} gewährt.",
        expect=mode,
        counter_example=f"Bei einer {mode} als Ausnahme gilt Nummer 3.",
    )


RULES = (
    _rule("Anteilfinanzierung", "anteil", r"[Aa]nteils?(?:finanzierung|- (?:oder|und|bzw\.) )"),
    _rule(
        "Festbetragsfinanzierung",
        "festb",
        r"[Ff]estbe?i?tr[aä]gs?(?:-?finanzierung|-?förderung|-? oder|-? bzw|\.?$| gewährt)",
    ),
    _rule("Fehlbedarfsfinanzierung", "fehlbe", r"[Ff]ehlbe(?:darf|trag)s?-?(?:finanzierung| oder)"),
    _rule("Vollfinanzierung", "vollfinanzierung", r"\b[Vv]ollfinanzierung"),
)


def read(told: Statements) -> Iterator[Fact]:
    """The mode that is named first."""
    found = min(findings(RULES, told), key=lambda f: (told.order(f.statement), f.end), default=None)
    if found:
        yield found.fact()
