"""Keeping the list of the desk fresh, and what its entries are about."""

from datetime import date

from index.desk import is_behind, renew, set_broken_links
from index.links import LinkState, Outgoing
from index.schema import impatient, unless_busy, writing
from index.store import Database
from webapp.duplicates.queries import Proposal, open_proposals


def renew_desk(db: Database, today: date) -> None:
    """Look again at what changed since the list was made.

    While a crawl writes, a page shows the list as it was: the next one is newer.
    """
    if not is_behind(db, today):
        return
    with unless_busy(), impatient(db), writing(db):
        renew(db, today, map(_pair, open_proposals(db)))


def note_broken_links(db: Database, outgoing: Outgoing) -> None:
    """Put the broken links on the desk, each with one of the programmes that show it."""
    sql = "select url, failed_on from link where state = ? and failed_on is not null"
    rows = list(db.query(sql, [LinkState.BROKEN.value]))
    links = [
        (min(outgoing[row["url"]]), row["url"], row["failed_on"])
        for row in rows
        if row["url"] in outgoing
    ]
    with writing(db):
        set_broken_links(db, links)


def _pair(proposal: Proposal) -> tuple[int, str, str]:
    key = f"{proposal.first}-{proposal.second}"
    return proposal.programmes[0], key, proposal.found_on.isoformat()
