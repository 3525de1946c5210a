"""Who in which town knows their way around in a topic: entered by the person, for the members."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from index.schema import writing
from index.store import Database
from index.vocabulary import FundingArea
from webapp.accounts.account import Account
from webapp.accounts.people import name_of, signature

LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Expertise:
    """What one person knows, in the words of that person."""

    id: int
    account: int
    municipality: str
    town: str
    topic: FundingArea
    words: str
    by: str

    @property
    def name(self) -> str:
        """What the person is called."""
        return name_of(self.by)


_EXPERTISE = """
    select expertise.*, municipality.short_name as town from expertise
    join municipality on municipality.ags = expertise.municipality
    join account on account.id = expertise.account and account.deactivated_on is null
"""


def expertise(db: Database, *, topic: str = "", municipality: str = "") -> list[Expertise]:
    """Who knows what, by topic and town; of people whose account is open."""
    where = "where (:topic in ('', topic)) and (:town in ('', expertise.municipality))"
    sql = f"{_EXPERTISE} {where} order by topic, town, expertise.id"
    return [_from_row(row) for row in db.query(sql, dict(topic=topic, town=municipality))]


def know(db: Database, topic: FundingArea, words: str, account: Account, now: datetime) -> None:
    """Let the members know what oneself knows; the same topic again replaces the words."""
    row = dict(topic=topic.value, words=words[:LONGEST_WORDS], version=1)
    with writing(db):
        sql = "delete from expertise where account = ? and topic = ?"
        db.execute(sql, [account.id, topic.value])
        db.table("expertise").insert(row | signature(account, now))


def forget_expertise(db: Database, number: int, account: Account) -> bool:
    """Take back an own entry; tells whether there was one."""
    with writing(db):
        sql = "delete from expertise where id = ? and account = ?"
        return bool(db.execute(sql, [number, account.id]).rowcount)


def _from_row(row: dict[str, Any]) -> Expertise:
    names = ("id", "account", "municipality", "town", "words", "by")
    return Expertise(**{name: row[name] for name in names}, topic=FundingArea(row["topic"]))
