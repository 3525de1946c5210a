"""The site: one Flask application, made of the capabilities that have pages."""

import importlib
import importlib.util
import pkgutil
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, request
from werkzeug.routing import IntegerConverter

import webapp
from webapp import assets, compression, errors, filters, navigation
from webapp.accounts import access
from webapp.request import close_after_request
from webapp.secret import secret_key
from webapp.settings import Settings

_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"
    " img-src 'self' data:; font-src 'self'; object-src 'none';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # The form protection compares the referrer with our own host.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


_TLS_ONLY = "max-age=31536000; includeSubDomains"
_COOKIE = "foerdernetz"
_OWN_MACHINE = ("localhost", "127.0.0.1", "[::1]")
"""What a proxy or a watching machine on the same computer may call us."""


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
    app.before_request(_refuse_foreign_name)
    access.init_app(app)
    app.context_processor(lambda: dict(navigation=navigation.entries(access.signed_in())))
    for blueprint in _blueprints():
        app.register_blueprint(blueprint)
    app.after_request(_protect)
    return app


def _configuration(settings: Settings) -> dict[str, Any]:
    address = urlsplit(settings.base_url)
    secure = address.scheme == "https"
    return dict(
        SETTINGS=settings,
        SECRET_KEY=secret_key(settings.data),
        # With TLS no other host of the domain can set our cookie, and no plain page can.
        SESSION_COOKIE_NAME=f"__Host-{_COOKIE}" if secure else _COOKIE,
        # Without TLS it is a machine for trying out, and may have many names.
        OUR_HOSTS=(address.hostname, *_OWN_MACHINE) if secure else (),
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


def _refuse_foreign_name() -> None:
    """Answer nothing under a name that is not ours: no cache and no other site can use it."""
    hosts = current_app.config["OUR_HOSTS"]
    if hosts and re.sub(r":[0-9]*$", "", request.host.lower()) not in hosts:
        abort(400)


def _protect(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["SESSION_COOKIE_SECURE"]:  # TLS ends at the proxy, so ask the setting
        response.headers.setdefault("Strict-Transport-Security", _TLS_ONLY)
    if request.blueprint != "assets":
        # A page shows what one person may see: nothing of it stays in a shared browser.
        response.headers.setdefault("Cache-Control", "no-store")
    return response
