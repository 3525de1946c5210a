"""The desk: everything that waits for the Fördermittelmanagement, kept as one list.

Triggers note which programmes changed in any way (`desk_stale`); `renew` looks at these alone. So
the list is as fresh as the register, and no page reads the whole of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from index.desk_far import note_far
from index.doubtful import reasons
from index.programme import all_programmes
from index.review_queue import WAITING, Waiting
from index.store import Database

_TASK = "desk"
_STALE = "(select programme from desk_stale)"
_CLOSER = f"""
    select programme from programme_record where programme in {_STALE}
        group by programme having count(*) > 1
    union select programme from decision
        join programme_record on programme_record.record = decision.record
        where undone_at is null and programme in {_STALE}
"""
_IN_USE = f"""
    select programme from kept_match where programme in {_STALE}
    union select programme from recommendation
        where withdrawn_at is null and programme in {_STALE}
    union select programme from joint_interest where programme in {_STALE}
    union select programme from decision
        join programme_record on programme_record.record = decision.record
        where undone_at is null and fact in ('deadlines', 'programme_valid_until')
            and programme in {_STALE}
"""
_BEGUN = "(kind <> 'expired' or since <= :today)"
"""An end that lies ahead stands in the list already, and waits for its day."""
_NOT_SEEN = """
    not exists (select 1 from desk_seen as seen where seen.programme = desk_item.programme
        and seen.kind = desk_item.kind and seen.key = desk_item.key
        and seen.since = desk_item.since)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A programme of the desk with all reasons for which it waits: kind and what it is about."""

    programme: int
    reasons: tuple[tuple[Waiting, str], ...]

    @property
    def kinds(self) -> list[Waiting]:
        """Why it waits, each kind once."""
        return list(dict.fromkeys(kind for kind, _ in self.reasons))

    def keys(self, kind: Waiting) -> list[str]:
        """What a reason is about: names of facts, addresses, pairs of records."""
        return [key for one, key in self.reasons if one is kind]


def is_behind(db: Database, today: date) -> bool:
    """Whether anything changed since the list was renewed, or a day has begun."""
    sql = """
        select exists (select 1 from desk_stale)
            or coalesce((select day from task where name = ?), '') <> ?
    """
    return bool(db.execute(sql, [_TASK, today.isoformat()]).fetchone()[0])


def renew(db: Database, today: date, pairs: Iterable[tuple[int, str, str]]) -> None:
    """Look again at what changed; `pairs` are the open ones: programme, records, day.

    The caller holds the write lock.
    """
    _doubt_yesterday(db, today)
    kept = "kind in ('link', 'double')"
    db.execute(f"delete from desk_item where programme in {_STALE} and not ({kept})")
    db.execute(
        f"delete from desk_item where kind = 'link' and programme in {_STALE} and programme in"
        " (select id from programme where hidden_because is not null)"
    )
    sql = WAITING.format(chosen=f"programme.id in {_STALE}")
    ranks = " ".join(f"when '{it.value}' then {it.rank}" for it in Waiting)
    db.execute(
        f"insert into desk_item (programme, kind, key, since, rank) {sql}"
        f" select id, kind, '', day, case kind {ranks} end from waiting where kind is not null",
        dict(source=""),
    )
    _look_closer(db, today)
    _put(db, Waiting.DOUBLE, pairs)
    note_far(db, _STALE)
    db.execute("delete from desk_stale")
    row = dict(name=_TASK, day=today.isoformat(), said="")
    db.table("task").upsert(row, pk="name")


def set_broken_links(db: Database, links: Iterable[tuple[int, str, str]]) -> None:
    """Replace the broken links on the desk: a programme that shows it, the address, since when."""
    _put(db, Waiting.LINK, links)


def count_desk(db: Database, today: date, source: str = "") -> dict[str, int]:
    """Count the programmes by kind; `all` are those to decide, each once."""
    sql = f"""
        select kind, count(distinct programme) as n from desk_item
        where {_BEGUN} and {_of_source(source)} and {_NOT_SEEN} group by kind
        union all
        select 'all', count(distinct programme) from desk_item
        where {_BEGUN} and kind <> 'hidden' and {_of_source(source)} and {_NOT_SEEN}
    """
    rows = db.query(sql, dict(today=today.isoformat(), source=source))
    return {row["kind"]: row["n"] for row in rows}


def desk_part(
    db: Database, today: date, kind: str, source: str, first: int, size: int
) -> list[Entry]:
    """A part of the desk: what concerns towns here, what misleads them most, what changed last."""
    wanted = "kind = :kind" if kind else "kind <> 'hidden'"
    sql = f"""
        select programme, min(rank) as place, max(since) as day,
            programme in (select programme from desk_far) as far
        from desk_item
        where {_BEGUN} and {wanted} and {_of_source(source)} and {_NOT_SEEN}
        group by programme order by far, place, day desc, programme desc limit :size offset :first
    """
    values = dict(today=today.isoformat(), kind=kind, source=source, size=size, first=first)
    return [_entry(db, row["programme"], today) for row in db.query(sql, values)]


def _entry(db: Database, programme: int, today: date) -> Entry:
    sql = f"""
        select kind, key from desk_item where programme = :programme and {_BEGUN} and {_NOT_SEEN}
        order by rank, key
    """
    rows = db.execute(sql, dict(programme=programme, today=today.isoformat())).fetchall()
    return Entry(programme=programme, reasons=tuple((Waiting(kind), key) for kind, key in rows))


def _of_source(source: str) -> str:
    if not source:
        return "true"
    # A set that is made once: asking for each programme reads the whole source again and again.
    return """programme in (select programme_record.programme from record
        join programme_record on programme_record.record = record.id
        where record.source = :source)"""


def _doubt_yesterday(db: Database, today: date) -> None:
    """Contradictions about days may be over: once a day they are looked at again."""
    last = db.execute("select day from task where name = ?", [_TASK]).fetchone()
    if last is None or last[0] != today.isoformat():
        db.execute(
            "insert or ignore into desk_stale"
            " select programme from desk_item where kind = 'contradiction'"
        )


def _look_closer(db: Database, today: date) -> None:
    used = {row["programme"] for row in db.query(_IN_USE)}
    numbers = used | {row["programme"] for row in db.query(_CLOSER)}
    for programme in all_programmes(db, numbers):
        if not programme.hidden_because:
            found = reasons(programme, today, programme.id in used)
            _add(db, ((programme.id, it.kind, it.key, it.since.isoformat()) for it in found))


def _put(db: Database, kind: Waiting, items: Iterable[tuple[int, str, str]]) -> None:
    db.execute("delete from desk_item where kind = ?", [kind.value])
    _add(db, ((programme, kind, key, since) for programme, key, since in items))


def _add(db: Database, rows: Iterable[tuple[int, Waiting, str, str]]) -> None:
    db.conn.executemany(
        "insert into desk_item (programme, kind, key, since, rank) values (?, ?, ?, ?, ?)"
        " on conflict (programme, kind, key) do update set since = excluded.since,"
        " rank = excluded.rank",
        [(number, kind.value, key, since, kind.rank) for number, kind, key, since in rows],
    )
