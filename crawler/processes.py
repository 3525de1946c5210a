"""Work in other processes: one pure function, results in the order of the tasks.

Each process has at most one task, so neither side can wait for the other for ever, and memory is
bounded. A process ends with the pipe to its parent: a killed parent leaves none behind, and none
of them holds the lock of the crawl.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice
from typing import Any, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_WORTH_IT = 6
"""With fewer tasks a process costs more than it saves."""
_START = "from crawler.processes import serve; serve()"


class LostProcess(Exception):
    """A process ended in the middle of its work; the message is one German sentence."""


def in_processes(
    function: Callable[[Task], Result], tasks: Iterable[Task], processes: int
) -> Iterator[Result]:
    """Like `map`, in so many processes where there is enough to do; it keeps their order."""
    tasks = iter(tasks)
    first = list(islice(tasks, _WORTH_IT))
    if processes < 2 or len(first) < _WORTH_IT:
        yield from map(function, chain(first, tasks))
        return
    with ExitStack() as stack:
        busy: deque[_Process] = deque()
        for task in chain(first, tasks):
            if len(busy) < processes:
                process = stack.enter_context(_Process(function))
                process.send(task)
                busy.append(process)
                continue
            process = busy.popleft()
            result = process.result()
            process.send(task)
            busy.append(process)
            yield result
        for process in busy:
            yield process.result()


class _Process:
    """One process that runs a function, task by task."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        path = os.pathsep.join(filter(None, sys.path))
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | dict(PYTHONPATH=path),
        )
        self.send(function)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.kill()
        self._process.communicate()

    def send(self, thing: Any) -> None:
        """Give it something to do."""
        assert self._process.stdin is not None
        try:
            pickle.dump(thing, self._process.stdin, pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()
        except OSError as error:
            raise LostProcess("Ein Hilfsprozess endete vorzeitig.") from error

    def result(self) -> Any:
        """Wait for what it did."""
        assert self._process.stdout is not None
        try:
            worked, result = pickle.load(self._process.stdout)
        except (EOFError, pickle.UnpicklingError) as error:
            raise LostProcess("Ein Hilfsprozess endete vorzeitig.") from error
        if not worked:
            raise result
        return result


def serve() -> None:
    """Be such a process: read a function, then task after task, until the pipe ends."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)  # the parent decides when to stop
    gc.set_threshold(20_000)  # thousands of texts, hardly a cycle
    tasks, results = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    function = pickle.load(tasks)
    try:
        while True:
            pickle.dump(_outcome(function, pickle.load(tasks)), results, pickle.HIGHEST_PROTOCOL)
            results.flush()
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _outcome(function: Callable[[Any], Any], task: Any) -> tuple[bool, Any]:
    try:
        return True, function(task)
    except Exception as error:
        return False, error
