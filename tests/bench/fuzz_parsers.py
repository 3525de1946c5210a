"""Give every parser inputs that lead to new branches of our code, and print what they broke.

    make fuzzing SECONDS=10
    .venv/bin/python tests/bench/fuzz_parsers.py [--seconds 60] [--seeds FOLDER] [NAME …]

One process per parser of `tests/fuzzing`: libFuzzer begins with its invented samples, and with the
files of `--seeds` that are no longer than 100 kB. Prints per parser how often it was run, how many
branches were reached, and each fault once, with its shortest input. `--list` prints the parsers.
"""

import argparse
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
PROJECT = HERE.parents[2]
sys.path[:0] = [str(HERE.parents[1]), str(PROJECT), str(HERE.parents[1] / "webapp" / "accounts")]

_LONGEST, _MOST_SEEDS = 100_000, 300
_FOUND = "FOUND "
PARSERS = dict[str, Any]()


def attack(name: str, seconds: int, corpus: Path) -> None:
    """Be the process that attacks one parser; tells each fault on one line, and never returns."""
    import atheris

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

    atheris.Setup(
        [
            *(sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=30"),
            *("-rss_limit_mb=3000", "-print_final_stats=1", str(corpus)),
        ],
        one,
    )
    atheris.Fuzz()


def _place(error: Exception) -> str:
    frames = [
        it for it in traceback.extract_tb(error.__traceback__) if "/.venv/" not in it.filename
    ]
    ours = [it for it in frames if it.filename.startswith(str(PROJECT))] or frames
    file = ours[-1].filename.removeprefix(f"{PROJECT}/")
    return f"{type(error).__name__} in {file}:{ours[-1].lineno}"


def attacked(name: str, seconds: int, seeds: Path | None) -> str:
    """Attack one parser in a process of its own and tell in some lines what came of it."""
    with tempfile.TemporaryDirectory() as place:
        corpus, said = Path(place) / "corpus", Path(place) / "said"
        corpus.mkdir()
        _plant(PARSERS[name].samples, seeds, corpus)
        child = os.fork()
        if not child:
            file = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
            os.dup2(file, 1)
            os.dup2(file, 2)
            attack(name, seconds, corpus)
        _, status = os.waitpid(child, 0)
        text = said.read_text(errors="replace")
    faults = dict[str, str]()
    for line in text.splitlines():
        if line.startswith(_FOUND):
            where, _, rest = line.removeprefix(_FOUND).partition("\t")
            faults[where] = rest
    runs = re.findall(r"number_of_executed_units: (\d+)", text) or re.findall(r"#(\d+)", text)
    branches = re.findall(r"\bcov: (\d+)", text)
    row = f"| {name} | {(runs or ['0'])[-1]} | {(branches or ['0'])[-1]} | {len(faults)} |"
    more = [f"    {where}: {rest}" for where, rest in faults.items()]
    if status:
        more.append(f"    stopped: {re.findall('ERROR: (.+)', text) or text[-500:]}")
    return "\n".join([row, *more])


def _plant(samples: Iterable[Any], seeds: Path | None, corpus: Path) -> None:
    for number, sample in enumerate(samples):
        data = sample if isinstance(sample, bytes) else sample.encode("utf-8", "replace")
        (corpus / f"sample{number}").write_bytes(data[:_LONGEST])
    found = sorted(seeds.rglob("*")) if seeds else []
    files = [it for it in found if it.is_file() and it.stat().st_size < _LONGEST]
    for number, file in enumerate(files[:: max(1, len(files) // _MOST_SEEDS)]):
        (corpus / f"seed{number}").write_bytes(file.read_bytes())


def main() -> None:
    """Attack all parsers, or those named."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--seconds", type=int, default=60)
    asked.add_argument("--seeds", type=Path)
    asked.add_argument("--list", action="store_true")
    given = asked.parse_args()
    if given.list:
        import fuzzing

        sys.stdout.write("| parser | what holds |\n|---|---|\n")
        told = fuzzing.PARSERS.values()
        sys.stdout.writelines(f"| `{it.name}` | {it.holds} |\n" for it in told)
        return
    import atheris

    with atheris.instrument_imports(include=["crawler", "index", "matcher", "webapp"]):
        import fuzzing
    PARSERS.update(fuzzing.PARSERS)
    wanted = [it for it in PARSERS if not given.names or any(name in it for name in given.names)]
    sys.stdout.write("| parser | runs | branches | faults |\n|---|--:|--:|--:|\n")
    for name in wanted:
        sys.stdout.flush()
        sys.stdout.write(attacked(name, given.seconds, given.seeds) + "\n")


if __name__ == "__main__":
    main()
