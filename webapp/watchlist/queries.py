"""Which addresses are watched, and changing the list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from index.address import address_key
from index.rhythm import Rhythm
from index.store import Database
from index.vocabulary import Level

WATCHED = "watched"

_LISTED = """
    select watch.*, programme_record.programme, record.last_changed,
        json_extract(version.content, '$.title') as title
    from watch
    left join record on record.url = watch.url and record.source = 'watched'
    left join programme_record on programme_record.record = record.id
    left join version on version.record = record.id and version.number = record.version
    order by coalesce(watch.paused, 0), case watch.state when 'nicht lesbar' then 0
        when 'nicht vorhanden' then 1 when 'gelesen' then 3 when 'aus anderer Quelle bekannt' then 4
        else 2 end, watch.url
    limit ? offset ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A watched address with what came of it, and its programme once it was read."""

    url: str
    level: str
    funder: str
    rhythm: str
    paused: bool
    added_on: date
    read_on: str | None
    next_on: str | None
    state: str | None
    said: str
    title: str
    programme: int | None
    last_changed: str | None


class RefusedAddress(Exception):
    """An address that cannot be watched; the message is one German sentence."""


def listed(db: Database, page: int, size: int) -> Iterator[Listed]:
    """One page of the list: what needs a look first, paused addresses last."""
    for row in db.query(_LISTED, [size, (page - 1) * size]):
        yield Listed(
            url=row["url"],
            level=row["level"] or "",
            funder=row["funder"] or "",
            rhythm=row["rhythm"] or Rhythm.WEEKLY.value,
            paused=bool(row["paused"]),
            added_on=date.fromisoformat(row["added_on"]),
            read_on=row["read_on"],
            next_on=row["next_on"],
            state=row["state"],
            said=row["said"] or "",
            title=row["title"] or "",
            programme=row["programme"],
            last_changed=row["last_changed"],
        )


def count_listed(db: Database) -> int:
    """So many addresses are on the list."""
    return int(db.execute("select count(*) from watch").fetchone()[0])


def add_address(
    db: Database, url: str, level: Level, funder: str, rhythm: Rhythm, today: date
) -> None:
    """Put one address on the list.

    Raises:
        RefusedAddress: when it is on the list already, or a source of its own reads it.
    """
    key = address_key(url)
    if any(address_key(row["url"]) == key for row in db.query("select url from watch")):
        raise RefusedAddress("Diese Adresse steht schon auf der Liste.")
    sql = """
        select source.label from record join source on source.name = record.source
        where record.address_key = ? and record.source <> ?
    """
    for row in db.query(sql, [key, WATCHED]):
        raise RefusedAddress(f"Diese Adresse wird schon aus der Quelle „{row['label']}“ gelesen.")
    row = dict(url=url, level=level.value, funder=funder, rhythm=rhythm.value)
    db.table("watch").insert(row | dict(added_on=today.isoformat()))


def change_address(
    db: Database, url: str, *, rhythm: Rhythm | None = None, paused: bool | None = None
) -> bool:
    """Change the rhythm of an address, or pause it; a new rhythm counts from now on.

    Gives whether the address is on the list.
    """
    if rhythm is not None:
        sql = "update watch set rhythm = ?, next_on = null where url = ?"
        return db.execute(sql, [rhythm.value, url]).rowcount > 0
    return db.execute("update watch set paused = ? where url = ?", [paused, url]).rowcount > 0


def remove_address(db: Database, url: str) -> bool:
    """Read an address no more; its record stays. Gives whether it was on the list."""
    return db.execute("delete from watch where url = ?", [url]).rowcount > 0
