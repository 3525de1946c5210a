"""Commands of Vorhaben: import them, judge them, find whom a programme brings together."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from index.programme import Programme
from index.store import Database
from matcher.best import best_for
from matcher.joint import Together, together
from matcher.judge import Judgement
from matcher.profile import UnreadableProfile, read_profile
from matcher.project import Project
from matcher.quoting import quotes_of
from matcher.rank import WORTH_A_LOOK, Judged, judge_all
from webapp.feedback.queries import away_from, said_in
from webapp.projects.importing import as_told, import_lines
from webapp.projects.judging import judge_now, shelf_of, with_said
from webapp.projects.later import judge_saved
from webapp.projects.queries import all_projects, completed, project
from webapp.projects.renewal import judge_everything
from webapp.projects.table import UnreadableTable, read_table
from webapp.terminal import (
    Fault,
    json_option,
    opened_register,
    print_json,
    read_json_lines,
    say,
    settings,
    today_option,
)

_file = click.Path(dir_okay=False, path_type=Path)
_batch = click.option("--batch", type=_file, help="JSON lines with profiles.")


@click.command()
@_batch
@click.option("--limit", type=click.IntRange(1), default=20, help="So many programmes at most.")
@click.option("--all", "everything", is_flag=True, help="Give the verdict on every programme.")
@today_option
@json_option
def match(batch: Path | None, limit: int, everything: bool, today: date, as_json: bool) -> None:
    """Find programmes for Vorhaben: those of a file, else all in the database."""
    with opened_register() as db:
        pairs = _of_file(db, batch, today, limit) if batch else _of_database(db, today, limit)
        details = _every_verdict(db, today) if everything else None
        for vorhaben, found in pairs:
            print_json(_line(vorhaben, found, details(vorhaben) if details else found))


def _of_file(
    db: Database, batch: Path, today: date, limit: int
) -> Iterator[tuple[Project, list[Judged]]]:
    projects, shelf = _from_file(db, batch), shelf_of(db)
    for vorhaben in projects:
        best = best_for(shelf, vorhaben, today, most=limit, least=WORTH_A_LOOK)
        yield vorhaben, best.matches


def _of_database(db: Database, today: date, limit: int) -> Iterator[tuple[Project, list[Judged]]]:
    return judge_everything(db, today, limit, WORTH_A_LOOK)


def _every_verdict(db: Database, today: date) -> Callable[[Project], list[Judged]]:
    """Judge every programme, whatever it scores, with what the municipality said."""
    shelf = shelf_of(db)

    def judged(vorhaben: Project) -> list[Judged]:
        said = said_in(db, vorhaben.municipality.ags) if vorhaben.municipality else []
        return with_said(said, judge_all(shelf, vorhaben, today), vorhaben)

    return judged


@click.command()
@_batch
@click.option("--jsonl", is_flag=True, help="Print one JSON value per line (the only form).")
@today_option
def joint(batch: Path | None, jsonl: bool, today: date) -> None:
    """Find programmes that fit Vorhaben of two or more municipalities."""
    with opened_register() as db:
        projects = _from_file(db, batch) if batch else list(all_projects(db))
        away = {} if batch else {one.id: away_from(db, one.id) for one in projects}
        for group in together(shelf_of(db), projects, today, away):
            for line in _joint_lines(group):
                print_json(line)


@click.group()
def projects() -> None:
    """Vorhaben of the municipalities."""


@projects.command("import")
@click.argument("path", metavar="FILE", type=_file)
@today_option
def import_projects(path: Path, today: date) -> None:
    """Add Vorhaben from JSON lines, CSV or XLSX; good lines are kept, bad ones named."""
    try:
        lines = read_table(path)
    except UnreadableTable as error:
        raise Fault(str(error)) from error
    with opened_register() as db:
        done = import_lines(db, lines, today, as_told)
        judge_now(db, [p for number in done.kept if (p := project(db, number))], today)
    for sentence in (*done.wrong, done.told):
        say(sentence)
    if done.wrong:
        click.get_current_context().exit(1 if done.kept else 2)


@projects.command("judge")
@today_option
def judge_what_was_saved(today: date) -> None:
    """Judge Vorhaben that were saved on the site; it starts this itself where that takes long."""
    with opened_register() as db:
        say(f"Geprüft: {judge_saved(db, settings().data, today)} gespeicherte Vorhaben.")


def _from_file(db: Database, path: Path) -> list[Project]:
    found = []
    for number, data in read_json_lines(path):
        try:
            found.append(completed(db, read_profile(data)))
        except UnreadableProfile as error:
            raise Fault(f"{path}, Zeile {number}: {error}") from error
    return found


def _line(vorhaben: Project, found: list[Judged], details: list[Judged]) -> dict[str, Any]:
    return dict(
        id=vorhaben.id,
        results=[url for programme, _ in found for url in programme.urls],
        details=[
            dict(
                url=url,
                score=judgement.score,
                eligible=judgement.eligible,
                reasons=list(judgement.reasons),
                obstacles=list(judgement.obstacles),
                parts=_parts(programme, judgement),
            )
            for programme, judgement in details
            for url in programme.urls
        ],
    )


def _parts(programme: Programme, judgement: Judgement) -> list[dict[str, Any]]:
    """What the score is made of, each with the sentence of the source it rests on."""
    if judgement.eligible == "no":
        return []
    quotes = quotes_of(programme, judgement.parts)
    return [
        dict(
            kind=part.kind.value,
            label=part.label,
            points=part.points,
            quote=quotes.get(part.surface),
        )
        for part in judgement.parts
    ]


def _joint_lines(group: Together) -> Iterator[dict[str, Any]]:
    for url in group.programme.urls:
        yield dict(
            url=url,
            municipalities=list(group.municipalities),
            projects=[vorhaben.id for vorhaben in group.projects],
            cooperation=group.cooperation,
        )


COMMANDS: tuple[click.Command, ...] = (match, joint, projects)
