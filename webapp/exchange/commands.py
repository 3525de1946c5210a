"""Commands of this capability."""

import click

COMMANDS: tuple[click.Command, ...] = ()
