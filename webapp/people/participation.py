"""Saying from when to when a municipality takes part."""

from datetime import date

from index.municipality import Municipality, set_participation
from index.schema import writing
from index.store import Database
from webapp.audit.log import Deed, note


def change_participation(
    db: Database, actor: int | None, town: Municipality, first: date | None, last: date | None
) -> None:
    """Write the span down, and who did it; an absent day sets no limit.

    Raises:
        ValueError: when it ends before it begins; one German sentence.
    """
    span = f"{first or '…'} bis {last or '…'}"
    subject = f"Kommune {town.short_name}"
    with writing(db):
        set_participation(db, town.ags, first, last)
        note(db, actor, Deed.PARTICIPATION_CHANGED, subject, municipality=town.ags, details=span)
