"""Questions to the search that found little: what towns need and the register does not have.

Kept are the question, the day and how little was found; no person, and of the town only a mark
that tells whether two rows of the same question are of the same town. A question is shown from
two towns or three days on.
"""

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from index.schema import impatient, unless_busy, writing
from index.store import Database
from index.text import clean
from webapp.accounts.account import Account, Role

FEW = 3
"""So many programmes about what was asked are no good answer."""
TOWNS, TIMES = 2, 3
KEPT = timedelta(days=400)
_LONGEST, _SHORTEST = 80, 3
_ASKING = (Role.STAFF, Role.READER)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeakQuestion:
    """A question that found little: how often, in how many towns, when last, how much at best."""

    question: str
    times: int
    towns: int
    last: date
    hits: int
    days: tuple[date, ...]


def note_weak_question(
    db: Database, key: bytes, words: str, hits: int, account: Account, today: date
) -> None:
    """Remember a question that found little, once a day and town; never keep anybody waiting."""
    question = _tidy(words)
    if hits >= FEW or not question or account.role not in _ASKING or not account.municipality:
        return
    mark = _mark(key, account.municipality, question)
    known = "select 1 from weak_question where question = ? and mark = ? and day = ?"
    if db.execute(known, [question, mark, today.isoformat()]).fetchone():
        return
    with unless_busy(), impatient(db), writing(db):  # while somebody else writes, it is not counted
        db.execute("delete from weak_question where day < ?", [(today - KEPT).isoformat()])
        sql = "insert or ignore into weak_question (question, mark, day, hits) values (?,?,?,?)"
        db.execute(sql, [question, mark, today.isoformat(), hits])


def weak_questions(db: Database, since: date) -> list[WeakQuestion]:
    """What enough towns or days asked for in vain, the most frequent first."""
    sql = """
        select question, count(*) as times, count(distinct mark) as towns, max(day) as last,
            max(hits) as hits, group_concat(distinct day) as days
        from weak_question where day >= ? group by question
        having count(distinct mark) >= ? or count(distinct day) >= ?
        order by towns desc, times desc, last desc, question
    """
    rows = db.query(sql, [since.isoformat(), TOWNS, TIMES])
    return [
        WeakQuestion(
            question=row["question"],
            times=row["times"],
            towns=row["towns"],
            last=date.fromisoformat(row["last"]),
            hits=row["hits"],
            days=tuple(sorted(_days(row["days"].split(",")))),
        )
        for row in rows
    ]


def _tidy(words: str) -> str:
    """A question as it is kept; one that may name a person or a number is not."""
    text = clean(words).casefold()
    figures = sum(sign.isdigit() for sign in text)
    fits = _SHORTEST <= len(text) <= _LONGEST and "@" not in text and figures <= 4
    return text if fits else ""


def _mark(key: bytes, ags: str, question: str) -> str:
    """Differs from question to question, so that rows of a town cannot be put together."""
    said = f"weak question:{ags}:{question}".encode()
    return base64.urlsafe_b64encode(hmac.new(key, said, "sha256").digest()[:6]).decode()


def _days(texts: Iterable[str]) -> Iterable[date]:
    return map(date.fromisoformat, texts)
