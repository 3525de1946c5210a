"""Give every parser inputs that lead to new branches of our code, and print what they broke.

    make fuzz   (installs Atheris)
    .venv/bin/python tests/bench/fuzz_parsers.py [--seconds 60] [--seeds FOLDER] [--jobs 1] [NAME …]

One process per parser of `tests/fuzzing`: libFuzzer begins with its invented samples, and with the
files of `--seeds` that are no longer than 100 kB. Prints per parser how often it was run, how many
branches were reached, and each fault once, with its shortest input. `--list` prints the parsers.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
PROJECT = HERE.parents[2]
sys.path[:0] = [str(HERE.parents[1]), str(PROJECT), str(HERE.parents[1] / "webapp" / "accounts")]

_LONGEST, _MOST_SEEDS = 100_000, 300
_FOUND = "FOUND "


def fuzz(name: str, seconds: int, corpus: Path) -> None:
    """Be the process that attacks one parser; tells each fault on one line."""
    import atheris

    with atheris.instrument_imports(include=["crawler", "index", "matcher", "webapp"]):
        from fuzzing import PARSERS
    parser, faults = PARSERS[name], dict[str, int]()

    def one(data: bytes) -> None:
        told: Any = data if parser.in_bytes else data.decode("utf-8", "replace")
        try:
            parser.check(told)
        except Exception as error:
            where = _place(error)
            if where not in faults or len(data) < faults[where] // 2:
                faults[where] = len(data)
                sys.stdout.write(f"{_FOUND}{where}\t{str(error)[:120]!r}\t{told[:300]!r}\n")
                sys.stdout.flush()

    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=30",
                   "-rss_limit_mb=3000", str(corpus)], one)  # fmt: skip
    atheris.Fuzz()


def _place(error: Exception) -> str:
    frames = [
        it for it in traceback.extract_tb(error.__traceback__) if "/.venv/" not in it.filename
    ]
    ours = [it for it in frames if it.filename.startswith(str(PROJECT))] or frames
    file = ours[-1].filename.removeprefix(f"{PROJECT}/")
    return f"{type(error).__name__} in {file}:{ours[-1].lineno}"


def attack(name: str, seconds: int, seeds: Path | None) -> str:
    """Start such a process and tell in some lines what came of it."""
    from fuzzing import PARSERS

    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder)
        for number, sample in enumerate(PARSERS[name].samples):
            data = sample if isinstance(sample, bytes) else sample.encode("utf-8", "replace")
            (corpus / f"sample{number}").write_bytes(data[:_LONGEST])
        found = sorted(seeds.rglob("*")) if seeds else []
        files = [it for it in found if it.is_file() and it.stat().st_size < _LONGEST]
        for file in files[:: max(1, len(files) // _MOST_SEEDS)]:
            (corpus / f"seed-{len(file.parts)}-{file.name}").write_bytes(file.read_bytes())
        command = [sys.executable, str(HERE), "--one", name, "--seconds", str(seconds),
                   "--corpus", folder]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, errors="replace")
    runs = re.findall(r"^#(\d+)", done.stderr, re.MULTILINE)
    edges = re.findall(r"\bcov: (\d+)", done.stderr)
    faults = dict[str, str]()
    for line in done.stdout.splitlines():
        if line.startswith(_FOUND):
            where, _, rest = line.removeprefix(_FOUND).partition("\t")
            faults[where] = rest
    stopped = re.findall(r"ERROR: libFuzzer: (.+)", done.stderr)
    row = f"| {name} | {(runs or ['0'])[-1]} | {(edges or ['0'])[-1]} | {len(faults)} |"
    more = [f"    {where}: {rest}" for where, rest in faults.items()]
    if stopped or done.returncode not in (0, 77):
        more.append(f"    stopped: {stopped or done.stderr[-500:]}")
    return "\n".join([row, *more])


def main() -> None:
    """Attack all parsers, or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--seeds", type=Path)
    asked.add_argument("--jobs", type=int, default=1)
    asked.add_argument("--list", action="store_true")
    asked.add_argument("--one", help=argparse.SUPPRESS)
    asked.add_argument("--corpus", type=Path, help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.one:
        fuzz(given.one, given.seconds, given.corpus)
        return
    from fuzzing import PARSERS

    if given.list:
        sys.stdout.write("| parser | what holds |\n|---|---|\n")
        sys.stdout.writelines(f"| `{it.name}` | {it.holds} |\n" for it in PARSERS.values())
        return
    wanted = [it for it in PARSERS if not given.names or any(name in it for name in given.names)]
    sys.stdout.write("| parser | runs | branches | faults |\n|---|--:|--:|--:|\n")
    with ThreadPoolExecutor(given.jobs) as workers:
        for told in workers.map(lambda it: attack(it, given.seconds, given.seeds), wanted):
            sys.stdout.write(told + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
