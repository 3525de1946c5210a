"""The words that tell what a day is for, each with a sentence that shows it."""

import re

from crawler.facts.role import Role, RoleRule
from crawler.facts.rule import cue

# One of these anywhere in the clause settles it.
WHOLE_CLAUSE = (
    RoleRule(
        role=Role.OTHER,
        cue=cue(r"Infotag|[Ii]nfoveranstaltung|Webinar|Workshop|\bSeminar|\bMesse\b|Sprechstunde"),
        example="Infotag am 12. März 2027, Anmeldung bis 1. März 2027.",
    ),
    RoleRule(
        role=Role.FORWARDING,
        cue=cue(
            r"(?:Regierungspräsidi|Bewilligungsbehörd|Bewilligungsstelle|Bezirksregierung"
            r"|Landkreise"
            r"|kreisfreien Städte|Landratsämter|Regierungen|Länder)\w*[^;]{0,40}"
            r" (?:legen|legt|melden|meldet|leiten|leitet|übermittel\w+|übersende\w+|teilen|teilt)"
            r" (?:dem|der|die|den|das|ihre)\b",
            r"von (?:den|der) (?:Landkreisen|kreisfreien|Bewilligungs\w+|Regierung\w*|Ländern)",
            r"\bleite[tn] (?:sie|diese|die Anträge)\b|\bteil(?:t|en) (?:dies\w*|das)\b",
            r"\b(?:[Dd]iese[rs]?|[Ll]etztere[rs]?) (?:\w+ ){0,2}?(?:legt|legen|leitet|leiten|meldet"
            r"|melden|reicht|reichen|übermittel\w+|übersende\w+)\b",
            r"Rangfolge|Prioritätenliste|Gesamtliste|Vorschlagsliste|\bÜbersicht über",
            r"[Aa]ntrag\w* (?:beim|an den) Bund\b",
        ),
        example="Die Bewilligungsbehörden legen dem Land die Anträge bis zum 1. Mai 2027 vor.",
    ),
    RoleRule(
        role=Role.ELIGIBILITY,
        cue=cue(
            r", (?:(?:für|mit|von|bei|zu) )?(?:die|der|das|denen|deren"
            r"|welche)\b[^,;]{0,60}?bis[^,;]{0,30}?‹Tag›"
            r"(?![^,;]{0,60}(?:eingehen|eingegangen sind|vorliegen|eingereicht werden))",
            r"‹Tag›[^;]{0,100}(?:beantragt|gestellt|eingereicht|bewilligt|gefördert) w[uo]rden",
            r"[Ff]ür (?:die |alle |bereits )?[^,;]{0,40}bis (?:zum )?‹Tag› (?:\w+ ){0,3}?(?:einge"
            r"|gestell|bewillig|vorliegend)\w+ [^;]{0,40}(?:gilt|gelten|findet|finden|richtet)",
        ),
        example="Anträge, die bis zum 31. Mai 2023 gestellt wurden, gelten nach altem Recht.",
    ),
)

# A word directly in front of the day settles it.
RIGHT_BEFORE = (
    RoleRule(
        role=Role.ISSUE,
        cue=re.compile(
            r"(?:(?:[Rr]ichtlinien?|Bekanntmachung|Erlass(?:es)?|Fassung|[Gg]esetz(?:es|buch)?"
            r"|Verordnung|Vertrag(?:e?s)?|Vereinbarung|[Nn]r\.|\)|Bek\.|RdErl\.|S\.|Rates"
            r"|Kommission"
            r"|Beschluss(?:es)?)[^.;]{0,40} vom"
            r"|(?:[Gg]eändert|bekannt gemacht|veröffentlicht)[^.;]{0,40} (?:vom|am|durch)"
            r"|Vom|Stand:?|vom:) $"
        ),
        example="Für Anträge gilt die Richtlinie vom 1. März 2024.",
    ),
    RoleRule(
        role=Role.PROJECT_END,
        cue=re.compile(r"\blängstens(?: bis)?(?: zum)? $"),
        example="Nach dem Antrag richtet sich der Zeitraum, längstens bis zum 31. März 2028.",
    ),
    RoleRule(
        role=Role.START,
        cue=re.compile(r"\b(?:[Aa]b|[Ss]eit|[Vv]om|[Vv]on|zwischen)(?: dem| sofort)? $"),
        example="Anträge können ab dem 1. März 2026 gestellt werden.",
    ),
    RoleRule(
        role=Role.ELIGIBILITY,
        cue=re.compile(
            r"(?:\b(?:nach|vor)(?: dem)?|(?:zum|am) Stichtag|Einwohnerstand(?: vom)?) $"
        ),
        example="Anträge sind möglich für Anlagen, die nach dem 1. März 2024 errichtet wurden.",
    ),
)

# Otherwise the nearest of these words decides.
NEAREST = (
    RoleRule(
        role=Role.VALIDITY,
        cue=cue(r"au(?:ß|ss)er Kraft|in Kraft|[Gg]ültig\b|\b(?:gilt|gelten)\b|\bbefristet"),
        example="Diese Richtlinie tritt mit Ablauf des 29. Mai 2031 außer Kraft.",
    ),
    RoleRule(
        role=Role.VALIDITY,
        cue=cue(
            r"Geltungsdauer|Gültigkeit|Laufzeit d(?:es|er|ieser) \w*(?:[Rr]ichtlinie|[Pp]rogramm)"
        ),
        behind=False,
        example="Für Anträge endet die Geltungsdauer der Richtlinie am 31. Dezember 2027.",
    ),
    RoleRule(
        role=Role.PAYMENT,
        cue=cue(
            r"[Mm]ittelabruf|[Aa]bgerufen|[Aa]bzurufen|[Aa]bruf|[Aa]uszahlung|ausgezahlt",
            r"[Zz]ahlungsantr|Sammelantr\w+ (?:auf|zur) Agrar|Mehrfachantr",
            r"Mittelanforderung|[Aa]nzufordern|angefordert|Abschlags|verausgab",
            r"[Aa]ntr[aä]ge?n? auf (?:Aus|Ab)zahlung|kassenwirksam|Erstattungsantr",
        ),
        weight=0.5,
        example="Anträge auf Auszahlung der Mittel sind bis zum 15. November 2026 zu stellen.",
    ),
    RoleRule(
        role=Role.PROOF,
        cue=cue(
            r"[Vv]erwendungsnachweis|[Nn]achweis der Verwendung|[Zz]wischennachweis|Abrechnung",
            r"abzurechnen|abgerechnet|Schlussrechnung|Rechnungen|Belege",
        ),
        weight=0.5,
        example="Der Verwendungsnachweis zum Antrag ist bis zum 31. März 2027 vorzulegen.",
    ),
    RoleRule(
        role=Role.REPORT,
        cue=cue(
            r"[Bb]ericht\b|[Bb]erichte|Statistik|Evaluation|Monitoring|[Mm]itteilung|mitzuteilen"
        ),
        example="Der Sachbericht ist bis zum 31. März 2027 einzureichen.",
    ),
    RoleRule(
        role=Role.PROJECT_END,
        cue=cue(
            r"(?<!bearbeitet und )abgeschlossen|abzuschließen|fertig(?:ge|zu)|umgesetzt|umzusetzen",
            r"umsetzen|durchgeführt|durchzuführen|begonnen|(?<!vor )(?<!vor dem )\bBeginn\b",
            r"beginnen|beendet|in Betrieb|Inbetriebnahme|realisier|vollendet|geboren|angeschafft",
        ),
        example="Die Maßnahme muss bis zum 31. Dezember 2027 abgeschlossen sein.",
    ),
    RoleRule(
        role=Role.PROJECT_END,
        cue=cue(
            r"Fertigstellung|(?<!für den )(?<!dem )Bewilligungszeitr",
            r"Durchführungszeitr|Projektlaufzeit|Laufzeit\b",
            r"Förderperiode|Förderzeitr|Projektzeitr|Maßnahmen?zeitr|\bim Zeitraum (?!vom)",
        ),
        behind=False,
        example="Für Anträge endet der Bewilligungszeitraum am 31. Dezember 2027.",
    ),
    RoleRule(
        role=Role.OTHER,
        cue=cue(
            r"[Vv]erlängerung|[Ää]nderungsantr|[Ww]iderspruch|[Bb]ewilligt (?:wird|werden)\b",
            r"[Ee]ntscheidung|entscheidet|entschieden|[Bb]eschlossen|[Bb]eschluss\b|veröffentlich",
            r"[Ss]chlussbesprechung|bekannt ?gegeben|Auswahlsitzung|\bJury\b|Mindestlohn"
            r"|Bestätigung",
            r"[Kk]ontroll|überarbeitet|gewährt wurde|gefördert wurde|bewilligt wurde",
            r"nach(?:ge|zu)?reich\w+|aufzubewahren|aufbewahrt|aufgehoben",
        ),
        example="Über die Anträge wird bis zum 31. Mai 2026 entschieden.",
    ),
    RoleRule(
        role=Role.SKETCH,
        cue=cue(
            r"[Ss]kizzen?(?:einreichung)?\b|[Ii]nteressens?bekundung|Projektvorschl[aä]g"
            r"|Projektideen?\b|Voranfrage",
            r"melden Sie (?:Ihr|das)|\bAnmeldung(?:en)?\b|anzumelden|angemeldet|Voranmeldung",
            r"Teilnahmeantr|Absichtserklärung|Bedarfsanmeldung|Wettbewerbsbeitr",
        ),
        example="Projektskizzen sind bis zum 30. April 2027 einzureichen.",
    ),
    RoleRule(
        role=Role.APPLICATION,
        cue=cue(
            r"(?<!nderungs)(?<!ahlungs)(?<!rlängerungs)(?<!stattungs)(?<!Teilnahme)"
            r"(?:[Aa]nträgen?|[Aa]ntrag(?:s|es)?)\b(?! auf (?:Aus|Ab)zahlung)",
            r"[Aa]ntrags?(?:s)?(?:stellung|frist|schluss|termin|einreichung|eingang|unterlagen"
            r"|zeitraum|phase|portal|fenster|runde|stichtag)",
            r"\b[Bb]eantrag|[Bb]ewerbung(?:en)?\b|[Bb]ewerbungs(?:frist|schluss|phase|zeitraum"
            r"|runde)|\bbewerben\b",
            r"Einreichungs?(?:frist|termin)?\b|Einsendeschluss|Abgabefrist|Ausschlussfrist",
            r"(?:\b[Aa]uf|\b[Ff]örderauf|\b[Pp]rojektauf)ruf(?= (?:ist|läuft|bleibt|steht)\b)",
            r"\bWettbewerb(?= (?:ist|läuft|bleibt|steht)\b)|\bBeiträge zum \w*[Ww]ettbewerb",
        ),
        example="Anträge sind bis zum 31. Oktober 2026 zu stellen.",
    ),
)

ROLE_RULES = WHOLE_CLAUSE + RIGHT_BEFORE + NEAREST
