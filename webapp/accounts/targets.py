"""Where somebody wanted to go before the login."""

import re
from urllib.parse import urlsplit

from flask import request

_OWN = re.compile(r"/(?!/)[^\x00-\x1f\x7f\\]*")


def own_page(target: str | None) -> str:
    """Go where somebody wanted to, but never to another site."""
    start = request.script_root + "/"
    # Browsers leave out tabs and line breaks, and read a backslash as a stroke.
    if not target or not _OWN.fullmatch(target):
        return start
    try:
        parts = urlsplit(target)
    except ValueError:
        return start
    return start if parts.scheme or parts.netloc else request.script_root + target
