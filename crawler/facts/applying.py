"""Sentences in which somebody applies or receives money, and so may do it.

Where a cue has a part `who`, the groups stand there, otherwise behind the cue.
"""

from crawler.facts.applicant_words import APPLY, NOBODY, WHO, WHO_ENDS
from crawler.facts.groups import KOMMUNE, KREIS, VEREIN, ZWECKVERBAND
from crawler.facts.rule import Rule, cue
from crawler.facts.wording import CONDITION

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
            CONDITION,
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
            + WHO
            + r" (?:(?:gestellt|beantragt|eingereicht|in Anspruch genommen) werden|zu (?:stellen"
            r"|beantragen)|einzureichen)"
        ),
        counter=cue(r"\b[Nn]icht\b|\b[Kk]eine?\b|[Vv]erlängerung|[Aa]uszahlung", CONDITION),
        example="Anträge können von Gemeinden und Zweckverbänden gestellt werden.",
        expect=[KOMMUNE, ZWECKVERBAND],
        counter_example="Anträge können bei allen Gemeinden gestellt werden.",
    ),
    Rule(
        fact="applicants",
        words=("können", "sollen", "müssen", "dürfen"),
        cue=cue(
            r"^"
            + WHO
            + r" (?:können|sollen|müssen|dürfen) (?:sich |ihren? |die |den )?[^.;:]{0,90}?"
            + APPLY
            + r" (?:[^.;:]{0,120} )?(?:einreichen|stellen|erhalten|beantragen)\b",
            r"^" + WHO + r" (?:können|dürfen) [^.;:]{0,120}?(?:\bbeantragen|\bsich [^.;:]{0,60}?"
            r"bewerben)\b",
        ),
        counter=NOBODY,
        example="Städte und Gemeinden können bis zum 1. Mai 2027 eine Förderung beantragen.",
        expect=[KOMMUNE],
        counter_example="Städte und Gemeinden können keine Förderung beantragen.",
    ),
    Rule(
        fact="applicants",
        words=("können", "dürfen"),
        cue=cue(
            r"^[^.;:,]{0,60}?\b(?:können|dürfen) (?P<who>[^.;:]{3,160}) "
            + APPLY
            + r" (?:\S+ ){0,6}?(?:einreichen|stellen|erhalten|beantragen)\b",
            r"^[^.;:,]{0,60}?\b(?:können|dürfen) sich (?P<who>[^.;:]{3,160}?) bewerben\b",
            r"(?:[Bb]ewerben|[Tt]eilnehmen|[Mm]itmachen) können(?: sich)? " + WHO + WHO_ENDS,
        ),
        counter=NOBODY,
        example="Ab sofort können Städte und Gemeinden wieder Förderanträge stellen.",
        expect=[KOMMUNE],
        counter_example="Ab sofort können Sie in Städten und Gemeinden Förderanträge stellen.",
    ),
)
