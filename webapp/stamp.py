"""Moments as the database keeps them, so that they compare as text."""

from datetime import UTC, datetime


def stamp(moment: datetime) -> str:
    """A moment as it is stored: in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
