"""How long answers take, counted by view and never by person or address.

The processes of the site write into one folder, so that each can tell of all. The library looks
for that folder when it is loaded, which is why `share_between_processes` comes first.
"""

import os
import shutil
import time
from pathlib import Path

from flask import Flask, Response, g, request

_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


def share_between_processes(data: Path) -> None:
    """Give all processes of this service a folder to count in; it begins empty at every start."""
    folder = data / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[_FOLDER] = str(folder)


def process_ended(number: int) -> None:
    """Forget what a process said of itself alone; what it counted stays counted."""
    from prometheus_client import multiprocess

    if _FOLDER in os.environ:
        multiprocess.mark_process_dead(number)  # type: ignore[no-untyped-call]


def shared_folder() -> Path | None:
    """The folder of the counts, where several processes share them."""
    name = os.environ.get(_FOLDER)
    return Path(name) if name else None


def init_app(app: Flask) -> None:
    """Count every answer of the site."""
    from prometheus_client import Histogram

    took = Histogram(
        "foerdernetz_request_seconds",
        "Seconds from the request to the answer, by view, method and status.",
        ("view", "method", "status"),
        buckets=_SECONDS,
        registry=None if shared_folder() else app.extensions["metrics"],
    )

    def begin() -> None:
        g.began = time.perf_counter()

    def count(answer: Response) -> Response:
        if "began" in g:
            view = request.endpoint or "unknown"
            seconds = time.perf_counter() - g.began
            took.labels(view, request.method, str(answer.status_code)).observe(seconds)
        return answer

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(count)
