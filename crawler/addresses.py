"""Only public addresses are read: nothing a page links to may lead into our own network."""

import ipaddress
import re
import socket
from typing import Any
from urllib.parse import urlsplit

from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.failures import Refused

_INNER_NAMES = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa",
)  # fmt: skip
_NUMERIC = re.compile(r"[0-9a-fx.]*[0-9][0-9a-fx.]*")


def is_public(url: str) -> bool:
    """Tell whether an address is http(s) and names a host of the public network."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host:
        return False
    address = _as_number(host)
    if address is not None:
        return is_public_number(address)
    return "." in host and not host.endswith(_INNER_NAMES)


def is_public_number(text: str) -> bool:
    """Tell whether an IP number belongs to the public network."""
    address = ipaddress.ip_address(text.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_global and not address.is_multicast


def _as_number(host: str) -> str | None:
    """Read a host that is an IP number, also in the short and hexadecimal spellings (`127.1`)."""
    if ":" in host:
        return host
    if not _NUMERIC.fullmatch(host):
        return None
    try:
        return socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None


class OnlyPublicAddresses:
    """Downloader middleware: refuse private, link-local and loopback addresses.

    It stands first, so it sees redirects and robots.txt as well, and the real address also when
    a replay answers.
    """

    def process_request(self, request: Request) -> None:
        """Let public addresses pass."""
        if not is_public(request.url):
            raise Refused(f"{request.url} liegt nicht im öffentlichen Netz und wird nicht gelesen.")


class PublicResolver(CachingThreadedResolver):
    """Refuses names that resolve to an address in our own network."""

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = ()
    ) -> "Deferred[str]":
        """Resolve a name."""
        found: Deferred[str] = super().getHostByName(name, timeout)
        return found.addCallback(_checked, name)


def _checked(number: str, name: str) -> str:
    if not is_public_number(number):
        raise DNSLookupError(f"{name} leads into a private network: {number}.")
    return number
