"""In the calendar of a municipality: until when it is to say whether it applies with others."""

from collections.abc import Callable, Iterator

from index.store import Database
from webapp.calendars.events import Wanted
from webapp.joint.queries import invited_to


def invitation_events(db: Database, ags: str, page_of: Callable[[int], str]) -> Iterator[Wanted]:
    """One event for each invitation that waits for an answer; an answered one leaves."""
    for group in invited_to(db, ags):
        own = next(it for it in group if it.municipality == ags)
        if own.respond_by and own.answer is None:
            others = ", ".join(it.town for it in group if it.municipality != ags)
            page = page_of(own.programme)
            asked = f"Gefragt sind auch: {others}" if others else ""
            lines = ("Antworten unter Vorhaben, Einladungen.", asked, f"Im Fördernetz: {page}")
            yield Wanted(
                key=f"einladung-{own.programme}",
                day=own.respond_by,
                summary=f"Antwort auf Einladung: {own.programme_title}",
                description="\n".join(filter(None, lines)),
                url=page,
            )
