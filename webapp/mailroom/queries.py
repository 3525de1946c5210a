"""What waits in the outbox, what went out, and what came back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from index.schema import writing
from index.store import Database
from webapp.digest.ledger import Line, Why, lines_of
from webapp.digest.outbox import LetterState
from webapp.stamp import stamp

KINDS = {
    "weekly": "Wochenbrief",
    "reminder": "Erinnerung",
    "alive": "Lebenszeichen",
    "circular": "Rundbrief",
    "single": "Einzelbrief",
}
STATES = {
    "waiting": "wartet",
    "claimed": "wird gesendet",
    "sent": "gesendet",
    "failed": "nicht gesendet",
    "dropped": "hinfällig",
    "bounced": "kam zurück",
}
WHY = {
    Why.NEW_MATCH: "neu für ein Vorhaben",
    Why.RECOMMENDED: "empfohlen",
    Why.CHANGED: "geändert",
    Why.DEADLINE: "nahe Frist",
    Why.REMINDER: "Erinnerung",
    Why.INVITATION: "Einladung",
    Why.JOINT: "gemeinsame Möglichkeit",
    Why.FORECAST: "Prognose",
    Why.TRAINING: "Schulung",
    Why.CIRCULAR: "Rundbrief",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A letter as a line of a list."""

    id: int
    kind: str
    state: str
    email: str
    subject: str
    day: str
    attempts: int
    error: str
    send_after: str
    sent_at: str

    @property
    def kind_label(self) -> str:
        """What it is, in German."""
        return KINDS.get(self.kind, self.kind)

    @property
    def state_label(self) -> str:
        """Where it is, in German."""
        return STATES.get(self.state, self.state)


_LETTERS = """
    select id, kind, state, coalesce(email, '') as email, coalesce(subject, '') as subject, day,
        attempts, coalesce(error, '') as error, coalesce(send_after, '') as send_after,
        coalesce(sent_at, '') as sent_at
    from letter
"""


def waiting(db: Database) -> list[Listed]:
    """What is to go out, the oldest first."""
    sql = f"{_LETTERS} where state in ('waiting', 'claimed') order by id"
    return [Listed(**row) for row in db.query(sql)]


def failures(db: Database, since: datetime) -> list[Listed]:
    """What did not go out or came back since a moment, the newest first."""
    sql = f"""
        {_LETTERS} where state in ('failed', 'bounced') and claimed_at >= ? order by id desc
    """
    return [Listed(**row) for row in db.query(sql, [stamp(since)])]


def gone_out(db: Database, email: str, page: int, size: int) -> tuple[list[Listed], int]:
    """One page of all letters, of one address if it is named, the newest first; and how many."""
    where = "where (:email = '' or email = :email) and kind <> 'single'"
    values = dict(email=email.strip().lower(), size=size, start=(page - 1) * size)
    total = next(db.query(f"select count(*) as n from letter {where}", values))["n"]
    sql = f"{_LETTERS} {where} order by id desc limit :size offset :start"
    return [Listed(**row) for row in db.query(sql, values)], int(total)


def letter_with(db: Database, number: int) -> Listed | None:
    """One letter."""
    return next((Listed(**row) for row in db.query(f"{_LETTERS} where id = ?", [number])), None)


def told_in(db: Database, number: int) -> tuple[list[tuple[str, Line]], int]:
    """What a letter told, with the reason in German, and how much of saved searches.

    What somebody searches for is nobody else's business: it is only counted.
    """
    lines = lines_of(db, number)
    own = [line for line in lines if line.why is not Why.SAVED_SEARCH]
    return [(WHY[line.why], line) for line in own], len(lines) - len(own)


def titles(db: Database, lines: Iterator[Line]) -> dict[int, str]:
    """The titles of the programmes in these lines."""
    sql = """
        select json_extract(version.content, '$.title') as title from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where programme_record.programme = ? limit 1
    """
    numbers = {line.programme for line in lines if line.programme is not None}
    return {n: row["title"] for n in numbers for row in db.query(sql, [n])}


def send_now(db: Database, number: int) -> bool:
    """Let a letter that waits go out at once, or try one that failed once more."""
    sql = """
        update letter set send_after = null, try_after = null, attempts = 0,
            state = case when state = 'failed' then 'waiting' else state end
        where id = ? and (state in ('waiting', 'claimed')
            or (state = 'failed' and (content is not null or kind <> 'single')))
    """
    with writing(db):
        return db.execute(sql, [number]).rowcount > 0


def hold(db: Database, number: int, by: str) -> bool:
    """Let a letter that waits not go out; what it told is due again."""
    sql = "update letter set state = ?, error = ? where id = ? and state = 'waiting'"
    values = [LetterState.DROPPED.value, f"Zurückgehalten von {by}", number]
    with writing(db):
        return db.execute(sql, values).rowcount > 0
