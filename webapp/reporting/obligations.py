"""Figures of duties after an award, and of what the service cost."""

from typing import Any

from index.store import Database
from webapp.cost_shares.fixing import newest_statements
from webapp.duties.duty import SELECT, Duty, duty_from
from webapp.reporting.akten import akten
from webapp.reporting.figure import Asked, Figure, Group, Row, Unit


def _duties(asked: Asked) -> list[Duty]:
    return asked.once(_all_duties)


def _all_duties(db: Database) -> list[Duty]:
    return [duty_from(row) for row in db.query(f"{SELECT} order by duty.due_on desc, duty.id")]


def _done(asked: Asked) -> list[Row]:
    return [_row(it, asked, it.done_at) for it in _duties(asked) if asked.period.holds(it.done_at)]


def _open(asked: Asked) -> list[Row]:
    """Due in the period and still to be done; what is over stands elsewhere."""
    return [
        _row(it, asked, it.due_on.isoformat())
        for it in _duties(asked)
        if it.is_open and it.due_on >= asked.today and asked.period.holds(it.due_on.isoformat())
    ]


def _overdue(asked: Asked) -> list[Row]:
    """Whatever was due by the end of the period and is not done, however old."""
    last = asked.period.last
    return [
        _row(it, asked, it.due_on.isoformat())
        for it in _duties(asked)
        if it.is_overdue(asked.today) and it.due_on <= last
    ]


def _row(it: Duty, asked: Asked, day: str) -> Row:
    topics = asked.once(_topics)
    return Row(
        day=day[:10],
        title=it.title,
        detail=it.akte,
        towns=(it.town,),
        topics=topics.get(it.application, ()),
        reasons=(it.kind.value,),
        endpoint="applications.page",
        values=dict(number=it.application),
    )


def _topics(db: Database) -> dict[int, tuple[str, ...]]:
    return {akte.id: akte.topics for akte in akten(db)}


def _cost_shares(asked: Asked) -> list[Row]:
    return [
        Row(
            day=f"{it.year}-12-31",
            title=f"Umlage {it.year}",
            towns=(share.payer.ags,),
            amount=share.total,
            **_year(it.year),
        )
        for it in newest_statements(asked.db)
        if _touches(asked, it.year)
        for share in it.split.shares
    ]


def _costs(asked: Asked) -> list[Row]:
    return [
        Row(
            day=f"{it.year}-12-31",
            title=f"Gesamtkosten {it.year}",
            amount=it.split.costs.total,
            **_year(it.year),
        )
        for it in newest_statements(asked.db)
        if _touches(asked, it.year)
    ]


def _year(year: int) -> dict[str, Any]:
    return dict(endpoint="cost_shares.year_page", values=dict(year=year))


def _touches(asked: Asked, year: int) -> bool:
    return asked.period.first.year <= year <= asked.period.last.year


FIGURES = (
    Figure(
        key="pflichten-erledigt",
        group=Group.DUTIES,
        label="Pflichten erledigt",
        about="Mittelabrufe, Nachweise und anderes, was in dieser Zeit erledigt wurde.",
        rows=_done,
    ),
    Figure(
        key="pflichten-offen",
        group=Group.DUTIES,
        label="Pflichten offen",
        about="In dieser Zeit fällig, noch nicht erledigt und noch nicht überfällig.",
        rows=_open,
    ),
    Figure(
        key="pflichten-ueberfaellig",
        group=Group.FAILED,
        label="Pflichten überfällig",
        about="Bis zum Ende dieser Zeit fällig und bis heute nicht erledigt.",
        rows=_overdue,
    ),
    Figure(
        key="kosten",
        group=Group.COSTS,
        label="Kosten des Fördermittelmanagements",
        about=(
            "Gesamtkosten der festgestellten Jahre, die in diese Zeit fallen, vor der IKZ-"
            "Förderung."
        ),
        rows=_costs,
        unit=Unit.EURO,
        private=False,
    ),
    Figure(
        key="umlage",
        group=Group.COSTS,
        label="Umlage der Kommunen",
        about=(
            "Anteile der festgestellten Jahre, die in diese Zeit fallen; zum Vergleich mit "
            "der bewilligten Förderung."
        ),
        rows=_cost_shares,
        unit=Unit.EURO,
    ),
)
"""The figures of this part."""
