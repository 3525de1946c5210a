"""Antragsfristen: the days by which the applicant submits a sketch or an application."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from crawler.facts.marks import DAY, Mark
from crawler.facts.passages import Statements
from crawler.facts.role import SUBMISSION, Role
from crawler.facts.roles import role_of
from crawler.facts.rule import Rule, cue, fact
from crawler.facts.statement import Statement
from index.facts import Evidence, Fact

_WORDS = (
    "antr", "bewerb", "einreich", "eingereicht", "skizze", "bekundung", "frist", "anmeld",
    "angemeldet", "stichtag", "melden sie", "vorschl", "schluss", "wettbewerb", "aufruf",
)  # fmt: skip


def _days(kind: str, *days: str) -> list[dict[str, str]]:
    return [{"kind": kind, "date": day} for day in days]


UNTIL = (
    Rule(
        fact="deadlines",
        words=_WORDS,
        cue=cue(
            r"\b(?:[Bb]is|spätestens|letztmal(?:s|ig))"
            r"(?: (?:•|spätestens|einschließlich|jeweils|jährlich|\(?zum|am|den|dem|zum Ablauf des"
            r"|zum jeweiligen|\w+tag,?))* ‹Tag›",
            r"[Aa]blauf des ‹Tag›",
        ),
        example="Stellen Sie Ihren Antrag bis spätestens zum 1.11. für das folgende Jahr.",
        expect=_days("application", "--11-01"),
        counter_example="Stellen Sie Ihren Antrag für das Vorhaben ab dem 1.11. für das Folgejahr.",
    ),
    Rule(
        fact="deadlines",
        words=_WORDS,
        cue=cue(
            r"jeweils (?:zum|am|der|den) ‹Tag›",
            r"(?:[Ff]rist|[Ss]chluss|[Tt]ermine?|[Ss]tichtage?|phase|runde)\b(?:~)"
            r"(?:endet(?: jeweils)? am|ist|sind|ist (?:jeweils )?der|ist am|am|zum|sind"
            r" (?:jeweils )?der|ist (?:der )?\w+tag, (?:der|den)"
            r"|endet jährlich am|endet mit Ablauf des) ‹Tag›",
            r"[Ff]rist\b~\bauf den ‹Tag›(?= (?:\w+ )?verlängert)",
            r"letzter? (?:Tag|Termin) (?:der|für die|zur) (?:Antrag|Einreich|Bewerb)\w* ist"
            r" (?:\w+tag, )?der ‹Tag›",
        ),
        example="Antragsschluss ist in allen Jahren jeweils der 20.9.",
        expect=_days("application", "--09-20"),
        counter_example="Die Antragsfrist wird am 15.11.2026 bekannt gegeben.",
    ),
    Rule(
        fact="deadlines",
        words=_WORDS,
        cue=cue(
            r"(?:[Ff]rist(?:en)?|[Ff]ristende|[Ss]tichtage?|[Ss]chluss|[Tt]ermine?)\b[^.;:]{0,60}:"
            r" ?(?:\S+ ){0,3}‹Tag›"
        ),
        example="Antragsfrist: 31. Oktober 2026",
        expect=_days("application", "2026-10-31"),
        counter_example="Stand der Antragsunterlagen: 31. Oktober 2026",
    ),
    Rule(
        fact="deadlines",
        words=_WORDS,
        cue=cue(r"\bzum ‹Tag›[^;]{0,80}?(?:einreichen|einzureichen|stellen|vorlegen|vorzulegen)"),
        example="Skizzen sind zum 30. April 2027 einzureichen.",
        expect=_days("sketch", "2027-04-30"),
        counter_example="Zum 30. April 2027 wurde der Vordruck für Skizzen überarbeitet.",
    ),
)

RULES = UNTIL

_AND = re.compile(r",?(?: und| oder| sowie| bzw\.)?(?: (?:bis|zum|der|am|jeweils))* ?$")
_SUBMIT = re.compile(
    r"eingereicht|einzureichen|einreichen|gestellt werden|[Ss]tichtage?\b|[Ff]rist(?:en)?\b"
)
# A sentence with more days is a table, and nobody can tell what each of them is for.
_MOST_DAYS = 8
_MAYBE_DAY = re.compile(r"[0-9]\. ?[0-9jfmasond]")
_ENCLOSED = re.compile(r"bei(?:zu)?fügen|beigefügt|enthalten|Angaben|Unterlagen")
_BARE = re.compile(r"(?:^|: |• |\bam |\bzum )$")
_LABEL = re.compile(r"[Ff]rist|[Ss]tichtag|[Ss]chluss|Termin")
# A day of "this year" does not return, and the text does not say which year it was.
_THIS_YEAR = re.compile(r"\b(?:in|noch) diesem jahr\b|\bheuer\b")
_PAST = cue(r"\b(?:konnten?|waren?|mussten?)\b", r"[Ff]rist\b~(?:endete|ist abgelaufen)")
# The first day of a window is when it opens, whatever label stands above both.
_OPENS = cue(r"‹Tag› ?(?:bis|–|-)(?: (?:zum|einschließlich|spätestens))* ?‹Tag›")
_OTHER_YEAR = cue(r"[Üü]bergang|(?:[Jj]ahre?|[Jj]ahren|Beginn in|im Jahr) 20\d\d|20\d\d/20\d\d")


@dataclass(frozen=True, slots=True)
class Submission:
    """A day of submission with the statement it stands in."""

    kind: str
    day: str
    field: str
    past: bool
    once: bool
    evidence: Evidence

    @property
    def value(self) -> dict[str, str | bool]:
        """The item of the fact."""
        stated: dict[str, str | bool] = {"kind": self.kind, "date": self.day}
        return stated | {"once": True} if self.annual and self.once else stated

    @property
    def annual(self) -> bool:
        """Whether the day returns every year."""
        return self.day.startswith("--")


@lru_cache(maxsize=1)
def submissions(told: Statements) -> list[Submission]:
    """All days of submission, each once.

    Beside an annual day, a dated one of the Richtlinie is a rule of transition: it is left out.
    """
    found: dict[tuple[str, str], Submission] = {}
    for submission in _stated(told):
        found.setdefault((submission.kind, submission.day), submission)
    annual = any(s.annual for s in found.values())
    return [
        submission
        for submission in found.values()
        if submission.annual or submission.past or not annual or submission.field != "guideline"
    ]


def read(told: Statements) -> Iterator[Fact]:
    """The days of submission."""
    stated = submissions(told)
    if stated:
        value = [s.value for s in stated]
        yield fact("deadlines", value, [s.evidence for s in stated])


def _stated(told: Statements) -> Iterator[Submission]:
    for statement in _candidates(told):
        before: Submission | None = None
        end = 0
        for mark in statement.marks(DAY):
            role = _submission(statement, mark, before, end)
            if role is None:
                continue
            past = bool(_PAST.search(statement.marked))
            evidence = statement.quote(mark.start)
            once = bool(_THIS_YEAR.search(statement.low))
            before = Submission(role.value, mark.value, statement.field, past, once, evidence)
            end = mark.at + 1
            yield before


def _candidates(told: Statements) -> Iterator[Statement]:
    seen: set[str] = set()
    for statement in told.like(_MAYBE_DAY):
        if statement.text in seen:
            continue
        seen.add(statement.text)
        context = f"{statement.low} {statement.intro} {statement.heading} {statement.previous}"
        context = context.lower()
        if any(word in context for word in _WORDS) and (
            0 < statement.marked.count(DAY) <= _MOST_DAYS
        ):
            yield statement


def _submission(
    statement: Statement, mark: Mark, before: Submission | None, end: int
) -> Role | None:
    """The role of a day of submission, `None` for every other day.

    A day whose own clause says nothing takes its role from the day before it in the sentence,
    from the words that introduce its list, or from the sentence before.
    """
    text = statement.marked
    if _OPENS.match(text, mark.at):
        return None
    role = role_of(text, mark.at)
    until = _is_until(text, mark.at) or bool(before and _AND.fullmatch(text[end : mark.at]))
    if role is Role.OTHER and before:
        role = Role(before.kind)
    elif role is Role.OTHER and (label := _label_above(statement)):
        role = role_of(f"{label} {DAY}", len(label) + 1)
        until = until or bool(_BARE.search(text[: mark.at]))
    elif role is Role.OTHER and statement.intro:
        role, until = _within_list(statement, mark)
    elif role is Role.OTHER and statement.previous and _SUBMIT.search(text):
        lead = f"{statement.previous[-150:]} "
        role = role_of(lead + text, len(lead) + mark.at)
    return role if until and role in SUBMISSION and not _is_transition(text, mark) else None


def _within_list(statement: Statement, mark: Mark) -> tuple[Role, bool]:
    """The role of a day in a list item, read with the words around the list."""
    whole, at = statement.whole, len(statement.lead) + mark.at
    if _ENCLOSED.search(statement.lead):
        return Role.OTHER, False
    return role_of(whole, at), _is_until(whole, at)


def _is_until(text: str, at: int) -> bool:
    """Whether one of the rules has this day as its first or its last."""
    for rule in UNTIL:
        for found in rule.cue.finditer(text, max(0, at - 120), at + 101):
            if at in (text.index(DAY, found.start()), found.end() - 1):
                return True
    return False


def _label_above(statement: Statement) -> str:
    """The words above a short line that say that it holds a day of submission."""
    if len(statement.text) > 120:
        return ""
    above = statement.intro or statement.heading
    return above if _LABEL.search(above) else ""


def _is_transition(text: str, mark: Mark) -> bool:
    annual = mark.value.startswith("--")
    return bool(_OTHER_YEAR.search(text)) if annual else "bweichend" in text
