"""The site on gunicorn: two processes with four threads each, on a socket that is ours already."""

import errno
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication

from webapp.settings import Settings

_WORKERS = 2
_THREADS = 4


class NoAddress(Exception):
    """The address cannot be used; the message is one German sentence."""


def listen(host: str, port: int) -> socket.socket:
    """Take the address before anything starts, so that a busy port is a sentence.

    Raises:
        NoAddress: when somebody else has the port or the host is not ours.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise NoAddress(f"»{host}« ist keine Adresse dieses Rechners.") from error
    taken = socket.socket(family, kind)
    try:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(address)
        taken.listen(128)
    except OSError as error:
        taken.close()
        raise NoAddress(_why(error, host, port)) from error
    return taken


def address_of(listening: socket.socket) -> str:
    """The address to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(settings: Settings, listening: socket.socket) -> None:
    """Serve until a signal ends it."""
    _Site(settings, listening.detach()).run()


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} auf {host} ist belegt; wählen Sie mit --port einen anderen."
    if error.errno == errno.EACCES:
        return f"Port {port} ist diesem Benutzer nicht erlaubt; wählen Sie einen ab 1024."
    return f"{host}:{port} ist nicht möglich: {error.strerror}."


class _Site(BaseApplication):
    def __init__(self, settings: Settings, descriptor: int) -> None:
        self.settings = settings
        self.descriptor = descriptor
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = dict(
            bind=f"fd://{self.descriptor}",
            worker_class="gthread",
            workers=_WORKERS,
            threads=_THREADS,
            loglevel="warning",
            control_socket_disable=True,
        )
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        from webapp.search.warm_up import warm_up
        from webapp.site import create_app  # in the worker, after the fork

        app = create_app(self.settings)
        warm_up(app)
        return app
