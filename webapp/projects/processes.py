"""Sharing work among the cores: processes that inherit what was read, without copying it."""

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from os import sched_getaffinity
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 400
"""So many pieces of work are worth starting other processes."""
_MOST = 2
_AT_ONCE = 50
_AHEAD, _ALONE = 3, 4

_inherited: list[Any] = []


def shared(work: Callable[[T], R], items: Sequence[T]) -> Iterator[list[R]]:
    """Do the work for every item, in their order, some at once; by other processes if it is much.

    They must not touch the database: its connection is not theirs.
    """
    spans = [range(at, min(at + _AT_ONCE, len(items))) for at in range(0, len(items), _AT_ONCE)]
    count = min(_MOST, len(sched_getaffinity(0)))
    if len(items) < WORTH_IT or count == 1:
        yield from ([work(items[at]) for at in span] for span in spans)
        return
    # The first are done here: what they make the work remember, the others inherit.
    yield from ([work(items[at]) for at in span] for span in spans[:_ALONE])
    del spans[:_ALONE]
    _inherited[:] = [work, items]
    gc.collect()
    gc.freeze()  # what is never looked at stays one copy for all
    try:
        with ProcessPoolExecutor(count, mp_context=get_context("fork")) as pool:
            waiting = deque(pool.submit(_work_on, span) for span in spans[: _AHEAD * count])
            for span in [*spans[_AHEAD * count :], *[None] * len(waiting)]:
                yield waiting.popleft().result()
                if span:
                    waiting.append(pool.submit(_work_on, span))
    finally:
        gc.unfreeze()
        _inherited.clear()


def _work_on(span: range) -> list[Any]:
    work, items = _inherited
    return [work(items[at]) for at in span]
