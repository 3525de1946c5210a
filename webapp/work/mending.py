"""What the regular work mends by itself after a process died: search that is behind, half files."""

from contextlib import suppress

from index.behind import programmes_behind
from index.search.build import MissingIndex, update
from webapp.crawling.reader import NotRead
from webapp.crawling.search_index import bring_in_step, is_far_behind
from webapp.operation.leftovers import clear_away
from webapp.projects.renewal import judge_programmes
from webapp.work.shift import Done, Shift


def let_search_follow(shift: Shift) -> Done | None:
    """Renew in the search, and judge, what was decided when a process died before it could."""
    folder = shift.settings.data
    if is_far_behind(folder):
        with suppress(NotRead):  # somebody reads and does it
            bring_in_step(shift.db, folder, shift.today)
            return Done("Die Suche wurde nach einem Abbruch neu aufgebaut.")
    behind = programmes_behind(shift.db)
    if not behind:
        return None
    with suppress(MissingIndex):  # then it is built anew, by this run or the next question
        update(shift.db, folder, behind)
    judge_programmes(shift.db, behind, shift.today)
    return Done(f"Suche nachgeholt: {len(behind)} Programme.")


def clear_leftovers(shift: Shift) -> Done | None:
    """Delete what processes that died left in the data folder."""
    gone = clear_away(shift.db, shift.settings.data, shift.now.astimezone())
    return Done(f"Gelöschte Reste abgebrochener Vorgänge: {gone}.") if gone else None
