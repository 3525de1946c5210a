"""The sentences that say how one applies: over, in two stages, at any time, before a start."""

from crawler.facts.rule import Rule, cue
from crawler.facts.wording import CONDITION

_HANDED_IN = r"(?:eingereicht|einreichen|gestellt|stellen|beantragt|abgegeben|bewerben|vorgelegt)"

CLOSED = (
    Rule(
        fact="deadline_model",
        value="closed",
        words=("konnte", "waren", " war ", "wurde"),
        cue=cue(
            r"(?:[Aa]nträge|[Ss]kizzen|[Bb]ekundung|[Bb]ewerbung|[Vv]orschläge)\w*~\bkonnten?\b~~"
            + _HANDED_IN,
            r"\bkonnten?\b~(?:[Aa]nträge|[Ss]kizze|[Bb]ekundung|[Bb]ewerbung|‹Tag›)~~" + _HANDED_IN,
            r"\bkonnten\b~(?:[Ff]ördermittel|[Zz]uschüsse|[Zz]uwendungen)~~beantragt werden",
            r"[Ss]tufe (?:konnten|waren)\b",
            r"(?:[Aa]nträge|[Ss]kizzen|[Bb]ewerbungen|[Bb]ekundungen) wurden? ~bis ~‹Tag›"
            r" (?:entgegengenommen|angenommen)",
            r"\bwaren ~‹Tag›~~(?:vorzulegen|einzureichen)",
            r"(?:[Aa]nträge|[Aa]ntragstellung|[Ss]kizzen|[Bb]ewerbung|[Ee]inreichung)\w*~\bwar(?:en)?"
            r" (?:\w+ ){0,3}?bis (?:zum |einschließlich )*‹Tag› möglich",
        ),
        counter=cue(r"\bnicht\b", CONDITION),
        example="Projektskizzen konnten bis zum 30. Juni 2025 eingereicht werden.",
        expect="closed",
        counter_example="Projektskizzen können bis zum 30. Juni 2027 eingereicht werden.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("frist", "schluss", "phase", "aufruf", "fenster"),
        cue=cue(
            r"(?:[Ff]rist|[Ff]örderaufruf|\bAufruf|[Aa]ntragsfenster|[Aa]ntragsschluss|[Bb]ewerbungsschluss|(?:Skizzen|Antrags|Bewerbungs)phase)\b~"
            r"(?:endete|ist (?:bereits |am ‹Tag› )?abgelaufen|war (?:der|am) ‹Tag›|ist verstrichen)"
        ),
        counter=cue(CONDITION, r"[Ww]iderspruch|[Ee]rst\b"),
        example="Die Frist zur Einreichung von Anträgen endete am 14.11.2024.",
        expect="closed",
        counter_example="Die Frist zur Einreichung von Anträgen endet am 31.12.2027.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("beendet", "ausgelaufen", "eingestellt", "geschlossen"),
        cue=cue(
            r"(?:[Ff]örderprogramm|\b[Pp]rogramm|[Aa]ntragsverfahren|[Ff]örderaufruf|\bAufruf)"
            r"(?: „?[\w-]+“?){0,3}?(?: (?:ist|wurde|seit|zum|am|‹Tag›))*"
            r" (?:beendet|ausgelaufen|eingestellt|geschlossen)\b"
        ),
        counter=cue(CONDITION, r"kann|nach Ablauf|\bsoll\b|muss|nicht"),
        example="Das Förderprogramm ist beendet.",
        expect="closed",
        counter_example="Das Förderprogramm kann vorzeitig beendet werden.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("nicht mehr", "keine"),
        cue=cue(
            r"(?:\b[Aa]nträge|\b[Aa]ntragstellung|[Nn]euanträge|[Ff]örderanträge)\w*"
            r" (?:\w+ ){0,6}?nicht mehr (?:möglich|gestellt|angenommen|eingereicht|entgegen)",
            r"[Ee]s (?:können|werden) keine (?:neuen |weiteren )?(?:Förder)?[Aa]nträge mehr ",
        ),
        counter=cue(CONDITION, r"[Nn]ach (?:dem|diesem|Ablauf)|nachträglich|[Nn]ach ‹Tag›"),
        example="Eine Antragstellung ist nicht mehr möglich.",
        expect="closed",
        counter_example="Nach Ablauf der Frist ist eine Antragstellung nicht mehr möglich.",
    ),
)

TWO_STAGE = (
    Rule(
        fact="deadline_model",
        value="two-stage",
        words=("stufig",),
        cue=cue(r"\b(?:[Zz]wei|2-|[Mm]ehr)stufig\w* ~(?:\w*[Vv]erfahren)", r"zweistufig(?! auf)"),
        counter=cue(r"einstufig|[Vv]ergabeverfahren"),
        example="Das Antragsverfahren ist zweistufig.",
        expect="two-stage",
        counter_example="Das Antragsverfahren ist einstufig, nicht zweistufig.",
    ),
    Rule(
        fact="deadline_model",
        value="two-stage",
        words=("stufe", "schritt", "zwei phasen"),
        cue=cue(
            r"[Ii]n der (?:ersten|1\.) (?:Verfahrens|Antrags)?[Ss]tufe\b",
            r"[Ii]m ersten Schritt~(?:[Ss]kizze|[Ii]nteressens?bekundung)",
            r"(?:[Aa]ntragstellung|[Aa]ntragsverfahren|[Bb]ewerbungsverfahren)\b~in zwei"
            r" (?:Stufen|Schritten|Phasen)",
        ),
        example="In der ersten Stufe reichen Sie eine Projektskizze ein.",
        expect="two-stage",
        counter_example="In der zweiten Stufe des Ausbaus werden Masten errichtet.",
    ),
    Rule(
        fact="deadline_model",
        value="two-stage",
        words=("bekundung", "skizze"),
        cue=cue(
            r"(?:[Ii]nteressens?bekundung|[Pp]rojektskizze|\b[Ss]kizze)\w*[^;]{0,120}?"
            r"(?:eingereicht|einreichen|einzureichen|vorzulegen|reichen)",
            r"(?:reichen|übermitteln) Sie ~(?:[Ii]nteressens?bekundung|[Pp]rojektskizze)",
        ),
        counter=cue(r"[Ll]ageskizze|Karten|[Mm]it dem Antrag|Antrag\w* ~beizufügen"),
        example="Interessenbekundungen können bis zum 30. September 2026 eingereicht werden.",
        expect="two-stage",
        counter_example="Mit dem Antrag ist eine Lageskizze einzureichen.",
    ),
)

_APPLY = (
    r"(?:[Aa]nträgen?\b|[Aa]ntrag\b|[Aa]ntragstellung|[Ss]kizzen?\b|[Ee]inreichung|[Bb]ewerbung\w*"
    r"|\b[Bb]eantrag\w+)"
)
_NOT_APPLYING = cue(
    r"wider(?:rufen|spr)|zurück(?:zieh|ge)|[Aa]uskunft|[Vv]erlangen|[Nn]achweis|laufend zu",
    r"einzusehen|kontroll|[Bb]ericht|[Ää]nder|[Kk]ündig|[Pp]rüf|laufende[nrms]?\b",
    r"\b[Aa]uf Antrag\b|anfordern|angefordert|[Uu]nterlagen|berechtigt, ",
)
AT_ANY_TIME = Rule(
    fact="deadline_model",
    value="rolling",
    words=("jederzeit", "laufend", "ganzjährig", "ganze jahr"),
    cue=cue(
        _APPLY + r"~\b(?:jederzeit|(?:fort)?laufend|ganzjährig|das ganze Jahr über)\b",
        r"\b(?:[Jj]ederzeit|(?:[Ff]ort)?[Ll]aufend|[Gg]anzjährig)\b~" + _APPLY,
    ),
    counter=_NOT_APPLYING,
    example="Anträge können jederzeit eingereicht werden.",
    expect="rolling",
    counter_example="Ein Antrag kann jederzeit zurückgezogen werden.",
)
NO_DEADLINE = Rule(
    fact="deadline_model",
    value="rolling",
    words=("fristen", "frist gebunden", "ausschlussfrist", "antragsfrist"),
    cue=cue(
        r"[Kk]eine (?:\w+ )?(?:Antrags|Einreichungs|Bewerbungs)?[Ff]rist(?:en)?\b"
        r"(?=~(?:zu beachten|einzuhalten|vorgesehen|festgelegt|\.|\(|$))",
        r"nicht an (?:\w+ )?Frist(?:en)? gebunden|ohne (?:Antrags|Ausschluss)frist",
        r"[Aa]ntragsfrist(?:en)? (?:besteht|bestehen|ist|sind) nicht(?: vorgesehen|\.|$)",
    ),
    counter=_NOT_APPLYING,
    example="Für Anträge sind keine Fristen zu beachten.",
    expect="rolling",
    counter_example="Für den Nachweis sind keine Fristen zu beachten.",
)
ROLLING = (AT_ANY_TIME, NO_DEADLINE)

LEAD_TIME = (
    Rule(
        fact="deadline_relative",
        words=("vor ",),
        cue=cue(
            _APPLY
            + r"~~(?:spätestens|mindestens|bis(?: zu)?)(?: spätestens)? ‹Dauer› vor (?:\S+ ){0,3}"
            r"(?:\w*[Bb]eginn|Durchführung|Veranstaltung|Start)"
        ),
        counter=cue(r"mitzuteilen|anzuzeigen|[Vv]erlängerung|[Mm]ittelabruf|[Aa]bruf|[Ää]nderung"),
        example="Stellen Sie Ihren Antrag spätestens 2 Wochen vor dem geplanten Kursbeginn.",
        expect="P2W",
        counter_example="Ein Antrag auf Verlängerung ist spätestens 2 Wochen vor Beginn nötig.",
    ),
)
