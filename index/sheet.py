"""A record on its way into the register: normalised once, written out once."""

from dataclasses import dataclass

import msgspec

from index.record import SourceRecord, fingerprint


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the register needs of a record, so that another process can prepare it."""

    source: str
    key: str
    url: str
    fingerprint: str
    content: bytes
    """The whole record; `decode_record` reads it."""
    product_numbers: tuple[str, ...] = ()
    hidden_because: str = ""


def sheet_of(record: SourceRecord) -> Sheet:
    """Write out a record."""
    return Sheet(
        source=record.source,
        key=record.key,
        url=record.url,
        fingerprint=fingerprint(record),
        content=msgspec.json.encode(record),
        product_numbers=record.product_numbers,
        hidden_because=record.hidden_because,
    )
