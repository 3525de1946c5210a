"""Running the program in a process group of its own, forked from one that has it loaded."""

import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

import crawler.run
import webapp.site
from webapp import cli

LOADED = (crawler.run, webapp.site, *map(cli.commands_of, cli._COMMANDS))
_LOOK_AGAIN = 0.003


def begin(words: Sequence[str], env: Mapping[str, str], log: Path) -> int:
    """Begin a command; gives the number of its process, which leads a group of its own."""
    number = os.fork()
    if not number:
        _be(words, env, log)
    return number


def wait(number: int, seconds: float) -> int | None:
    """Wait so long at most for the end of a command; gives how it ended, or nothing."""
    end = time.monotonic() + seconds
    while True:
        found, status = os.waitpid(number, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= end:
            return None
        time.sleep(_LOOK_AGAIN)


def kill(number: int) -> None:
    """Kill the whole group, and wait until nobody of it is left."""
    with suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)
    with suppress(ChildProcessError):
        os.waitpid(number, 0)
    while True:  # its children are not ours, but they hold the files open until they are gone
        try:
            os.killpg(number, 0)
        except (ProcessLookupError, PermissionError):
            return
        time.sleep(_LOOK_AGAIN)


def run(words: Sequence[str], env: Mapping[str, str], log: Path) -> int:
    """Run a command to its end; gives how it ended."""
    ended = wait(begin(words, env, log), 120)
    return -1 if ended is None else ended


def wait_for_port(port: int, seconds: float = 30) -> None:
    """Wait until somebody listens there."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(_LOOK_AGAIN)
    raise TimeoutError(f"Nobody listens on {port}.")


def _be(words: Sequence[str], env: Mapping[str, str], log: Path) -> NoReturn:
    code = 70
    try:
        os.setsid()
        os.environ.update(env)
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, 1)
        os.dup2(file, 2)
        cli.main(list(words), prog_name="foerdernetz")
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    finally:
        os._exit(code)
