"""The command that moves all records to another engine, and back."""

from contextlib import closing

import click

from index.schema import FILE_NAME, UnreadableDatabase, database_in_file, database_on_server
from index.store.moving import UnmovableDatabase, move
from webapp.terminal import Fault, settings


@click.command("move")
@click.option("--to", "to_server", help="Copy the folder's database to this PostgreSQL address.")
@click.option("--from", "from_server", help="Copy the database at this address into the folder.")
def move_records(to_server: str | None, from_server: str | None) -> None:
    """Copy all records to a PostgreSQL server, or from one into the data folder."""
    if bool(to_server) == bool(from_server):
        raise Fault("Nennen Sie entweder --to oder --from mit einer Adresse (postgresql://…).")
    folder = settings().data
    if to_server and not (folder / FILE_NAME).exists():
        raise Fault(f"In {folder} liegt keine Datenbank.")
    try:
        with (
            closing(database_in_file(folder)) as here,
            closing(database_on_server(to_server or from_server or "")) as there,
        ):
            source, target = (here, there) if to_server else (there, here)
            found = move(source, target)
    except (UnmovableDatabase, UnreadableDatabase) as error:
        raise Fault(str(error)) from error
    rows = sum(it.rows for it in found.values())
    click.echo(f"{rows} Einträge in {len(found)} Tabellen übertragen und verglichen.")
    click.echo(
        "Hochgeladene Dateien, Schlüssel und Suchindex bleiben im Datenordner. "
        + (
            "Setzen Sie FOERDERNETZ_DATABASE auf die Adresse und starten Sie den Dienst neu."
            if to_server
            else "Entfernen Sie FOERDERNETZ_DATABASE und starten Sie den Dienst neu."
        )
    )
