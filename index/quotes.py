"""Quotes in the text of a record: whether they still stand there."""

from collections.abc import Iterable

from index.facts import Evidence, Fact
from index.record import TEXT_FIELDS, SourceRecord
from index.text import comparable

BULLET = "•"


def quote_key(text: str) -> str:
    """Fold a text so that a quote is found however it is wrapped, marked up or listed."""
    return comparable(text).replace(BULLET, "")


def field_with(record: SourceRecord, quote: str) -> str | None:
    """The first passage in which the quote stands word for word."""
    wanted = quote_key(quote)
    if not wanted:
        return None
    names = (name for name in TEXT_FIELDS if getattr(record, name))
    return next((name for name in names if wanted in quote_key(getattr(record, name).text)), None)


def all_stand(record: SourceRecord, quotes: Iterable[Evidence], now: Fact | None) -> bool:
    """Tell whether every quote is still in the record; those of structured fields are read anew."""
    today = {quote_key(item.quote) for item in now.evidence} if now else set()
    return all(
        quote_key(item.quote) in today or field_with(record, item.quote) is not None
        for item in quotes
    )
