"""Counting in months, as Bescheide do."""

import calendar
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(day.day, last))


def months_since(day: date, today: date) -> int:
    """How many whole months are over since a day."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return months if months_after(day, months) <= today else months - 1
