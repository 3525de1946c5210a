"""Codes of an authenticator app after RFC 6238, with what the standard library has.

The secret is not kept: it follows from the key of the site and a nonce in the database, so that
who reads the database, or a copy of it, can make no code.
"""

import base64
import hmac
from datetime import datetime
from urllib.parse import quote, urlencode

STEP = 30
DIGITS = 6
_NEIGHBOURS = (0, -1, 1)  # a clock may be half a minute off
ISSUER = "Fördernetz"


def secret_of(key: bytes, account: int, nonce: str) -> bytes:
    """The secret that an account shares with its app."""
    return hmac.new(key, f"second factor {account} {nonce}".encode(), "sha1").digest()


def code_at(secret: bytes, step: int) -> str:
    """The code of one step of thirty seconds."""
    digest = hmac.new(secret, step.to_bytes(8, "big"), "sha1").digest()
    start = digest[-1] & 0x0F
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step to which a typed code belongs, if it is one of now."""
    today = int(now.timestamp()) // STEP
    typed = "".join(code.split()).encode()
    steps = (today + near for near in _NEIGHBOURS)
    return next(
        (it for it in steps if hmac.compare_digest(code_at(secret, it).encode(), typed)), None
    )


def in_base32(secret: bytes) -> str:
    """The secret as it is typed where no code can be scanned, in groups of four."""
    text = base64.b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def address_of(secret: bytes, email: str) -> str:
    """What the square picture says to the app."""
    asked = dict(secret=base64.b32encode(secret).decode(), issuer=ISSUER)
    return f"otpauth://totp/{quote(ISSUER)}:{quote(email)}?{urlencode(asked, quote_via=quote)}"
