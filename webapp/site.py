"""The site: one Flask application, made of the capabilities that have pages."""

import importlib
import importlib.util
import pkgutil
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.routing import IntegerConverter

import webapp
from webapp import assets, compression, errors, filters, navigation
from webapp.accounts import access
from webapp.request import close_after_request
from webapp.secret import secret_key
from webapp.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
    " img-src 'self' data:; font-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The form protection compares the referrer with our own host.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class _Site(Flask):
    def log_exception(self, exc_info: Any) -> None:
        """Name the view that failed, never the address: it may hold a secret."""
        self.logger.error("%s %s failed", request.method, request.endpoint, exc_info=exc_info)


class _Number(IntegerConverter):
    """A number in an address; SQLite could not even ask for a much larger one."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max", 9_999_999_999)
        super().__init__(*args, **options)


def create_app(settings: Settings, today: date | None = None) -> Flask:
    """Make the site; with `today` it acts on that day instead of the real one."""
    app = _Site("webapp", static_folder=None)
    app.config.update(_configuration(settings), TODAY=today)
    app.url_map.converters["int"] = _Number
    for part in (assets, compression, errors, filters):
        part.init_app(app)
    close_after_request(app)
    access.init_app(app)
    app.context_processor(lambda: dict(navigation=navigation.entries(access.signed_in())))
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    app.after_request(_protect)
    return app


def _configuration(settings: Settings) -> dict[str, Any]:
    secure = settings.base_url.startswith("https://")
    return dict(
        SETTINGS=settings,
        SECRET_KEY=secret_key(settings.data),
        SESSION_COOKIE_NAME="foerdernetz",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        REMEMBER_COOKIE_HTTPONLY=True,
        REMEMBER_COOKIE_SAMESITE="Lax",
        REMEMBER_COOKIE_SECURE=secure,
        PERMANENT_SESSION_LIFETIME=timedelta(days=14),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form may lie open over lunch
        # A megabyte more than a file may have: the form around it needs some room.
        MAX_CONTENT_LENGTH=(max(10, settings.file_megabytes) + 1) * 1024 * 1024,
    )


def _blueprints() -> Iterator[Blueprint]:
    """Every folder of `webapp` with a module `routes` adds its pages."""
    for found in pkgutil.iter_modules(webapp.__path__):
        name = f"webapp.{found.name}.routes"
        if found.ispkg and importlib.util.find_spec(name):
            blueprint = importlib.import_module(name).bp
            assert isinstance(blueprint, Blueprint)
            yield blueprint


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:  # TLS ends at the proxy, so ask the setting
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    if request.blueprint != "assets":
        # A page shows what one person may see: nothing of it stays in a shared browser.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
