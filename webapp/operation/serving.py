"""The site on gunicorn: two processes with four threads each, on a socket that is ours already.

The program and its templates are read once, before the processes part; what holds files open,
the index and the database, each process opens for itself. A process takes visitors when it has
read what all questions need, so that nobody pays for it; until then they wait at the socket.
"""

import errno
import gc
import socket
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.workers.base import Worker

from webapp.monitoring.requests import process_ended, share_between_processes
from webapp.settings import Settings

_WORKERS = 2
_THREADS = 4
_WARM_UP_SECONDS = 5
"""An index that is missing is built beside the visitors: it takes longer than they would wait."""


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
        # Who connects while the program is read inherits this: no answer waits for a receipt.
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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
    share_between_processes(settings.data)
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
            preload_app=True,
            post_worker_init=_warm,
            child_exit=_ended,
            loglevel="warning",
            control_socket_disable=True,
        )
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        from webapp.site import create_app  # here, so that other commands need not load it

        app = create_app(self.settings)
        for name in app.jinja_env.list_templates(["html"]):
            app.jinja_env.get_template(name)
        gc.collect()
        gc.freeze()  # so that the processes go on sharing it
        return app


def _ended(_: object, worker: Worker) -> None:
    process_ended(worker.pid)


def _warm(worker: Worker) -> None:
    from webapp.search.warm_up import warm_up

    warm_up(worker.wsgi).join(_WARM_UP_SECONDS)
