"""Print how the search grows with the register, in a folder and on PostgreSQL, and draw it.

    .venv/bin/python tests/bench/growth.py FOLDER... [--build-up-to 10000] [--keep RESULTS.json]
        [--shared ../shared] [--page docs/growth.md] [--drawing docs/images/growth.svg]

Each FOLDER is a data folder, asked the questions of ../shared/gold by a process of its own: first
with the index in the folder, then with the index on a server that this command starts (`make
postgres` and requirements-postgres-tests.txt) and stops. The records stay in the folder's database,
so that only the search differs. What has no index yet gets one, on the server only up to so many
programmes: at 50,000 that takes minutes. What was measured before stays in RESULTS.json; with
--page the table between its two marks is written anew, with --drawing the chart.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(PROJECT), str(PROJECT / "tests/bench"), str(PROJECT / "tests")]

from growth_chart import chart  # noqa: E402
from search_speed import measure, say  # noqa: E402

BEGIN, END = "<!-- measured -->\n", "<!-- /measured -->\n"
HEAD = (
    "| programmes | municipalities | Vorhaben | index in | database | index | built | opened |"
    " a change | memory | search p50 | p95 | CPU p50 | p95 | questions/s of a core |\n"
    "|---:|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
)


def one(folder: Path, address: str, questions: list[str], most: int) -> dict[str, Any]:
    """Measure one folder in this process, which has read nothing before."""
    from index.schema import open_database
    from index.search import shelves
    from index.search.build import has_index, rebuild, update
    from index.search.ready import make_ready

    shelves.server_address = lambda folder: address
    db = open_database(folder)
    found: dict[str, Any] = {"place": "server" if address else "folder"}
    for name, table in (("programmes", "programme"), ("municipalities", "municipality")):
        found[name] = db.execute(f"select count(*) from {table}").fetchone()[0]
    found["projects"] = db.execute("select count(*) from project").fetchone()[0]
    if not has_index(folder):
        if found["programmes"] > most and address:
            return {}
        worked = time.process_time()
        rebuild(db, folder)
        found["built_cpu_s"] = time.process_time() - worked
        return found  # building fills the memory; it is measured by the next process
    from corpus import DAY

    started = time.process_time()
    make_ready(folder, db, DAY)
    found["opened_cpu_s"] = time.process_time() - started
    clock, cpu = measure(db, folder, questions, 2)
    found |= {"p50": statistics.median(clock), "p95": clock[int(0.95 * len(clock))]}
    found |= {"cpu_p50": statistics.median(cpu), "cpu_p95": cpu[int(0.95 * len(cpu))]}
    found["per_second"] = 1000 / statistics.mean(cpu)
    found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    started = time.perf_counter()
    update(db, folder, [db.execute("select max(id) from programme").fetchone()[0]])
    found["change_s"] = time.perf_counter() - started
    found |= {"database_mb": _size(folder.glob("*.sqlite3")), "index_mb": _index(folder, address)}
    return found


def _size(paths: Any) -> float:
    return sum(path.stat().st_size for path in paths) / 1e6


def _index(folder: Path, address: str) -> float:
    from index.search.shelves import shelf_of

    edition = shelf_of(folder).edition() or ""
    if not address:
        return _size((folder / "search" / edition).iterdir())
    from index.store.postgres.plain import ask

    sql = """
        select sum(pg_total_relation_size(c.oid))::float8 from pg_class as c
        where relkind = 'r' and relname like %s
    """
    return float(ask(address, sql, [f"%{edition}"])[0][0]) / 1e6


def measured(folder: Path, address: str, options: argparse.Namespace) -> dict[str, Any]:
    """Measure it in a process of its own; a first one builds what is missing."""
    command = [sys.executable, __file__, str(folder), "--one", "--address", address]
    command += ["--shared", str(options.shared), "--build-up-to", str(options.build_up_to)]
    found: dict[str, Any] = {}
    for _ in range(2):
        done = subprocess.run(
            command, check=True, capture_output=True, env=os.environ | {"PYTHONPATH": str(PROJECT)}
        )
        found |= json.loads(done.stdout)
        if not found or "p95" in found:
            return found
    return found


def server_for(number: int, address: str) -> str:
    """Make an empty database on the server."""
    from index.store.postgres.plain import own_connection

    name = f"growth{number}"
    with own_connection(address.replace("t{folder}", "postgres")) as server:
        server.execute(f"create database {name} template template0 encoding 'UTF8' locale 'C'")
    return address.replace("t{folder}", name)


def line(it: dict[str, Any]) -> str:
    """One row of the table."""

    def shown(name: str, pattern: str) -> str:
        return pattern.format(it[name]) if name in it else "–"

    cells = [f"{it['programmes']:,}", f"{it['municipalities']:,}", f"{it['projects']:,}"]
    cells += ["the folder" if it["place"] == "folder" else "PostgreSQL"]
    cells += [shown(f"{name}_mb", "{:.0f} MB") for name in ("database", "index")]
    cells += [shown("built_cpu_s", "{:.0f} s"), shown("opened_cpu_s", "{:.1f} s")]
    cells += [shown("change_s", "{:.2f} s"), shown("memory_mb", "{:.0f} MB")]
    cells += [shown(name, "{:.0f} ms") for name in ("p50", "p95", "cpu_p50", "cpu_p95")]
    return "| " + " | ".join([*cells, shown("per_second", "{:.0f}")]) + " |\n"


def write_page(page: Path, rows: list[dict[str, Any]]) -> None:
    """Put the table between the marks."""
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    day = f"\nMeasured {max(it['at'] for it in rows)}, load {rows[-1]['load']:.0f} on two cores.\n"
    table = HEAD + "".join(map(line, rows)) + day
    page.write_text(before + BEGIN + table + END + rest.split(END)[1], encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--build-up-to", type=int, default=10_000)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--page", type=Path)
    parser.add_argument("--drawing", type=Path)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--address", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        lines = (options.shared / "gold/search_dev.jsonl").read_text(encoding="utf-8").splitlines()
        questions = [json.loads(it)["query"] for it in lines if it.strip()]
        found = one(options.folders[0], options.address, questions, options.build_up_to)
        sys.stdout.write(json.dumps(found))
        return
    kept = json.loads(options.keep.read_text()) if options.keep and options.keep.exists() else []
    known = {(it["programmes"], it["municipalities"], it["place"]): it for it in kept}
    with ExitStack() as stack:
        from postgres_server import Server

        server = Server()
        address = server.start()
        stack.callback(server.stop)
        say(HEAD.rstrip())
        for number, folder in enumerate(options.folders):
            for place in ("", server_for(number, address)):
                if found := measured(folder, place, options):
                    found |= {
                        "at": f"{datetime.now().astimezone():%Y-%m-%d %H:%M}",
                        "load": os.getloadavg()[0],
                    }
                    known[(found["programmes"], found["municipalities"], found["place"])] = found
                    say(line(found).rstrip())
    rows = [known[key] for key in sorted(known)]
    if options.keep:
        options.keep.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    if options.page:
        write_page(options.page, rows)
    if options.drawing:
        options.drawing.write_text(chart(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
