"""The log: one line an event, as `key=value` or JSON, in which nobody is named.

Faults are told by their kind and the places in the code that they went through. What they say may
hold what somebody typed, so it is left out. Addresses stand as the pattern of their route.
"""

import json
import logging
import re
import secrets
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask, Response, g, request

from webapp.settings import Settings

LOGGER = "foerdernetz"
HEADER = "X-Request-ID"
_QUIET = frozenset({"assets.file", "monitoring.health", "monitoring.metrics"})
_GIVEN = re.compile(r"[0-9a-f]{8,32}")
_PLAIN = re.compile(r"[\w.:/<>+-]+")
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_log = logging.getLogger(f"{LOGGER}.requests")


class Line(logging.Formatter):
    """Writes time, level, event and what belongs to it; extra values come as `about`."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self._write = _as_json if form == "json" else _as_text

    def format(self, record: logging.LogRecord) -> str:
        """One line, whatever happened."""
        moment = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
        values: dict[str, Any] = dict(time=f"{moment}Z", level=record.levelname.lower())
        if about := _about_event(record):
            values |= about
        else:
            values |= dict(event=_one_line(record.getMessage()), logger=record.name)
        if record.exc_info and record.exc_info[0]:
            values |= dict(fault=record.exc_info[0].__name__, at=_places(record.exc_info[2]))
        return self._write(values)


@contextmanager
def written(settings: Settings) -> Iterator[None]:
    """Send the log of this process to standard error meanwhile, in the form of the settings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Line(settings.log))
    root, ours = logging.getLogger(), logging.getLogger(LOGGER)
    before = ours.level
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    for name in ("gunicorn.error", "webapp"):  # they would write a second line in another form
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    try:
        yield
    finally:
        root.removeHandler(handler)
        ours.setLevel(before)


def init_app(app: Flask) -> None:
    """Give every request a number, and write a line when it is answered."""

    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _GIVEN.fullmatch(given) else secrets.token_hex(6)
        g.asked_at = time.perf_counter()

    def note(answer: Response) -> Response:
        if "request_id" not in g:
            return answer
        answer.headers[HEADER] = g.request_id
        if request.endpoint not in _QUIET:
            _log.info("request", extra=dict(about=_about(answer)))
        return answer

    app.before_request_funcs.setdefault(None, []).insert(0, begin)
    app.after_request(note)
    app.context_processor(lambda: dict(request_id=g.get("request_id", "")))


def _about_event(record: logging.LogRecord) -> dict[str, Any]:
    """What came with the record beside its message: as `about`, or as values of its own."""
    about: dict[str, Any] | None = getattr(record, "about", None)
    if about is None:
        about = {name: value for name, value in vars(record).items() if name not in _USUAL}
    return {name: value for name, value in about.items() if value not in (None, "")}


def _about(answer: Response) -> dict[str, Any]:
    rule = request.url_rule
    return dict(
        event="request",
        method=request.method,
        route=rule.rule if rule else "unknown",
        status=answer.status_code,
        ms=round((time.perf_counter() - g.asked_at) * 1000, 1),
        role=_role(),
        id=g.request_id,
    )


def _role() -> str:
    """The role of whoever asked, if that is known already: a line of the log asks nobody."""
    user = g.get("_login_user")
    account = getattr(user, "account", None) if user is not None else None
    return account.role.value if account is not None else "nobody"


def _places(trace: Any) -> str:
    frames = traceback.extract_tb(trace)
    return " > ".join(f"{it.filename.rpartition('/')[2]}:{it.lineno}:{it.name}" for it in frames)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _as_json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, default=str)


def _as_text(values: dict[str, Any]) -> str:
    return " ".join(f"{name}={_quoted(value)}" for name, value in values.items())


def _quoted(value: Any) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
