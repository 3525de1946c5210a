"""A rule of the reader: cue and counter-cue beside an example sentence that is tested."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.facts.passages import DAY, EURO, HEADS, LENGTH, SHARE, Mark, Statement
from index.facts import Evidence, Fact

_SIGNS = {
    "‹Tag›": DAY,
    "‹Betrag›": EURO,
    "‹Prozent›": SHARE,
    "‹Dauer›": LENGTH,
    "‹Einwohner›": HEADS,
}


def cue(pattern: str) -> re.Pattern[str]:
    """Compile a cue: a regular expression in which ‹Tag›, ‹Betrag›, ‹Prozent›, ‹Dauer› and
    ‹Einwohner› stand for a value and `~` for a few words (up to 60 characters).
    """
    for name, sign in _SIGNS.items():
        pattern = pattern.replace(name, sign)
    return re.compile(pattern.replace("~", "[^;]{0,60}?"))


NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Where `cue` stands in a statement and `counter` does not, `value` is stated.

    `words` are lower-case pieces of which one has to occur: they make the search quick.
    `expect` is what is read in `example`; nothing is read in `counter_example`.
    """

    fact: str
    words: tuple[str, ...]
    cue: re.Pattern[str]
    counter: re.Pattern[str] = NEVER
    value: Any = None
    example: str
    expect: Any
    counter_example: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that was met in a statement, the place, and the value that it marks, if any."""

    rule: Rule
    statement: Statement
    found: re.Match[str]

    def mark(self, sign: str) -> Mark | None:
        """The last value of this kind inside the cue."""
        start, end = self.found.span()
        inside = [m for m in self.statement.marks_of(sign) if start <= m.at < end]
        return inside[-1] if inside else None

    @property
    def evidence(self) -> Evidence:
        """The statement around the cue."""
        return self.statement.quote(self.statement.position(self.found.start()))

    def fact(self, value: Any = None) -> Fact:
        """The fact of the rule with this value, or with the rule's own."""
        stated = self.rule.value if value is None else value
        return Fact(name=self.rule.fact, value=stated, evidence=(self.evidence,))


def findings(rules: Iterable[Rule], statements: Iterable[Statement]) -> Iterator[Finding]:
    """Every statement that meets a rule, by order of the rules."""
    told = list(statements)
    for rule in rules:
        for statement in told:
            if not any(word in statement.low for word in rule.words):
                continue
            found = rule.cue.search(statement.marked)
            if found and not rule.counter.search(statement.marked):
                yield Finding(rule, statement, found)


def fact(name: str, value: Any, evidence: Iterable[Evidence]) -> Fact:
    """A fact with its evidence, each quote once."""
    return Fact(name=name, value=value, evidence=tuple(dict.fromkeys(evidence)))
