"""The command that says which municipalities take part."""

from dataclasses import dataclass
from datetime import date

import click

from index.municipality import municipality as municipality_of
from webapp.people.listing import groups
from webapp.people.participation import change_participation
from webapp.terminal import Fault, json_option, opened_register, print_json


@click.command()
@click.argument("ags", required=False)
@click.option("--from", "first", metavar="YYYY-MM-DD", help="The first day; empty: no limit.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="The last day; empty: no limit.")
@json_option
def municipality(ags: str | None, first: str | None, last: str | None, as_json: bool) -> None:
    """Show which municipalities take part, or say from when to when AGS does."""
    if ags:
        _change(ags, _Change(first=first, last=last))
    lines = _lines(ags)
    if as_json:
        print_json(lines)
    for line in () if as_json else lines:
        span = f"{line['since'] or '…'} bis {line['until'] or '…'}"
        click.echo(f"{line['ags']}  {line['name']}  {span}  {line['people']} Personen")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    first: str | None
    last: str | None


def _change(ags: str, change: _Change) -> None:
    with opened_register() as db:
        town = municipality_of(db, ags)
        if town is None:
            raise Fault(f"Eine Kommune mit dem AGS »{ags}« gibt es hier nicht.")
        if change.first is None and change.last is None:
            return
        first, last = _day(change.first, town.member_from), _day(change.last, town.member_to)
        try:
            change_participation(db, None, town, first, last)
        except ValueError as error:
            raise Fault(str(error)) from error


def _day(text: str | None, before: date | None) -> date | None:
    if text is None:
        return before
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Fault(f"»{text}« ist kein Tag; erwartet wird zum Beispiel 2026-06-15.") from None


def _lines(ags: str | None) -> list[dict[str, object]]:
    with opened_register() as db:
        return [
            dict(
                ags=group.town.ags,
                name=group.town.short_name,
                since=group.town.member_from,
                until=group.town.member_to,
                people=len(group.members),
            )
            for group in groups(db)
            if group.town and ags in (None, group.town.ags)
        ]


COMMANDS: tuple[click.Command, ...] = (municipality,)
