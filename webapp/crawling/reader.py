"""The one door to the reader. Scrapy is loaded only when something is read."""

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from index.facts import Facts
from index.record import SourceRecord
from index.register import has_records
from index.runs import RunResult, finish_run, start_run
from index.source import Source, remember_source
from index.store import Database
from webapp.file_faults import why_not
from webapp.settings import Settings

if TYPE_CHECKING:
    from crawler.rereading import RereadResult as RereadResult
    from crawler.settings import Manners

Progress = Callable[[str, int], None]

_LOCK = "crawl.lock"
_LOG = "crawl.log"
_LINK_LOG = "links.log"
_held: set[Path] = set()
"""The folders in which this process reads already."""


class NotRead(Exception):
    """Nothing was read and nothing changed; the message is one German sentence."""


def source_names() -> list[str]:
    """The names of all sources that can be read, in the order in which they are."""
    from crawler.spider import spiders

    found = spiders()
    # Watched pages come last: by then every address that has a source of its own is known.
    return sorted(found, key=lambda name: (found[name].source.precedence, name))


def remember_sources(db: Database) -> list[str]:
    """Write down what every source is, also before it was read; gives those switched on."""
    from crawler.spider import spiders

    found = spiders()
    for spider in found.values():
        remember_source(db, spider.source)
    return [name for name in source_names() if not found[name].source.switched_off]


def crawl(
    db: Database,
    settings: Settings,
    names: Iterable[str],
    today: date,
    on_progress: Progress,
    *,
    only_due: bool = False,
) -> list[RunResult]:
    """Read the named sources; when none is named, all that are switched on.

    With `only_due` a source that reads single addresses leaves out those that are not due.

    Raises:
        NotRead: when a name is unknown or another crawl is running.
    """
    from crawler import run

    chosen = _known_names(names)
    manners = _manners(settings, _LOG)
    with alone(settings.data):
        switched_on = remember_sources(db)
        wanted = chosen or switched_on
        results = run.crawl(db, wanted, today, manners, on_progress, only_due=only_due)
    return results if chosen else [*results, *_unreadable_readers()]


def check_links(
    db: Database, settings: Settings, urls: Iterable[str], today: date, on_progress: Progress
) -> None:
    """Ask for outgoing links and write down what came of it.

    Raises:
        NotRead: when a crawl is running: two at a time might ask the same host.
    """
    from crawler import link_check

    with alone(settings.data):
        link_check.check(db, urls, today, _manners(settings, _LINK_LOG), on_progress)


def import_export(
    db: Database, folder: Path, file: Path, today: date, on_progress: Progress
) -> RunResult:
    """Read an export of the Förderdatenbank that somebody downloaded; all of it or nothing.

    Raises:
        NotRead: when the file is no readable export.
    """
    from crawler.foerderdatenbank.archive import UnreadableArchive
    from crawler.foerderdatenbank.importing import import_file

    try:
        with alone(folder):
            return import_file(db, file, today, on_progress)
    except OSError as error:
        raise NotRead(f"{file} ist nicht lesbar: {why_not(error)}.") from error
    except UnreadableArchive as error:
        raise NotRead(f"{file}: {error}") from error


def reread(
    db: Database, folder: Path, names: Iterable[str], today: date, on_progress: Progress
) -> "Iterator[tuple[RereadResult, list[int]]]":
    """Read the answers that are kept of the named sources, or of all, with today's reader.

    Gives what came of each source and the records that differ now.

    Raises:
        NotRead: when a name is unknown or a crawl is running.
    """
    from crawler import rereading

    chosen = _known_names(names)
    with alone(folder):
        kept = chosen or [name for name in source_names() if has_records(db, name)]
        yield from rereading.reread(db, kept, today, on_progress)


def read_facts_of(record: SourceRecord) -> Facts:
    """Read the facts of a record with today's rules."""
    from crawler.facts import read_facts

    return read_facts(record)


def keep_records(
    db: Database,
    source: Source,
    records: Iterable[SourceRecord],
    today: date,
    *,
    complete: bool = True,
) -> RunResult:
    """Keep records that come from no crawl, for example the samples of a demonstration.

    `complete=False` says that these are not all, so that no other becomes missing.
    """
    from crawler.ingest import keep

    remember_source(db, source)
    run = start_run(db, source.name, today)
    for record in records:
        keep(db, run, record, today)
    return finish_run(db, run, today, complete=complete)


def _known_names(names: Iterable[str]) -> list[str]:
    known = source_names()
    chosen = list(dict.fromkeys(names))
    unknown = [name for name in chosen if name not in known]
    if unknown:
        raise NotRead(f"Die Quelle »{unknown[0]}« ist unbekannt; bekannt sind {', '.join(known)}.")
    return chosen


def _unreadable_readers() -> Iterator[RunResult]:
    """A module of the reader that cannot be imported, told as the source that it may be."""
    from crawler.spider import broken_modules

    for module, sentence in broken_modules().items():
        yield RunResult(source=module.rpartition(".")[2], status="failed", error=sentence)


def _manners(settings: Settings, log: str) -> "Manners":
    from crawler.settings import Manners

    return Manners(
        version=version("foerdernetz"),
        contact=settings.contact,
        replay=settings.replay,
        delay_factor=settings.delay_factor,
        log=settings.data / log,
    )


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let only one process read at a time; the lock ends with the process, however it ends."""
    if folder in _held:
        yield
        return
    with (folder / _LOCK).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NotRead("Es läuft schon ein Abruf; bitte warten, bis er fertig ist.") from error
        _held.add(folder)
        try:
            yield
        finally:
            _held.discard(folder)
