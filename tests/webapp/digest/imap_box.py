"""A mailbox that speaks as much IMAP as its reader needs, on loopback."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class _Talk(socketserver.StreamRequestHandler):
    """One connection: a line is a command, its answer ends with the tag of the command."""

    server: "_Box"

    def handle(self) -> None:
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, _, words = line.decode().strip().partition(" ")
            name, _, rest = words.removeprefix("UID ").partition(" ")
            answer = getattr(self, f"_{name.lower()}", self._unknown)(rest)
            self._say(f"{tag} {answer}".encode())

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")

    def _unknown(self, _: str) -> str:
        return "BAD unknown"

    def _capability(self, _: str) -> str:
        self._say(b"* CAPABILITY IMAP4rev1")
        return "OK done"

    def _login(self, rest: str) -> str:
        return "OK done" if rest == 'post "geheim"' else "NO [AUTHENTICATIONFAILED] wrong"

    def _select(self, _: str) -> str:
        self._say(f"* {len(self.server.messages)} EXISTS".encode())
        return "OK [READ-WRITE]"

    def _search(self, _: str) -> str:
        unseen = set(self.server.messages) - self.server.seen
        self._say(f"* SEARCH {' '.join(map(str, sorted(unseen)))}".encode())
        return "OK done"

    def _fetch(self, rest: str) -> str:
        number = int(rest.partition(" ")[0])
        raw = self.server.messages[number]
        self._say(f"* {number} FETCH (UID {number} BODY[] {{{len(raw)}}}".encode())
        self.wfile.write(raw)
        self._say(b")")
        return "OK done"

    def _store(self, rest: str) -> str:
        number, _, flags = rest.partition(" ")
        if flags == r"+FLAGS (\Seen)":
            self.server.seen.add(int(number))
        return "OK done"


class _Box(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self, messages: tuple[bytes, ...]) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.messages = dict(enumerate(messages, 1))
        self.seen: set[int] = set()


@contextmanager
def imap_box(*messages: bytes) -> Iterator[str]:
    """A box with these messages; gives its address."""
    with _Box(messages) as box:
        threading.Thread(target=box.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"imap://post:geheim@127.0.0.1:{box.server_address[1]}/INBOX"
        finally:
            box.shutdown()
