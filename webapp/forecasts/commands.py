"""The command that lists what is expected to be called again."""

from datetime import date
from typing import Any

import click

from webapp.forecasts.fits import renew_forecasts
from webapp.forecasts.queries import Expectation, all_expectations
from webapp.terminal import json_option, opened_register, print_json, today_option


@click.command()
@json_option
@today_option
def forecasts(as_json: bool, today: date) -> None:
    """Take earlier calls anew and list which programmes are expected to be called again, and why.

    A forecast is never a deadline.
    """
    with opened_register() as db:
        renew_forecasts(db, today)
        found = [it for it in all_expectations(db, today) if it.forecast]
    if as_json:
        print_json([_as_json(it) for it in found])
        return
    for it in found:
        assert it.forecast
        click.echo(f"{it.forecast.saying} ({it.forecast.certainty.value}): {it.programme.title}")
        click.echo(f"  {it.forecast.basis} {it.forecast.caveat}".rstrip())


def _as_json(it: Expectation) -> dict[str, Any]:
    assert it.forecast
    names = ("kind", "day", "quote", "title", "url", "source", "version", "read_on")
    return dict(
        url=it.programme.url,
        title=it.programme.title,
        month=f"{it.forecast.month:%Y-%m}",
        certainty=it.forecast.certainty.value,
        basis=it.forecast.basis,
        caveat=it.forecast.caveat,
        evidence=[{name: getattr(call, name) for name in names} for call in it.forecast.evidence],
    )


COMMANDS: tuple[click.Command, ...] = (forecasts,)
"""What this capability adds to the program."""
