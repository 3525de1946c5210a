"""Figures of trainings: held, called off, who came; the names of people are never told."""

from typing import Any

from webapp.reporting.figure import Asked, Figure, Group, Row


def _trainings(condition: str) -> Any:
    def rows(asked: Asked) -> list[Row]:
        sql = f"""
            select * from training where {condition} and starts_at >= :first and starts_at < :after
            order by starts_at desc, id
        """
        return [_row(row) for row in asked.query(sql, today=asked.today.isoformat())]

    return rows


def _seats(condition: str) -> Any:
    def rows(asked: Asked) -> list[Row]:
        sql = f"""
            select training.*, it.municipality from training_seat as it
            join training on training.id = it.training
            where cancelled_at is null and {condition}
                and starts_at >= :first and starts_at < :after
            order by starts_at desc, it.id
        """
        return [_row(row) for row in asked.query(sql)]

    return rows


def _row(row: dict[str, Any]) -> Row:
    return Row(
        day=row["starts_at"][:10],
        title=row["title"],
        towns=(row["municipality"],) if row.get("municipality") else (),
        detail=row["cancelled_because"] or row["topics"],
        endpoint="trainings.page",
        values=dict(number=row["id"]),
    )


FIGURES = (
    Figure(
        key="schulungen",
        group=Group.TRAININGS,
        label="Schulungen gehalten",
        about="Termine dieser Zeit, die vorbei sind und nicht abgesagt wurden.",
        rows=_trainings("cancelled_at is null and ends_at < :today"),
        private=False,
    ),
    Figure(
        key="anmeldungen",
        group=Group.TRAININGS,
        label="Anmeldungen mit Platz",
        about="Plätze in Schulungen dieser Zeit, ohne Warteliste und Abgemeldete.",
        rows=_seats("it.state = 'seat'"),
    ),
    Figure(
        key="teilnahmen",
        group=Group.TRAININGS,
        label="Teilnahmen",
        about="Personen, bei denen das Fördermittelmanagement die Teilnahme vermerkt hat.",
        rows=_seats("it.attended = 1"),
    ),
    Figure(
        key="schulungen-abgesagt",
        group=Group.FAILED,
        label="Schulungen abgesagt",
        about="Termine dieser Zeit, die das Fördermittelmanagement abgesagt hat.",
        rows=_trainings("cancelled_at is not null"),
        private=False,
    ),
)
"""The figures of this part."""
