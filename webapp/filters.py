"""How templates write days, money and funders in German."""

from datetime import date
from typing import Any

from flask import Flask

from index.address import is_web_address
from index.status import german_date


def init_app(app: Flask) -> None:
    """Give templates the filters of this module and the test `web_address`."""
    app.jinja_env.filters["datum"] = datum
    app.jinja_env.filters["euro"] = euro
    app.jinja_env.filters["cent"] = cent
    app.jinja_env.filters["zahl"] = zahl
    app.jinja_env.filters["origin"] = origin
    app.jinja_env.tests["web_address"] = is_web_address


def origin(it: Any) -> str:
    """Who is behind a programme: the level, unless the funder's name says it, and the funders."""
    named = " ".join(it.funders)
    levels = (level for level in it.levels if not named.startswith(f"{level} "))
    return " · ".join([*levels, *it.funders])


def datum(day: date | str | None) -> str:
    """Write a day: 31.12.2026; nothing for an absent one."""
    if not day:
        return ""
    return german_date(date.fromisoformat(day[:10]) if isinstance(day, str) else day)


def euro(amount: float | None) -> str:
    """Write an amount of whole euros: 1.234.567 €; nothing for an absent one."""
    return "" if amount is None else f"{zahl(amount)} €"


def cent(cents: int | None) -> str:
    """Write an amount of cents: 1.234,50 €; nothing for an absent one."""
    if cents is None:
        return ""
    whole, rest = divmod(abs(cents), 100)
    return f"{'−' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02d} €"


def zahl(number: float | None) -> str:
    """Write a number: 1.234.567 or 62,5; nothing for an absent one."""
    if number is None:
        return ""
    text = f"{number:,.2f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return text.translate(str.maketrans(",.", ".,"))
