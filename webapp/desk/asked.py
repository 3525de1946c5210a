"""What the address of the news asks for: a period and a kind of event."""

from datetime import date, timedelta

from flask import request

from webapp.desk.queries import KINDS

PERIODS = {7: "7 Tage", 30: "30 Tage", 90: "3 Monate", 365: "12 Monate"}


def first_day(today: date, days: int) -> date:
    """The first day of a period that ends today."""
    return today - timedelta(days=days - 1)


def asked_period() -> int:
    """The period in the address, in days."""
    wanted = request.args.get("tage", "")
    return next((days for days in PERIODS if str(days) == wanted), 7)


def asked_kind() -> str:
    """The kind of event in the address; empty for all."""
    wanted = request.args.get("art", "")
    return next((item.value for item in KINDS if item.value == wanted), "")
