"""What a merge moved, so that it can be taken back to the letter."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from index.merging.hanging import Hook, Row, clear, hand_back, hand_over, hooks, put, rows_at
from index.rows import set_row
from index.store import Database

_COLUMNS = ("first_seen", "reviewed_at", "hidden_because")


@dataclass(slots=True)
class Ledger:
    """The records of both programmes before, the rows moved and set aside, what else changed.

    `pair` are the two records that were found to be one, `before` and `after` columns of the
    programme that stays, `judged` the judgements about both.
    """

    records: list[int]
    kept_records: list[int]
    pair: list[int] = field(default_factory=list)
    moved: dict[str, list[Row]] = field(default_factory=dict)
    aside: dict[str, list[Row]] = field(default_factory=dict)
    judged: dict[str, list[Row]] = field(default_factory=dict)
    before: Row = field(default_factory=dict)
    after: Row = field(default_factory=dict)

    def written(self) -> str:
        """Write it out as JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def read_ledger(text: str) -> Ledger:
    """Read a ledger from its stored form."""
    return Ledger(**json.loads(text))


def records_of(db: Database, programme: int) -> list[int]:
    """The records of a programme."""
    sql = "select record from programme_record where programme = ? order by record"
    return [row["record"] for row in db.query(sql, [programme])]


def join(db: Database, kept: int, absorbed: int, pair: Iterable[int] = ()) -> Ledger:
    """Move everything of one programme to another and write down what was moved."""
    ledger = Ledger(records_of(db, absorbed), records_of(db, kept), list(pair))
    for hook in hooks(db):
        if hook.rewritten:
            found = [row for one in (kept, absorbed) for row in rows_at(db, hook, one)]
            ledger.judged[hook.name] = found
        moved, aside = hand_over(db, hook, absorbed, kept)
        if not hook.rewritten:
            ledger.moved[hook.name], ledger.aside[hook.name] = moved, aside
    _move_records(db, ledger.records, kept)
    _take_on(db, ledger, kept, absorbed)
    return ledger


def undo(db: Database, ledger: Ledger, kept: int, absorbed: int, arrived: list[int]) -> None:
    """Put everything back; `arrived` are records of today that belong to the absorbed one."""
    for hook in hooks(db):
        if hook.rewritten:
            _judgements_back(db, hook, ledger.judged.get(hook.name, []), kept)
            continue
        moved, aside = ledger.moved.get(hook.name, []), ledger.aside.get(hook.name, [])
        hand_back(db, hook, moved, aside, kept)
    _move_records(db, [*ledger.records, *arrived], absorbed)
    _give_up(db, ledger, kept)


def _judgements_back(db: Database, hook: Hook, judged: list[Row], kept: int) -> None:
    """Put the judgements about both back; about a newer Vorhaben the one of today stays."""
    newer = {row["project"] for row in judged}
    later = [row for row in rows_at(db, hook, kept) if row["project"] not in newer]
    clear(db, hook, kept)
    for row in judged + later:
        put(db, hook, row)


def _move_records(db: Database, records: list[int], programme: int) -> None:
    sql = "update programme_record set programme = ? where record = ?"
    db.conn.executemany(sql, [(programme, record) for record in records])


def _take_on(db: Database, ledger: Ledger, kept: int, absorbed: int) -> None:
    """Let what is known about one programme count for both."""
    mine, other = _columns(db, kept), _columns(db, absorbed)
    ledger.before = mine
    ledger.after = mine | dict(
        first_seen=min(filter(None, (mine["first_seen"], other["first_seen"])), default=None),
        reviewed_at=mine["reviewed_at"] or other["reviewed_at"],
    )
    set_row(db, "programme", kept, **ledger.after)


def _give_up(db: Database, ledger: Ledger, kept: int) -> None:
    """Put the columns back that nobody changed since."""
    now = _columns(db, kept)
    untouched = {k: v for k, v in ledger.before.items() if now[k] == ledger.after[k]}
    set_row(db, "programme", kept, **now | untouched)


def _columns(db: Database, programme: int) -> Row:
    sql = f"select {', '.join(_COLUMNS)} from programme where id = ?"
    return next(iter(db.query(sql, [programme])))
