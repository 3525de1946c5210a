"""Commands that read: crawl the sources, watch pages, import a downloaded export."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index.runs import RunResult
from index.store import Database
from webapp.crawling import reader
from webapp.crawling.queries import add_to_watch_list
from webapp.crawling.watchlist import WatchLine, WrongLine, read_watch_list
from webapp.terminal import (
    Fault,
    is_terminal,
    json_option,
    opened_register,
    print_json,
    say,
    settings,
    today_option,
)
from webapp.work import journal

if TYPE_CHECKING:
    from webapp.crawling.reader import RereadResult

_FILE = click.Path(path_type=Path, dir_okay=False)
_EVERY = 100


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--due", is_flag=True, help="Of watched addresses only those whose turn it is.")
@json_option
@today_option
def crawl(sources: tuple[str, ...], due: bool, as_json: bool, today: date) -> None:
    """Read the sources, all or those named; exit 1 if any of them is not ok."""
    with opened_register() as db, _reading(db, today):
        results = reader.crawl(db, settings(), sources, today, progress(), only_due=due)
        well = sum(result.status == "ok" for result in results)
        journal.tell(f"{len(results)} Quellen gelesen, {well} davon in Ordnung.")
    for result in results:
        _tell(result, as_json)
    raise SystemExit(any(result.status != "ok" for result in results))


@click.command("import-export")
@click.argument("file", type=_FILE)
@json_option
@today_option
def import_export(file: Path, as_json: bool, today: date) -> None:
    """Read FILE, an export of the Förderdatenbank downloaded by hand."""
    with opened_register() as db, _reading(db, today):
        result = reader.import_export(db, settings().data, file, today, progress())
    _tell(result, as_json)
    raise SystemExit(result.status != "ok")


@click.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@json_option
@today_option
def reread(sources: tuple[str, ...], as_json: bool, today: date) -> None:
    """Read again, without the network, what the sources answered, with today's reader."""
    with opened_register() as db, _reading(db, today) as renewed:
        results = []
        for result, records in reader.reread(db, settings().data, sources, today, progress()):
            renewed.update(records)
            results.append(result)
    for result in results:
        _tell_reread(result, as_json)
    raise SystemExit(any(result.not_read for result in results))


@click.command()
@click.argument("file", type=_FILE)
@today_option
def watch(file: Path, today: date) -> None:
    """Put the pages and feeds of FILE (CSV: url, level, funder) on the watch list."""
    try:
        lines = read_watch_list(file)
    except reader.NotRead as error:
        raise Fault(str(error)) from error
    wrong = [line for line in lines if isinstance(line, WrongLine)]
    for line in wrong:
        say(f"{file}, Zeile {line.number}: {line.reason}")
    if wrong:
        raise Fault(f"{file}: {len(wrong)} Zeilen sind falsch; nichts wurde übernommen.")
    with opened_register() as db:
        good = [line for line in lines if isinstance(line, WatchLine)]
        added = add_to_watch_list(db, good, today)
    click.echo(f"{len(good)} Adressen gelesen, {added} neu auf der Beobachtungsliste.")


def _tell(result: RunResult, as_json: bool) -> None:
    if as_json:
        print_json(asdict(result))
        return
    click.echo(
        f"{result.source}: {result.status}, {result.seen} gesehen, {result.new} neu,"
        f" {result.changed} geändert, {result.missing} vermisst, {result.gone} verschwunden,"
        f" {result.returned} zurück, {result.rejected} nicht lesbar"
    )
    for sentence in filter(None, (result.error, result.alarm)):
        click.echo(f"    {sentence}")


def _tell_reread(result: "RereadResult", as_json: bool) -> None:
    if as_json:
        print_json(asdict(result))
        return
    click.echo(
        f"{result.source}: {result.read} noch einmal gelesen, {result.renewed} erneuert,"
        f" {result.unchanged} unverändert, {result.not_read} nicht lesbar"
    )
    if result.reason:
        click.echo(f"    {result.reason}")


@contextmanager
def _reading(db: Database, today: date) -> Iterator[set[int]]:
    """Keep the search in step with what is read; what cannot be read is a fault of the caller's."""
    from webapp.crawling.search_index import search_in_step

    try:
        with reader.alone(settings().data), search_in_step(db, settings().data, today) as renewed:
            yield renewed
    except reader.NotRead as error:
        raise Fault(str(error)) from error


def progress() -> Callable[[str, int], None]:
    """A counter that stays in its line on a terminal, else a plain line now and then."""

    def tell(source: str, count: int) -> None:
        if count % _EVERY:
            return
        if is_terminal():
            click.echo(f"\r{source}: {count} gelesen", err=True, nl=False)
        else:
            say(f"{source}: {count} gelesen")

    return tell


COMMANDS: tuple[click.Command, ...] = (crawl, import_export, reread, watch)
