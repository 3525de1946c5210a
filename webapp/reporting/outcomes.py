"""Figures of Förderakten: applied, granted, refused with reasons, money, deadlines."""

from collections.abc import Iterator
from functools import partial

from webapp.agreements.splitting import shared_out
from webapp.applications.stages import Stage
from webapp.reporting.akten import Akte, akten, handed_in_late, missed, reached_in
from webapp.reporting.figure import Asked, Figure, Group, Row, Unit

NOT_DIVIDED = "Die Aufteilung auf die Kommunen ist nicht angegeben."


def _opened(asked: Asked) -> list[Row]:
    return [akte.row(akte.opened) for akte in asked.once(akten) if asked.period.holds(akte.opened)]


def _reached(stage: Stage, asked: Asked) -> list[Row]:
    return [row for _, row in reached_in(asked, stage)]


def _in_time(late: bool, asked: Asked) -> list[Row]:
    found = reached_in(asked, Stage.SUBMITTED)
    return [
        akte.row(row.day, detail=f"Frist {akte.deadline}. {akte.programme_title}")
        for akte, row in found
        if handed_in_late(akte) is late
    ]


def _missed(asked: Asked) -> list[Row]:
    return [
        akte.row(akte.deadline or "")
        for akte in asked.once(akten)
        if asked.period.holds(akte.deadline) and missed(akte, asked.today)
    ]


def _applied_for(asked: Asked) -> list[Row]:
    return [
        akte.row(row.day, towns=(share.ags,), amount=share.grant)
        for akte, row in reached_in(asked, Stage.SUBMITTED)
        for share in akte.shares
    ]


def _awarded(asked: Asked) -> Iterator[Akte]:
    return (
        akte for akte in asked.once(akten) if akte.awarded and asked.period.holds(akte.awarded[0])
    )


def _granted(asked: Asked) -> list[Row]:
    return [row for akte in _awarded(asked) for row in _grants_of(akte)]


def _grants_of(akte: Akte) -> list[Row]:
    """A row per applicant; what a joint Bescheid grants follows their shares in the akte."""
    assert akte.awarded
    day, granted = akte.awarded
    grants = {share.ags: share.grant for share in akte.shares}
    if len(grants) == 1:
        return [akte.row(day, amount=granted)]
    known = {ags: grant for ags, grant in grants.items() if grant is not None}
    if len(known) < len(grants) or not sum(known.values()):
        return [akte.row(day, towns=(), amount=granted, detail=NOT_DIVIDED)]
    parts = shared_out(granted, known)
    return [akte.row(day, towns=(ags,), amount=parts[ags]) for ags in grants]


def _own(asked: Asked) -> list[Row]:
    return [
        akte.row((akte.awarded or ("",))[0], towns=(share.ags,), amount=share.own)
        for akte in _awarded(asked)
        for share in akte.shares
    ]


def _cost(asked: Asked) -> list[Row]:
    return [
        akte.row((akte.awarded or ("",))[0], towns=(share.ags,), amount=share.cost)
        for akte in _awarded(asked)
        for share in akte.shares
    ]


FIGURES = (
    Figure(
        key="akten",
        group=Group.APPLICATIONS,
        label="Förderakten angelegt",
        about="Anträge, deren Vorbereitung in dieser Zeit begann.",
        rows=_opened,
    ),
    Figure(
        key="eingereicht",
        group=Group.APPLICATIONS,
        label="Anträge eingereicht",
        about="Ein gemeinsamer Antrag zählt im Kreis einmal und bei jeder beteiligten Kommune.",
        rows=partial(_reached, Stage.SUBMITTED),
    ),
    Figure(
        key="bewilligt",
        group=Group.APPLICATIONS,
        label="Anträge bewilligt",
        about="Anträge, die in dieser Zeit bewilligt wurden, gleich wann sie eingereicht wurden.",
        rows=partial(_reached, Stage.APPROVED),
    ),
    Figure(
        key="beantragte-euro",
        group=Group.MONEY,
        label="Beantragte Förderung",
        about=(
            "Förderung laut Akte der in dieser Zeit eingereichten Anträge; nach dem Bescheid "
            "tragen Kommunen dort die bewilligte ein."
        ),
        rows=_applied_for,
        unit=Unit.EURO,
    ),
    Figure(
        key="bewilligte-euro",
        group=Group.MONEY,
        label="Bewilligte Förderung",
        about=(
            "Was Bescheide aus dieser Zeit bewilligen; bei gemeinsamen Anträgen nach den "
            "Anteilen in der Akte."
        ),
        rows=_granted,
        unit=Unit.EURO,
    ),
    Figure(
        key="eigenanteile",
        group=Group.MONEY,
        label="Eigenanteile dazu",
        about="Was die Kommunen bei den bewilligten Anträgen selbst tragen.",
        rows=_own,
        unit=Unit.EURO,
    ),
    Figure(
        key="gesamtkosten",
        group=Group.MONEY,
        label="Gesamtkosten der bewilligten Vorhaben",
        about="Laut Akten der in dieser Zeit bewilligten Anträge.",
        rows=_cost,
        unit=Unit.EURO,
    ),
    Figure(
        key="rechtzeitig",
        group=Group.DEADLINES,
        label="Rechtzeitig eingereicht",
        about="Eingereicht bis zum Tag der Frist. Anträge ohne Frist zählen hier nicht.",
        rows=partial(_in_time, False),
    ),
    Figure(
        key="abgelehnt",
        group=Group.FAILED,
        label="Anträge abgelehnt",
        about="Mit den Gründen des Fördergebers, wie sie in der Akte stehen.",
        rows=partial(_reached, Stage.REJECTED),
    ),
    Figure(
        key="nicht-beantragt",
        group=Group.FAILED,
        label="Vorbereitet, aber nicht beantragt",
        about="Akten, die ohne Antrag endeten, mit Gründen.",
        rows=partial(_reached, Stage.DROPPED),
    ),
    Figure(
        key="zurueckgezogen",
        group=Group.FAILED,
        label="Anträge zurückgezogen",
        about="Nach dem Einreichen zurückgenommen, mit Gründen.",
        rows=partial(_reached, Stage.WITHDRAWN),
    ),
    Figure(
        key="verspaetet",
        group=Group.FAILED,
        label="Verspätet eingereicht",
        about="Eingereicht nach dem Tag der Frist.",
        rows=partial(_in_time, True),
    ),
    Figure(
        key="fristen-verpasst",
        group=Group.FAILED,
        label="Fristen verpasst",
        about="Fristen aus dieser Zeit, die ohne Antrag verstrichen.",
        rows=_missed,
    ),
)
"""The figures of this part."""
