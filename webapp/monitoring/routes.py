"""Two addresses for machines: whether the service is well, and figures for whoever has the key."""

import hmac
import sqlite3
from typing import Any

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from index.schema import UnreadableDatabase
from index.search.build import has_index
from webapp.accounts.access import public
from webapp.monitoring import logs
from webapp.monitoring.figures import Figures
from webapp.monitoring.requests import init_app, shared_folder
from webapp.request import db, folder, settings, today

bp = Blueprint("monitoring", __name__)


@bp.record_once
def _count_answers(state: Any) -> None:
    state.app.extensions["metrics"] = CollectorRegistry()
    logs.init_app(state.app)
    init_app(state.app)


@bp.get("/gesund")
@public
def health() -> ResponseReturnValue:
    """Tell a proxy or a watching machine whether questions can be answered: 200 or 503."""
    try:
        db().execute("select 1 from programme limit 1").fetchone()
    except (UnreadableDatabase, sqlite3.DatabaseError):
        return {"status": "database"}, 503
    if not has_index(folder()):
        return {"status": "index"}, 503
    return {"status": "ok"}


@bp.get("/metriken")
@public
def metrics() -> ResponseReturnValue:
    """Tell the figures in the form of Prometheus, to whoever has the key of the settings."""
    key = settings().metrics_token
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not key or not hmac.compare_digest(given.encode(), key.encode()):
        abort(404)
    now = CollectorRegistry()
    now.register(Figures(db(), folder(), today()))
    counted = current_app.extensions["metrics"]
    if shared := shared_folder():
        counted = CollectorRegistry()
        MultiProcessCollector(counted, path=str(shared))  # type: ignore[no-untyped-call]
    text = generate_latest(now) + generate_latest(counted)
    return Response(text, content_type=CONTENT_TYPE_LATEST)
