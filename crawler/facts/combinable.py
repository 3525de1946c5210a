"""Kumulierung: whether the grant may stand beside other public money."""

from collections.abc import Iterator

from crawler.facts.passages import Statements
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

# The first letter is looked at alone, which is quicker than one word after the other.
_JOIN = (
    r"(?=[Kk])(?:[Kk]umulierung|[Kk]umulation|[Kk]umuliert|[Kk]umulierbar|[Kk]ombin(?:ation|iert))"
)
_OTHER = (
    r"(?=[AaWwSsDd])(?:[Aa]ndere(?:n|r|m)?|[Aa]nderweitige[nrm]?|[Ww]eitere[nr]?|[Ss]onstige[nr]?"
    r"|[Dd]ritte[nr]?) (?:\S+ ){0,3}?(?:[Ff]örder\w*|\w{0,25}[Mm]ittel\w*|[Zz]uwendung\w*"
    r"|\w{0,25}[Pp]rogramm\w*|Stellen|Finanzierungshilfen|[Zz]uschüsse\w*)"
)
_IF = (
    r"[Ss]ofern|[Ss]oweit|\b[Ww]enn\b|unter der Voraussetzung|es sei denn|[Hh]öchst\w+|\bnur\b"
    r"|\bbis zu"
    r"|solange|nicht über(?:schr|st)|[Bb]eihilfe|[Aa]usnahm"
)
_INSIDE = (
    r"[Ff]ördergegenst[aä]nde|\bFlächen|[Pp]auschalen|\bModule\b|[Ff]örderhöchstsumme"
    r"|[Tt]atbestände"
)
_PUBLIC = (
    r"(?:(?:[Ff]örder)?[Mm]itteln? (?:des (?:Landes|Bundes|Freistaat\w*)|der (?:EU|Europ\w+))"
    r"|Landesmitteln?\b|Landesprogramm\w*|EFRE|ESF|ELER|EU-Fonds|Stellen des Landes"
    r"|[Ff]ördervorhaben|[Ff]örderprogramm\w* (?:des|der))"
)

_CLAIMING = r"[Ii]nanspruchnahme (?:\S+ ){0,3}?" + _OTHER
_BESIDE = (
    r"(?:[Zz]usätzliche|[Ee]rgänzende|[Gg]leichzeitige) (?:Förderung|Finanzierung|Bezuschussung)"
    r" (?:aus|durch|mit|über) (?:\S+ ){0,3}?" + _OTHER
)
_TAKEN_OUT = (
    r"(?:(?:[Aa]ndere|[Ww]eitere) )?(?:[Ff]ördermittel|öffentliche (?:\w*[Mm]ittel|Förder\w+))"
    r" (?:aus|von) (?:\w+ )?(?:[Aa]nderen|[Ww]eiteren) \w*(?:[Pp]rogramm|[Ss]telle)\w*"
)
_FIELD = (
    r"(?:[Vv]orhaben|[Mm]aßnahmen?|[Pp]rojekte?|[Ii]nvestitionen)\b"
    r"[^;.]{0,40}?(?:darf|dürfen)\b[^;.]{0,40}?"
)

RULES = (
    Rule(
        fact="combinable",
        value="conditional",
        words=("inanspruchnahme", "zusätzliche", "ergänzende", "gleichzeitige"),
        cue=cue(
            _CLAIMING + r"~~(?:zulässig|möglich|erlaubt)[^;]{0,90}?(?:" + _IF + r")",
            _BESIDE + r"~~(?:zulässig|möglich|erlaubt)[^;]{0,40}?(?:" + _IF + r")",
        ),
        counter=cue(r"\bnicht (?:zulässig|möglich)|unzulässig"),
        example="Die Inanspruchnahme anderer Fördermittel ist möglich, soweit Mittel fehlen.",
        expect="conditional",
        counter_example="Die Inanspruchnahme anderer Fördermittel ist anzuzeigen, soweit bekannt.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("inanspruchnahme", "in anspruch", "gefördert", "finanziert"),
        cue=cue(
            _CLAIMING + r"~~(?:nicht (?:zulässig|möglich)|unzulässig|ausgeschlossen)",
            _OTHER + r"~(?:dürfen|darf) (?:\w+ )?nicht ~in Anspruch genommen werden",
            _FIELD
            + r"nicht (?:\w+ ){0,2}?(?:durch|aus|mit) "
            + _OTHER
            + r" (?:gefördert|finanziert|bezuschusst)",
        ),
        counter=cue(_IF, _INSIDE),
        example="Das Vorhaben darf nicht bereits durch andere öffentliche Mittel gefördert werden.",
        expect="no",
        counter_example="Das Vorhaben darf nicht durch Spenden Dritter gefördert werden.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("in anspruch", "inanspruchnahme", "kumulierungsverbot", "kumulationsverbot"),
        cue=cue(
            r"[Ff]örderung\w* ist (?:nicht (?:zulässig|möglich)|unzulässig|ausgeschlossen),? wenn~~"
            + _OTHER
            + r"~in Anspruch genommen",
            r"[Ff]örderung\b~ist (?:nicht (?:zulässig|möglich)|unzulässig|ausgeschlossen),?"
            r" (?:wenn|soweit|sofern)~~" + _TAKEN_OUT + r"~in Anspruch genommen",
            r"[Ff]örderung\b~schließt (?:die|eine) [Ii]nanspruchnahme (?:von )?(?:\S+ ){0,3}?"
            + _OTHER
            + r"[^;]{0,90}? aus\b",
            r"(?:Kumulierungs|Kumulations)verbot\)",
        ),
        example="Eine Förderung ist nicht zulässig, wenn andere öffentliche Mittel in Anspruch"
        " genommen werden.",
        expect="no",
        counter_example="Eine Förderung ist nicht zulässig, wenn andere Belege fehlen.",
    ),
    Rule(
        fact="combinable",
        value="yes",
        words=(
            "inanspruchnahme",
            "in anspruch",
            "eingesetzt",
            "kombiniert",
            "kumuliert",
            "kofinanz",
        ),
        cue=cue(
            _CLAIMING + r"~~(?:zulässig|möglich|erlaubt)",
            r"[Kk]ofinanzierung durch ~(?:[Mm]ittel\w*|Landes\w*)~(?:möglich|zulässig)",
            _OTHER + r" (?:können|dürfen) (?:\w+ ){0,2}?(?:eingesetzt|in Anspruch genommen) werden",
            r"\b(?:kann|können) (?:\w+ ){0,2}?mit (?:[Mm]itteln (?:des|der|anderer)|"
            + _PUBLIC
            + r")[^;.]{0,60}?(?:kombiniert|kumuliert) werden",
        ),
        counter=cue(_IF, r"\bnicht\b|unzulässig|\b[Kk]eine?\b", _INSIDE),
        example="Eine gleichzeitige Inanspruchnahme anderer Fördermittel ist zulässig.",
        expect="yes",
        counter_example="Eine gleichzeitige Inanspruchnahme anderer Fördermittel ist anzuzeigen.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=("anderweitig", "schließt"),
        cue=cue(
            r"[Nn]icht (?:zuwendungsfähig|förderfähig|gefördert)~~anderweitig"
            r" (?:aus|durch|mit) " + _PUBLIC,
            r"[Ff]örderung aus anderen \w*(?:[Ll]andes|[Bb]undes|[Ff]örder)\w+~schließt~"
            r"[Ff]örderung",
        ),
        example="Nicht zuwendungsfähig sind Wege, die anderweitig aus Landesmitteln bezahlt sind.",
        expect="conditional",
        counter_example="Nicht zuwendungsfähig sind Wege, die anderweitig genutzt werden.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=("kumul", "kombin", "zulässig"),
        cue=cue(
            _JOIN + r"~~(?:zulässig|möglich|erlaubt|zugelassen|werden)~(?:" + _IF + r")",
            _JOIN + r"[^;]{0,160}?(?:es sei denn|[Ss]ofern|[Ss]oweit)",
        ),
        counter=cue(_INSIDE),
        example="Die Kombination mit anderen Fördermitteln ist zulässig, sofern Mittel fehlen.",
        expect="conditional",
        counter_example="Die Kombination der Fördergegenstände ist zulässig, sofern sie passen.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("kumul", "kombin", "mehrfachförderung"),
        cue=cue(
            _JOIN + r"~~(?:nicht (?:zulässig|möglich|erlaubt|gestattet)|unzulässig|ausgeschlossen)",
            r"\bnicht ~(?:kombinierbar|kumulierbar|kumuliert werden|kombiniert werden)",
            r"[Mm]ehrfachförderung~(?:unzulässig|ausgeschlossen|nicht)|Ausschluss der Mehrfach",
        ),
        counter=cue(_IF, _INSIDE),
        example="Eine Kumulierung mit anderen Förderprogrammen ist nicht zulässig.",
        expect="no",
        counter_example="Eine Kumulierung mit anderen Förderprogrammen wird geprüft.",
    ),
    Rule(
        fact="combinable",
        value="yes",
        words=("kumul", "kombin"),
        cue=cue(
            _JOIN + r"~~" + _OTHER + r"~(?:\bmöglich|\bzulässig|erlaubt)",
            _OTHER + r"~(?:kombinierbar|kumulierbar|kombiniert werden|kumuliert werden)",
        ),
        counter=cue(_IF, r"\bnicht\b|unzulässig|\b[Kk]eine?\b", _INSIDE),
        example="Eine Kombination mit weiteren Fördermitteln ist möglich.",
        expect="yes",
        counter_example="Eine Kombination mit weiteren Fördermitteln ist nicht möglich.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=("efre", "esf", "landes", "land", "bundes", "eu-", "freistaat", "eu "),
        beside=("keine", "nicht", "ausgeschlossen", "sofern"),
        cue=cue(
            r"[Kk]eine (?:[Ff]örderung|[Zz]uwendung)~~(?:" + _OTHER + r"|" + _PUBLIC + r")",
            r"(?:[Nn]icht (?:gefördert|berücksichtigt|förderfähig|zuwendungsfähig)"
            r"|[Aa]usgeschlossen)"
            r"~~(?:aus |durch |mit |bei )" + _OTHER + r"~(?:des|der|gefördert|erfolgt)",
            r"(?:[Nn]icht (?:gefördert|förderfähig)|[Aa]usgeschlossen)~~(?:aus |durch |mit )"
            + _PUBLIC,
            r"nicht Teil eines anderen Fördervorhabens|(?:aus|durch|bei) (?:die |den )?"
            + _OTHER
            + r" (?:des Landes|des Bundes|der EU)~~(?:nicht|ausgeschlossen)",
            r"sofern diese Mittel nicht dem|nicht um Landesmittel|Zuwendungen für denselben"
            r" Zweck bei",
        ),
        counter=cue(r"[Vv]ergabe|[Ee]igenanteil|Kostenanteil"),
        example="Nicht gefördert werden Vorhaben, die aus anderen Programmen des Landes gefördert"
        " werden.",
        expect="conditional",
        counter_example="Nicht gefördert werden Vorhaben außerhalb des Landes.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("anderweitige", "doppelförderung", "öffentliche", "keine ander", "andere mittel"),
        cue=cue(
            r"[Kk]eine (?:anderweitige|andere öffentliche|weitere öffentliche)[nr]?"
            r" (?:öffentliche )?"
            r"(?:Förderung|Mittel|Zuwendung)",
            r"[Kk]eine anderen~~(?:[Mm]ittel|[Ff]örderung)\w*~in Anspruch",
            r"[Dd]oppelförderung(?:en)? (?:ist|sind|wird|werden) (?:\w+ )?"
            r"(?:ausgeschlossen|nicht|unzulässig)",
            r"[Ff]örderung\b~(?:entfällt|ausgeschlossen)~~andere Mittel~~in Anspruch genommen",
        ),
        example="Sie dürfen keine anderweitige Förderung für das Projekt in Anspruch nehmen.",
        expect="no",
        counter_example="Eine anderweitige Förderung ist anzugeben.",
    ),
    Rule(
        fact="combinable",
        value="yes",
        words=("kofinanzierung", "ergänzende", "ergänzung"),
        cue=cue(
            r"(?:erfolgt|erhalten)~als (?:Kofinanzierung|Ergänzung) zu[r ]~~[Ff]örderung",
            r"[Ee]rgänzende Förderung~~steht~~nicht entgegen",
        ),
        counter=cue(_IF),
        example="Die Förderung erfolgt als Kofinanzierung zur Bundesförderung.",
        expect="yes",
        counter_example="Die Kofinanzierung ist nachzuweisen.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=("nachrangig", "vorrangig", "doppelförderung", "reduzieren sich"),
        cue=cue(
            r"[Ff]örderung ~nachrangig\b|vorrangig ~in Anspruch zu nehmen|vorrangig gegenüber"
            r" (?:\w+ )?(?:\w*[Mm]itteln|Förder\w+)",
            r"[Dd]oppelförderung~(?:auszuschließen|zu vermeiden)|[Vv]erbot der Doppelförderung",
            r"[Ss]ofern ~durch " + _OTHER + r"~~reduzieren sich",
        ),
        example="Sie erhalten die Förderung nachrangig gegenüber anderen Fördermitteln.",
        expect="conditional",
        counter_example="Gemeinden werden vorrangig beraten.",
    ),
)


def read(told: Statements) -> Iterator[Fact]:
    """What is said about other public money, the clearest statement first."""
    if found := next(findings(RULES, told), None):
        yield found.fact()
