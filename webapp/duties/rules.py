"""Which duties an award probably brings: proposals, each with what it rests on.

A rule is cited only where its wording was read (docs/duties.md says where). What nobody states
gets no day: whoever confirms the proposal reads it in the Bescheid.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import chain

from index.facts import Fact
from index.status import german_date
from webapp.duties.kinds import DutyKind, Ground
from webapp.duties.months import months_after
from webapp.duties.proposal import Case, Proposal

_LAST_LOOK = timedelta(days=91)
_COMPARE = "Bitte mit dem Bescheid vergleichen."


def draw_downs(case: Case) -> Iterator[Proposal]:
    """Mittelabruf: one window per budget year; only the end of the last one is known."""
    begins = case.award.period_from or case.award.dated
    for year in case.years:
        last = case.end if case.end and year == case.end.year else None
        yield Proposal(
            key=f"abruf/{year}",
            kind=DutyKind.DRAW_DOWN,
            title=f"Mittel {year} abrufen",
            ground=Ground.AWARD,
            basis="Ende des Bewilligungszeitraums; nennt der Bescheid einen früheren Stichtag,"
            " gilt dieser."
            if last
            else "Den Stichtag für den Abruf nennt der Bescheid; hier steht kein Tag.",
            opens_on=max(begins, date(year, 1, 1)),
            due_on=last,
            chosen=last is not None,
        )


def publicity(case: Case) -> Iterator[Proposal]:
    """Hinweis auf die Förderung: whether and until when is said in the Bescheid alone."""
    yield Proposal(
        key="hinweis",
        kind=DutyKind.PUBLICITY,
        title="Auf die Förderung hinweisen (Bauschild, Logo, Website)",
        ground=Ground.AWARD,
        basis="Ob und ab wann, nennt der Bescheid; hier steht kein Tag.",
    )


def interim_proofs(case: Case) -> Iterator[Proposal]:
    """Zwischennachweis: for each budget year that ends before the Bewilligungszeitraum does."""
    for year in case.years[:-1]:
        yield Proposal(
            key=f"zwischen/{year}",
            kind=DutyKind.INTERIM_PROOF,
            title=f"Zwischennachweis für {year}",
            ground=Ground.RULE if case.federal else Ground.AWARD,
            basis="Vorschlag nach Nr. 4.4 NABF (Forschungsförderung des Bundes): vier Monate nach"
            f" Ablauf des Haushaltsjahres. {_COMPARE}"
            if case.federal
            else "Ob und bis wann, nennt der Bescheid; hier steht kein Tag.",
            due_on=date(year + 1, 4, 30) if case.federal else None,
        )


def proof_of_use(case: Case) -> Iterator[Proposal]:
    """Verwendungsnachweis: after so many months, by the programme, else by the rule."""
    stated = case.facts.get("proof_of_use_months")
    months = stated.value if stated else 12 if case.federal else None
    yield Proposal(
        key="verwendung",
        kind=DutyKind.PROOF_OF_USE,
        title="Verwendungsnachweis vorlegen",
        ground=Ground.PROGRAMME if stated else Ground.RULE if case.federal else Ground.AWARD,
        basis=_proof_basis(stated, case.federal),
        due_on=months_after(case.end, months) if case.end and months else None,
        chosen=True,
    )


def _proof_basis(stated: Fact | None, federal: bool) -> str:
    counted = "gezählt ab dem Ende des Bewilligungszeitraums."
    if stated:
        return f"{_quoted(stated)} Hier {counted} {_COMPARE}"
    if federal:
        return (
            "Vorschlag nach Nr. 6.1 ANBest-Gk (Bund): ein Jahr nach Erfüllung des Zwecks,"
            f" spätestens ein Jahr nach Ende des Bewilligungszeitraums; hier {counted} {_COMPARE}"
        )
    return "Bis wann, nennt der Bescheid; hier steht kein Tag."


def unused_money(case: Case) -> Iterator[Proposal]:
    """A look before the end: what is not needed is reported in time, else it is paid back."""
    if case.end is None or case.end - _LAST_LOOK <= case.award.dated:
        return
    yield Proposal(
        key="rest",
        kind=DutyKind.NOTIFICATION,
        title="Prüfen, ob Geld übrig bleibt oder sich etwas ändert, und es dem Fördergeber melden",
        ground=Ground.OWN,
        basis="Eigene Kontrolle drei Monate vor Ende des Bewilligungszeitraums, der Tag ist frei"
        " gewählt. Änderungen sind unverzüglich anzuzeigen (Nr. 5 ANBest-P; die Bestimmungen zu"
        " Ihrem Bescheid können davon abweichen).",
        due_on=case.end - _LAST_LOOK,
        chosen=True,
    )


def early_start(case: Case) -> Iterator[Proposal]:
    """Where nothing may begin before the award, the proof of the beginning belongs to the akte."""
    stated = case.facts.get("early_start")
    if stated is None or stated.value == "allowed":
        return
    yield Proposal(
        key="beginn",
        kind=DutyKind.NOTIFICATION,
        title="Belegen, dass vor der Bewilligung nichts beauftragt wurde",
        ground=Ground.PROGRAMME,
        basis=f"{_quoted(stated)} Ein zu früher Beginn kann die Förderung kosten; der Tag ist der"
        " des Bescheids plus einen Monat, frei gewählt.",
        due_on=months_after(case.award.dated, 1),
    )


def retention(case: Case) -> Iterator[Proposal]:
    """Zweckbindung: looks in between, and its end; both only where its length is stated."""
    stated = case.facts.get("retention_period_years")
    years = int(stated.value) if stated else None
    said = _quoted(stated) if stated else "Ob und wie lange, nennt der Bescheid."
    if years and case.end:
        for after in range(case.check_every, years, case.check_every):
            yield Proposal(
                key=f"bindung/{after}",
                kind=DutyKind.RETENTION_CHECK,
                title=f"Wird noch genutzt wie bewilligt? ({after} von {years} Jahren)",
                ground=Ground.OWN,
                basis=f"Eigene Kontrolle, kein Termin des Fördergebers. {said}",
                due_on=months_after(case.end, 12 * after),
                chosen=True,
            )
    counted = f"Hier gezählt ab dem Ende des Bewilligungszeitraums. {_COMPARE}"
    yield Proposal(
        key="bindung/ende",
        kind=DutyKind.RETENTION_END,
        title="Zweckbindung endet",
        ground=Ground.PROGRAMME if stated else Ground.AWARD,
        basis=f"{said} {counted}" if stated else f"{said} Hier steht kein Tag.",
        due_on=months_after(case.end, 12 * years) if years and case.end else None,
        chosen=stated is not None,
    )


RULES: tuple[Callable[[Case], Iterator[Proposal]], ...] = (
    draw_downs,
    publicity,
    early_start,
    interim_proofs,
    unused_money,
    proof_of_use,
    retention,
)
"""A new rule is a new function and a line here."""


def proposals(case: Case) -> list[Proposal]:
    """All duties that an award probably brings, in the order of their days."""
    found = chain.from_iterable(rule(case) for rule in RULES)
    return sorted(found, key=lambda it: it.due_on or it.opens_on or date.max)


def spending_after(paid_on: date) -> Proposal:
    """What follows a payment: the money is to be spent soon."""
    return Proposal(
        key=f"verwenden/{paid_on}",
        kind=DutyKind.SPENDING,
        title=f"Am {german_date(paid_on)} erhaltene Mittel verwenden",
        ground=Ground.RULE,
        basis="Vorschlag nach Nr. 1.2 ANBest-Gk (Bund): innerhalb von zwei Monaten nach der"
        " Auszahlung für fällige Zahlungen. Manche Bescheide nennen sechs Wochen."
        f" {_COMPARE}",
        due_on=months_after(paid_on, 2),
    )


def _quoted(stated: Fact) -> str:
    quotes = " ".join(f"„{it.quote}“" for it in stated.evidence[:2])
    return f"Das Programm sagt: {quotes}{'' if quotes.endswith('.“') else '.'}"
