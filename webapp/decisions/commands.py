"""Commands that turn decisions into test cases and hold today's reader against them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from index.facts import DecisionKind
from webapp.crawling.reader import read_facts_of
from webapp.decisions.cases import Case, Outcome, WrongCase, case_of, cases, replay
from webapp.decisions.queries import in_words
from webapp.programmes.wording import FACT_LABELS
from webapp.terminal import (
    Fault,
    json_option,
    opened_register,
    print_json,
    read_json_lines,
    write_json_lines,
)

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("export-facts")
@click.argument("file", type=_FILE)
def export_facts(file: Path) -> None:
    """Write confirmed, corrected and removed facts to FILE, one test case a line."""
    with opened_register() as db:
        count = write_json_lines(file, map(asdict, cases(db)))
    click.echo(f"{count} Testfälle in {file}")


@click.command("replay-facts")
@click.argument("file", type=_FILE)
@json_option
def replay_facts(file: Path, as_json: bool) -> None:
    """Read the test cases of FILE with today's rules; say what agrees and what does not."""
    found = list(_cases_in(file))
    counts: Counter[bool | None] = Counter()
    with opened_register() as db:
        for case in found:
            outcome = replay(db, case, read_facts_of)
            counts[outcome.agrees] += 1
            _tell(outcome, as_json)
    if not as_json:
        click.echo(
            f"{counts[True]} von {len(found)} stimmen überein, {counts[False]} weichen ab,"
            f" {counts[None]} sind hier nicht prüfbar."
        )


def _cases_in(file: Path) -> Iterator[Case]:
    for number, line in read_json_lines(file):
        try:
            yield case_of(line)
        except WrongCase as error:
            raise Fault(f"{file}, Zeile {number}: {error}") from error


def _tell(outcome: Outcome, as_json: bool) -> None:
    case = outcome.case
    if as_json:
        told = dict(url=case.url, fact=case.fact, expected=case.value, read=outcome.read)
        print_json(told | dict(agrees=outcome.agrees, on=outcome.on))
        return
    if outcome.agrees:
        return
    if outcome.agrees is None:
        click.echo(f"nicht prüfbar  {FACT_LABELS[case.fact]}: {case.url}")
        return
    unfounded = case.decision is DecisionKind.CORRECT and not case.rests_on_quote
    click.echo(
        f"weicht ab      {FACT_LABELS[case.fact]}: erwartet {in_words(case.fact, case.value)},"
        f" gelesen {in_words(case.fact, outcome.read)}"
        f"{' (ohne Textstelle berichtigt)' if unfounded else ''}\n               {case.url}"
    )
    if case.quote:
        click.echo(f"               »{case.quote}« ({case.field})")


COMMANDS: tuple[click.Command, ...] = (export_facts, replay_facts)
