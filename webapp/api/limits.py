"""How often somebody may ask: so many times in one minute, counted over all processes.

The counts have a file of their own, so that no answer waits for a crawl that writes.
"""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FILE_NAME = "limits.sqlite3"
PER_MINUTE_ANONYMOUS, PER_MINUTE_WITH_TOKEN = 120, 600
_MINUTE = 60
_COUNT = """
    insert into asked (caller, minute, count) values (?, ?, 1)
    on conflict (caller, minute) do update set count = count + 1 returning count
"""


@dataclass(frozen=True, slots=True)
class Allowance:
    """Whether a question is answered; otherwise after how many seconds to ask again."""

    allowed: bool
    left: int
    wait: int
    is_first_refused: bool = False
    """Whether this is the one of the minute that is worth a line in the log."""


def ask(folder: Path, caller: str, most: int, now: datetime) -> Allowance:
    """Count one question of a caller and tell whether it is answered."""
    seconds = int(now.timestamp())
    minute = seconds // _MINUTE
    with closing(_open(folder)) as connection, connection:
        connection.execute("delete from asked where minute < ?", [minute])
        found = connection.execute(_COUNT, [_hidden(caller), minute]).fetchone()[0]
    wait = _MINUTE - seconds % _MINUTE
    return Allowance(
        allowed=found <= most,
        left=max(0, most - found),
        wait=wait,
        is_first_refused=found == most + 1,
    )


def _open(folder: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(folder / FILE_NAME, timeout=5)
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = off")  # what is lost in a crash was a minute's count
    connection.execute(
        "create table if not exists asked"
        " (caller text, minute integer, count integer, primary key (caller, minute)) strict"
    )
    return connection


def _hidden(caller: str) -> str:
    """Nobody needs to read in a file from which addresses was asked."""
    return hashlib.sha256(caller.encode()).hexdigest()[:24]
