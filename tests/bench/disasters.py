"""Full and read-only disks, two at once, damaged files: what is told, and whether anything is lost.

    PYTHONPATH=.:tests:tests/bench .venv/bin/python tests/bench/disasters.py [--shared ../shared]

Needs root: each disk is a small file system in memory of its own. Afterwards it is made large and
writable again, the same command runs once more, and the folder has to be as if nothing had been.
"""

import argparse
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import kill_forks
from faults import PROJECT, replay, say
from kill_checks import broken, told_by_doctor
from kill_places import DAY, Place, prepare
from kill_visitor import Visitor, lost
from kill_works import WORKS, Saving, Work
from letter_speed import free_port

from index.schema import FILE_NAME
from index.search.whoosh_shelf import current_folder

ROOM = 64 * 1024
"""So many bytes are left on a full disk."""


@contextmanager
def disk(place: Place, work: Work) -> Iterator[Path]:
    """A folder as it is before a work, on a disk of its own."""
    point = place.scratch / "disk"
    point.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", point], check=True)
    try:
        yield place.fresh(work.begins_with, point / "x")
    finally:
        subprocess.run(["umount", "-l", point], check=True)


def remount(place: Place, how: str) -> None:
    """Make the disk small, large, read-only or writable."""
    subprocess.run(["mount", "-o", f"remount,{how}", place.scratch / "disk"], check=True)


def fill_up(place: Place) -> None:
    """Leave little room."""
    found = os.statvfs(place.scratch / "disk")
    used = (found.f_blocks - found.f_bfree) * found.f_frsize
    remount(place, f"size={used + ROOM}")


def told(place: Place) -> str:
    """The last line that was said, and whether a traceback stood before it."""
    lines = place.log.read_text(errors="replace").strip().splitlines()
    trace = " **Traceback**" if any("Traceback" in it for it in lines) else ""
    return (lines[-1][:150] if lines else "–") + trace


def tell(what: str, name: str, said: str, bad: list[str]) -> None:
    """Print one row."""
    say(f"| {what} | {name} | {said} | {', '.join(bad) or 'nothing'} |")


def short_of(what: str, make: Callable[[Place], None], place: Place, name: str) -> None:
    """Run a command on such a disk, then on a good one."""
    work = WORKS[name]
    with disk(place, work) as folder:
        usual = work.undisturbed(folder, place)[1]
    with disk(place, work) as folder:
        make(place)
        place.post.raw.clear()
        place.log.unlink()
        if isinstance(work, Saving):
            said, kept = save_on(folder, place)
        else:
            code, kept = place.run(folder, work.words), []
            said = f"{code}: {told(place)}"
        remount(place, "rw,size=256m")
        bad = [*broken(folder), *lost(folder, kept)]
        if not isinstance(work, Saving):
            bad += work.after_next_run(folder, place, usual, None)
    tell(what, name, said, bad)


def save_on(folder: Path, place: Place) -> tuple[str, list[tuple[str, str]]]:
    """Save on a site whose disk is no good; gives what it answered."""
    port = free_port()
    number = kill_forks.begin(["serve", "--port", str(port)], place.env(folder), place.log)
    try:
        kill_forks.wait_for_port(port)
        visitor = Visitor(port, *place.cookies)
        visitor.save_once()
    except TimeoutError:
        return f"does not start: {told(place)}", []
    finally:
        kill_forks.kill(number)
    answers = ", ".join(sorted(set(visitor.refused))) or "all saved"
    return f"{answers}; page: {visitor.said}", visitor.saved


def twice(place: Place, name: str) -> None:
    """Begin the same command twice at the same moment."""
    work = WORKS[name]
    with disk(place, work) as folder:
        usual = work.undisturbed(folder, place)[1]
    with disk(place, work) as folder:
        place.post.raw.clear()
        place.log.unlink()
        words = place.words(work.words, folder)
        both = [kill_forks.begin(words, place.env(folder), place.log) for _ in range(2)]
        codes = sorted(str(kill_forks.wait(it, 120)) for it in both)
        said = [it for it in place.log.read_text().splitlines() if "ander" in it or "läuft" in it]
        bad = [*broken(folder), *work.after_next_run(folder, place, usual, None)]
    tell("two at once", name, f"{' and '.join(codes)}: {' '.join(said)[:120] or '–'}", bad)


def damaged(place: Place, what: str, harm: Callable[[Path], None], files: list[str]) -> None:
    """Damage files, ask the doctor, search, build anew."""
    for ending in files:
        with disk(place, WORKS["reindex"]) as folder:
            current = current_folder(folder)
            assert current
            inside = current.iterdir() if ending != FILE_NAME else iter([folder / FILE_NAME])
            harm(next(it for it in inside if it.name.endswith(ending)))
            found = "Suchindex" if ending != FILE_NAME else "Datenbank"
            by_doctor = found in told_by_doctor(folder, place.smtp, DAY)
            place.log.unlink()
            code = place.run(folder, ("search", "Radweg"))
            said = f"doctor: {'yes' if by_doctor else 'no'}; search {code}: {told(place)}"
            mend = ("reindex",) if ending != FILE_NAME else ("restore", "{scratch}/backup.sqlite3")
            bad = [] if place.run(folder, mend) == 0 else ["mending fails"]
            bad += [it for it in told_by_doctor(folder, place.smtp, DAY) if it == found]
            bad += broken(folder)
        tell(f"{what} {ending}", "search", said, bad)


def flip(path: Path) -> None:
    """Turn some bytes in the middle around."""
    data = bytearray(path.read_bytes())
    for place in range(len(data) // 2, min(len(data), len(data) // 2 + 64)):
        data[place] ^= 0xFF
    path.write_bytes(data)


def cut(path: Path) -> None:
    """Keep half of it."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def main() -> None:
    """Everything that may happen, one row each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("works", nargs="*", default=list(WORKS), help="For full and shut disks.")
    parser.add_argument("--shared", type=Path, default=PROJECT.parent / "shared")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="disasters") as temporary,
        replay(options.shared, "1") as address,
        prepare(Path(temporary), address) as place,
    ):
        say("| what | with | told | lost or left |\n|---|---|---|---|")
        for name in options.works:
            short_of("full disk", fill_up, place, name)
        for name in options.works:
            short_of("read-only disk", lambda it: remount(it, "ro"), place, name)
        if options.works != list(WORKS):
            return
        for name in ("crawl", "reindex", "match", "digest", "backup", "migrate"):
            twice(place, name)
        inside = [".pst", ".trm", "_stored.col", ".toc", "vocabulary.json"]
        for what, harm in (("flipped", flip), ("cut", cut), ("removed", Path.unlink)):
            damaged(place, what, harm, [*inside, FILE_NAME] if harm is not Path.unlink else inside)


if __name__ == "__main__":
    main()
