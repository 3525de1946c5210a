"""The rules of the sources, and who changed them."""

from collections.abc import Iterator
from typing import Any

from index.store import Database


def rules(db: Database) -> dict[str, bool]:
    """Per source whether what it says counts as looked through."""
    sql = "select name, counts_as_reviewed from source"
    return {row["name"]: bool(row["counts_as_reviewed"]) for row in db.query(sql)}


def last_rules(db: Database, most: int = 20) -> Iterator[dict[str, Any]]:
    """Yield the last changes of rules: source, what counts since, who, when."""
    sql = """
        select label, source_rule.counts_as_reviewed, "by", at from source_rule
        join source on source.name = source_rule.source
        order by source_rule.id desc limit ?
    """
    return iter(list(db.query(sql, [most])))
