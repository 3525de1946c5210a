"""Commands that take everything along and bring it back."""

from datetime import date
from pathlib import Path

import click

from index.search.build import rebuild
from webapp.crawling.search_index import be_in_step, leave_far_behind
from webapp.operation import file_archive, retention, safekeeping
from webapp.operation.retention import Keep
from webapp.terminal import Fault, opened_register, settings, today_option
from webapp.work import journal

_KEEP = Keep()
_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--daily", default=_KEEP.daily, show_default=True, type=click.IntRange(1))
@click.option("--weekly", default=_KEEP.weekly, show_default=True, type=click.IntRange(0))
@click.option("--monthly", default=_KEEP.monthly, show_default=True, type=click.IntRange(0))
@today_option
def backup(file: Path, today: date, **keep: int) -> None:
    """Copy the database to FILE, consistent and checked, also while the site runs.

    The files of Förderakten go into FILE.files.tar beside it. If FILE is a folder, the backup is
    named after the day, and of older ones so many daily, weekly and monthly ones stay there.
    """
    folder = file if file.is_dir() else None
    file = retention.named(folder, today) if folder else file
    try:
        size = safekeeping.back_up(settings().data, file)
        files = file_archive.back_up_files(settings().data, file)
    except safekeeping.UnusableBackup as error:
        raise Fault(str(error)) from error
    journal.tell(f"Gesichert und geprüft: {file} ({_megabytes(size)} MB), {files} Dateien.")
    click.echo(f"Gesichert und geprüft: {file} ({_megabytes(size)} MB)")
    if files:
        click.echo(f"Dateien der Förderakten: {files} in {file_archive.archive_of(file)}")
    if folder and (gone := retention.thin_out(folder, Keep(**keep), file)):
        click.echo(f"Ältere Sicherungen gelöscht: {gone}.")


@click.command()
@click.argument("file", type=_FILE)
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the database; the old one is kept.

    The files in FILE.files.tar are put back too.
    """
    folder = settings().data
    try:
        safekeeping.demand_ours(file)
        folder.mkdir(parents=True, exist_ok=True)
        leave_far_behind(folder)
        kept = safekeeping.restore(folder, file)
        files = file_archive.restore_files(folder, file)
    except safekeeping.UnusableBackup as error:
        raise Fault(str(error)) from error
    with opened_register() as db:
        count = rebuild(db, folder)
        be_in_step(folder)
        missing = file_archive.missing_files(db, folder)
    journal.tell(f"Eingespielt: {file}; {count} Programme sind wieder auffindbar.")
    click.echo(f"Eingespielt: {file}; {count} Programme sind wieder auffindbar.")
    if files:
        click.echo(f"Dateien der Förderakten: {files}")
    if missing:
        click.echo(f"{len(missing)} Dateien der Förderakten fehlen, zuerst {missing[0]}.", err=True)
    if kept:
        click.echo(f"Die alte Datenbank liegt in {kept}.")


def _megabytes(size: int) -> str:
    return f"{size / 1024**2:.1f}".replace(".", ",")
