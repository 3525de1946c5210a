"""The program `foerdernetz`: one command per stage, gathered from the capabilities."""

import importlib
import os
from typing import Any

import click

from index.store import DatabaseError
from webapp.file_faults import trouble
from webapp.settings import hand_on_database
from webapp.terminal import Trouble
from webapp.work.journaled import journaled

# One line per capability; its module `commands` defines these in the list COMMANDS. It is loaded
# when one of them is called: nobody who asks for a programme waits for the sending of letters.
_COMMANDS = {
    "operation": "init serve backup restore move doctor sources",
    "crawling": "crawl import-export reread watch",
    "links": "check-links",
    "work": "work",
    "search": "search reindex",
    "programmes": "changes programme facts duplicates",
    "decisions": "export-facts replay-facts",
    "projects": "match joint projects",
    "forecasts": "forecasts",
    "meetings": "meetings",
    "exchange": "export-xflb",
    "accounts": "user",
    "people": "municipality",
    "digest": "digest bounces",
}
_THEN = "Was schon gespeichert war, bleibt; »foerdernetz doctor« sagt, was zu tun ist."
_CAPABILITIES = {name: where for where, names in _COMMANDS.items() for name in names.split()}


class _Program(click.Group):
    """Knows the names of all commands and loads the one that is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(_CAPABILITIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, if there is one."""
        if cmd_name not in _CAPABILITIES:
            return None
        return journaled(commands_of(_CAPABILITIES[cmd_name])[cmd_name])

    def invoke(self, ctx: click.Context) -> Any:
        """Call the command; what the machine is short of is told in a sentence."""
        hand_on_database()
        try:
            return super().invoke(ctx)
        except (DatabaseError, OSError) as error:
            said = trouble(error)
            if said is None:
                raise
            raise Trouble(f"{said} {_THEN}") from error


def names_of(capability: str) -> set[str]:
    """The names of the commands that a capability is known to add."""
    return set(_COMMANDS.get(capability, "").split())


def commands_of(capability: str) -> dict[str, click.Command]:
    """The commands that a capability adds to the program."""
    found = importlib.import_module(f"webapp.{capability}.commands").COMMANDS
    return {str(command.name): command for command in found}


@click.group(cls=_Program, context_settings=dict(help_option_names=["-h", "--help"]))
def main() -> None:
    """Fördernetz finds public funding for municipalities."""
    os.umask(0o077)  # what a command writes holds addresses and secrets: it is for its owner alone
