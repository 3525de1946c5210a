"""Commands that hand data to others."""

from datetime import date
from pathlib import Path

import click

from webapp.exchange import xflb
from webapp.file_faults import why_not
from webapp.terminal import Fault, opened_register, today_option


@click.command("export-xflb")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@today_option
def export_xflb(file: Path, today: date) -> None:
    """Write the published programmes to FILE in the vocabulary of XFLB."""
    with opened_register() as db:
        try:
            count = xflb.write(db, file, today)
        except OSError as error:
            raise Fault(f"{file} lässt sich nicht schreiben: {why_not(error)}.") from error
    click.echo(f"{count} Programme in {file}")


COMMANDS: tuple[click.Command, ...] = (export_xflb,)
