"""The command that reads in when a council meets."""

from pathlib import Path

import click

from index.municipality import municipality
from webapp.file_faults import why_not
from webapp.meetings.queries import add_meetings
from webapp.meetings.table import UnreadableMeetings, read_meetings
from webapp.terminal import Fault, opened_register, say


@click.command()
@click.argument("path", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--municipality", "ags", required=True, help="AGS of the municipality.")
def meetings(path: Path, ags: str) -> None:
    """Read in meetings of a council from a calendar (ICS) or a table (CSV)."""
    try:
        found = read_meetings(path.read_bytes())
    except OSError as error:
        raise Fault(f"{path} ist nicht lesbar: {why_not(error)}.") from error
    except UnreadableMeetings as error:
        raise Fault(f"{path}: {error}") from error
    with opened_register() as db:
        if municipality(db, ags) is None:
            raise Fault(f"Keine Kommune mit dem AGS »{ags}« bekannt.")
        new = add_meetings(db, ags, found)
    say(f"{len(found)} Sitzungen gelesen, {new} neu.")


COMMANDS: tuple[click.Command, ...] = (meetings,)
