"""Figures of the letters: sent, and those that could not be delivered."""

from typing import Any

from webapp.reporting.figure import Asked, Figure, Group, Row


def _letters(state: str) -> Any:
    def rows(asked: Asked) -> list[Row]:
        sql = """
            select letter.*, account.municipality from letter
            left join account on account.id = letter.account
            where state = :state and coalesce(sent_at, day) >= :first
                and coalesce(sent_at, day) < :after
            order by letter.id desc
        """
        return [
            Row(
                day=(row["sent_at"] or row["day"])[:10],
                title=row["subject"] or "Brief",
                detail=row["error"] or "",
                towns=(row["municipality"],) if row["municipality"] else (),
                endpoint="mailroom.one_letter",
                values=dict(number=row["id"]),
            )
            for row in asked.query(sql, state=state)
        ]

    return rows


FIGURES = (
    Figure(
        key="briefe",
        group=Group.LETTERS,
        label="Briefe verschickt",
        about="Alle verschickten Mails. Ob jemand sie öffnet, wird nicht gemessen.",
        rows=_letters("sent"),
    ),
    Figure(
        key="briefe-gescheitert",
        group=Group.FAILED,
        label="Briefe nicht zustellbar",
        about="Mails, die der Mailserver endgültig abgelehnt hat.",
        rows=_letters("failed"),
    ),
)
"""The figures of this part."""
