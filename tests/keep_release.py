"""Keep the demo database of a release, so that every later version is tried on it.

    .venv/bin/python tests/keep_release.py VERSION [COMMIT]

The commit (HEAD unless named) is unpacked beside the project and its own `init --demo` makes the
database: invented data in the schema of that release. Its text lies in RELEASED, compressed.
"""

import gzip
import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[1]
RELEASED = ROOT / "tests/webapp/operation/released"
DAY = "2026-11-20"


def keep(version: str, commit: str) -> Path:
    """Make the database of a release with its own program and write its text down."""
    with tempfile.TemporaryDirectory() as name:
        program, data = Path(name, "program"), Path(name, "data")
        program.mkdir()
        archive = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, stdout=-1)
        subprocess.run(["tar", "x"], cwd=program, input=archive.stdout, check=True)
        subprocess.run(
            [sys.executable, "-m", "webapp", "init", "--demo", "--today", DAY],
            cwd=program,
            env=os.environ | dict(FOERDERNETZ_DATA=str(data)),
            check=True,
            stdout=subprocess.DEVNULL,
        )
        with closing(sqlite3.connect(data / "foerdernetz.sqlite3")) as database:
            text = "\n".join(database.iterdump())
    target = RELEASED / f"{version}.sql.gz"
    RELEASED.mkdir(exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    return target


if __name__ == "__main__":
    kept = keep(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else "HEAD")
    sys.stdout.write(f"{kept.relative_to(ROOT)}: {kept.stat().st_size} bytes\n")
