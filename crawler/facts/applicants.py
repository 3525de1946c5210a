"""Wer darf: the groups that may apply, and bounds on their number of inhabitants."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from crawler.facts.addressed import ADDRESSED
from crawler.facts.applying import AT_WORK
from crawler.facts.entitled import ALSO, ENTITLED
from crawler.facts.groups import ANDERE, GROUPS, LEGAL_PERSON, begins_with_group, groups_named
from crawler.facts.marks import HEADS
from crawler.facts.passages import Statements
from crawler.facts.rule import Finding, Rule, cue, fact, findings
from index.facts import Evidence, Fact

_WHO = r"(?:[Aa]ntragsberechtigt|[Gg]efördert|[Ff]örderfähig|[Zz]uwendungsempfänger\w*)"
_PLACES = r"(?:Gemeinden|Städten?|Kommunen|Orten?)"
BOUNDS = (
    Rule(
        fact="population_min",
        words=("einwohner",),
        cue=cue(_WHO + "~" + _PLACES + r"~(?:über|mehr als|mindestens|\bab) ‹Einwohner›"),
        counter=cue(r"\b[Nn]icht\b"),
        example="Antragsberechtigt sind Gemeinden über 6.000 Einwohnerinnen und Einwohner.",
        expect=6000,
        counter_example="In Gemeinden über 6.000 Einwohner wird ein Beirat gebildet.",
    ),
    Rule(
        fact="population_max",
        words=("einwohner",),
        cue=cue(
            _WHO
            + "~"
            + _PLACES
            + r"~(?:bis zu|unter|weniger als|höchstens|\bbis|maximal) ‹Einwohner›"
        ),
        counter=cue(r"\b[Nn]icht\b"),
        example="Antragsberechtigt sind Gemeinden mit bis zu 10.000 Einwohnern.",
        expect=10000,
        counter_example="Ortsteile mit bis zu 10.000 Einwohnern erhalten ein Schild.",
    ),
)

NAMED = (*ENTITLED, AT_WORK)
RULES = (*(rule for tier in NAMED for rule in tier), *ALSO, *ADDRESSED, *BOUNDS)

_HEADING = re.compile(
    r"^(?:[\d.]+ )?(?:Wer (?:wird|ist|kann)\b|Antragsberechtigte?\b|Zuwendungsempf"
    r"|Förderberechtigte?\b|Wen fördern|(?:Zielgruppen?|Antragstell(?:er|ende)\w*):?$)"
)
_LAENDER = re.compile(r"\b(?:Bundes)?[Ll]ändern?\b")  # they pass the money on
_LONGEST_LIST = 60
_NOT = re.compile(r"\b(?:nicht|keine?[nr]?|ausgeschlossen)\b")
_SHORT = ("summary", "description", "procedure")
# What is said about an applicant is no applicant.
_ASIDE = re.compile(
    r", (?:(?:die|der|das) (?![A-ZÄÖÜ]\w+(?:,| und| oder| sowie|$))"
    r"|(?:deren|dessen|denen|wenn|soweit|sofern|welche|in denen|falls)\b)"
    r"(?![^,;.]{0,80}(?:steuerbegünst|gemeinnütz|Gewinn))[^,;.]{0,200}"
    r"|\b(?:mit(?! kommunal| mehrheitl| Unternehmer)|zur|im Rahmen|gegenüber|unter|geben"
    r"|in den)\b (?:(?! sowie )[^,;.]){0,200}"
)
_FOR_WHAT = re.compile(r"^(?: ?• )?(?:bei|für|als)\b[^:]{0,90}?(?:: | die )")
_PREDICATE = re.compile(
    r"\b(?:eine[rsm]?|ein|in|im|zur|für|bei|den|die|das|mit(?! mehrheitl| kommunal))\b"
)
_STOP = re.compile(
    r"\. |\bnicht jedoch|ausgenommen|mit Ausnahme|\bals (?:Träger|Erst)|\bfür (?:die|den|das|Maßn)"
    r"|\berhalten einen|\bbei\b|\bdabei\b|, für die\b"
)


def read(told: Statements) -> Iterator[Fact]:
    """The groups in the vocabulary of the extraction rules, and the bounds."""
    if named := _applicants(told):
        groups = [group for group in GROUPS if group in named]
        yield fact("applicants", groups, [named[group] for group in groups])
    for finding in findings(BOUNDS, told):
        if mark := finding.last(HEADS):
            yield finding.fact(mark.value)


def _applicants(told: Statements) -> dict[str, Evidence]:
    """The groups of the first passage that names any; a Richtlinie addresses nobody."""
    anybody: Evidence | None = None
    for named in _by_passage(told):
        anybody = named.pop(LEGAL_PERSON, None) or anybody
        if named:
            return named
    return {ANDERE: anybody} if anybody else {}


def _by_passage(told: Statements) -> Iterator[dict[str, Evidence]]:
    short = (told.within("legal_requirements"), told.within(*_SHORT))
    for part in (*short, told.within("guideline")):
        yield _named(part) or _under_heading(part)
    for part in short:
        for rule in ADDRESSED:
            yield _groups([rule], part)


def _named(told: Statements) -> dict[str, Evidence]:
    """The groups of the clearest rules that name any, and those that a second sentence adds."""
    for rules in NAMED:
        if named := _groups(rules, told):
            return named | _groups(ALSO, told) | named
    return {}


def _groups(rules: Iterable[Rule], told: Statements) -> dict[str, Evidence]:
    named: dict[str, Evidence] = {}
    for finding in findings(rules, told):
        for group, evidence in _in_finding(finding, told):
            named.setdefault(group, evidence)
    return named


def _under_heading(told: Statements) -> dict[str, Evidence]:
    """The groups that stand under a heading such as "Wer wird gefördert?"."""
    named: dict[str, Evidence] = {}
    below = (s for s in told if not s.previous and _HEADING.search(s.heading))
    for statement in islice(below, _LONGEST_LIST):
        if not _NOT.search(statement.text):
            for group in groups_named(_subject(statement.marked)):
                named.setdefault(group, statement.quote())
    return named


def _in_finding(finding: Finding, told: Statements) -> Iterator[tuple[str, Evidence]]:
    statement = finding.statement
    if finding.who:
        who = _LAENDER.sub(" ", finding.who)
        for group in groups_named(_subject(who)) if begins_with_group(who) else ():
            yield group, finding.evidence
        return
    subject = _subject(statement.marked[finding.end :])
    if finding.rule in ADDRESSED:
        subject = _PREDICATE.split(subject, maxsplit=1)[0]
    for group in groups_named(subject):
        yield group, finding.evidence
    for item in islice(told.items_under(statement), _LONGEST_LIST):
        for group in groups_named(_subject(item.marked)):
            yield group, item.quote()


def _subject(text: str) -> str:
    text = _FOR_WHAT.sub("", text, count=1)
    return _ASIDE.sub(",", _STOP.split(text[:700], maxsplit=1)[0])
