"""Kumulierung: whether the grant may stand beside other public money."""

from collections.abc import Iterator

from crawler.facts.passages import Statements
from crawler.facts.public_money import (
    BESIDE,
    CLAIMING,
    INSIDE,
    JOINING,
    LIMITED,
    OTHERS,
    PROJECT_MUST,
    PUBLIC_MONEY,
    TAKEN_OUT,
)
from crawler.facts.rule import Rule, cue, findings
from crawler.facts.wording import ALLOWED, FORBIDDEN
from index.facts import Fact

RULES = (
    Rule(
        fact="combinable",
        value="conditional",
        words=("inanspruchnahme", "zusätzliche", "ergänzende", "gleichzeitige"),
        cue=cue(
            CLAIMING + r"~~" + ALLOWED + r"[^;]{0,90}?(?:" + LIMITED + r")",
            BESIDE + r"~~" + ALLOWED + r"[^;]{0,40}?(?:" + LIMITED + r")",
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
            CLAIMING + r"~~" + FORBIDDEN,
            OTHERS + r"~(?:dürfen|darf) (?:\w+ )?nicht ~in Anspruch genommen werden",
            PROJECT_MUST
            + r"nicht (?:\w+ ){0,2}?(?:durch|aus|mit) "
            + OTHERS
            + r" (?:gefördert|finanziert|bezuschusst)",
        ),
        counter=cue(LIMITED, INSIDE),
        example="Das Vorhaben darf nicht bereits durch andere öffentliche Mittel gefördert werden.",
        expect="no",
        counter_example="Das Vorhaben darf nicht durch Spenden Dritter gefördert werden.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("in anspruch", "inanspruchnahme", "kumulierungsverbot", "kumulationsverbot"),
        cue=cue(
            r"[Ff]örderung\w*\b~\bist "
            + FORBIDDEN
            + r",? wenn~~"
            + OTHERS
            + r"~in Anspruch genommen",
            r"[Ff]örderung\b~ist "
            + FORBIDDEN
            + r",? (?:wenn|soweit|sofern)~~"
            + TAKEN_OUT
            + r"~in Anspruch genommen",
            r"[Ff]örderung\b~schließt (?:die|eine) [Ii]nanspruchnahme (?:von )?(?:\S+ ){0,3}?"
            + OTHERS
            + r"[^;]{0,90}? aus\b",
            r"(?:Kumulierungs|Kumulations)verbot\)",
            r"[Bb]esteht ein (?:Kumulierungs|Kumulations)verbot (?:mit|für|zu)\b",
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
            CLAIMING + r"~~" + ALLOWED,
            r"[Kk]ofinanzierung durch ~(?:[Mm]ittel\w*|Landes\w*)~(?:möglich|zulässig)",
            OTHERS + r" (?:können|dürfen) (?:\w+ ){0,2}?(?:eingesetzt|in Anspruch genommen) werden",
            r"\b(?:kann|können) (?:\w+ ){0,2}?mit (?:[Mm]itteln (?:des|der|anderer)|"
            + PUBLIC_MONEY
            + r")[^;.]{0,60}?(?:kombiniert|kumuliert) werden",
        ),
        counter=cue(LIMITED, r"\bnicht\b|unzulässig|\b[Kk]eine?\b", INSIDE),
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
            r" (?:aus|durch|mit) " + PUBLIC_MONEY,
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
            JOINING + r"~~(?:zulässig|möglich|erlaubt|zugelassen|werden)~(?:" + LIMITED + r")",
            JOINING + r"[^;]{0,160}?(?:es sei denn|[Ss]ofern|[Ss]oweit)",
        ),
        counter=cue(INSIDE),
        example="Die Kombination mit anderen Fördermitteln ist zulässig, sofern Mittel fehlen.",
        expect="conditional",
        counter_example="Die Kombination der Fördergegenstände ist zulässig, sofern sie passen.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("kumul", "kombin", "mehrfachförderung"),
        cue=cue(
            JOINING + r"~~" + FORBIDDEN,
            r"\bnicht ~(?:kombinierbar|kumulierbar|kumuliert werden|kombiniert werden)",
            r"[Mm]ehrfachförderung~(?:unzulässig|ausgeschlossen|nicht)|Ausschluss der Mehrfach",
        ),
        counter=cue(LIMITED, INSIDE),
        example="Eine Kumulierung mit anderen Förderprogrammen ist nicht zulässig.",
        expect="no",
        counter_example="Eine Kumulierung mit anderen Förderprogrammen wird geprüft.",
    ),
    Rule(
        fact="combinable",
        value="yes",
        words=("kumul", "kombin"),
        cue=cue(
            JOINING + r"~~" + OTHERS + r"~(?:\bmöglich|\bzulässig|erlaubt)",
            JOINING + r" mit (?:dem|der|den|einem|einer) \w*(?:[Zz]uschuss|[Ff]örderung|[Pp]rogramm"
            r"|[Kk]redit)\w*~~(?:\bmöglich|\bzulässig|erlaubt)",
            OTHERS + r"~(?:kombinierbar|kumulierbar|kombiniert werden|kumuliert werden)",
        ),
        counter=cue(LIMITED, r"\bnicht\b|unzulässig|\b[Kk]eine?\b", INSIDE),
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
            r"[Kk]eine (?:[Ff]örderung|[Zz]uwendung)~~(?:" + OTHERS + r"|" + PUBLIC_MONEY + r")",
            r"(?:[Nn]icht (?:gefördert|berücksichtigt|förderfähig|zuwendungsfähig)"
            r"|[Aa]usgeschlossen)"
            r"~~(?:aus |durch |mit |bei )" + OTHERS + r"~(?:des|der|gefördert|erfolgt)",
            r"(?:[Nn]icht (?:gefördert|förderfähig)|[Aa]usgeschlossen)~~(?:aus |durch |mit )"
            + PUBLIC_MONEY,
            r"nicht Teil eines anderen Fördervorhabens|(?:aus|durch|bei) (?:die |den )?"
            + OTHERS
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
        example="Sie dürfen keine anderweitige Förderung für den Spielplatz in Anspruch nehmen.",
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
        counter=cue(LIMITED),
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
            r"[Ss]ofern ~durch " + OTHERS + r"~~reduzieren sich",
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
