"""Events: what a run found out about a record."""

import json
from datetime import date

from index.store import Database
from index.vocabulary import ChangeKind


def add_event(
    db: Database, record_id: int, run: int, today: date, kind: ChangeKind, fields: tuple[str, ...]
) -> None:
    """Note what a run found out about a record, with the version it speaks of."""
    db.execute(
        "insert into event (record, run, day, kind, fields, version)"
        " select id, ?, ?, ?, ?, version from record where id = ?",
        [run, today.isoformat(), kind.value, json.dumps(list(fields)), record_id],
    )
