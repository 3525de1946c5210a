"""Kumulierung: whether the grant may stand beside other public money."""

from collections.abc import Iterator

from crawler.facts.passages import Statement
from crawler.facts.rule import Rule, cue, findings
from index.facts import Fact

_JOIN = r"(?:[Kk]umulierung|[Kk]umulation|[Kk]ombination|[Kk]umuliert|[Kk]ombiniert|[Kk]ombinierbar|[Kk]umulierbar)"
_OTHER = (
    r"(?:ander(?:en|er|em|weitige[nrm]?)|weiteren?|sonstigen?|dritte[nr]?) (?:\S+ ){0,3}?"
    r"(?:[Ff]örder\w*|[Mm]ittel\w*|[Zz]uwendung\w*|Programm\w*|Landesmittel\w*|Stellen)"
)
_IF = r"sofern|soweit|\bwenn\b|unter der Voraussetzung|es sei denn|höchstens|nur |bis zu|solange|Höchst|nicht überschreit|nicht überst|Beihilfe|Ausnahme"

RULES = (
    Rule(
        fact="combinable",
        value="conditional",
        words=("kumul", "kombin"),
        cue=cue(
            _JOIN
            + r"[^.;]{0,160}?(?:zulässig|möglich|erlaubt|zugelassen|werden)[^.;]{0,40}?(?:"
            + _IF
            + r")|"
            + _JOIN
            + r"[^;]{0,160}?(?:es sei denn|sofern|soweit)"
        ),
        counter=cue(r"Fördergegenst[aä]nde|Pauschalen|Steckbrief|Module"),
        example="Die Kombination mit anderen Fördermitteln ist zulässig, sofern die Gesamtkosten nicht überschritten werden.",
        expect="conditional",
        counter_example="Die Kombination der Fördergegenstände ist zulässig, sofern sie zusammenhängen.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=("kumul", "kombin", "mehrfachförderung"),
        cue=cue(
            _JOIN
            + r"[^.;]{0,120}?(?:nicht (?:zulässig|möglich|erlaubt|gestattet|kombin|kumul|vorgesehen)|unzulässig|ausgeschlossen|scheidet aus)"
            r"|(?:[Mm]ehrfachförderung)[^.;]{0,60}?(?:unzulässig|ausgeschlossen|nicht)|Ausschluss der Mehrfach|nicht ~(?:kombinierbar|kumulierbar|kumuliert werden|kombiniert werden)"
        ),
        counter=cue(_IF + r"|Fördergegenst[aä]nde|Module\b|[Tt]atbest"),
        example="Eine Kumulierung mit anderen Förderprogrammen ist nicht zulässig.",
        expect="no",
        counter_example="Eine Kumulierung mit anderen Förderprogrammen wird geprüft.",
    ),
    Rule(
        fact="combinable",
        value="yes",
        words=("kumul", "kombin"),
        cue=cue(
            _JOIN
            + r"[^.;]{0,120}?(?:"
            + _OTHER
            + r"|Förder\w+|Programm\w*)[^.;]{0,40}?(?:\bmöglich|zulässig|erlaubt)|(?:"
            + _OTHER
            + r")[^.;]{0,60}?(?:kombinierbar|kumulierbar|kombiniert werden|kumuliert werden)"
        ),
        counter=cue(_IF + r"|nicht|unzulässig|keine"),
        example="Eine Kombination mit weiteren Fördermitteln ist möglich.",
        expect="yes",
        counter_example="Eine Kombination mit weiteren Fördermitteln ist nicht möglich.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=(
            "efre",
            "esf",
            "landesmittel",
            "mittel des landes",
            "mitteln des landes",
            "stellen des landes",
            "förderprogrammen des landes",
            "des bundes",
            "eu-fonds",
            "freistaat",
        ),
        cue=cue(
            r"(?:[Kk]eine (?:andere |weitere )?(?:[Ff]örderung|[Zz]uwendung)|[Nn]icht (?:gefördert|berücksichtigt|förderfähig|zuwendungsfähig)|ausgeschlossen|nicht (?:bereits )?(?:aus|durch|mit|Teil))"
            r"[^.;]{0,140}?(?:anderen? (?:\S+ ){0,3}?(?:Landes|Mitteln?|Förderprogramm\w*|Fördervorhaben|Programmen|Stellen)|EFRE|Landesmittel|Mitteln? des (?:Landes|Bundes))"
            r"|(?:anderen? (?:\S+ ){0,3}?(?:Mitteln?|Förderprogramm\w*|Programmen|Stellen)(?: \S+){0,2} (?:des (?:Landes|Bundes|Freistaat\w*)|der (?:EU|Europ)))[^.;]{0,140}?(?:nicht|ausgeschlossen)"
            r"|sofern diese Mittel nicht dem|solange es sich dabei nicht um Landesmittel"
        ),
        counter=cue(r"Vergabe|Eigenanteil"),
        example="Nicht gefördert werden Vorhaben, die aus anderen Förderprogrammen des Landes gefördert werden.",
        expect="conditional",
        counter_example="Nicht gefördert werden Vorhaben außerhalb des Landes.",
    ),
    Rule(
        fact="combinable",
        value="no",
        words=(
            "anderweitige",
            "doppelförderung",
            "andere öffentliche",
            "keine anderen",
            "andere mittel",
        ),
        cue=cue(
            r"[Kk]eine (?:anderweitige|andere öffentliche|weitere öffentliche)[rn]? (?:öffentliche )?(?:Förderung|Mittel|Zuwendung)"
            r"|[Kk]eine anderen [^.;]{0,80}?(?:Mittel|Förderung)\w*[^.;]{0,60}?in Anspruch"
            r"|[Dd]oppelförderung(?:en)? (?:ist|sind|wird|werden) (?:\w+ )?(?:ausgeschlossen|nicht|unzulässig)"
            r"|(?:entfällt|ausgeschlossen|nicht)[^.;]{0,80}?andere Mittel~in Anspruch"
        ),
        counter=cue(_IF),
        example="Sie dürfen keine anderweitige Förderung für das Projekt in Anspruch nehmen.",
        expect="no",
        counter_example="Eine anderweitige Förderung ist anzugeben.",
    ),
    Rule(
        fact="combinable",
        value="conditional",
        words=("nachrangig", "vorrangig", "doppelförderung"),
        cue=cue(
            r"[Ff]örderung ~nachrangig|vorrangig ~in Anspruch zu nehmen|vorrangig gegenüber|[Dd]oppelförderung[^.;]{0,60}?(?:auszuschließen|zu vermeiden)|[Vv]erbot der Doppelförderung"
        ),
        example="Sie erhalten die Förderung nachrangig gegenüber anderen Fördermitteln.",
        expect="conditional",
        counter_example="Gemeinden werden vorrangig beraten.",
    ),
)


def read(told: list[Statement]) -> Iterator[Fact]:
    """What is said about other public money, the clearest statement first."""
    found = next(findings(RULES, told), None)
    if found:
        yield found.fact()
