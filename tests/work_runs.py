"""The real program in a process of its own, as a timer starts it."""

import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parents[1]


def run_program(*arguments: str, today: date) -> "subprocess.CompletedProcess[str]":
    """Run `foerdernetz` with these arguments on that day."""
    return subprocess.run(
        [sys.executable, "-m", "webapp", *arguments, "--today", today.isoformat()],
        capture_output=True,
        text=True,
        timeout=400,
        cwd=ROOT,
    )
