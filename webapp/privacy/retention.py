"""What is deleted by itself when its time is over: one line a rule."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from index.schema import writing
from index.store import Database
from webapp.stamp import stamp


@dataclass(frozen=True, slots=True)
class Rule:
    """What goes when, and how it is called where it is counted."""

    what: str
    days: int
    sql: str
    """Asks with the last moment that is kept, `:oldest`."""


RULES = (
    Rule("Anmeldeversuche", 1, "delete from sign_in_attempt where at < :oldest"),
    Rule("Sitzungen", 7, "delete from session where began_at < :oldest"),
    Rule(
        "Einladungen",
        30,
        "update account set invitation_hash = null"
        " where invitation_hash is not null and invited_on < substr(:oldest, 1, 10)",
    ),
    Rule(
        "Zugänge für Programme",
        365,
        "delete from api_token where expires_on < substr(:oldest, 1, 10)"
        " or coalesce(revoked_at, '9') < :oldest",
    ),
    Rule(
        "Texte gescheiterter Briefe",
        90,
        "update letter set content = null where content is not null"
        " and state in ('failed', 'bounced') and claimed_at < :oldest",
    ),
    Rule(
        "Bestellungen ohne Bestätigung",
        7,
        "delete from subscriber where state = 'asked' and asked_at < :oldest"
        " and id not in (select subscriber from letter where subscriber is not null)",
    ),
    Rule(
        "Beendete Bestellungen",
        31,
        "delete from subscriber where state = 'ended' and ended_on < substr(:oldest, 1, 10)"
        " and id not in (select subscriber from letter where subscriber is not null)",
    ),
)


def forget_old(db: Database, moment: datetime) -> dict[str, int]:
    """Delete what has been kept long enough; gives how much of what."""
    gone = {}
    with writing(db):
        for rule in RULES:
            oldest = stamp(moment.astimezone() - timedelta(days=rule.days))
            if count := int(db.execute(rule.sql, dict(oldest=oldest)).rowcount):
                gone[rule.what] = count
    return gone
