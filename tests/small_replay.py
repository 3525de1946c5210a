"""A tiny stand-in for the network on loopback: `/HOST/PATH` answers for `https://HOST/PATH`."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic


@dataclass
class Page:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Seen:
    path: str
    headers: dict[str, str]
    at: float


Answer = Page | Callable[[Seen], Page]


class SmallReplay:
    """Answers what `pages` says, 404 for everything else, and notes what was asked."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.pages: dict[str, Answer] = {}
        self.seen: list[Seen] = []

    @property
    def paths(self) -> list[str]:
        return [seen.path for seen in self.seen]


@contextmanager
def small_replay() -> Iterator[SmallReplay]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen = Seen(self.path.lstrip("/"), dict(self.headers), monotonic())
            replay.seen.append(seen)
            answer = replay.pages.get(seen.path, Page(status=404))
            page = answer(seen) if callable(answer) else answer
            self.send_response(page.status)
            for name, text in page.headers.items():
                self.send_header(name, text)
            self.send_header("Content-Length", str(len(page.body)))
            self.end_headers()
            self.wfile.write(page.body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    replay = SmallReplay(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield replay
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
