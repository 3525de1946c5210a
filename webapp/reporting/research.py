"""Figures of the research: what the sources told, what was looked through, what failed."""

import json
from functools import partial

from index.reviews import ReviewKind
from index.vocabulary import ChangeKind
from webapp.reporting.figure import Asked, Figure, Group, Row

_FAULTS = {"failed": "fehlgeschlagen", "thin": "weniger gefunden als sonst"}


def _changes(kind: ChangeKind, asked: Asked) -> list[Row]:
    sql = """
        select programme_record.programme, max(event.day) as day, count(*) as times
        from event join programme_record on programme_record.record = event.record
        where event.kind = :kind and event.day >= :first and event.day < :after
        group by programme_record.programme order by day desc, programme_record.programme
    """
    rows = asked.query(sql, kind=kind.value)
    return [_programme_row(row["programme"], row["day"], _times(row["times"])) for row in rows]


def _reviewed(asked: Asked) -> list[Row]:
    sql = """
        select programme, max(at) as at from review
        where undone_at is null and kind = :kind and at >= :first and at < :after
        group by programme order by at desc, programme
    """
    rows = asked.query(sql, kind=ReviewKind.REVIEWED.value)
    return [_programme_row(it["programme"], it["at"], "") for it in rows]


def _failed_runs(asked: Asked) -> list[Row]:
    sql = """
        select run.*, source.label from run join source on source.name = run.source
        where run.status in ('failed', 'thin') and day >= :first and day < :after
        order by day desc, run.id
    """
    return [
        Row(
            day=row["day"],
            title=row["label"],
            detail=row["error"] or row["alarm"] or "",
            reasons=(_FAULTS[row["status"]],),
            endpoint="sources.page",
        )
        for row in asked.query(sql)
    ]


def _times(count: int) -> str:
    return f"{count}-mal" if count > 1 else ""


def _programme_row(number: int, day: str, detail: str) -> Row:
    return Row(
        day=day[:10],
        title="",
        detail=detail,
        titled_after=number,
        endpoint="programmes.page",
        values=dict(number=number),
    )


def reasons_in(text: str | None, kinds: type) -> tuple[str, ...]:
    """Reasons as they are stored, in German words; one that is no longer known keeps its code."""
    known = kinds.__members__  # type: ignore[attr-defined]
    return tuple(str(known[name]) if name in known else name for name in json.loads(text or "[]"))


FIGURES = (
    Figure(
        key="neue-programme",
        group=Group.RESEARCH,
        label="Programme neu gefunden",
        about="Förderprogramme, die eine Quelle in dieser Zeit zum ersten Mal nannte.",
        rows=partial(_changes, ChangeKind.NEW),
        private=False,
    ),
    Figure(
        key="geaenderte-programme",
        group=Group.RESEARCH,
        label="Programme geändert",
        about="Förderprogramme, deren Angaben sich in dieser Zeit mindestens einmal änderten.",
        rows=partial(_changes, ChangeKind.CHANGED),
        private=False,
    ),
    Figure(
        key="weggefallene-programme",
        group=Group.RESEARCH,
        label="Programme weggefallen",
        about=(
            "Förderprogramme, die eine Quelle in dieser Zeit dreimal nacheinander nicht mehr "
            "nannte."
        ),
        rows=partial(_changes, ChangeKind.GONE),
        private=False,
    ),
    Figure(
        key="gepruefte-programme",
        group=Group.RESEARCH,
        label="Programme geprüft",
        about="Förderprogramme, die das Fördermittelmanagement in dieser Zeit durchgesehen hat.",
        rows=_reviewed,
        private=False,
    ),
    Figure(
        key="gestoerte-quellen",
        group=Group.FAILED,
        label="Abrufe von Quellen fehlgeschlagen",
        about="Abrufe, die fehlschlugen oder auffällig wenig fanden; danach wird erneut gelesen.",
        rows=_failed_runs,
        private=False,
    ),
)
"""The figures of this part."""
