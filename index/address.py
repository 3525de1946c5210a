"""One spelling per web address, so that one page is one record."""

from urllib.parse import unquote, urlsplit

_PORTAL = "ec.europa.eu/"


def address_key(url: str) -> str:
    """Spell an address without scheme, `www.`, escapes, query, fragment and closing slash.

    Topics of the EU portal are compared without case, their news (`….json`) as the topic itself.
    """
    text = unquote(url).split("://")[-1].split("?")[0].split("#")[0]
    text = text.removeprefix("www.").rstrip("/")
    if text.startswith(_PORTAL):
        text = text.lower().removesuffix(".json")
    return text


def is_web_address(url: str) -> bool:
    """Tell whether this is a complete http(s) address with a host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
