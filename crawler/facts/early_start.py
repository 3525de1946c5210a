"""Vorzeitiger Maßnahmenbeginn: whether work may begin before the approval."""

from collections.abc import Iterator

from crawler.facts.passages import Statement
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_START = r"(?:[Mm]aßnahmen?|[Vv]orhabens?|[Pp]rojekt)\s?-?(?:s)?beginne?s?"
_APPROVAL = (
    r"(?:Bewilligung|Erteilung|Erlass|Zugang|Erhalt|Vorlage|Bekanntgabe|Zustellung|Eingang|Zusage|Förderzusage|Kreditzusage|Genehmigung"
    r"|Zuwendungsbescheid\w*|Bewilligungsbescheid\w*|Förderbescheid\w*)"
)
_BEGUN = r"(?:begonnen|angefangen|in Angriff genommen)"

RULES = (
    Rule(
        fact="early_start",
        value="allowed",
        words=("vorzeitig",),
        cue=cue(
            r"[Vv]orzeitige[rn]? "
            + _START
            + r"[^.;]{0,90}?(?:zulässig|zugelassen|genehmigt|erlaubt|erteilt|unschädlich|gestattet)"
            r"|(?:gilt|wird)~[Vv]orzeitige[rn]? " + _START + r"~(?:zugelassen|genehmigt|erteilt)"
            r"|[Zz]ustimmung zum vorzeitigen " + _START + r" gilt"
        ),
        counter=cue(
            r"\b[Nn]icht\b|\b[Kk]eine?[nr]?\b|kann |können|auf Antrag|Ausnahme|Einzelfall|ausnahmsweise|[Vv]or (?:der )?(?:Genehmigung|Zustimmung|Zulassung)|[Vv]erbot|beantrag|[Ee]rst (?:wenn|nach)|[Oo]hne|schriftlich|worden ist"
        ),
        example="Ein vorzeitiger Maßnahmenbeginn ist zulässig.",
        expect="allowed",
        counter_example="Ein vorzeitiger Maßnahmenbeginn ist nicht zulässig, wenn Mittel fehlen.",
    ),
    Rule(
        fact="early_start",
        value="allowed",
        words=("begonnen", "beginn"),
        cue=cue(
            r"(?:vor|[Bb]ei) (?:der )?Antrags?(?:s)?stellung ~(?:noch )?nicht (?:\w+ )?"
            + _BEGUN
            + r"|(?:nicht|keinesfalls|niemals) ~vor (?:der )?Antrag(?:s)?stellung ~(?:"
            + _BEGUN
            + r"|beginnen)"
            r"|"
            + _START
            + r" ab Antragstellung~zugelassen|ab (?:dem )?(?:Zeitpunkt der )?Antragstellung~(?:beginnen|begonnen werden)"
        ),
        counter=cue(r"Bewilligung|Zuwendungsbescheid|Genehmigung"),
        example="Das Vorhaben darf vor Antragstellung noch nicht begonnen sein.",
        expect="allowed",
        counter_example="Das Vorhaben darf vor Antragstellung geplant werden.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("begonnen", "beginn", "beginnen"),
        cue=cue(
            r"[Ee]rst ~nach (?:der |dem |Erteilung )?~"
            + _APPROVAL
            + r"~(?:beginnen|begonnen|Beginn)"
            r"|(?:[Bb]eginn|beginnen) ~erst nach ~"
            + _APPROVAL
            + r"|\bvor (?:der |dem |des )?(?:\w+ )?"
            + _APPROVAL
            + r"[^.;]{0,90}?(?:nicht|noch nicht|keinesfalls) (?:\w+ )?(?:"
            + _BEGUN
            + r"|beginnen)"
            r"|\b(?:nicht|noch nicht) ~vor (?:der |dem |des )?(?:\w+ )?"
            + _APPROVAL
            + r"[^.;]{0,60}?(?:"
            + _BEGUN
            + r"|beginnen)"
            r"|\bvor (?:der |dem |des )?(?:\w+ )?"
            + _APPROVAL
            + r"[^.;]{0,60}?bereits (?:\w+ )?"
            + _BEGUN
        ),
        counter=cue(r"[Bb]ewilligungszeitraum beginnt"),
        example="Sie dürfen mit Ihrem Vorhaben erst nach Bewilligung der Zuwendung beginnen.",
        expect="forbidden_before_approval",
        counter_example="Die Frist beginnt nach dem Ende der Maßnahme.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("begonnen", "begonnene"),
        cue=cue(
            r"(?:noch nicht|nicht bereits|nicht schon|mit ~nicht) (?:\S+ ){0,5}?"
            + _BEGUN
            + r"|bereits (?:\w+ )?begonnene?[nrs]?\b[^.;]{0,90}?(?:nicht|ausgeschlossen)|[Nn]icht gefördert[^.;]{0,120}?bereits (?:\w+ )?begonnen"
            r"|(?:Maßnahmen|Vorhaben|Projekte), (?:die|mit denen) ~bereits (?:\w+ )?begonnen"
        ),
        counter=cue(
            r"[Aa]ntrags?(?:s)?tellung|Stichtag|‹Tag›|Abschreibung|[Ww]urde mit ~noch nicht begonnen, (?:kann|so)|Schuljahr|widerrufen|Auszahlung"
        ),
        example="Das Vorhaben wurde noch nicht begonnen.",
        expect="forbidden_before_approval",
        counter_example="Das Vorhaben wurde bei Antragstellung begonnen.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("vorzeitig",),
        cue=cue(
            r"(?:Ausnahmen?|[Vv]erbot)~vorzeitigen "
            + _START
            + r"|vorzeitigen "
            + _START
            + r"[^.;]{0,60}?(?:beantragen|beantragt|zustimmen|zulassen|auf Antrag)"
            r"|[Aa]uf Antrag[^.;]{0,90}?vorzeitigen? "
            + _START
            + r"|[Vv]orzeitiger "
            + _START
            + r"[^.;]{0,60}?(?:nicht|kann|ausgeschlossen|nur)|[Aa]usnahm\w+[^.;]{0,90}?vorzeitigen? "
            + _START
        ),
        example="Sie können einen vorzeitigen Maßnahmenbeginn beantragen.",
        expect="forbidden_before_approval",
        counter_example="Zum vorzeitigen Maßnahmenbeginn berät die Bewilligungsstelle.",
    ),
)


def read(told: list[Statement]) -> Iterator[Fact]:
    """A permission counts before a prohibition: it is the exception that was made general."""
    told = [s for s in told if "begonnen" in s.low or "beginn" in s.low or "vorzeitig" in s.low]
    found = next(findings(RULES, told), None)
    if found:
        yield found.fact()
