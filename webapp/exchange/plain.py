"""Text for files whose format forbids some signs."""

import re

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Leave out the signs that XML knows no way to write."""
    return _FORBIDDEN.sub("", text)
