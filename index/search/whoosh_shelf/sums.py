"""Whether the files of an edition are still those that were written.

Whoosh never changes a file that it has written, and looks at few of their bytes with a question:
what a bad disk did to the others would be found by nobody.
"""

import json
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_SUMS = "sums.json"
_NOT_KEPT = (_SUMS, f"{_SUMS}.new", "MAIN_WRITELOCK")


def note_sums(folder: Path) -> None:
    """Write down what the files say; what was written down before is not read again."""
    known = _noted(folder)
    noted = {path.name: known.get(path.name) or _sum_of(path) for path in _files(folder)}
    beside = folder / f"{_SUMS}.new"
    beside.write_text(json.dumps(noted), encoding="utf-8")
    beside.replace(folder / _SUMS)


def damaged_files(folder: Path) -> list[str]:
    """The files that are not what they were, or that are missing while others of theirs are there.

    A writer that died between writing and noting leaves others; nothing is said of those.
    """
    there = {path.name: path for path in _files(folder)}
    alive = {_part_of(name) for name in there}
    found = []
    for name, noted in _noted(folder).items():
        if name in there:
            with suppress(FileNotFoundError):  # joined to another part just now
                if _sum_of(there[name]) != noted:
                    found.append(name)
        elif _part_of(name) in alive or not name.startswith(("MAIN_", "_MAIN_")):
            found.append(name)
    return found


def _part_of(name: str) -> str:
    return name.partition(".")[0]


def _files(folder: Path) -> list[Path]:
    return sorted(it for it in folder.iterdir() if it.is_file() and it.name not in _NOT_KEPT)


def _noted(folder: Path) -> dict[str, str]:
    try:
        read = json.loads((folder / _SUMS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _sum_of(path: Path) -> str:
    found = blake2b(digest_size=16)
    with path.open("rb") as file:
        while piece := file.read(1024 * 1024):
            found.update(piece)
    return found.hexdigest()
