"""What a browser transfers that sees a page for the first time, for site_speed.py."""

import gzip
import http.client
import re
from dataclasses import dataclass

_LINKED = re.compile(r'<(?:link|script|img)[^>]+(?:href|src)="(/[^"]+)"[^>]*>')
_BLOCKS = re.compile(r'rel="stylesheet"')


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstVisit:
    """Requests and bytes, headers included; `before_paint` are those a browser waits for."""

    requests: int
    sent: int
    before_paint: int


def first_visit(port: int, path: str, cookie: str) -> FirstVisit:
    """Fetch a page and all that it names, once each, compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    body, sent = _fetch(connection, path, cookie)
    page = body.decode()
    linked: dict[str, str] = {}
    for found in _LINKED.finditer(page):
        linked.setdefault(found[1], found[0])
    sizes = {address: _fetch(connection, address, cookie)[1] for address in linked}
    blocking = sum(sizes[address] for address, tag in linked.items() if _BLOCKS.search(tag))
    connection.close()
    total = sent + sum(sizes.values())
    return FirstVisit(requests=1 + len(linked), sent=total, before_paint=sent + blocking)


def _fetch(connection: http.client.HTTPConnection, path: str, cookie: str) -> tuple[bytes, int]:
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookie} if cookie else {})
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    assert answer.status == 200, (answer.status, path)
    body = answer.read()
    sent = len(body) + len(str(answer.headers).encode()) + len("HTTP/1.1 200 OK\r\n\r\n")
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body, sent
