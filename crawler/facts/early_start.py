"""Vorzeitiger Maßnahmenbeginn: whether work may begin before the approval."""

from collections.abc import Iterator

from crawler.facts.passages import Statements
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_START = r"(?:[Mm]aßnahmen?|[Vv]orhabens?|[Pp]rojekt)-?s?[Bb]eginns?\b"
_APPROVAL = (
    r"(?:Bewilligung|Erteilung|Erlass|Zugang|Erhalt|Vorlage|Bekanntgabe|Zustellung|[Kk]reditzusage"
    r"|Förderzusage|Zusage|Bescheid\w*|Zuwendungsbescheid\w*|Bewilligungsbescheid\w*|Förderbescheid\w*)"
)
_BEFORE = r"\bvor (?:der |dem |des )?(?:\w+ )?" + _APPROVAL
_BEGUN = r"(?:begonnen|angefangen|in Angriff genommen)"
_NOT_FUNDED = (
    r"(?:nicht (?:gefördert|förderfähig|zuwendungsfähig|bewilligt)|ausgeschlossen|keine Förderung)"
)
_APPLYING = (
    r"(?:Antrags?(?:s)?tellung|Antrags?eingang|Stellung des \w*[Aa]ntrag\w*"
    r"|Einreichung des Antrags)"
)

RULES = (
    Rule(
        fact="early_start",
        value="allowed",
        words=("vorzeitig",),
        cue=cue(
            r"[Vv]orzeitige[rn]? " + _START + r"[^;]{0,90}?(?:zulässig|zugelassen|genehmigt|erlaubt"
            r"|unschädlich|gestattet)",
            r"[Zz]ustimmung zum vorzeitigen " + _START + r" gilt",
            r"[Zz]ustimmung zum vorzeitigen " + _START + r"~gilt ~(?:mit|als) ~erteilt",
        ),
        counter=cue(
            r"\b[Nn]icht (?:zulässig|zugelassen|erlaubt|gestattet)|\b[Kk]eine?[nr]?\b|\bkann\b"
            r"|können",
            r"auf Antrag|Ausnahme|[Ee]inzelfall|ausnahmsweise|[Vv]erbot|[Bb]eantrag|[Ee]rst\b"
            r"|schriftlich",
            r"\b[Oo]hne\b|worden ist|[Vv]or (?:der )?(?:Genehmigung|Zustimmung|Zulassung)"
            r"|[Ss]oweit",
            r"[Ss]ofern ein vorzeit|[Bb]ei der Zulassung",
        ),
        example="Ein vorzeitiger Maßnahmenbeginn ist zulässig.",
        expect="allowed",
        counter_example="Ein vorzeitiger Maßnahmenbeginn ist nicht zulässig.",
    ),
    Rule(
        fact="early_start",
        value="allowed",
        words=("begonnen", "beginn"),
        cue=cue(
            r"(?:\bvor|\b[Bb]ei|zum Zeitpunkt) (?:der )?"
            + _APPLYING
            + r"~nicht (?:\w+ ){0,2}"
            + _BEGUN,
            r"ausgeschlossen[^;]{0,60}?\bvor (?:der )?" + _APPLYING + r"~" + _BEGUN,
            r"\bnicht ~vor (?:der )?" + _APPLYING + r"~(?:" + _BEGUN + r"|beginnen)",
            _START + r" ab Antragstellung~zugelassen",
            r"\bab (?:dem )?(?:Zeitpunkt der )?" + _APPLYING + r"~(?:beginnen|begonnen werden)",
            r"\b[Nn]ach (?:der |dem |Ihrer |Bestätigung des )?(?:"
            + _APPLYING
            + r"s?|Eingang (?:des|Ihres)"
            r" Antrags)~(?:darf|dürfen|kann|können)~(?:beginnen|begonnen werden)",
        ),
        counter=cue(
            r"[Bb]ewilligung|[Zz]uwendungsbescheid|[Gg]enehmigung|[Zz]ustimmung|auf Antrag"
            r"|[Vv]orzeitig"
        ),
        example="Das Vorhaben darf vor Antragstellung noch nicht begonnen sein.",
        expect="allowed",
        counter_example="Das Vorhaben darf vor Antragstellung geplant werden.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("beginn", "begonnen", "aufträge", "verträge"),
        cue=cue(
            r"\b[Ee]rst (?:\w+ ){0,3}nach ~" + _APPROVAL + r"~(?:beginnen|begonnen|[Bb]eginn\b)",
            r"(?:[Bb]eginn|beginnen) ~erst nach ~" + _APPROVAL,
            _BEFORE + r"[^;]{0,90}?(?:nicht|keinesfalls) (?:\w+ )?(?:" + _BEGUN + r"|beginnen)",
            r"\bnicht ~" + _BEFORE + r"~(?:" + _BEGUN + r"|beginnen)",
            _BEFORE + r"~bereits (?:\w+ )?" + _BEGUN,
            _START + r" vor der Erteilung~~nicht möglich",
            _BEFORE + r"[^;]{0,60}?" + _BEGUN + r"[^;]{0,90}?" + _NOT_FUNDED,
            _NOT_FUNDED + r"[^;]{0,90}?" + _BEFORE + r"~" + _BEGUN,
            r"(?:[Bb]eginn|[Bb]eginnen) [^;]{0,30}?erst (?:mit|nach) ~" + _APPROVAL,
            r"(?:[Bb]eginn|beginnen) [^;]{0,40}?" + _BEFORE + r"~(?:Verlust|schädlich|unzulässig"
            r"|ausgeschlossen|nicht (?:zulässig|erlaubt|gestattet|möglich))",
            _BEFORE + r"~(?:nur|lediglich) mit ~(?:Zustimmung|Genehmigung)~" + _BEGUN,
            _BEFORE + r"[^;]{0,40}? keine (?:\w+ )?(?:Aufträge|Verträge|Liefer|Bestellungen)",
        ),
        counter=cue(r"zeitraum beginnt|Frist"),
        example="Sie dürfen mit dem Anbau erst nach Bewilligung der Zuwendung beginnen.",
        expect="forbidden_before_approval",
        counter_example="Die Frist beginnt erst nach Erteilung der Auskunft.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("begonnen",),
        cue=cue(
            r"(?:\bnoch nicht|nicht bereits|nicht schon|\bmit ~nicht) (?:\S+ ){0,5}?" + _BEGUN,
            r"bereits (?:\w+ )?begonnene?[nrs]?\b[^;]{0,90}?(?:nicht|ausgeschlossen)",
            r"[Nn]icht (?:gefördert|förderfähig|zuwendungsfähig)~~bereits (?:\w+ )?begonnen",
            r"(?:Maßnahmen|Vorhaben|Projekte), (?:die|mit denen)~bereits (?:\w+ )?begonnen",
        ),
        counter=cue(
            _APPLYING,
            r"[Ss]tichtag|‹Tag›|‹Dauer›|Abschreibung|[Ww]urde mit ~nicht begonnen, (?:kann|so)"
            r"|Schuljahr",
            r"widerrufen|[Aa]uszahlung|Antragseingang",
        ),
        example="Das Vorhaben wurde noch nicht begonnen.",
        expect="forbidden_before_approval",
        counter_example="Das Vorhaben wurde am Stichtag noch nicht begonnen.",
    ),
    Rule(
        fact="early_start",
        value="forbidden_before_approval",
        words=("vorzeitig",),
        cue=cue(
            r"(?:[Aa]usnahmen?|[Vv]erbot)~vorzeitigen " + _START,
            r"[Vv]orzeitigen? "
            + _START
            + r"~(?:beantragen|beantragt|zustimmen|zulassen|auf Antrag)",
            r"[Aa]uf Antrag~~vorzeitigen? " + _START,
            r"[Aa]usnahm\w+~~vorzeitigen? " + _START,
            r"[Vv]orzeitiger "
            + _START
            + r"~(?:nicht (?:zulässig|zugelassen|gestattet)|ausgeschlossen|schädlich|unzulässig)",
        ),
        example="Sie können einen vorzeitigen Maßnahmenbeginn beantragen.",
        expect="forbidden_before_approval",
        counter_example="Zum vorzeitigen Maßnahmenbeginn berät die Bewilligungsstelle.",
    ),
)


def read(told: Statements) -> Iterator[Fact]:
    """A permission counts before a prohibition: it is the exception that was made general."""
    if found := next(findings(RULES, told), None):
        yield found.fact()
