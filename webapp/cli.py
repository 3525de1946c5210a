"""The program `foerdernetz`: one command per stage, gathered from the capabilities."""

import importlib

import click

from webapp.work.journaled import journaled

# One line per capability; its module `commands` defines click commands in the list COMMANDS.
_CAPABILITIES = (
    "operation",
    "crawling",
    "links",
    "work",
    "search",
    "programmes",
    "decisions",
    "projects",
    "forecasts",
    "meetings",
    "exchange",
    "accounts",
    "people",
    "digest",
)


@click.group(context_settings=dict(help_option_names=["-h", "--help"]))
def main() -> None:
    """Fördernetz finds public funding for municipalities."""


for _name in _CAPABILITIES:
    for _command in importlib.import_module(f"webapp.{_name}.commands").COMMANDS:
        main.add_command(journaled(_command))
