"""The watch list as a CSV file: one page or feed a line, with level and funder."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.public_address import is_public
from index.vocabulary import Level
from webapp.crawling.reader import NotRead
from webapp.file_faults import why_not

COLUMNS = ("url", "level", "funder")


@dataclass(frozen=True, slots=True)
class WatchLine:
    """A page to watch, at which level of government, and who is behind it."""

    url: str
    level: Level
    funder: str


@dataclass(frozen=True, slots=True)
class WrongLine:
    """A line that cannot be used, and why (a German sentence)."""

    number: int
    reason: str


def read_watch_list(path: Path) -> list[WatchLine | WrongLine]:
    """Read the file.

    Raises:
        NotRead: when it is no CSV file with the columns `url, level, funder`.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise NotRead(f"{path} ist nicht lesbar: {why_not(error)}.") from error
    except UnicodeDecodeError as error:
        raise NotRead(f"{path} ist nicht in UTF-8 geschrieben.") from error
    lines = text.splitlines()
    separator = ";" if lines and lines[0].count(";") > lines[0].count(",") else ","
    rows = csv.DictReader(lines, delimiter=separator)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise NotRead(f"{path} braucht die Spalten {', '.join(COLUMNS)}; es fehlt {missing[0]}.")
    rows.fieldnames = names
    return list(_lines(rows))


def _lines(rows: "csv.DictReader[str]") -> Iterator[WatchLine | WrongLine]:
    seen: set[str] = set()
    for row in rows:
        url, level, funder = ((row.get(name) or "").strip() for name in COLUMNS)
        if not (url or level or funder):
            continue
        reason = _wrong(url, level, seen)
        seen.add(url)
        yield WrongLine(rows.line_num, reason) if reason else WatchLine(url, Level(level), funder)


def _wrong(url: str, level: str, seen: set[str]) -> str:
    if not url:
        return "Es fehlt die Adresse."
    if not is_public(url):
        return f"»{url}« ist keine öffentliche Web-Adresse (http oder https)."
    if url in seen:
        return f"»{url}« steht schon weiter oben."
    if level not in set(Level):
        return f"Die Ebene »{level}« ist unbekannt; erwartet wird {', '.join(Level)}."
    return ""
