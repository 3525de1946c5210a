"""Wer darf: the groups that may apply, and bounds on their number of inhabitants."""

import re
from collections.abc import Iterable, Iterator

from crawler.facts.passages import HEADS, Statement
from crawler.facts.rule import NEVER, Rule, cue, fact, findings
from index.facts import Evidence, Fact

KOMMUNE, KREIS, ZWECKVERBAND = "Kommune", "Landkreis", "Zweckverband"
KOMMUNAL, VEREIN, TRAEGER = "kommunales_Unternehmen", "Verein/Verband", "freier_Träger"
UNTERNEHMEN, FORSCHUNG, PERSON, ANDERE = "Unternehmen", "Forschung", "Privatperson", "andere"

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    # the longer name first: what it covers is taken out before the next one looks
    (r"[Kk]irchengemeinden?|[Kk]irchen\b|Religionsgemeinschaft\w*|Kirchenkreise?n?", (ANDERE,)),
    (r"(?:kommunale\w* )?(?:[Gg]emeinde- und )?(?:[Zz]weckverb[aä]nde?n?|Zweck- und Planungsverb[aä]nde?n?|Planungsverb[aä]nde?n?|Zweck-)|[Gg]emeinde- und Zweckverb\w+|Schulverb[aä]nde?n?", (ZWECKVERBAND,)),
    (r"(?:Wasser- und Bodenverb[aä]nde?n?|Wasserverb[aä]nde?n?|Unterhaltungsverb[aä]nde?n?|Verkehrsverb[uü]nde?n?)", (ANDERE,)),
    (r"(?:kommunal\w*|öffentlich-rechtlich\w*|interkommunal\w*|[Dd]eren|[Ii]hre\w?)(?: und \S+)?(?: \S+)? Zusammenschlüssen?|interkommunale Kooperationen", (ZWECKVERBAND,)),
    (r"(?:[Gg]emeindeverb[aä]nde?n?|Gemeindeverbandes|Samtgemeinden?|Verbandsgemeinden?|Verwaltungsgemeinschaften)", (KOMMUNE,)),
    (r"(?:kommunale\w* )?[Gg]ebietskörperschaft\w*", (KOMMUNE, KREIS)),
    (r"[Kk]reisfreie\w*(?: und große kreisangehörige| und kreisangehörige)?,? Städten?|[Kk]reisangehörige\w*(?: \w+)?,?(?: Städten?)?(?: und Gemeinden)?|Sonderstatusst[aä]dten?", (KOMMUNE,)),
    (r"(?:[Kk]ommunal\w*|öffentlich\w*|städtische\w*) (?:\w+- und )?(?:Wohnungs\w*|Verkehrs)?(?:[Uu]nternehmen|[Gg]esellschaft(?:en)?|Betriebe|Eigenbetriebe|Wohnungsunternehmen)|[Ee]igenbetriebe?n?|(?:[Uu]nternehmen|[Gg]esellschaft(?:en)?|Personen|Einrichtungen)(?:,)? (?:\S+ ){0,4}(?:kommunale[rmn]|öffentlicher) (?:Beteiligung|Trägerschaft|Eigentum|Hand)|kommunal beherrscht\w*|Stadtwerke", (KOMMUNAL,)),
    (r"[Ll]andkreise?n?s?\b|\bKreise?n?\b|Kreisverwaltung\w*", (KREIS,)),
    (r"[Kk]ommunen?\b|\b[Gg]emeinden?\b|\b(?:Städte?n?|Stadt)\b(?! (?:Bremen|Hamburg|Berlin))|\bÄmtern?\b|Märkte|Ortsgemeinden?|Stadtgemeinden?", (KOMMUNE,)),
    (r"(?:[Tt]räger\w* der )?[Ff]reie[rn]? Wohlfahrt\w*|Wohlfahrtsverb[aä]nde?n?|Wohlfahrtspflege|[Ff]reie (?:und \w+ )?(?:gemeinnützige )?Träger\w*|[Tt]räger\w* der (?:freien |öffentlichen und freien |freien und öffentlichen )?Jugendhilfe|freigemeinnützig\w*|gGmbH\w*|[Gg]emeinnützig\w* (?:\w+ )?(?:(?:und|oder) \w+ )?(?:juristische\w* Personen|Organisation\w*|Träger\w*|Einrichtung\w*|Stiftung\w*|Gesellschaft\w*|GmbH\w*|Körperschaft\w*|Personenvereinigung\w*)|steuerbegünstigte Zwecke|nicht auf Gewinnerzielung|NGOs?\b|Nichtregierungsorganisation\w*", (TRAEGER,)),
    (r"(?:Sport|Träger|Förder|Heimat|Landes|Dach|Fach)?(?:[Vv]ereine?n?|[Vv]erb[aä]nde?n?|[Vv]ereinigungen)\b|\w+vereine?n?\b|Sportverb[aä]nde?n?(?: und -vereine)?|Landessportb[uü]nde?\w*", (VEREIN,)),
    (r"[Hh]ochschulen?\b|[Uu]niversitäten?\b|[Ff]orschungseinrichtung\w*|[Ff]orschungsinstitut\w*|Forschungs- und \w+einrichtungen|außeruniversitär\w*|wissenschaftliche\w* Einrichtungen", (FORSCHUNG,)),
    (r"[Uu]nternehmen\b|\bKMU\b|[Gg]ewerbebetriebe?|landwirtschaftliche\w* Betriebe?n?|Betriebsinhaber\w*|Freie\w* Berufe?n?|Freiberufler\w*|Verkehrs- und \w+unternehmen|\w+unternehmen\b|Landwirt\w*|Handwerksbetriebe?|gewerbliche\w* Wirtschaft", (UNTERNEHMEN,)),
    (r"(?:natürlich\w*(?: und juristische\w*| oder juristische\w*)? Personen?)|[Pp]rivatpersonen?|[Ee]inzelpersonen|Privatleute|Einzelkünstler\w*", (PERSON,)),
    (r"[Kk]örperschaft\w*|[Ss]tiftung\w*|[Aa]nstalten|[Bb]ildungsträger\w*|Bildungseinrichtungen|[Kk]ammern\b|[Oo]rganisation\w*|[Ii]nstitution\w*|öffentliche\w* Einrichtungen|[Gg]enossenschaften|[Ee]inrichtungen der (?:Weiterbildung|öffentlichen)|Länder\b|andere Maßnahmenträger|Bundesländer|private Anbieter|sonstige\w* (?:öffentliche\w* )?Träger|sonstige\w* juristische Personen|[Ww]ohnungsgenossenschaften", (ANDERE,)),
)  # fmt: skip
_GROUPS = tuple((re.compile(pattern), groups) for pattern, groups in GROUPS)

NAMED = (
    Rule(
        fact="applicants",
        words=("antragsberechtigt", "förderberechtigt", "antragberechtigt"),
        cue=cue(r"(?:[Aa]ntrags?|[Ff]örder)berechtigt(?:e\w*)?:?(?: (?:sind|ist|können))?\b"),
        counter=cue(r"[Nn]icht antragsberechtigt|[Nn]icht förderberechtigt"),
        example="Antragsberechtigt sind Gemeinden und Landkreise in Hessen.",
        expect=[KOMMUNE, KREIS],
        counter_example="Nicht antragsberechtigt sind Gemeinden und Landkreise.",
    ),
    Rule(
        fact="applicants",
        words=("zuwendungsempf", "empfänger"),
        cue=cue(
            r"(?:[Zz]uwendungsempfänger|[Zz]uwendungsempfangende|[Ff]örderempfänger)\w*(?: \S+){0,4}? (?:sind|ist|können|kommen)\b"
        ),
        counter=cue(r"verpflichtet|verantwortlich|gehalten|[Ww]enn|[Ff]alls|[Ss]ofern|[Nn]icht"),
        example="Zuwendungsempfänger sind Städte und Gemeinden.",
        expect=[KOMMUNE],
        counter_example="Die Zuwendungsempfänger sind verpflichtet, die Gemeinden zu unterrichten.",
    ),
    Rule(
        fact="applicants",
        words=("zuwendungen können", "anträge können", "antragstellende", "bewerben", "beantragen"),
        cue=cue(
            r"(?:Zuwendungen|Anträge) können (?=[^.]{0,120}(?:erhalten|gestellt werden von|stellen))|Antragstellende können|(?=[^.]{0,160}(?:können|dürfen)[^.]{0,90}(?:beantragen|bewerben|Anträge stellen))"
        ),
        counter=cue(r"[Nn]icht|[Ww]enn|[Ff]alls|[Ss]ofern|nur (?:dann|wenn)|\bSie\b"),
        example="Zuwendungen können Kommunen, Landkreise und Vereine erhalten.",
        expect=[KOMMUNE, KREIS, VEREIN],
        counter_example="Zuwendungen können nicht für Fahrzeuge der Gemeinden beantragt werden.",
    ),
    Rule(
        fact="applicants",
        words=("wenn sie als", "unterstützt sie als"),
        cue=cue(r"(?:Wenn Sie als|unterstützt Sie als) (?=[^.]{3,120})"),
        example="Wenn Sie als Kommune Radwege bauen, erhalten Sie einen Zuschuss.",
        expect=[KOMMUNE],
        counter_example="Wenn Sie Radwege bauen, erhalten Sie einen Zuschuss.",
    ),
)

BOUNDS = (
    Rule(
        fact="population_min",
        words=("einwohner",),
        cue=cue(
            r"(?:[Aa]ntragsberechtigt|[Gg]efördert|förderfähig|[Zz]uwendungsempfänger)~(?:Gemeinden|Städte|Kommunen|Orte)~(?:über|mehr als|mindestens|ab) ‹Einwohner›"
        ),
        example="Antragsberechtigt sind Gemeinden über 6.000 Einwohnerinnen und Einwohner.",
        expect=6000,
        counter_example="In Gemeinden über 6.000 Einwohner wird ein Beirat gebildet.",
    ),
    Rule(
        fact="population_max",
        words=("einwohner",),
        cue=cue(
            r"(?:[Aa]ntragsberechtigt|[Gg]efördert|förderfähig|[Zz]uwendungsempfänger)~(?:Gemeinden|Städte|Kommunen|Orte)~(?:bis zu|unter|weniger als|höchstens|bis|maximal) ‹Einwohner›"
        ),
        example="Antragsberechtigt sind Gemeinden mit bis zu 10.000 Einwohnern.",
        expect=10000,
        counter_example="Ortsteile mit bis zu 10.000 Einwohnern erhalten ein Schild.",
    ),
)

RULES = NAMED + BOUNDS


def read(told: list[Statement]) -> Iterator[Fact]:
    """The groups in the vocabulary of the extraction rules, and the bounds."""
    for fields in (
        ("legal_requirements",),
        ("summary", "description", "procedure"),
        ("guideline",),
    ):
        groups = _groups(
            [s for s in told if s.field in fields], first_only=fields[0] != "legal_requirements"
        )
        if groups:
            yield fact("applicants", list(groups), groups.values())
            break
    for finding in findings(BOUNDS, told):
        if mark := finding.mark(HEADS):
            yield finding.fact(mark.value)


def _groups(told: list[Statement], *, first_only: bool) -> dict[str, Evidence]:
    groups: dict[str, Evidence] = {}
    for rule in NAMED:
        for finding in findings([rule], told):
            statement = finding.statement
            names = _named(statement.marked[finding.found.end() :] if rule.cue is not NEVER else "")
            for name in names:
                groups.setdefault(name, finding.evidence)
            for item in _items_under(told, statement):
                for name in _named(item.marked):
                    groups.setdefault(name, item.quote())
            if groups and first_only:
                return groups
        if groups:
            return groups
    return groups


_RELATIVE = re.compile(
    r", (?:die|der|das|deren|wenn|soweit|sofern|für|welche|in denen|sobald|falls)\b|\. | sowie deren Beauftragte|\bmit Sitz\b|\bmit (?:einer )?Betriebs|zur Durchführung|\bals Träger|\bals Erst|für (?:die|den|das|Maßnahmen)\b| geben | an denen | auf dem Gebiet|, nicht jedoch|ausgenommen|mit Ausnahme"
)


def _named(text: str) -> list[str]:
    text = _RELATIVE.split(text[:600], maxsplit=1)[0]
    found: list[str] = []
    for pattern, groups in _GROUPS:
        if pattern.search(text):
            found.extend(groups)
            text = pattern.sub(" ", text)
    return list(dict.fromkeys(found))


def _items_under(told: list[Statement], statement: Statement) -> Iterable[Statement]:
    start = next(i for i, other in enumerate(told) if other is statement) + 1
    for other in told[start:]:
        if other.intro != statement.text:
            return
        yield other
