"""The sentences in which funding prose says who may apply.

`ENTITLED` names the applicants as such, `AT_WORK` says what they do (apply, receive money), in
`ADDRESSED` the programme speaks to them or of them. Where a cue has a part `who`, the groups
stand there, otherwise behind the cue.
"""

from crawler.facts.groups import KOMMUNE, KREIS, PERSON, UNTERNEHMEN, VEREIN, ZWECKVERBAND
from crawler.facts.rule import Rule, cue

_IF = r"[Ww]enn\b|\b[Ff]alls\b|[Ss]ofern|[Ss]oweit"
_ENTITLED = r"(?:[Aa]ntrags?|[Ff]örder(?:ungs)?|[Zz]uwendungs|[Bb]ewerbungs|[Tt]eilnahme)berechtigt"
_WHO = r"(?P<who>[^.;:]{3,220}?)"
_END = (
    r"(?:[.:;]|$|, (?:die|der|das|welche|deren|um|wenn)\b"
    r"| (?:dabei|bei|beim|mit|in|zur|zum|für|auf|im|durch|über)\b)"
)
_MONEY = (
    r"(?:[Zz]uschuss|[Zz]uschüsse|[Zz]uwendung(?:en)?|[Ff]örderung(?:en)?|[Ff]ördermittel"
    r"|[Ff]inanzhilfen?|(?:[Ff]inanzielle )?(?:Unterstützung|Hilfen?)|[Ff]ördersatz|Darlehen)\b"
)
_APPLY = (
    r"(?:[Aa]nträge?|[Ff]örderanträge?|[Ff]örderung|[Zz]uwendung(?:en)?|[Zz]uschüsse?|[Mm]ittel"
    r"|[Ff]ördermittel|[Pp]rojektskizzen?|[Ss]kizzen?|Interessensbekundung(?:en)?"
    r"|Interessenbekundung(?:en)?|Projektvorschläge|Vorschlagslisten?)"
)
_NAME = r"(?: (?:Hessen|Bayern|Sachsen|Thüringen|Berlin|Bremen|Hamburg|Brandenburg|\w+-\w+))?"
_NOBODY = cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|\bSie\b", _IF)

ENTITLED = (
    (
        Rule(
            fact="applicants",
            words=("berechtigt",),
            cue=cue(_ENTITLED + r"(?:e\w*)?:?(?: (?:sind|ist|können))?\b"),
            counter=cue(r"[Nn]icht (?:antrags|förder)berechtigt"),
            example="Antragsberechtigt sind Gemeinden und Landkreise in Hessen.",
            expect=[KOMMUNE, KREIS],
            counter_example="Nicht antragsberechtigt sind Gemeinden und Landkreise.",
        ),
        Rule(
            fact="applicants",
            words=("berechtigt",),
            cue=cue(
                r"^(?=[^.;:]{3,200} (?:sind|ist) )(?P<who>[^.;:]{3,240}?) " + _ENTITLED + r"\.?$"
            ),
            counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|[Nn]ur\b", _IF),
            example="Neben Privatpersonen sind auch kleine Unternehmen antragsberechtigt.",
            expect=[UNTERNEHMEN, PERSON],
            counter_example="Privatpersonen sind nicht antragsberechtigt.",
        ),
        Rule(
            fact="applicants",
            words=("können sie",),
            cue=cue(
                r"(?:[Aa]ntr[aä]ge?|[Zz]uschuss|[Ff]örderung|[Zz]uwendung)\b[^.;:]{0,40}?"
                r"(?:stellen|beantragen|erhalten) können Sie(?: auch| nur)?,? als\b"
            ),
            example="Einen Antrag stellen können Sie als kleines oder mittleres Unternehmen.",
            expect=[UNTERNEHMEN],
            counter_example="Einen Antrag stellen können Sie bei einem Unternehmen der Stadt.",
        ),
    ),
    (
        Rule(
            fact="applicants",
            words=("empf", "antragsteller", "antragstellende", "begünstigte", "nehmer"),
            cue=cue(
                r"\b(?:[Zz]uwendungsempf|[Ff]örderempf|[Ff]ördermittelempf|[Zz]uwendungsnehm"
                r"|[Ff]ördernehm|[Aa]ntragstelle(?:r|nde)|\bBegünstigte)\w*(?: \S+){0,4}?"
                r" (?:sind|ist|kommen|können sein)\b",
                r"\b(?:[Aa]ntragstelle(?:r|nde)|[Zz]uwendungsempf|\bBegünstigte)\w*(?:"
                r" und \S+)? (?:kann|können|dürfen) (?P<who>[^.;:]{3,200}) sein\b",
            ),
            counter=cue(
                r"verpflichtet|verantwortlich|gehalten|\b[Nn]icht\b|\bhat\b|\bzu \w+en\b"
                r"|berechtigt",
                _IF,
            ),
            example="Zuwendungsempfänger sind Städte und Gemeinden.",
            expect=[KOMMUNE],
            counter_example="Die Zuwendungsempfänger sind verpflichtet, Gemeinden zu unterrichten.",
        ),
    ),
)

# A second sentence may add somebody to whom the first one names.
ALSO = (
    Rule(
        fact="applicants",
        words=("ebenfalls", "ebenso", "auch"),
        cue=cue(
            r"^"
            + _WHO
            + r" (?:können|sind) (?:\w+ ){0,3}?(?:ebenfalls|ebenso|auch) [^.;:]{0,80}?(?:"
            + _ENTITLED
            + r"|"
            + _APPLY
            + r"(?: \w+)? (?:stellen|beantragen|erhalten|einreichen))"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b", _IF),
        example="Antragsberechtigt sind Gemeinden. Zweckverbände können ebenfalls Anträge stellen.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Antragsberechtigt sind Gemeinden. Zweckverbände können auch Partner sein.",
    ),
    Rule(
        fact="applicants",
        words=("ebenfalls", "ebenso", "auch"),
        cue=cue(
            r"(?:[Ff]örderfähig|"
            + _ENTITLED
            + r") sind (?:ebenfalls|ebenso|auch) "
            + _WHO
            + r"(?:\.|$)"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b", _IF),
        example="Antragsberechtigt sind Gemeinden. Förderfähig sind auch Zweckverbände.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Antragsberechtigt sind Gemeinden. Förderfähig sind auch Ausgaben für"
        " Zweckverbände.",
    ),
)

AT_WORK = (
    Rule(
        fact="applicants",
        words=("können", "dürfen"),
        cue=cue(
            r"(?:[Zz]uwendungen|[Zz]uschüsse|[Ff]ördermittel|Förderung|Anträge) können"
            r"(?=[^.]{0,160} (?:erhalten|beantragen|stellen)\b)",
            r"(?:für die|welche) (?:sich )?(?=\w+ (?:ab sofort )?(?:bewerben|beantragen) können)",
        ),
        counter=cue(
            r"\b[Nn]icht\b|\b[Kk]eine?\b|\bSie\b|\bwerden\b|[Aa]usnahm|[Mm]usst|abweichend",
            _IF,
        ),
        example="Zuwendungen können Kommunen, Landkreise und Vereine erhalten.",
        expect=[KOMMUNE, KREIS, VEREIN],
        counter_example="Zuwendungen können nicht von Kommunen für Fahrzeuge beantragt werden.",
    ),
    Rule(
        fact="applicants",
        words=("gestellt", "beantrag", "eingereicht", "anspruch", "zu stellen", "einzureichen"),
        cue=cue(
            r"(?:\b[Aa]ntr[aä]ge?n?|[Ff]örderung|[Zz]uwendung(?:en)?|[Ff]ördermittel|[Zz]uschüsse)"
            r"\b[^.;:]{0,30}?(?:kann|können|dürfen|ist|sind) (?:\w+ ){0,2}?von "
            + _WHO
            + r" (?:(?:gestellt|beantragt|eingereicht|in Anspruch genommen) werden|zu (?:stellen"
            r"|beantragen)|einzureichen)"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|[Vv]erlängerung|[Aa]uszahlung", _IF),
        example="Anträge können von Gemeinden und Zweckverbänden gestellt werden.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Anträge können bei allen Gemeinden gestellt werden.",
    ),
    Rule(
        fact="applicants",
        words=("können", "sollen", "müssen", "dürfen"),
        cue=cue(
            r"^"
            + _WHO
            + r" (?:können|sollen|müssen|dürfen) (?:sich |ihren? |die |den )?[^.;:]{0,90}?"
            + _APPLY
            + r" (?:[^.;:]{0,120} )?(?:einreichen|stellen|erhalten|beantragen)\b",
            r"^" + _WHO + r" (?:können|dürfen) [^.;:]{0,120}?(?:\bbeantragen|\bsich [^.;:]{0,60}?"
            r"bewerben)\b",
        ),
        counter=_NOBODY,
        example="Städte und Gemeinden können bis zum 1. Mai 2027 eine Förderung beantragen.",
        expect=[KOMMUNE],
        counter_example="Städte und Gemeinden können keine Förderung beantragen.",
    ),
    Rule(
        fact="applicants",
        words=("können", "dürfen"),
        cue=cue(
            r"^[^.;:,]{0,60}?\b(?:können|dürfen) (?P<who>[^.;:]{3,160}) "
            + _APPLY
            + r" (?:\S+ ){0,6}?(?:einreichen|stellen|erhalten|beantragen)\b",
            r"^[^.;:,]{0,60}?\b(?:können|dürfen) sich (?P<who>[^.;:]{3,160}?) bewerben\b",
            r"(?:[Bb]ewerben|[Tt]eilnehmen|[Mm]itmachen) können(?: sich)? " + _WHO + _END,
        ),
        counter=_NOBODY,
        example="Ab sofort können Städte und Gemeinden wieder Förderanträge stellen.",
        expect=[KOMMUNE],
        counter_example="Ab sofort können Sie in Städten und Gemeinden Förderanträge stellen.",
    ),
)

ADDRESSED = (
    Rule(
        fact="applicants",
        words=(
            "sie als",
            "fördersatz",
            "richtet sich",
            "wendet sich",
            "richten sich",
            "wenden sich",
            " offen",
            "können sie",
            "wenn sie",
            "zielgr",
        ),
        cue=cue(
            r"(?:[Ww]enn|[Uu]nterstützt|[Ff]ördert|[Uu]nterstützen|[Kk]önnen) Sie als\b",
            r"(?:[Aa]lle )?(?:anderen |übrigen )(?=\S+[^.]{0,60} erhalten einen Fördersatz)",
            r"(?:\w*[Pp]rogramme?|\w*[Ff]örderung(?:en)?|\w*[Aa]ngebote?|\w*[Aa]ufrufe?"
            r"|[Ii]nitiative|[Rr]ichtlinien?|\w+[Bb]eratung|\w*[Ww]ettbewerb|[Aa]usschreibung"
            r"|\bEs|\bSie)\b[^.;:]{0,60} (?:richtet|wendet|richten|wenden) sich"
            r" (?:\w+ ){0,3}?an\b",
            r"Zielgruppe (?:des|der|dieses|dieser) \w*(?:[Pp]rogramms|[Ff]örderung|[Aa]ufrufs)"
            r" sind",
            r"^Wenn Sie (?:eine? )?(?P<who>[^.;:,]{3,90}?) sind\b",
            r"^Als (?P<who>[^.;:]{3,120}?) (?:können|erhalten) Sie\b",
            r"können Sie (?:\w+ ){1,4}als " + _WHO + r" (?:stellen|beantragen|einreichen)",
            r"Sie können (?:\w+ ){1,4}als " + _WHO + r" (?:stellen|beantragen|einreichen)",
            r"(?:[Pp]rogramm|[Ff]örderung|[Aa]ufruf)\b[^.;:]{0,30} steht (?P<who>[^.;:]{3,90})"
            r" offen\b",
        ),
        example="Wenn Sie als Kommune Radwege bauen, erhalten Sie einen Zuschuss.",
        expect=[KOMMUNE],
        counter_example="Wenn Sie Radwege für eine Kommune bauen, erhalten Sie einen Zuschuss.",
    ),
    Rule(
        fact="applicants",
        words=("erhalten", "bekommen", "gewähr"),
        cue=cue(
            r"^" + _WHO + r" (?:erhalten|bekommen) [^.;:]{0,60}?" + _MONEY,
            _MONEY + r" (?:erhalten|bekommen) " + _WHO + _END,
            r"\b(?:gewährt|gewähren)(?: (?:der Bund|das Land"
            + _NAME
            + r"|der Freistaat"
            + _NAME
            + r"))? "
            + _WHO
            + r" (?:einen |eine )?(?:\w+ )?"
            + _MONEY,
            _MONEY
            + r" (?:wird|werden) (?:nur |auch |ausschließlich )?(?:an )?"
            + _WHO
            + r" (?:gewährt|bewilligt)\b",
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|\bSie\b|\bvon (?:der|den|dem) ", _IF),
        example="Städte und Landkreise erhalten Zuschüsse für neue Spielplätze.",
        expect=[KOMMUNE, KREIS],
        counter_example="Spielplätze in Städten erhalten Zuschüsse nach Nummer 2.",
    ),
    Rule(
        fact="applicants",
        words=("unterstütz", "förder", "bezuschuss"),
        cue=cue(
            r"(?:\b[Uu]nterstützt|\b[Ff]ördert|\b[Bb]ezuschusst|\b(?:unterstützen|fördern) wir"
            r"|\b[Ww]ir (?:unterstützen|fördern))"
            r"(?: (?:der Bund|das Land" + _NAME + r"|der Freistaat" + _NAME + r"|die"
            r" (?:Bundes|Landes)regierung|(?:das|die) \w*(?:[Pp]rogramm|[Mm]inisterium)"
            r"(?: „[^“]{2,50}“)?(?: des (?:Bundes|Landes))?|finanziell"
            r"|dabei|damit|daher|deshalb|insbesondere|vor allem|auch))*"
            r" (?:(?:Investitionen|Vorhaben|Projekte|Maßnahmen) (?:von|der) )?" + _WHO + _END,
            r"[Ff]örderfähig sind (?:Investitionen|Vorhaben|Projekte|Maßnahmen) (?:von|der) "
            + _WHO
            + _END,
            r"(?:[Gg]efördert|[Uu]nterstützt) werden (?:insbesondere )?(?:(?:Investitionen|Vorhaben"
            r"|Projekte|Maßnahmen) (?:von|der) )?" + _WHO + _END,
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|wurden?\b|hat\b", _IF),
        example="Mit dem Programm unterstützt das Land Kommunen beim Bau von Bädern.",
        expect=[KOMMUNE],
        counter_example="Mit dem Programm unterstützt das Land Bäder in allen Kommunen.",
    ),
)
