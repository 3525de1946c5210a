"""Addresses by which people without an account cancel; who knows one cancels that seat alone."""

import base64
import hmac

_BYTES = 18


def way_out(key: bytes, seat: int) -> str:
    """The secret part of the address for one seat."""
    mark = hmac.new(key, f"training seat:{seat}".encode(), "sha256").digest()[:_BYTES]
    return f"{seat}-{base64.urlsafe_b64encode(mark).decode()}"


def seat_of(key: bytes, token: str) -> int | None:
    """The seat that an address gives up; nothing when it is none of ours."""
    number = token.partition("-")[0]
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        return None
    fits = hmac.compare_digest(way_out(key, int(number)).encode(), token.encode())
    return int(number) if fits else None
