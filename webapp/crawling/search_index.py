"""Keeping search and proposals in step with what was read, also after a broken reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from index.duplicates import renew_proposals
from index.search.build import current_folder, rebuild, update
from index.store import Database
from webapp.crawling.queries import programmes_of, programmes_that_differ, state_of_records
from webapp.crawling.reader import NotRead
from webapp.forecasts.past_calls import note_past_calls
from webapp.reviews.desk_list import renew_desk
from webapp.terminal import say

_BEHIND = "search.behind"


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
    if current_folder(folder) is not None:
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
    mark.unlink(missing_ok=True)
