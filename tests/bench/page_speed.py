"""Print how fast the whole page of results arrives, beside a floor and beside Datasette.

    .venv/bin/python tests/bench/page_speed.py [770 5000] [--keep FOLDER] [--datasette PROGRAM]

For every size a register is built as in search_speed.py, from the texts of ../shared/volume. Three
servers answer the same questions (those of ../shared/gold) on loopback, one after the other:

- ours: `foerdernetz serve`, somebody is signed in; search, facets, excerpts, the whole page; the
  same questions as phrases, and what is suggested to their first four letters, stand apart;
- floor: a bare Flask page over SQLite FTS5 with three counts, on the same server and workers;
- Datasette as it is shipped, with three facets, unranked, if its PROGRAM is named (it is no part
  of this project: `pip install datasette` in an environment of its own).

Each is asked one question at a time, then by eight visitors at once; every question is asked once
before, to warm up. Milliseconds are those of the visitor, who shares the machine.
"""

import argparse
import http.client
import json
import os
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote_plus

from flask import Flask, render_template_string, request
from sqlite_utils import Database

from index.municipality import add_municipalities
from index.search.build import current_folder, rebuild

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from search_speed import DAY, make_register, say  # noqa: E402
from visitors import visitor  # noqa: E402

VISITORS = 8
COLUMNS = ("level", "funding_type", "applicant")
PAGE = """<!doctype html><html lang="de"><title>{{ words }}</title><h1>{{ total }} Treffer</h1>
<ol>{% for title, text in hits %}<li><h2>{{ title }}</h2><p>{{ text|safe }}</p></li>
{% endfor %}</ol>
{% for name, counts in facets %}<h2>{{ name }}</h2><ul>{% for value, count in counts %}
<li>{{ value }} {{ count }}</li>{% endfor %}</ul>{% endfor %}</html>"""


def make_floor(db: Database, file: Path) -> None:
    """Copy titles, texts and three categories into a file with a full-text index."""
    floor = Database(file)
    rows = (
        dict(
            id=number,
            title=record["title"],
            text=record["description"]["text"],
            level=record["levels"][0],
            funding_type=record["funding_types"][0],
            applicant=record["eligible_applicants"][0],
        )
        for number, content in db.execute("select record, content from version")
        for record in (json.loads(content),)
    )
    floor.table("doc").insert_all(rows, pk="id")
    floor.table("doc").enable_fts(["title", "text"], tokenize="unicode61")
    for column in COLUMNS:
        floor.table("doc").create_index([column])
    floor.close()


def floor_site() -> Flask:
    """The least that a page of results can be, over the file that `FLOOR` names."""
    app, file = Flask("floor"), os.environ["FLOOR"]

    @app.get("/suche")
    def results() -> str:
        words = request.args["q"]
        found = " OR ".join(f'"{word}"' for word in words.replace('"', " ").split())
        with sqlite3.connect(file) as db:
            hits = db.execute(
                "select title, snippet(doc_fts, 1, '<mark>', '</mark>', '…', 24) from doc_fts"
                " where doc_fts match ? order by rank limit 20",
                [found],
            ).fetchall()
            total = "select count(*) from doc_fts where doc_fts match ?"
            count = db.execute(total, [found]).fetchone()[0]
            facets = [
                (
                    column,
                    db.execute(
                        f"select {column}, count(*) from doc where id in"
                        " (select rowid from doc_fts where doc_fts match ?) group by 1",
                        [found],
                    ).fetchall(),
                )
                for column in COLUMNS
            ]
        return render_template_string(PAGE, words=words, hits=hits, total=count, facets=facets)

    return app


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, **env: str) -> Iterator[int]:
    """Run a server until it is no longer needed; gives its process number."""
    process = subprocess.Popen(
        command, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as one:
                if not one.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def ask(port: int, paths: list[str], headers: dict[str, str]) -> list[float]:
    """Ask for addresses one after the other; gives the milliseconds of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    times = []
    for path in paths:
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        assert answer.status == 200, (answer.status, path)
    connection.close()
    return times


def measure(port: int, paths: list[str], headers: dict[str, str]) -> tuple[str, str]:
    """p50 and p95 for one visitor and for eight at once."""
    for _ in range(2):  # every worker once
        ask(port, paths, headers)
    alone = ask(port, paths * 2, headers)
    with ThreadPoolExecutor(VISITORS) as many:
        turns = [paths[one * 5 :] + paths[: one * 5] for one in range(VISITORS)]
        together = [
            one for times in many.map(lambda turn: ask(port, turn, headers), turns) for one in times
        ]
    return spread(alone), spread(together)


def spread(times: list[float]) -> str:
    """p50 / p95 / longest."""
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    return f"{statistics.median(ordered):.0f} / {p95:.0f} / {ordered[-1]:.0f}"


def memory(pid: int) -> str:
    """Megabytes of the largest process below this one, itself included."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    held = []
    for one in (str(pid), *children):
        lines = Path(f"/proc/{one}/status").read_text(encoding="utf-8").splitlines()
        held += [int(line.split()[1]) for line in lines if line.startswith("VmRSS")]
    return f"{max(held) / 1e3:.0f}"


def row(name: str, size: int, found: tuple[str, str], pid: int) -> None:
    """Print one server's line."""
    say(f"| {size} | {name} | {found[0]} | {found[1]} | {memory(pid)} |")


def measure_size(folder: Path, size: int, shared: Path, datasette: str | None) -> None:
    """Build a register and ask all three."""
    lines = (shared / "gold/search_dev.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["query"] for line in lines if line.strip()]
    data, floor = folder / f"data-{size}", folder / f"floor-{size}.db"
    if not data.exists():
        db = make_register(data, shared / "volume", size)
        add_municipalities(db)
        clock, cpu = time.perf_counter(), time.process_time()
        rebuild(db, data)
        clock, cpu = time.perf_counter() - clock, time.process_time() - cpu
        current = current_folder(data)
        assert current is not None
        weight = sum(path.stat().st_size for path in current.iterdir()) / 1e6
        say(f"| {size} | index | {clock:.0f} s, {cpu:.0f} s of CPU | {weight:.0f} MB | |")
        make_floor(db, floor)
        db.close()
    db = Database(data / "foerdernetz.sqlite3")
    client = visitor(db, data, today=DAY)
    client.get("/suche?q=")
    cookie = client.get_cookie("foerdernetz")
    assert cookie is not None
    db.close()
    paths = [f"/suche?q={quote_plus(words)}" for words in questions]
    port = free_port()
    ours = [sys.executable, "-m", "webapp", "serve", "--port", str(port)]
    quoted = [f'"{words}"' for words in questions]
    phrases = [f"/suche?q={quote_plus(words)}" for words in quoted]
    begun = [f"/suche/vorschlaege?q={quote_plus(words[:4])}" for words in questions]
    with running(ours, port, FOERDERNETZ_DATA=str(data)) as pid:
        headers = {"Cookie": f"foerdernetz={cookie.value}"}
        row("ours", size, measure(port, paths, headers), pid)
        row("ours, the questions as phrases", size, measure(port, phrases, headers), pid)
        row("ours, suggestions to four letters", size, measure(port, begun, headers), pid)
    port = free_port()
    least = [
        *(sys.executable, "-m", "gunicorn", "--chdir", str(Path(__file__).parent)),
        *("-k", "gthread", "-w", "2", "--threads", "4", "-b", f"127.0.0.1:{port}"),
        "page_speed:floor_site()",
    ]
    with running(least, port, FLOOR=str(floor), PYTHONPATH=str(PROJECT)) as pid:
        row("floor", size, measure(port, paths, {}), pid)
    if datasette:
        port = free_port()
        facets = "".join(f"&_facet={column}" for column in COLUMNS)
        paths = [f"/{floor.stem}/doc?_search={quote_plus(words)}{facets}" for words in questions]
        with running([datasette, str(floor), "--port", str(port)], port) as pid:
            row("Datasette", size, measure(port, paths, {}), pid)


def main() -> None:
    """Measure every size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="*", default=[770, 5000])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--datasette")
    options = parser.parse_args()
    say("| programmes | server | one at a time: p50 / p95 / longest ms | eight at once | MB |")
    say("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            measure_size(folder, size, options.shared, options.datasette)


if __name__ == "__main__":
    main()
