"""Where somebody wanted to go before the login."""

from urllib.parse import urlsplit

from flask import request


def own_page(target: str | None) -> str:
    """Go where somebody wanted to, but never to another site."""
    start = request.script_root + "/"
    if not target or not target.startswith("/") or target.startswith("//") or "\\" in target:
        return start
    parts = urlsplit(target)
    return start if parts.scheme or parts.netloc else request.script_root + target
