"""How every command speaks: JSON on standard output, progress and faults on standard error."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from index.schema import UnreadableDatabase, open_database
from index.store import Database
from webapp.file_faults import why_not, why_unreadable
from webapp.settings import Settings


class Fault(click.ClickException):
    """Bad input: one German sentence that names the thing, exit 2, nothing changed."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """Print the sentence alone."""
        click.echo(self.format_message(), err=True, file=file)


class Trouble(Fault):
    """The machine is short of something: exit 1, what was kept before stays kept."""

    exit_code = 1


class Day(click.ParamType[date]):
    """A day as `YYYY-MM-DD`."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day or say what was expected."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"»{value}« ist kein Tag; erwartet wird zum Beispiel 2026-06-15.", param, ctx)


def now() -> datetime:
    """Read the clock: the one place where a command does."""
    return datetime.now().astimezone()


def _today() -> date:
    return now().date()


today_option = click.option(
    "--today", type=Day(), default=_today, help="The day to act on instead of the real one."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print only JSON.")


def settings() -> Settings:
    """The settings of this call."""
    context = click.get_current_context(silent=True)
    if context is not None and isinstance(context.obj, Settings):
        return context.obj
    try:
        return Settings.from_env()
    except ValueError as error:
        raise Fault(str(error)) from error


@contextmanager
def opened_register() -> Iterator[Database]:
    """Open the database of the data folder for one command."""
    try:
        db = open_database(settings().data)
    except UnreadableDatabase as error:
        raise Fault(why_unreadable(error)) from error
    try:
        yield db
    finally:
        db.close()


def print_json(value: Any) -> None:
    """Print one JSON value on one line."""
    click.echo(json.dumps(value, ensure_ascii=False, default=str))


def say(text: str) -> None:
    """Tell progress on standard error."""
    click.echo(text, err=True)


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield line number and value of each filled line of a JSON-lines file.

    Raises:
        Fault: names the file and the line that is no JSON.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Fault(f"{path} ist nicht lesbar: {why_not(error)}.") from error
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except ValueError as error:
            raise Fault(f"{path}, Zeile {number}: kein JSON ({error}).") from error


def write_json_lines(path: Path, values: Iterable[Any]) -> int:
    """Write one JSON value a line; the file is whole or untouched. Gives how many.

    Raises:
        Fault: names the file that cannot be written.
    """
    lines = [json.dumps(value, ensure_ascii=False) + "\n" for value in values]
    unfinished = path.with_name(f"{path.name}.unfinished")
    try:
        unfinished.write_text("".join(lines), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise Fault(f"{path} lässt sich nicht schreiben: {why_not(error)}.") from error
    return len(lines)


def is_terminal() -> bool:
    """Whether somebody looks at standard error."""
    return sys.stderr.isatty()
