"""Work in other processes: one pure function, results in the order of the tasks.

Each process has at most one task and a thread here that hands it over and waits for the result,
so neither side can wait for the other for ever. Memory is bounded: only few tasks are on their
way. A process ends with the pipe to its parent: a killed parent leaves none behind, and none of
them holds the lock of the crawl.
"""

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from itertools import chain, islice
from queue import SimpleQueue
from typing import Any, Self, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_WORTH_IT = 6
"""With fewer tasks a process costs more than it saves."""
_AHEAD = 2
"""So many tasks for each process are on their way: none waits while a result is being stored."""
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
        workers: SimpleQueue[_Process] = SimpleQueue()
        threads = stack.enter_context(ThreadPoolExecutor(processes))
        for _ in range(processes):
            workers.put(stack.enter_context(_Process(function)))
        # Left in reverse: ending the processes first sets free the threads that wait for them.
        ahead: deque[Future[Result]] = deque()
        for task in chain(first, tasks):
            ahead.append(threads.submit(_hand_over, workers, task))
            if len(ahead) > _AHEAD * processes:
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def _hand_over(workers: "SimpleQueue[_Process]", task: Task) -> Any:
    """Let the next free process do a task."""
    process = workers.get()
    try:
        process.send(task)
        return process.result()
    finally:
        workers.put(process)


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
