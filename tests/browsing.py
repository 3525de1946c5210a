"""A real browser before a real server on loopback, for tests and for the pictures."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import Page
from werkzeug.serving import WSGIRequestHandler, make_server

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or ""
NO_BROWSER = "No Chromium here; on Debian: apt-get install chromium (.ci/run does it)."
LAUNCH: dict[str, Any] = dict(
    executable_path=BROWSER,
    args=[
        "--no-sandbox",  # the tests may run as root in a container
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ],
)
AXE = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: object) -> None: ...


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve a site on a free port of loopback; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(timeout=10)
        server.server_close()


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    """Fill in the form as a person does."""
    page.goto(f"{address}/anmelden")
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(password)
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url(f"{address}/")
