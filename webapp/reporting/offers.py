"""Figures of what fits and what was offered: matches, recommendations, interest."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from matcher.feedback import Reason
from matcher.rank import GOOD_ENOUGH
from webapp.joint.queries import Answer
from webapp.reporting.figure import Asked, Figure, Group, Row
from webapp.reporting.research import reasons_in
from webapp.stances.queries import Saying

_OF_PROJECT = """
    select it.*, project.title, project.municipality from {table} as it
    join project on project.id = it.project
"""
_STANDS = f"""
    where score >= {GOOD_ENOUGH} and eligible <> 'no'
        and first_seen >= :first and first_seen < :after
"""


def _found(asked: Asked) -> list[Row]:
    """Matches that stand, and those that somebody dismissed since, by the day they were found."""
    stands = list(asked.query(f"{_OF_PROJECT.format(table='match')} {_STANDS}"))
    rows = [_project_row(it, it["first_seen"]) for it in (*stands, *_gone(asked))]
    return sorted(rows, key=lambda row: row.day, reverse=True)


def _count_found(asked: Asked) -> dict[str, int]:
    """The same by municipality: nobody reads hundred thousands of rows, but they are counted."""
    sql = f"""
        select project.municipality as ags, count(*) as n from match as it
        join project on project.id = it.project {_STANDS} group by project.municipality
    """
    found = Counter({row["ags"]: row["n"] for row in asked.query(sql)})
    found.update(row["municipality"] for row in _gone(asked))
    return dict(found)


def _gone(asked: Asked) -> list[dict[str, Any]]:
    sql = f"{_OF_PROJECT.format(table='dismissal')} where undone_at is null and returned_on is null"
    return [
        row | dict(first_seen=day)
        for row in asked.db.query(sql)
        if (day := _found_on(row)) and asked.period.holds(day)
    ]


def _found_on(dismissed: dict[str, Any]) -> str:
    """When the match was found that somebody dismissed; nothing for a near miss."""
    stood = json.loads(dismissed["match"] or "{}").get("match") or {}
    return str(stood.get("first_seen") or "")


def _kept(asked: Asked) -> list[Row]:
    return _project_rows(asked, "kept_match", "it.at >= :first and it.at < :after")


def _dismissed(asked: Asked) -> list[Row]:
    where = "it.undone_at is null and it.at >= :first and it.at < :after"
    return _project_rows(asked, "dismissal", where)


def _project_rows(asked: Asked, table: str, where: str) -> list[Row]:
    sql = f"{_OF_PROJECT.format(table=table)} where {where} order by it.at desc"
    return [_project_row(row, row["at"]) for row in asked.query(sql)]


def _project_row(row: dict[str, Any], day: str) -> Row:
    return Row(
        day=day[:10],
        title=row["title"],
        detail=row.get("words") or "",
        about=row["programme"],
        towns=(row["municipality"],),
        reasons=reasons_in(row["reasons"], Reason) if "undone_at" in row else (),
        endpoint="projects.page",
        values=dict(number=row["project"]),
    )


def _said_of_programmes(sql: str, detail: Callable[[dict[str, Any]], str]) -> Any:
    def rows(asked: Asked) -> list[Row]:
        return [
            Row(
                day=row["day"][:10],
                title="",
                titled_after=row["programme"],
                detail=detail(row),
                towns=(row["municipality"],),
                reasons=reasons_in(row.get("reasons"), Reason),
                endpoint="programmes.page",
                values=dict(number=row["programme"]),
            )
            for row in asked.query(sql)
        ]

    return rows


_RECOMMENDED = """
    select *, at as day from recommendation
    where withdrawn_at is null and at >= :first and at < :after order by at desc, id
"""
_STANCES = f"""
    select *, at as day from stance
    where says in ('{Saying.INTERESTED}', '{Saying.APPLYING}') and at >= :first and at < :after
    order by at desc
"""
_DECLINED = f"""
    select *, at as day from stance
    where says in ('{Saying.DECLINED}', '{Saying.NOT_APPLYING}') and at >= :first and at < :after
    order by at desc
"""
_ANSWERS = f"""
    select *, answered_at as day from joint_interest
    where answer in ('{Answer.YES}', '{Answer.PERHAPS}')
        and answered_at >= :first and answered_at < :after
    order by answered_at desc
"""


FIGURES = (
    Figure(
        key="treffer",
        group=Group.MATCHES,
        label="Passende Programme gefunden",
        about=(
            "Paare aus Vorhaben und Programm, die in dieser Zeit dazukamen und die heute noch "
            "passen oder verworfen wurden."
        ),
        rows=_found,
        counted=_count_found,
    ),
    Figure(
        key="vorgemerkt",
        group=Group.MATCHES,
        label="Davon vorgemerkt",
        about="Programme, die eine Kommune in dieser Zeit für ein Vorhaben vorgemerkt hat.",
        rows=_kept,
    ),
    Figure(
        key="verworfen",
        group=Group.MATCHES,
        label="Verworfen, mit Grund",
        about="Programme, die eine Kommune in dieser Zeit für ein Vorhaben verworfen hat.",
        rows=_dismissed,
    ),
    Figure(
        key="empfehlungen",
        group=Group.OFFERS,
        label="Programme empfohlen",
        about="Empfehlungen des Fördermittelmanagements an einzelne Kommunen, ohne zurückgezogene.",
        rows=_said_of_programmes(_RECOMMENDED, lambda row: row["note"]),
    ),
    Figure(
        key="interesse",
        group=Group.OFFERS,
        label="Interesse geäußert",
        about="Programme, zu denen eine Kommune »Interesse« oder »wird beantragt« gesagt hat.",
        rows=_said_of_programmes(_STANCES, lambda row: f"{row['says']}. {row['words']}"),
    ),
    Figure(
        key="kein-interesse",
        group=Group.OFFERS,
        label="Abgewinkt, mit Grund",
        about=(
            "Programme, zu denen eine Kommune »kein Interesse« oder »wird nicht beantragt« "
            "gesagt hat."
        ),
        rows=_said_of_programmes(_DECLINED, lambda row: f"{row['says']}. {row['words']}"),
    ),
    Figure(
        key="gemeinsam",
        group=Group.OFFERS,
        label="Für gemeinsame Anträge zugesagt",
        about="Antworten »ja« und »vielleicht« auf Einladungen zu gemeinsamen Anträgen.",
        rows=_said_of_programmes(
            _ANSWERS, lambda row: f"{row['answer']} {row['answer_note'] or ''}"
        ),
    ),
)
"""The figures of this part."""
