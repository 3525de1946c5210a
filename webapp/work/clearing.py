"""Steps that delete what has been kept long enough."""

from webapp.audit import log
from webapp.privacy import retention
from webapp.work.journal import forget_old_jobs
from webapp.work.shift import Done, Shift


def forget_old_entries(shift: Shift) -> Done | None:
    """Delete what the audit log has kept long enough."""
    gone = log.forget_old(shift.db)
    return Done(f"Protokoll: {gone} alte Einträge gelöscht.") if gone else None


def forget_old_data(shift: Shift) -> Done | None:
    """Delete what is kept of people for a time only."""
    gone = retention.forget_old(shift.db, shift.now)
    said = ", ".join(f"{count} {what}" for what, count in gone.items())
    return Done(f"Gelöscht: {said}.") if gone else None


def forget_finished_jobs(shift: Shift) -> Done | None:
    """Delete what the journal of jobs has kept long enough."""
    gone = forget_old_jobs(shift.db, shift.now)
    return Done(f"Vorgänge: {gone} alte gelöscht.") if gone else None
