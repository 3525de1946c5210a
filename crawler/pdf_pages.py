"""The process that reads one PDF file: bytes on standard input, JSON on standard output."""

import io
import json
import logging
import resource
import sys
from typing import Any

MOST_PAGES = 400
MOST_CHARACTERS = 1_500_000
_MOST_MEMORY = 1024**3
_MOST_SECONDS = 60


def pages_of(body: bytes) -> dict[str, Any]:
    """Give title and pages of a file, or the German sentence that says why not."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted and not reader.decrypt(""):
            return dict(problem="Die PDF-Datei ist mit einem Kennwort geschützt.")
        count = len(reader.pages)
        if count > MOST_PAGES:
            return dict(problem=f"Die PDF-Datei hat {count} Seiten; gelesen werden {MOST_PAGES}.")
        title = str((reader.metadata and reader.metadata.title) or "")
        pages = [page.extract_text() or "" for page in reader.pages]
    except (PyPdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError, OSError):
        return dict(problem="Die PDF-Datei ist beschädigt.")
    except (ImportError, NotImplementedError):
        return dict(problem="Die PDF-Datei ist auf eine Art verschlüsselt, die nicht gelesen wird.")
    except MemoryError:
        return dict(problem="Die PDF-Datei braucht zu viel Speicher.")
    if sum(map(len, pages)) > MOST_CHARACTERS:
        return dict(problem="Die PDF-Datei enthält zu viel Text.")
    return dict(title=title, pages=pages)


def main() -> None:
    """Read one file within limits of time and memory."""
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    logging.disable()
    json.dump(pages_of(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
