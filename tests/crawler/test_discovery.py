"""A new source is one file; a file that is broken stops no other source."""

import subprocess
import sys
from pathlib import Path

from crawler.spider import broken_modules, spiders


def test_a_module_that_cannot_be_imported_stops_no_other_source(tmp_path: Path) -> None:
    (tmp_path / "broken_source.py").write_text("import no_such_library\n", encoding="utf-8")
    code = (
        f"import crawler; crawler.__path__.append({str(tmp_path)!r})\n"
        "from crawler.spider import broken_modules, spiders\n"
        "print(*sorted(spiders()), *broken_modules().items(), sep='\\n')"
    )

    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    *names, broken = found.stdout.splitlines()
    assert names == sorted(spiders())
    assert "crawler.broken_source" in broken
    assert "No module named 'no_such_library'" in broken


def test_every_module_of_the_reader_can_be_imported() -> None:
    assert broken_modules() == {}
