"""A rule of the reader: cue and counter-cue beside an example sentence that is tested."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.facts.marks import DAY, EURO, HEADS, LENGTH, SHARE, Mark
from crawler.facts.passages import Statements
from crawler.facts.statement import Statement
from index.facts import Evidence, Fact

_SIGNS = {
    "‹Tag›": DAY,
    "‹Betrag›": EURO,
    "‹Prozent›": SHARE,
    "‹Dauer›": LENGTH,
    "‹Einwohner›": HEADS,
}


def cue(*patterns: str) -> re.Pattern[str]:
    """Compile a cue; each pattern is one way to say it.

    In a pattern ‹Tag›, ‹Betrag›, ‹Prozent›, ‹Dauer› and ‹Einwohner› stand for a value, `~` for a
    few words of the same clause and `~~` for more of them. Gaps are bounded, so that no text can
    make the search slow. Each pattern may call one part `(?P<who>...)`.
    """
    pattern = "|".join(
        one.replace("(?P<who>", f"(?P<who{number}>") for number, one in enumerate(patterns)
    )
    for name, sign in _SIGNS.items():
        pattern = pattern.replace(name, sign)
    pattern = pattern.replace("~~", "[^;]{0,140}?").replace("~", "[^;]{0,60}?")
    return re.compile(pattern)


NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where `cue` stands in a statement and `counter` does not, the fact is stated.

    `words` are lower-case pieces of which one has to occur: they make the search quick. `beside`
    are such pieces too, which may also stand in the words around a list.
    `value` is what is stated; a rule without it takes the value that the cue marks.
    `expect` is what is read in `example`; in `counter_example` it is not read.
    """

    fact: str
    words: tuple[str, ...]
    cue: re.Pattern[str]
    counter: re.Pattern[str] = NEVER
    value: Any = None
    beside: tuple[str, ...] = ()
    example: str
    expect: Any
    counter_example: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that was met in a statement, and where in its marked text.

    `who` is what the cue calls by this name, for rules that speak of somebody.
    """

    rule: Rule
    statement: Statement
    start: int
    end: int
    who: str = ""

    def marks(self, sign: str) -> list[Mark]:
        """The values of this kind inside the cue."""
        return [m for m in self.statement.marks(sign) if self.start <= m.at < self.end]

    def last(self, sign: str) -> Mark | None:
        """The last value of this kind inside the cue."""
        return next(reversed(self.marks(sign)), None)

    @property
    def evidence(self) -> Evidence:
        """The statement around the cue."""
        return self.statement.quote(self.statement.position(self.start))

    def fact(self, value: Any = None) -> Fact:
        """The fact of the rule with this value, or with the rule's own."""
        stated = self.rule.value if value is None else value
        return Fact(name=self.rule.fact, value=stated, evidence=(self.evidence,))


def findings(rules: Iterable[Rule], told: Statements) -> Iterator[Finding]:
    """Every statement that meets a rule, by order of the rules."""
    for rule in rules:
        signs = [] if rule.value else [sign for sign in _SIGNS.values() if sign in rule.cue.pattern]
        for statement in told.about(rule.words):
            if signs and not any(sign in statement.marked for sign in signs):
                continue
            if rule.beside and not any(word in statement.whole_low for word in rule.beside):
                continue
            if found := _meets(rule, statement):
                yield found


def _meets(rule: Rule, statement: Statement) -> Finding | None:
    """Apply one rule to one statement.

    A list item is read together with the words around the list: they are one sentence.
    """
    lead = statement.lead
    text = statement.whole
    found = rule.cue.search(text)
    if found and not _touches(found, len(lead), len(statement.marked)):
        lead, text = "", statement.marked
        found = rule.cue.search(text)
    if not found or rule.counter.search(text):
        return None
    start = max(0, found.start() - len(lead))
    who = next((said for said in found.groupdict().values() if said), "")
    return Finding(rule, statement, start, found.end() - len(lead), who)


def _touches(found: re.Match[str], before: int, length: int) -> bool:
    """Whether some of the cue stands in the statement itself, not only around it."""
    return found.end() > before and found.start() < before + length


def fact(name: str, value: Any, evidence: Iterable[Evidence]) -> Fact:
    """A fact with its evidence, each quote once."""
    return Fact(name=name, value=value, evidence=tuple(dict.fromkeys(evidence)))
