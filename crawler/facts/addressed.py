"""Sentences in which a programme speaks to its applicants or of them.

Where a cue has a part `who`, the groups stand there, otherwise behind the cue.
"""

from crawler.facts.applicant_words import LAND_NAME, MONEY, WHO, WHO_ENDS
from crawler.facts.groups import KOMMUNE, KREIS
from crawler.facts.rule import Rule, cue
from crawler.facts.wording import CONDITION

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
            r"können Sie (?:\w+ ){1,4}als " + WHO + r" (?:stellen|beantragen|einreichen)",
            r"Sie können (?:\w+ ){1,4}als " + WHO + r" (?:stellen|beantragen|einreichen)",
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
            r"^" + WHO + r" (?:erhalten|bekommen) [^.;:]{0,60}?" + MONEY,
            MONEY + r" (?:erhalten|bekommen) " + WHO + WHO_ENDS,
            r"\b(?:gewährt|gewähren)(?: (?:der Bund|das Land"
            + LAND_NAME
            + r"|der Freistaat"
            + LAND_NAME
            + r"))? "
            + WHO
            + r" (?:einen |eine )?(?:\w+ )?"
            + MONEY,
            MONEY
            + r" (?:wird|werden) (?:nur |auch |ausschließlich )?(?:an )?"
            + WHO
            + r" (?:gewährt|bewilligt)\b",
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|\bSie\b|\bvon (?:der|den|dem) ", CONDITION),
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
            r"(?: (?:der Bund|das Land" + LAND_NAME + r"|der Freistaat" + LAND_NAME + r"|die"
            r" (?:Bundes|Landes)regierung|(?:das|die) \w*(?:[Pp]rogramm|[Mm]inisterium)"
            r"(?: „[^“]{2,50}“)?(?: des (?:Bundes|Landes))?|finanziell"
            r"|dabei|damit|daher|deshalb|insbesondere|vor allem|auch))*"
            r" (?:(?:Investitionen|Vorhaben|Projekte|Maßnahmen) (?:von|der) )?" + WHO + WHO_ENDS,
            r"[Ff]örderfähig sind (?:Investitionen|Vorhaben|Projekte|Maßnahmen) (?:von|der) "
            + WHO
            + WHO_ENDS,
            r"(?:[Gg]efördert|[Uu]nterstützt) werden (?:insbesondere )?(?:(?:Investitionen|Vorhaben"
            r"|Projekte|Maßnahmen) (?:von|der) )?" + WHO + WHO_ENDS,
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|wurden?\b|hat\b", CONDITION),
        example="Mit dem Programm unterstützt das Land Kommunen beim Bau von Bädern.",
        expect=[KOMMUNE],
        counter_example="Mit dem Programm unterstützt das Land Bäder in allen Kommunen.",
    ),
)
