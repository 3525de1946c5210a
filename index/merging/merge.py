"""Merging two programmes, parting them again, and splitting what joined by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.behind import fall_behind
from index.joining import new_programme, product_numbers
from index.merging.ledger import Ledger, join, read_ledger, records_of, undo
from index.merging.redirect import home_of
from index.rows import add_row
from index.schema import writing
from index.store import Database


class Unmergeable(Exception):
    """It cannot be done; the message is one German sentence."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Two programmes that are one until somebody parts them: `absorbed` counts for `kept`."""

    id: int
    kept: int
    absorbed: int
    records: tuple[int, ...]
    day: date


def merge(db: Database, first: int, second: int, today: date) -> Merge:
    """Make one programme of those that hold two records; the older one that is shown stays.

    Raises:
        Unmergeable: when they are one already, or one of the records is gone.
    """
    with writing(db):
        kept, absorbed = _sides(db, first, second)
        return take_in(db, kept, absorbed, today, (first, second))


def take_in(
    db: Database, kept: int, absorbed: int, today: date, pair: tuple[int, ...] = ()
) -> Merge:
    """Let one programme go on in another, also one whose last record is gone."""
    ledger = join(db, kept, absorbed, pair)
    number = add_row(
        db, "merge", kept=kept, absorbed=absorbed, day=today.isoformat(), ledger=ledger.written()
    )
    fall_behind(db, (kept, absorbed))
    return Merge(number, kept, absorbed, tuple(ledger.records), today)


def part(db: Database, number: int) -> tuple[int, int]:
    """Take a merge back; gives the two programmes.

    Merges that rest on it are taken back before and done again after it.

    Raises:
        Unmergeable: when it was taken back already, or nothing is left of one of the two.
    """
    with writing(db):
        rows = {row["id"]: row for row in db.query("select * from merge order by id")}
        if number not in rows:
            raise Unmergeable("Diese Zusammenführung ist schon aufgehoben.")
        kept, absorbed = rows[number]["kept"], rows[number]["absorbed"]
        later = _resting_on(rows, number)
        for row in reversed([rows[number], *later]):
            _take_back(db, row["id"], row["kept"], row["absorbed"])
        if not records_of(db, kept) or not records_of(db, absorbed):
            raise Unmergeable("Von einem der beiden Programme ist nichts mehr übrig.")
        db.execute("delete from merge where id = ?", [number])
        for row in later:
            _do_again(db, row["id"], row["kept"], row["absorbed"])
        fall_behind(
            db, {it[side] for it in (rows[number], *later) for side in ("kept", "absorbed")}
        )
    return kept, absorbed


def split(db: Database, record: int, today: date) -> int:
    """Make a record a programme of its own that joined another by itself; gives its number.

    What hangs on the programme stays there: nobody knows which record it was meant for.

    Raises:
        Unmergeable: when it is the only record of its programme.
    """
    with writing(db):
        before = _programme_of(db, record)
        if before is None or len(records_of(db, before)) < 2:
            raise Unmergeable("Dieser Eintrag steht schon allein.")
        programme = new_programme(db, today, _hidden_because(db, before))
        sql = "update programme_record set programme = ? where record = ?"
        db.execute(sql, [programme, record])
        fall_behind(db, (before, programme))
    return programme


def merges_into(db: Database, programme: int) -> Iterator[Merge]:
    """The merges that made a programme what it is, those of its parts included."""
    sql = "select id, kept, absorbed, day, ledger from merge order by id desc"
    for row in db.query(sql):
        if home_of(db, row["kept"]) == programme:
            records = tuple(read_ledger(row["ledger"]).records)
            day = date.fromisoformat(row["day"])
            yield Merge(row["id"], row["kept"], row["absorbed"], records, day)


def is_merged(db: Database, number: int) -> bool:
    """Whether a merge stands."""
    return db.execute("select 1 from merge where id = ?", [number]).fetchone() is not None


def _resting_on(rows: dict[int, dict[str, int]], number: int) -> list[dict[str, int]]:
    """The later merges of the same programmes, in their order."""
    touched = {rows[number]["kept"], rows[number]["absorbed"]}
    later = []
    for row in rows.values():
        pair = {row["kept"], row["absorbed"]}
        if row["id"] > number and pair & touched:
            touched |= pair
            later.append(row)
    return later


def _take_back(db: Database, number: int, kept: int, absorbed: int) -> None:
    text = db.execute("select ledger from merge where id = ?", [number]).fetchone()[0]
    ledger = read_ledger(text)
    undo(db, ledger, kept, absorbed, _arrived(db, ledger, kept))


def _do_again(db: Database, number: int, kept: int, absorbed: int) -> None:
    """Merge once more the two records that were found to be one, wherever they are now."""
    text = db.execute("select ledger from merge where id = ?", [number]).fetchone()[0]
    pair = tuple(read_ledger(text).pair)
    if pair and all(_programme_of(db, record) for record in pair):
        try:
            kept, absorbed = _sides(db, *pair)
        except Unmergeable:  # they are one without it
            db.execute("delete from merge where id = ?", [number])
            return
    sql = "update merge set kept = ?, absorbed = ?, ledger = ? where id = ?"
    db.execute(sql, [kept, absorbed, join(db, kept, absorbed, pair).written(), number])


def _sides(db: Database, first: int, second: int) -> tuple[int, int]:
    """Which of the programmes of two records stays, and which one goes on in it."""
    one, other = _programme_of(db, first), _programme_of(db, second)
    if one is None or other is None:
        raise Unmergeable("Einen der beiden Einträge gibt es nicht mehr.")
    if one == other:
        raise Unmergeable("Das ist schon ein und dasselbe Programm.")
    both = sorted((one, other), key=lambda number: (bool(_hidden_because(db, number)), number))
    return both[0], both[1]


def _programme_of(db: Database, record: int) -> int | None:
    sql = "select programme from programme_record where record = ?"
    found = db.execute(sql, [record]).fetchone()
    return int(found[0]) if found else None


def _arrived(db: Database, ledger: Ledger, kept: int) -> list[int]:
    """Records that joined the merged programme since, by a product number of the absorbed one."""
    known = {*ledger.records, *ledger.kept_records}
    theirs = {product_numbers(db, record) for record in ledger.records} - {frozenset()}
    mine = {product_numbers(db, record) for record in ledger.kept_records}
    return [
        record
        for record in records_of(db, kept)
        if record not in known and product_numbers(db, record) in theirs - mine
    ]


def _hidden_because(db: Database, programme: int) -> str:
    sql = "select hidden_because from programme where id = ?"
    return str(db.execute(sql, [programme]).fetchone()[0] or "")
