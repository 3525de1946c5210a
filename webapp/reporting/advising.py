"""Figures of the advice: conversations, answers, minutes, and questions nobody answered."""

from typing import Any

from webapp.reporting.figure import Asked, Figure, Group, Row, Unit

_IN_PERIOD = "it.at >= :first and it.at < :after"
_ANSWERED = "exists (select 1 from enquiry_message where enquiry = it.id and answers = 1)"


def _enquiries(where: str) -> Any:
    def rows(asked: Asked) -> list[Row]:
        sql = f"""
            select * from enquiry as it where {where} and it.addressee is null
            order by it.at desc, it.id
        """  # questions among towns take nobody's advice
        return [_enquiry_row(row, row["at"]) for row in asked.query(sql)]

    return rows


def _answers(asked: Asked) -> list[Row]:
    sql = f"""
        select enquiry.*, it.at as said_at from enquiry_message as it
        join enquiry on enquiry.id = it.enquiry
        where it.answers = 1 and enquiry.addressee is null and {_IN_PERIOD}
        order by it.at desc, it.id
    """
    return [_enquiry_row(row, row["said_at"]) for row in asked.query(sql)]


def _minutes(asked: Asked) -> list[Row]:
    sql = """
        select it.*, enquiry.subject from advice_time as it
        left join enquiry on enquiry.id = it.enquiry
        where it.day >= :first and it.day < :after order by it.day desc, it.id
    """
    return [
        Row(
            day=row["day"],
            title=row["subject"] or "Gespräch ohne Rückfrage",
            towns=(row["municipality"],) if row["municipality"] else (),
            amount=row["minutes"],
            endpoint="enquiries.page" if row["enquiry"] else "",
            values=dict(number=row["enquiry"]) if row["enquiry"] else {},
        )
        for row in asked.query(sql)
    ]


def _enquiry_row(row: dict[str, Any], at: str) -> Row:
    return Row(
        day=at[:10],
        title=row["subject"],
        towns=(row["municipality"],) if row["municipality"] else (),
        endpoint="enquiries.page",
        values=dict(number=row["id"]),
    )


FIGURES = (
    Figure(
        key="gespraeche",
        group=Group.ADVICE,
        label="Beratungen begonnen",
        about="Rückfragen an das Fördermittelmanagement, gemeldete Fehler nicht mitgezählt.",
        rows=_enquiries(f"it.kind = 'question' and {_IN_PERIOD}"),
    ),
    Figure(
        key="antworten",
        group=Group.ADVICE,
        label="Antworten geschrieben",
        about="Antworten des Fördermittelmanagements, alle Rückfragen und Fehlermeldungen.",
        rows=_answers,
    ),
    Figure(
        key="beratungszeit",
        group=Group.ADVICE,
        label="Beratungszeit",
        about="Minuten, die das Fördermittelmanagement für Beratung notiert hat.",
        rows=_minutes,
        unit=Unit.MINUTES,
    ),
    Figure(
        key="fehlermeldungen",
        group=Group.ADVICE,
        label="Fehler gemeldet",
        about="Falsche Angaben, die Kommunen gemeldet haben.",
        rows=_enquiries(f"it.kind = 'fault' and {_IN_PERIOD}"),
    ),
    Figure(
        key="ohne-antwort",
        group=Group.FAILED,
        label="Fragen ohne Antwort",
        about=(
            "Rückfragen und Fehlermeldungen aus dieser Zeit, auf die bis heute niemand "
            "geantwortet hat."
        ),
        rows=_enquiries(f"{_IN_PERIOD} and it.closed_at is null and not {_ANSWERED}"),
    ),
)
"""The figures of this part."""
