"""Finanzierungsart: Anteil-, Festbetrags-, Fehlbedarfs- or Vollfinanzierung."""

from collections.abc import Iterator

from crawler.facts.passages import Statement
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_GIVEN = (
    r"(?:im Wege|in Form|[Aa]ls|Finanzierungsart|erfolgt|gewährt|bewilligt|\(|[Zz]ur|im Rahmen|mittels|durch)"
    r"[^.;]{0,50}?"
)
_REPAID = cue(
    r"Darlehen|[Bb]ei (?:einer |der )?\w+finanzierung|[Ii]m Falle? (?:einer |der )?\w+finanzierung|[Kk]eine?r? \w+finanzierung|[Aa]bweichend"
)


def _rule(mode: str, stem: str, article: str) -> Rule:
    return Rule(
        fact="financing_mode",
        value=mode,
        words=(stem,),
        cue=cue(_GIVEN + _STEMS[mode] + r"|^\S*\s?\S*\s?" + _STEMS[mode] + r"\.?$"),
        counter=_REPAID,
        example=f"Die Zuwendung wird {article} als {mode} gewährt.",
        expect=mode,
        counter_example=f"Bei einer {mode} gilt Nummer 3.",
    )


_STEMS = {
    "Anteilfinanzierung": r"(?:[Aa]nteils?finanzierung|[Aa]nteils?- (?:oder|und|bzw\.) )",
    "Festbetragsfinanzierung": r"[Ff]estb(?:e?i?)tr[aä]gs?-?(?:finanzierung| oder| bzw)",
    "Fehlbedarfsfinanzierung": r"[Ff]ehlbedarfs?-?(?:finanzierung| oder)",
    "Vollfinanzierung": r"\b[Vv]ollfinanzierung",
}

RULES = (
    _rule("Anteilfinanzierung", "anteil", "grundsätzlich"),
    _rule("Festbetragsfinanzierung", "festb", "grundsätzlich"),
    _rule("Fehlbedarfsfinanzierung", "fehlbedarf", "grundsätzlich"),
    _rule("Vollfinanzierung", "vollfinanzierung", "grundsätzlich"),
)


def read(told: list[Statement]) -> Iterator[Fact]:
    """The mode that is named first."""
    told = [statement for statement in told if "finanzierung" in statement.low]
    order = {id(statement): number for number, statement in enumerate(told)}
    found = sorted(findings(RULES, told), key=lambda f: (order[id(f.statement)], f.found.start()))
    if found:
        yield found[0].fact()
