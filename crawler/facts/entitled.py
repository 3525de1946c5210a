"""Sentences that call somebody an applicant ("antragsberechtigt", "Zuwendungsempfänger").

Where a cue has a part `who`, the groups stand there, otherwise behind the cue.
"""

from crawler.facts.applicant_words import APPLY, ENTITLED_TO, WHO
from crawler.facts.groups import KOMMUNE, KREIS, PERSON, UNTERNEHMEN, ZWECKVERBAND
from crawler.facts.rule import Rule, cue
from crawler.facts.wording import CONDITION

ENTITLED = (
    (
        Rule(
            fact="applicants",
            words=("berechtigt",),
            cue=cue(ENTITLED_TO + r"(?:e\w*)?:?(?: (?:sind|ist|können))?\b"),
            counter=cue(r"[Nn]icht (?:antrags|förder)berechtigt"),
            example="Antragsberechtigt sind Gemeinden und Landkreise in Hessen.",
            expect=[KOMMUNE, KREIS],
            counter_example="Nicht antragsberechtigt sind Gemeinden und Landkreise.",
        ),
        Rule(
            fact="applicants",
            words=("berechtigt",),
            cue=cue(
                r"^(?=[^.;:]{3,200} (?:sind|ist) )(?P<who>[^.;:]{3,240}?) " + ENTITLED_TO + r"\.?$"
            ),
            counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|[Nn]ur\b", CONDITION),
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
                CONDITION,
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
            + WHO
            + r" (?:können|sind) (?:\w+ ){0,3}?(?:ebenfalls|ebenso|auch) [^.;:]{0,80}?(?:"
            + ENTITLED_TO
            + r"|"
            + APPLY
            + r"(?: \w+)? (?:stellen|beantragen|erhalten|einreichen))"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b", CONDITION),
        example="Antragsberechtigt sind Gemeinden. Zweckverbände können ebenfalls Anträge stellen.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Antragsberechtigt sind Gemeinden. Zweckverbände können auch Partner sein.",
    ),
    Rule(
        fact="applicants",
        words=("ebenfalls", "ebenso", "auch"),
        cue=cue(
            r"(?:[Ff]örderfähig|"
            + ENTITLED_TO
            + r") sind (?:ebenfalls|ebenso|auch) "
            + WHO
            + r"(?:\.|$)"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b", CONDITION),
        example="Antragsberechtigt sind Gemeinden. Förderfähig sind auch Zweckverbände.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Antragsberechtigt sind Gemeinden. Förderfähig sind auch Ausgaben für"
        " Zweckverbände.",
    ),
)
