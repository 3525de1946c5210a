"""Keeping search and proposals in step with what was read, also after a broken reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from index.duplicates import renew_proposals
from index.search.build import has_index, rebuild, update
from index.store import Database
from webapp.crawling.queries import programmes_of, programmes_that_differ, state_of_records
from webapp.crawling.reader import NotRead, alone
from webapp.forecasts.past_calls import note_past_calls
from webapp.reviews.desk_list import renew_desk
from webapp.terminal import say

_BEHIND = "search.behind"


def is_far_behind(folder: Path) -> bool:
    """Whether a process died, or is at work, that changes much of what the search shows."""
    return (folder / _BEHIND).exists()


def leave_far_behind(folder: Path) -> None:
    """Note before a large change that the search has to be built anew, whatever happens."""
    (folder / _BEHIND).touch()


def be_in_step(folder: Path) -> None:
    """Take the note away: the search was built anew."""
    (folder / _BEHIND).unlink(missing_ok=True)


def bring_in_step(db: Database, folder: Path, today: date) -> None:
    """Build anew what was left far behind.

    Raises:
        NotRead: when somebody is at it.
    """
    with alone(folder), search_in_step(db, folder, today):
        pass


@contextmanager
def search_in_step(db: Database, folder: Path, today: date) -> Iterator[set[int]]:
    """Renew in the search what is read inside; add records whose facts alone change to the set.

    Pairs that may be one programme are looked for anew if anything changed.

    A mark stands in the folder meanwhile. Whoever finds it knows that a process died before the
    search was renewed, and builds the index anew. Without an index the first search builds it.
    """
    mark = folder / _BEHIND
    was_cut_off = mark.exists()
    mark.touch()
    renewed: set[int] = set()
    before = state_of_records(db)
    try:
        yield renewed
    except NotRead:
        if not was_cut_off:
            mark.unlink()
        raise
    changed = set(programmes_that_differ(before, state_of_records(db)))
    changed |= set(programmes_of(db, renewed))
    if has_index(folder):
        if was_cut_off:
            say("Suche: Ein früherer Abruf brach ab; der Index wird neu aufgebaut.")
            rebuild(db, folder)
        elif changed:
            say(f"Suche: {len(changed)} Programme werden erneuert.")
            update(db, folder, sorted(changed))
    if changed or was_cut_off or not db.table("proposal").count:
        renew_proposals(db, today)
        note_past_calls(db)
    renew_desk(db, today)
    be_in_step(folder)
