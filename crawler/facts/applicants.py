"""Wer darf: the groups that may apply, and bounds on their number of inhabitants."""

import re
from collections.abc import Iterator
from itertools import islice

from crawler.facts.groups import GROUPS, KOMMUNE, KREIS, VEREIN, groups_named
from crawler.facts.marks import HEADS
from crawler.facts.passages import Statements
from crawler.facts.rule import Finding, Rule, cue, fact, findings
from index.facts import Evidence, Fact

ADDRESSED = Rule(
    fact="applicants",
    words=("sie als", "fördersatz", "richtet sich an"),
    cue=cue(
        r"(?:[Ww]enn|[Uu]nterstützt|[Ff]ördert|[Uu]nterstützen|[Kk]önnen) Sie als ",
        r"(?:[Aa]lle )?(?:anderen |übrigen )(?=\S+[^.]{0,60} erhalten einen Fördersatz)",
        r"(?:[Pp]rogramm|[Ff]örderung|[Aa]ufruf|[Ii]nitiative)\b[^;]{0,40} richtet sich an ",
    ),
    example="Wenn Sie als Kommune Radwege bauen, erhalten Sie einen Zuschuss.",
    expect=[KOMMUNE],
    counter_example="Wenn Sie Radwege für eine Kommune bauen, erhalten Sie einen Zuschuss.",
)
NAMED = (
    Rule(
        fact="applicants",
        words=("antragsberechtigt", "förderberechtigt", "antragberechtigt"),
        cue=cue(r"(?:[Aa]ntrags?|[Ff]örder)berechtigt(?:e\w*)?:?(?: (?:sind|ist|können))?\b"),
        counter=cue(r"[Nn]icht (?:antrags|förder)berechtigt"),
        example="Antragsberechtigt sind Gemeinden und Landkreise in Hessen.",
        expect=[KOMMUNE, KREIS],
        counter_example="Nicht antragsberechtigt sind Gemeinden und Landkreise.",
    ),
    Rule(
        fact="applicants",
        words=("zuwendungsempf", "förderempf", "letztempf"),
        cue=cue(
            r"\b(?:[Zz]uwendungsempf|[Ff]örderempf)\w+(?: \S+){0,4}? (?:sind|ist|kommen|können"
            r" sein)\b"
        ),
        counter=cue(
            r"verpflichtet|verantwortlich|gehalten|[Ww]enn\b|[Ff]alls|[Ss]ofern|\b[Nn]icht\b"
            r"|\bhat\b",
            r"\bzu \w+en\b|berechtigt",
        ),
        example="Zuwendungsempfänger sind Städte und Gemeinden.",
        expect=[KOMMUNE],
        counter_example="Die Zuwendungsempfänger sind verpflichtet, Gemeinden zu unterrichten.",
    ),
    Rule(
        fact="applicants",
        words=("können", "dürfen"),
        cue=cue(
            r"(?:[Zz]uwendungen|[Zz]uschüsse|[Ff]ördermittel|Förderung|Anträge) können"
            r"(?=[^.]{0,160} (?:erhalten|beantragen|stellen)\b)",
            r"^(?=[^.]{0,120}(?:können|dürfen)(?: sich)? [^.]{0,120}(?:[Aa]nträge (?:stellen"
            r"|einreichen)"
            r"|beantragen"
            r"|[Ff]örderanträge|bewerben|[Zz]uschüsse~~erhalten))",
            r"(?:für die|welche) (?:sich )?(?=\w+ (?:ab sofort )?(?:bewerben|beantragen) können)",
        ),
        counter=cue(
            r"\b[Nn]icht\b|[Ww]enn\b|[Ff]alls|[Ss]ofern|\bSie\b|\bwerden\b|[Aa]usnahm|[Mm]usst"
            r"|abweichend"
        ),
        example="Zuwendungen können Kommunen, Landkreise und Vereine erhalten.",
        expect=[KOMMUNE, KREIS, VEREIN],
        counter_example="Zuwendungen können nicht von Kommunen für Fahrzeuge beantragt werden.",
    ),
    ADDRESSED,
)
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

RULES = NAMED + BOUNDS

_HEADING = re.compile(
    r"^(?:[\d.]+ )?(?:Wer (?:wird|ist|kann)\b|Antragsberechtigte?\b|Zuwendungsempf"
    r"|Förderberechtigte?\b"
    r"|Wen fördern)"
)
_LONGEST_LIST = 60
_NOT = re.compile(r"\b(?:nicht|keine?[nr]?|ausgeschlossen)\b")
_SHORT = ("summary", "description", "procedure")
# What is said about an applicant is no applicant.
_ASIDE = re.compile(
    r", (?:(?:die|der|das) (?![A-ZÄÖÜ]\w+(?:,| und| oder| sowie|$))"
    r"|(?:deren|dessen|denen|wenn|soweit|sofern|welche|in denen|falls)\b)"
    r"(?![^,;.]{0,80}(?:steuerbegünst|gemeinnütz|Gewinn))[^,;.]{0,200}"
    r"|\b(?:mit(?! kommunal| mehrheitl)|zur|im Rahmen|gegenüber|unter|geben|in den)\b [^,;.]{0,200}"
)
_FOR_WHAT = re.compile(r"^(?: ?• )?(?:bei|für|als)\b[^:]{0,90}?(?:: | die )")
_PREDICATE = re.compile(r"\b(?:eine[rsm]?|ein|in|im|zur|für|bei|den|die|das|mit)\b")
_STOP = re.compile(
    r"\. |\bnicht jedoch|ausgenommen|mit Ausnahme|\bals (?:Träger|Erst)|\bfür (?:die|den|das|Maßn)"
    r"|\berhalten einen|\bbei\b|\bdabei\b|, für die\b"
)


def read(told: Statements) -> Iterator[Fact]:
    """The groups in the vocabulary of the extraction rules, and the bounds."""
    for part in (told.within("legal_requirements"), told.within(*_SHORT), told.within("guideline")):
        if named := _named(part) or _under_heading(part):
            groups = [group for group in GROUPS if group in named]
            yield fact("applicants", groups, [named[group] for group in groups])
            break
    for finding in findings(BOUNDS, told):
        if mark := finding.last(HEADS):
            yield finding.fact(mark.value)


def _named(told: Statements) -> dict[str, Evidence]:
    """The groups of the clearest rule that names any."""
    for rule in NAMED:
        named: dict[str, Evidence] = {}
        for finding in findings([rule], told):
            for group, evidence in _in_finding(finding, told):
                named.setdefault(group, evidence)
        if named:
            return named
    return {}


def _under_heading(told: Statements) -> dict[str, Evidence]:
    """The groups that stand under a heading such as "Wer wird gefördert?"."""
    named: dict[str, Evidence] = {}
    for statement in told:
        if statement.previous or _NOT.search(statement.text):
            continue
        if _HEADING.search(statement.heading):
            for group in groups_named(_subject(statement.marked)):
                named.setdefault(group, statement.quote())
    return named


def _in_finding(finding: Finding, told: Statements) -> Iterator[tuple[str, Evidence]]:
    statement = finding.statement
    subject = _subject(statement.marked[finding.end :])
    if finding.rule is ADDRESSED:
        subject = _PREDICATE.split(subject, maxsplit=1)[0]
    for group in groups_named(subject):
        yield group, finding.evidence
    for item in islice(told.items_under(statement), _LONGEST_LIST):
        for group in groups_named(_subject(item.marked)):
            yield group, item.quote()


def _subject(text: str) -> str:
    text = _FOR_WHAT.sub("", text, count=1)
    return _ASIDE.sub(",", _STOP.split(text[:700], maxsplit=1)[0])
