"""Print how fast the whole page of results arrives, beside a floor and beside Datasette.

    .venv/bin/python tests/bench/page_speed.py [5000 50000] [--like REGISTER] [--keep FOLDER]
        [--datasette PROGRAM]

For every size a register is built as corpus.py says, from the texts of ../shared/volume and of the
data folder --like; with --keep it is built once and found again. These answer the same questions
(those of ../shared/gold) on loopback, each on servers of its own that all run at once:

- ours: `foerdernetz serve`, somebody is signed in; search, facets, excerpts, the whole page; the
  same questions as phrases, and what is suggested to their first four letters, stand apart;
- floor: a bare Flask page over SQLite FTS5 with three counts, on the same server and workers;
- Datasette, if its PROGRAM is named (it is no part of this project: `pip install datasette` in an
  environment of its own), over the same texts with the same three facets, in three ways: as it is
  shipped, asked for any of the words as the floor is; the same tuned (facet columns indexed,
  immutable, nothing suggested, twenty rows); and as shipped asked the words as they are, which
  it joins with AND.

Each is asked every question for the first time, then one at a time again, then by eight visitors at
once. They take turns, so that other work on the machine meets all alike. The milliseconds are
those of the visitor, who shares the machine. Beside them stands how many hits the questions had.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote_plus

from index.municipality import add_municipalities
from index.schema import open_database
from index.search.build import rebuild
from index.search.whoosh_shelf import current_folder

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from corpus import DAY, make_register  # noqa: E402
from page_rivals import COLUMNS, TUNED, any_of, make_rival  # noqa: E402
from page_servers import Server, free_port, print_rows, running  # noqa: E402
from search_speed import say  # noqa: E402
from visitors import visitor  # noqa: E402


@contextmanager
def ours(data: Path, questions: list[str]) -> Iterator[list[Server]]:
    """The site, asked in three ways."""
    db = open_database(data)
    client = visitor(db, data, today=DAY)
    client.get("/suche?q=")
    cookie = client.get_cookie("foerdernetz")
    db.close()
    assert cookie is not None
    port = free_port()
    command = [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
    with running(command, port, FOERDERNETZ_DATA=str(data), PYTHONPATH=str(PROJECT)) as pid:
        site = Server(
            name="ours",
            port=port,
            pid=pid,
            paths=[f"/suche?q={quote_plus(words)}" for words in questions],
            headers={"Cookie": f"foerdernetz={cookie.value}"},
            hits=r'id="treffer">([\d.]+) Programm',
            begin="/suche?q=",
        )
        phrases = [f"/suche?q={quote_plus(chr(34) + words + chr(34))}" for words in questions]
        begun = [f"/suche/vorschlaege?q={quote_plus(words[:4])}" for words in questions]
        yield [
            site,
            replace(site, name="ours, the questions as phrases", paths=phrases),
            replace(site, name="ours, suggestions to four letters", paths=begun, hits=""),
        ]


@contextmanager
def floor(file: Path, questions: list[str]) -> Iterator[list[Server]]:
    """The bare page."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "--chdir", str(Path(__file__).parent)),
        *("-k", "gthread", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}"),
        "page_rivals:floor_site()",
    ]
    with running(command, port, FLOOR=str(file), PYTHONPATH=str(PROJECT)) as pid:
        paths = [f"/suche?q={quote_plus(words)}" for words in questions]
        yield [Server(name="floor", port=port, pid=pid, paths=paths, hits=r"<h1>(\d+) Treffer")]


@contextmanager
def datasette(
    program: str, shipped: Path, tuned: Path, questions: list[str]
) -> Iterator[list[Server]]:
    """Datasette as it is shipped, tuned, and with its own way to join words."""
    raw = [f"{quote_plus(any_of(words))}&_searchmode=raw" for words in questions]
    plain = [quote_plus(words) for words in questions]
    with ExitStack() as stack:
        first, second = free_port(), free_port()
        as_shipped = stack.enter_context(
            running([program, str(shipped), "--port", str(first)], first)
        )
        settings = ("--setting", *TUNED[:2], "--setting", *TUNED[2:])
        immutable = [program, "-i", str(tuned), *settings, "--port", str(second)]
        as_tuned = stack.enter_context(running(immutable, second))
        yield [
            _datasette("as shipped, any word", first, as_shipped, shipped, raw),
            _datasette("tuned, any word", second, as_tuned, tuned, raw),
            _datasette("as shipped, every word", first, as_shipped, shipped, plain),
        ]


def _datasette(how: str, port: int, pid: int, file: Path, asked: list[str]) -> Server:
    facets = "".join(f"&_facet={column}" for column in COLUMNS)
    paths = [f"/{file.stem}/doc?_search={words}{facets}" for words in asked]
    return Server(f"Datasette {how}", port, pid, paths, hits=r"<h3>\s*([\d,]+) rows?")


def prepare(folder: Path, size: int, shared: Path, like: Path | None) -> None:
    """Build the register, its index and the files of the rivals, unless they are there."""
    data = folder / f"data-{size}"
    if not data.exists():
        db = make_register(data, shared / "volume", size, like)
        add_municipalities(db)
        db.close()
    db = open_database(data)
    if current_folder(data) is None:
        clock, cpu = time.perf_counter(), time.process_time()
        rebuild(db, data)
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        current = current_folder(data)
        assert current is not None
        weight = sum(path.stat().st_size for path in current.iterdir()) / 1e6
        say(f"Index of {size}: {clock:.0f} s, {cpu:.0f} s of CPU, {weight:.0f} MB.\n")
    for name in ("shipped", "tuned"):
        if not (file := folder / f"{name}-{size}.db").exists():
            make_rival(db, file, indexed=name == "tuned")
    db.close()


def measure_size(folder: Path, size: int, questions: list[str], program: str | None) -> None:
    """Ask all of them."""
    shipped, tuned = (folder / f"{name}-{size}.db" for name in ("shipped", "tuned"))
    with ExitStack() as stack:
        servers = stack.enter_context(ours(folder / f"data-{size}", questions))
        servers += stack.enter_context(floor(tuned, questions))
        if program:
            servers += stack.enter_context(datasette(program, shipped, tuned, questions))
        print_rows(size, servers)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[770, 5000])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--like", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--datasette")
    options = parser.parse_args()
    lines = (options.shared / "gold/search_dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            prepare(folder, size, options.shared, options.like)
            measure_size(folder, size, questions, options.datasette)


if __name__ == "__main__":
    main()
