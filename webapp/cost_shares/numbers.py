"""Numbers as people write them in the forms of the Umlage; weights are kept in thousandths."""

import re

THOUSANDTHS = 1000
MOST_CENTS = 10**11
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d{1,12})(?:,(\d{1,3}))?")


def thousandths_of(text: str) -> int:
    """Read a number with up to three places: 1.234,5.

    Raises:
        ValueError: when it is none.
    """
    found = _NUMBER.fullmatch(text.removesuffix("€").strip())
    if not found:
        raise ValueError(text)
    return int(found[1].replace(".", "")) * THOUSANDTHS + int((found[2] or "").ljust(3, "0"))


def cents_of(text: str) -> int:
    """Read an amount in euros: 85.000 or 85.000,50.

    Raises:
        ValueError: when it is none, or has parts of cents.
    """
    thousandths = thousandths_of(text)
    if thousandths % 10 or thousandths // 10 > MOST_CENTS:
        raise ValueError(text)
    return thousandths // 10


def written(thousandths: int) -> str:
    """Write a number with as many places as it has: 1.234,5."""
    whole, rest = divmod(thousandths, THOUSANDTHS)
    places = f",{rest:03d}".rstrip("0") if rest else ""
    return f"{whole:,}".replace(",", ".") + places


def written_cents(cents: int) -> str:
    """Write an amount for a form: 85.000,50."""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}"
