"""Commands that tell what is known about programmes and what happened to them."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import click

from index.duplicates import Pair, find_pairs
from index.programme import programme_at
from webapp.programmes.queries import changes_since, comparisons_since, described, facts_of_records
from webapp.programmes.wording import field_label
from webapp.terminal import (
    Day,
    Fault,
    json_option,
    opened_register,
    print_json,
    settings,
    today_option,
)

_KINDS = {
    "new": "neu",
    "changed": "geändert",
    "missing": "fehlt",
    "gone": "entfallen",
    "returned": "wieder da",
}
_RELATIONS = {
    "same_programme": "dasselbe Programm",
    "same_programme_other_version": "andere Fassung",
    "predecessor": "Vorgänger",
}


@click.command()
@click.option("--since", type=Day(), required=True, help="Crawls of this day and later.")
@json_option
def changes(since: date, as_json: bool) -> None:
    """List what crawls found new, changed, missing, gone or returned."""
    with opened_register() as db:
        events = list(changes_since(db, since))
        pages = comparisons_since(db, since)
    if as_json:
        print_json(events)
        return
    for event in events:
        fields = f" ({', '.join(map(field_label, event['fields']))})" if event["fields"] else ""
        click.echo(f"{_KINDS[event['kind']]:10} {event['url']}{fields}")
        if page := pages.get((event["url"], event["kind"])):
            click.echo(f"{'':10} Wort für Wort: {settings().base_url}{page}")
    if not events:
        click.echo(f"Seit dem {since:%d.%m.%Y} hat sich nichts geändert.")


@click.command("programme")
@click.argument("url")
@json_option
@today_option
def show_programme(url: str, as_json: bool, today: date) -> None:
    """Show the programme at URL with facts and their quotes, sources, status and versions."""
    with opened_register() as db:
        found = programme_at(db, url)
        if found is None:
            raise Fault(f"Unter {url} ist kein Programm bekannt.")
        description = described(db, found, today)
    if as_json:
        print_json(description)
    else:
        _print_readable(description)


@click.command()
@click.option("--jsonl", is_flag=True, help="Print one JSON object per line.")
@today_option
def facts(jsonl: bool, today: date) -> None:
    """Print what was read out of each source record alone."""
    with opened_register() as db:
        for line in facts_of_records(db, today):
            if jsonl:
                print_json(line)
            elif len(line) > 1:
                click.echo(line.pop("url"))
                _print_values(line)


@click.command()
@click.option("--jsonl", is_flag=True, help="Print one JSON object per line.")
def duplicates(jsonl: bool) -> None:
    """List pairs of records that describe one programme, another version or a predecessor."""
    with opened_register() as db:
        pairs = find_pairs(db)
    if jsonl:
        for pair in pairs:
            print_json(dict(a=pair.a, b=pair.b, relation=pair.relation, score=pair.score))
    else:
        _print_pairs(pairs)


def _print_pairs(pairs: Iterable[Pair]) -> None:
    for pair in pairs:
        click.echo(f"{_RELATIONS[pair.relation]} ({pair.score:.2f}): {'; '.join(pair.reasons)}")
        click.echo(f"    {pair.a}\n    {pair.b}")


def _print_readable(description: dict[str, Any]) -> None:
    click.echo(f"{description['title']}\n{description['url']}\n")
    click.echo(f"Status: {description['status']} – {description['status_because']}")
    for name, fact in description["facts"].items():
        click.echo(f"  {name}: {_spelled(fact['value'])}")
        if fact["evidence"]:
            click.echo(f"      »{fact['evidence']['quote']}« ({fact['evidence']['field']})")
    click.echo("Quellen:")
    for source in description["sources"]:
        click.echo(f"  {source['label']}, Fassung {source['version']}: {source['url']}")
        click.echo(f"      {source['attribution']} ({source['licence']})")


def _print_values(values: dict[str, Any]) -> None:
    for name, value in values.items():
        click.echo(f"  {name}: {_spelled(value)}")


def _spelled(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


COMMANDS: tuple[click.Command, ...] = (changes, show_programme, facts, duplicates)
