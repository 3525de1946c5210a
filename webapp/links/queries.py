"""The links about which something is to be said, the worst first."""

from dataclasses import dataclass
from datetime import date

from index.links import LinkState, Outgoing
from index.store import Database

_DOUBTFUL = "select * from link where state <> ? order by failed_on is null, failed_on, url"


@dataclass(frozen=True, slots=True)
class Shown:
    """A programme that shows a link."""

    programme: int
    title: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulLink:
    """A link that did not answer well, since when, and where it is shown."""

    url: str
    state: LinkState
    status: int | None
    said: str
    checked_on: date
    failed_on: date | None
    programmes: tuple[Shown, ...]


def doubtful_links(db: Database, outgoing: Outgoing) -> list[DoubtfulLink]:
    """Links that are still shown: broken ones first, of these those most programmes show."""
    rows = [row for row in db.query(_DOUBTFUL, [LinkState.GOOD.value]) if row["url"] in outgoing]
    titles = _titles(db, {number for row in rows for number in outgoing[row["url"]]})
    found = [
        DoubtfulLink(
            url=row["url"],
            state=LinkState(row["state"]),
            status=row["status"],
            said=row["said"] or "",
            checked_on=date.fromisoformat(row["checked_on"]),
            failed_on=date.fromisoformat(row["failed_on"]) if row["failed_on"] else None,
            programmes=tuple(titles[number] for number in sorted(outgoing[row["url"]])),
        )
        for row in rows
    ]
    return sorted(found, key=_badness)


def count_links(db: Database, outgoing: Outgoing) -> dict[str, int]:
    """Count the links that are shown by what is thought of them; "offen" were never asked for."""
    states = {row["url"]: row["state"] for row in db.query("select url, state from link")}
    counts: dict[str, int] = {}
    for url in outgoing:
        state = states.get(url, "offen")
        counts[state] = counts.get(state, 0) + 1
    return counts


def _badness(link: DoubtfulLink) -> tuple[bool, bool, int, date]:
    since = link.failed_on or date.max
    return link.state is not LinkState.BROKEN, link.failed_on is None, -len(link.programmes), since


def _titles(db: Database, programmes: set[int]) -> dict[int, Shown]:
    sql = """
        select programme_record.programme, json_extract(version.content, '$.title') as title,
            json_extract(version.content, '$.language') as language
        from programme_record
        join record on record.id = programme_record.record
        join version on version.record = record.id and version.number = record.version
        where programme_record.programme = ?
        limit 1
    """
    found = {}
    for number in programmes:
        row = next(iter(db.query(sql, [number])))
        found[number] = Shown(number, row["title"], row["language"] or "de")
    return found
