"""One process at a time: locks on files, which end with the process that holds them."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import IO

_LOOK_AGAIN_SECONDS = 0.05


@contextmanager
def locked(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Let one process at a time do this; with `seconds` a TimeoutError after so long a wait."""
    with path.open("a", encoding="utf-8") as file:
        if seconds is None:
            fcntl.flock(file, fcntl.LOCK_EX)
        else:
            _lock_within(file, seconds)
        try:
            yield
        finally:
            fcntl.flock(file, fcntl.LOCK_UN)


def _lock_within(file: IO[str], seconds: float) -> None:
    end = monotonic() + seconds
    while True:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if monotonic() >= end:
                raise TimeoutError from error
            sleep(_LOOK_AGAIN_SECONDS)
