"""The watch list: which addresses are read, how often, and what came of each."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from index.address import address_key
from index.rhythm import Rhythm, days_to_wait, rhythm_in
from index.schema import writing
from index.store import Database
from index.text import clean
from index.vocabulary import Level

_PRODUCTS = re.compile(r"\((\d{3}(?:[-,/_ ]+\d{3})*)\)")


class Outcome(StrEnum):
    """What came of asking for a watched address."""

    READ = "gelesen"
    UNREAD = "nicht lesbar"
    ABSENT = "nicht vorhanden"
    HELD = "aus anderer Quelle bekannt"


@dataclass(frozen=True, slots=True)
class Watched:
    """One line of the watch list."""

    url: str
    level: Level
    funder: str

    @property
    def host(self) -> str:
        """The host of the page."""
        return (urlsplit(self.url).hostname or "").removeprefix("www.")

    @property
    def products(self) -> tuple[str, ...]:
        """The product numbers of KfW that stand in the address."""
        if self.host != "kfw.de":
            return ()
        found = _PRODUCTS.findall(unquote(self.url))
        return tuple(number for group in found for number in re.findall(r"\d{3}", group))

    @property
    def key(self) -> str:
        """The key of the record; pages of KfW move, their numbers stay."""
        return f"kfw {' '.join(self.products)}" if self.products else address_key(self.url)


def watch_list(db: Database, due_on: date | None = None) -> list[Watched]:
    """The addresses that are not paused; with a day only those that are due on it."""
    sql = """
        select url, level, funder from watch
        where not paused and (:day is null or next_on is null or next_on <= :day or read_on > :day)
        order by url
    """
    rows = db.query(sql, dict(day=due_on and due_on.isoformat()))
    return [Watched(row["url"], _level(row["level"]), clean(row["funder"] or "")) for row in rows]


def note_outcomes(
    db: Database, outcomes: Mapping[str, Outcome], said: Mapping[str, str], today: date
) -> None:
    """Write down what came of each address and when it is due again."""
    rhythms = {row["url"]: row["rhythm"] or "" for row in db.query("select url, rhythm from watch")}
    with writing(db):
        for url, outcome in outcomes.items():
            rhythm = rhythm_in(rhythms.get(url, "")) or Rhythm.WEEKLY
            wait = days_to_wait(rhythm, outcome is Outcome.UNREAD)
            next_on = (today + timedelta(days=wait)).isoformat()
            db.execute(
                "update watch set read_on = ?, next_on = ?, state = ?, said = ? where url = ?",
                [today.isoformat(), next_on, outcome.value, said.get(url), url],
            )


def _level(text: str) -> Level:
    try:
        return Level(text)
    except ValueError:
        return Level.OTHER
