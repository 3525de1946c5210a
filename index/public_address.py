"""Which addresses belong to the public network: only these are watched, read and checked."""

import ipaddress
import re
import socket
import unicodedata
from urllib.parse import urlsplit

_INNER_NAMES = (
    ".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home.arpa",
)  # fmt: skip
_UNICAST = ipaddress.IPv6Network("2000::/3")
_TUNNELS = tuple(
    map(
        ipaddress.IPv6Network,
        ("::/96", "::ffff:0:0:0/96", "64:ff9b::/47", "2002::/16", "fec0::/10"),
    )
)
"""IPv6 numbers that carry one of IPv4 (NAT64, 6to4 …), and the old site-local ones."""
_NAME = re.compile(r"[\w.-]+")
_NUMERIC = re.compile(r"[0-9a-fx.]*[0-9][0-9a-fx.]*")


def is_public(url: str) -> bool:
    """Tell whether an address is http(s), names a host of the public network and no user."""
    try:
        parts = urlsplit(url)
        # As a browser reads it: figures and full stops of any script are those of ASCII.
        host = unicodedata.normalize("NFKC", parts.hostname or "").replace("。", ".").rstrip(".")
        _ = parts.port
        behind = parts.netloc.rpartition("]")[2]
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        return False
    if "[" in parts.netloc and behind and not behind.startswith(":"):
        return False
    address = _as_number(host)
    if address is not None:
        return is_public_number(address)
    return "." in host and bool(_NAME.fullmatch(host)) and not host.endswith(_INNER_NAMES)


def is_public_number(text: str) -> bool:
    """Tell whether an IP number belongs to the public network."""
    try:
        address = ipaddress.ip_address(text.split("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address not in _UNICAST or any(address in network for network in _TUNNELS):
            return False  # an address inside an address: it may lead anywhere
        address = address.ipv4_mapped or address
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
