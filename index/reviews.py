"""Reviews: the Fördermittelmanagement looks programmes through, hides them, shows them again."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from index.behind import fall_behind
from index.decisions import Overtaken
from index.rows import add_row, set_row
from index.schema import writing
from index.store import Database

DIFFERS = """
    (not source.counts_as_reviewed and (reviewed_version.record is null or (
        reviewed_version.fingerprint <> version.fingerprint and exists (
            select 1 from event where event.record = record.id and event.kind = 'changed'
                and event.version > reviewed_version.version))))
"""
"""Whether a record says something else than when it was looked through.

A version that only a better reader made is no event and does not count.
"""


class ReviewKind(StrEnum):
    """What was decided about a whole programme."""

    REVIEWED = "reviewed"
    HIDDEN = "hidden"
    SHOWN = "shown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """One decision about a whole programme: who, when, what, and whether it was taken back."""

    id: int
    programme: int
    kind: ReviewKind
    reason: str
    batch: str
    by: str
    at: str
    undone_at: str = ""
    undone_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """Who decides and when; `batch` is the same for all that is decided in one step."""

    account: int
    by: str
    at: str
    batch: str


def review_state(db: Database, programme: int) -> str:
    """A short text that changes with every review of a programme and all its sources say."""
    sql = """
        select reviewed_at, hidden_because, record.id, record.version, record.presence, fingerprint,
            (select max(id) from review where review.programme = programme.id) as newest,
            (select count(*) from review where review.programme = programme.id
                and undone_at is null) as standing
        from programme
        join programme_record on programme_record.programme = programme.id
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where programme.id = ? order by record.id
    """
    rows = db.execute(sql, [programme]).fetchall()
    return blake2b(repr(rows).encode(), digest_size=12).hexdigest()


def review(
    db: Database,
    programme: int,
    kind: ReviewKind,
    who: Reviewer,
    *,
    state: str,
    reason: str = "",
) -> int:
    """Decide about a programme; `state` is what `review_state` gave when it was shown.

    Raises:
        Overtaken: when it is no longer that; nothing was written.
    """
    with writing(db):
        if review_state(db, programme) != state:
            raise Overtaken
        before = json.dumps(_before(db, programme), ensure_ascii=False)
        fall_behind(db, [programme])
        if kind is ReviewKind.REVIEWED:
            set_row(db, "programme", programme, reviewed_at=who.at)
            _see_today(db, programme)
        else:
            because = reason if kind is ReviewKind.HIDDEN else None
            set_row(db, "programme", programme, hidden_because=because)
        number = add_row(
            db,
            "review",
            programme=programme,
            kind=kind.value,
            reason=reason,
            before=before,
            batch=who.batch,
            account=who.account,
            by=who.by,
            at=who.at,
        )
        if kind is ReviewKind.REVIEWED:
            _see_reasons(db, programme, number, who.at)
        return number


def take_back_review(db: Database, number: int, by: str, at: str) -> int:
    """Undo a review, with everything as it was before; gives the programme.

    Raises:
        Overtaken: when something was decided about this programme since, or it was undone.
    """
    with writing(db):
        sql = """
            select programme, before from review where id = :id and undone_at is null and id = (
                select max(id) from review as last
                where last.programme = review.programme and undone_at is null)
        """
        row = next(iter(db.query(sql, dict(id=number))), None)
        if row is None:
            raise Overtaken
        before = json.loads(row["before"])
        _put_back(db, row["programme"], before)
        fall_behind(db, [row["programme"]])
        db.execute("delete from desk_seen where review = ?", [number])
        set_row(db, "review", number, undone_at=at, undone_by=by)
        return int(row["programme"])


def reviews_of(db: Database, programme: int) -> list[Review]:
    """All that was decided about a programme as a whole, the newest first."""
    sql = "select * from review where programme = ? order by id desc"
    return [_review(row) for row in db.query(sql, [programme])]


def reviews_in(db: Database, batch: str) -> list[Review]:
    """What was decided in one step and still stands, the newest first."""
    sql = "select * from review where batch = ? and undone_at is null order by id desc"
    return [_review(row) for row in db.query(sql, [batch])]


def latest_batches(db: Database, most: int) -> Iterator[list[Review]]:
    """Yield the last steps that still stand, each with all it decided, the newest first."""
    sql = """
        select batch from review where undone_at is null
        group by batch order by max(id) desc limit ?
    """
    for row in list(db.query(sql, [most])):
        yield reviews_in(db, row["batch"])


def set_source_rule(db: Database, source: str, counts_as_reviewed: bool, by: str, at: str) -> None:
    """Let what a source says count as reviewed by itself, or no longer; the change is kept."""
    flag = int(counts_as_reviewed)
    with writing(db):
        db.execute("update source set counts_as_reviewed = ? where name = ?", [flag, source])
        add_row(db, "source_rule", source=source, counts_as_reviewed=flag, by=by, at=at)


_OF_PROGRAMME = "record in (select record from programme_record where programme = ?)"


def _before(db: Database, programme: int) -> dict[str, Any]:
    sql = "select reviewed_at, hidden_because from programme where id = ?"
    row = next(iter(db.query(sql, [programme])))
    seen = db.query(f"select * from reviewed_version where {_OF_PROGRAMME}", [programme])
    return row | dict(seen=list(seen))


def _see_today(db: Database, programme: int) -> None:
    sql = """
        insert into reviewed_version (record, version, fingerprint, presence)
        select record.id, record.version, fingerprint, presence from record
        join version on version.record = record.id and version.number = record.version
        where record.id in (select record from programme_record where programme = ?)
        on conflict (record) do update set version = excluded.version,
            fingerprint = excluded.fingerprint, presence = excluded.presence
    """
    db.execute(sql, [programme])


def _see_reasons(db: Database, programme: int, review: int, at: str) -> None:
    """What else stood on the desk was seen with it; a decision in doubt still has to be made."""
    sql = """
        insert into desk_seen (programme, kind, key, since, review)
        select programme, kind, key, since, ? from desk_item
        where programme = ? and kind in ('contradiction', 'link', 'expired') and since <= ?
        on conflict (programme, kind, key) do update
            set since = excluded.since, review = excluded.review
    """
    db.execute(sql, [review, programme, at[:10]])


def _put_back(db: Database, programme: int, before: dict[str, Any]) -> None:
    seen = before.pop("seen")
    set_row(db, "programme", programme, **before)
    db.execute(f"delete from reviewed_version where {_OF_PROGRAMME}", [programme])
    db.table("reviewed_version").insert_all(seen, replace=True)


def _review(row: dict[str, Any]) -> Review:
    return Review(
        id=row["id"],
        programme=row["programme"],
        kind=ReviewKind(row["kind"]),
        reason=row["reason"],
        batch=row["batch"],
        by=row["by"],
        at=row["at"],
        undone_at=row["undone_at"] or "",
        undone_by=row["undone_by"] or "",
    )
