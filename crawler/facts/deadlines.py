"""Antragsfristen and the model of the procedure (single-stage, two-stage, rolling, closed …)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from crawler.facts.passages import DAY, LENGTH, Mark, Statement
from crawler.facts.roles import SUBMISSION, Role, role_of
from crawler.facts.rule import Finding, Rule, cue, fact, findings
from index.facts import Evidence, Fact

_SUBMIT = r"(?:ein(?:ge|zu)reich|einreich|stell|gestellt|vorzulegen|vorgelegt|bewerben|beantrag)"

CLOSED = (
    Rule(
        fact="deadline_model",
        value="closed",
        words=("konnte",),
        cue=cue(
            r"\bkonnten?\b~(?:‹Tag›)?~(?:eingereicht|gestellt|beantragt|abgegeben|bewerben|einreichen|stellen|vorgelegt)"
        ),
        counter=cue(r"nicht|wenn|falls|sofern|soweit"),
        example="Projektskizzen konnten bis zum 30. Juni 2025 eingereicht werden.",
        expect="closed",
        counter_example="Projektskizzen können bis zum 30. Juni 2027 eingereicht werden.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("verfahrensstufe", "stufe"),
        cue=cue(r"Stufe~konnten|Verfahrensstufe konnten"),
        example="In der ersten Verfahrensstufe konnten Sie dem Projektträger Skizzen vorlegen.",
        expect="closed",
        counter_example="In der ersten Verfahrensstufe legen Sie dem Projektträger Skizzen vor.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("frist", "schluss"),
        cue=cue(
            r"(?:[Ff]rist|schluss)~(?:endete|ist (?:bereits )?abgelaufen|war (?:der|am)|ist verstrichen)"
        ),
        counter=cue(r"[Ww]enn|[Ff]alls|[Ss]ofern|[Nn]achdem|[Ee]rst|[Ww]iderspruch|Jahres"),
        example="Die Frist zur Einreichung von Anträgen endete am 31.12.2024.",
        expect="closed",
        counter_example="Die Frist zur Einreichung von Anträgen endet am 31.12.2027.",
    ),
    Rule(
        fact="deadline_model",
        value="closed",
        words=("beendet", "ausgelaufen", "eingestellt", "nicht mehr"),
        cue=cue(
            r"(?:[Ff]örderprogramm|[Pp]rogramm|Förderung|Antragsverfahren|Aufruf)(?: \w+){0,2} (?:ist|wurde|wird|war)?"
            r" ?(?:seit ~)?(?:zum ‹Tag› |am ‹Tag› )?(?:beendet|ausgelaufen|eingestellt|geschlossen)\b"
            r"|(?:Anträge|Antragstellung(?:en)?|Neuanträge)~(?:nicht mehr|keine~mehr)"
            r" (?:möglich|gestellt|angenommen|eingereicht|entgegengenommen)"
        ),
        counter=cue(
            r"[Ww]enn|[Ff]alls|[Ss]ofern|[Nn]achdem|[Ss]obald|kann~(?:eingestellt|beendet)|[Nn]ach (?:dem|Ablauf)|gilt|nachträglich|Nach ‹Tag›|soll"
        ),
        example="Das Förderprogramm ist beendet.",
        expect="closed",
        counter_example="Die Maßnahme muss bis Ende des Jahres beendet werden.",
    ),
)

TWO_STAGE = (
    Rule(
        fact="deadline_model",
        value="two-stage",
        words=("stufig",),
        cue=cue(r"\b(?:[Zz]wei|2-|[Dd]rei|[Mm]ehr)stufig"),
        counter=cue(r"(?:Vergabe|Auswahl)verfahren der Länder|einstufig"),
        example="Das Antragsverfahren ist zweistufig.",
        expect="two-stage",
        counter_example="Das Antragsverfahren ist einstufig.",
    ),
    Rule(
        fact="deadline_model",
        value="two-stage",
        words=("skizze", "interessen", "1. stufe", "ersten stufe", "ersten schritt"),
        cue=cue(
            r"(?:[Ii]nteressens?bekundung|[Ss]kizze)\S* ~(?:bis|im Zeitraum|einreich|einzureichen|eingereicht)"
            r"|(?:[Ii]n der (?:ersten|1\.) (?:Verfahrens)?[Ss]tufe)"
        ),
        counter=cue(r"Karten|Lageskizze|Planskizze|Handskizze|Bauskizze|nächste|Vergabe"),
        example="Interessenbekundungen können bis zum 30. September 2026 eingereicht werden.",
        expect="two-stage",
        counter_example="Dem Antrag ist eine Lageskizze beizufügen.",
    ),
)

ROLLING = (
    Rule(
        fact="deadline_model",
        value="rolling",
        words=("jederzeit", "laufend", "ganzjährig", "keine frist", "fristen", "antragsfrist"),
        cue=cue(
            r"(?:Antr[aä]g|Antragstellung|Anträge|Skizzen?|[Ee]inreich|[Bb]ewerb|beantrag|stellen)\S* "
            r"~\b(?:jederzeit|(?:fort)?laufend|ganzjährig|ohne (?:\w+)?[Ff]rist)\b"
            r"|\b(?:jederzeit|(?:[Ff]ort)?laufend|[Gg]anzjährig)\b~(?:Antr[aä]g|[Aa]ntragstellung|eingereicht|einreichen|gestellt|beantragt|bewerben)"
            r"|(?:keine (?:\w+)?(?:Antrags|Einreichungs|Bewerbungs)?[Ff]rist(?:en)?\b(?! ist)|nicht an (?:\w+ )?Fristen gebunden|ohne Ausschlussfrist)"
        ),
        counter=cue(
            r"wider(?:rufen|spr)|zurückzie|zurückgenommen|zugänglich|Auskunft|Verlangen|geändert|laufende[nrms]? |Laufend(?:e|en|er) "
            r"|laufend zu (?:unter|dokument)|prüfen|einzusehen|nachweis|kontroll|mitteil|Bericht|Änderung|Kündigung|kündig"
        ),
        example="Anträge können jederzeit eingereicht werden.",
        expect="rolling",
        counter_example="Sie können Ihre Einwilligung jederzeit widerrufen.",
    ),
)

LEAD_TIME = (
    Rule(
        fact="deadline_relative",
        words=("vor ",),
        cue=cue(
            r"(?:spätestens|mindestens|bis(?: zu)?)(?: spätestens)? ‹Dauer›\S* vor (?:\S+ ){0,3}"
            r"(?:\w*[Bb]eginn|Durchführung|Veranstaltung|Start|Maßnahmebeginn|Kursbeginn)"
        ),
        counter=cue(
            r"mitzuteilen|anzuzeigen|[Vv]erlängerung|Widerspruch|Mittelabruf|Einladung|abgerufen"
        ),
        example="Stellen Sie Ihren Antrag spätestens 2 Wochen vor dem geplanten Kursbeginn.",
        expect="P2W",
        counter_example="Die Einladung ist spätestens 2 Wochen vor Beginn der Veranstaltung zu versenden.",
    ),
)

RULES = CLOSED + TWO_STAGE + ROLLING + LEAD_TIME

_UNTIL = re.compile(
    r"(?:\bbis|spätestens|\bzum|Ablauf de[sr]|[Ff]rist(?:en)?(?: \S+){0,6}|(?:[Ss]tichtage?|[Tt]ermine?|schluss)(?: \S+){0,7}"
    r"|endet~? am|jeweils(?: der| am)?|:|;)(?: \(?(?:zum|am|jeweils|einschließlich|spätestens|zum Ablauf des|der|den|dem|ist|sind|\S*tag,?)\)?){0,4} $".replace(
        "~", "(?: \\S+){0,4}"
    )
)
_LABEL = re.compile(r"[Ff]rist|[Ss]tichtag|[Ss]chluss|Termin")
_APPLY = (
    "antr",
    "bewerb",
    "einreich",
    "skizze",
    "bekundung",
    "frist",
    "anmeld",
    "stichtag",
    "melden",
    "vorschl",
)


def read(told: list[Statement]) -> Iterator[Fact]:
    """The deadlines, the model and the lead time."""
    stated = list(_deadlines(told))
    closed = next(findings(CLOSED, told), None)
    two_stage = next((f for f in findings(TWO_STAGE, told)), None)
    rolling = next((f for f in findings(ROLLING, told)), None)
    lead = next((f for f in findings(LEAD_TIME, told)), None)
    if stated:
        days: dict[tuple[str, str], Evidence] = {}
        for kind, day, evidence in stated:
            days.setdefault((kind, day), evidence)
        value = [{"kind": kind, "date": day} for kind, day in days]
        yield fact("deadlines", value, days.values())
    model = _model([(kind, day, e) for kind, day, e in stated], closed, two_stage, rolling, lead)
    if model:
        yield model
    if lead and (mark := lead.mark(LENGTH)):
        count, unit = mark.value
        yield lead.fact(f"P{count}{unit}")


def _model(
    stated: list[tuple[str, str, Evidence]],
    closed: Finding | None,
    two_stage: Finding | None,
    rolling: Finding | None,
    lead: Finding | None,
) -> Fact | None:
    """The order of precedence: closed, several cut-offs, two-stage, rolling, one day."""
    if closed:
        return closed.fact()
    kinds = [kind for kind, _ in {(kind, day) for kind, day, _ in stated}]
    several = max((kinds.count(kind) for kind in set(kinds)), default=0) > 1
    if several:
        return fact("deadline_model", "multiple-cut-off", [e for _, _, e in stated])
    if two_stage:
        return two_stage.fact()
    if rolling and not stated:
        return rolling.fact()
    if stated:
        return fact("deadline_model", "single-stage", [stated[0][2]])
    if lead:
        return fact("deadline_model", "rolling", [lead.evidence])
    return None


def _deadlines(told: Iterable[Statement]) -> Iterator[tuple[str, str, Evidence]]:
    for statement in told:
        context = statement.intro or statement.heading
        if not any(word in statement.low or word in context.lower() for word in _APPLY):
            continue
        days = statement.marks_of(DAY)
        accepted: Mark | None = None
        for mark in days:
            role = _submission(statement, mark, accepted)
            if role:
                accepted = mark
                yield role.value, mark.value, statement.quote(mark.start)


def _submission(statement: Statement, mark: Mark, before: Mark | None) -> Role | None:
    role = role_of(statement, mark)
    if role is Role.OTHER:
        role = _role_in_context(statement)
    if role not in SUBMISSION:
        return None
    text = statement.marked
    if _UNTIL.search(text[max(0, mark.at - 120) : mark.at]):
        return role
    if before and re.fullmatch(
        r",?(?: und| oder| sowie|,)?(?: (?:bis|zum|der|am|jeweils))* ?",
        text[before.at + 1 : mark.at],
    ):
        return role
    return None


def _role_in_context(statement: Statement) -> Role:
    """A list item or a short line takes its role from the line that introduces it."""
    context = statement.intro or statement.heading
    if not context or not _LABEL.search(context) or len(statement.text) > 120:
        return Role.OTHER
    mark: Any = Mark(DAY, len(context), 0, 0, None)
    return role_of(Statement(statement.field, context + " " + DAY), mark)
