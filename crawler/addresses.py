"""Only public addresses are read: nothing a page links to may lead into our own network."""

from typing import Any

from scrapy.http import Request
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.failures import Refused
from index.public_address import is_public, is_public_number


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
