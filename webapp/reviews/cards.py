"""The cards of the queue: a programme with every reason for which it waits, ready to be decided."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from index.decisions import state_of
from index.desk import Entry
from index.links import LinkState
from index.programme import Programme, all_programmes
from index.review_queue import Waiting
from index.reviews import Review, review_state, reviews_of
from index.status import Standing
from index.store import Database
from webapp.decisions.queries import OpenItem, doubts
from webapp.duplicates.comparing import Row, compared
from webapp.duplicates.queries import Proposal, open_proposals
from webapp.duplicates.showing import ShownPair, shown_pairs
from webapp.programmes.wording import FACT_LABELS, fact_in_german
from webapp.reviews.showing import SeenOtherwise, changes_since_review


@dataclass(frozen=True, slots=True)
class Dead:
    """A link that leads nowhere: since when, and what the server said."""

    url: str
    since: date
    said: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A fact whose day is over while people rely on the programme."""

    fact: str
    label: str
    saying: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A programme of the queue with all that somebody needs to decide about it."""

    programme: Programme
    entry: Entry
    standing: Standing
    state: str
    changes: tuple[SeenOtherwise, ...]
    last: Review | None
    doubts: tuple[OpenItem, ...] = ()
    contradictions: tuple[Row, ...] = ()
    ended: tuple[Ended, ...] = ()
    links: tuple[Dead, ...] = ()
    pairs: tuple[ShownPair, ...] = ()

    @property
    def kinds(self) -> list[Waiting]:
        """Why it waits."""
        return self.entry.kinds


def cards(db: Database, entries: list[Entry], today: date) -> Iterator[Card]:
    """Yield the programmes of a page of the queue."""
    found = {it.id: it for it in all_programmes(db, [one.programme for one in entries])}
    waits = any(Waiting.DOUBLE in one.kinds for one in entries)
    proposals = open_proposals(db) if waits else []
    for one in entries:
        programme = found[one.programme]
        yield Card(
            programme=programme,
            entry=one,
            standing=programme.standing(today),
            state=review_state(db, programme.id),
            changes=tuple(changes_since_review(db, programme)),
            last=next((it for it in reviews_of(db, programme.id) if not it.undone_at), None),
            doubts=tuple(_doubts(db, programme, one.keys(Waiting.DOUBT))),
            contradictions=tuple(_contradictions(programme, one, today)),
            ended=tuple(_ended(programme, one.keys(Waiting.EXPIRED))),
            links=tuple(_dead(db, one.keys(Waiting.LINK))),
            pairs=tuple(_pairs(db, one.keys(Waiting.DOUBLE), proposals, today)),
        )


def _doubts(db: Database, programme: Programme, keys: list[str]) -> Iterator[OpenItem]:
    if keys:
        for item in doubts(programme):
            yield replace(item, state=state_of(db, item.programme, item.fact))


def _contradictions(programme: Programme, entry: Entry, today: date) -> Iterator[Row]:
    keys = entry.keys(Waiting.CONTRADICTION)
    return (row for row in compared(programme, today) if row.name in keys) if keys else iter(())


def _ended(programme: Programme, keys: Iterable[str]) -> Iterator[Ended]:
    for key in keys:
        fact = programme.facts.get(key)
        yield Ended(key, FACT_LABELS[key], fact_in_german(fact) if fact else "")


def _dead(db: Database, urls: Iterable[str]) -> Iterator[Dead]:
    for url in urls:
        sql = "select failed_on, said from link where url = ? and state = ?"
        for row in db.query(sql, [url, LinkState.BROKEN.value]):
            yield Dead(url, date.fromisoformat(row["failed_on"]), row["said"] or "")


def _pairs(
    db: Database, keys: list[str], proposals: list[Proposal], today: date
) -> Iterator[ShownPair]:
    wanted = [it for it in proposals if f"{it.first}-{it.second}" in keys]
    return shown_pairs(db, wanted, today) if wanted else iter(())
