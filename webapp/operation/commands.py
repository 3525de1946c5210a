"""Commands that keep an installation running."""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from index.schema import UnreadableDatabase
from webapp.accounts.queries import RefusedAccount
from webapp.crawling import reader
from webapp.monitoring import logs
from webapp.operation import (
    demo,
    health,
    preparing,
    serving,
)
from webapp.operation.backup_commands import backup, restore
from webapp.operation.moving import move_records
from webapp.operation.queries import SourceHealth, health_of_sources
from webapp.operation.starting import demand_settings
from webapp.sources.queries import details_of_sources
from webapp.terminal import (
    Fault,
    json_option,
    opened_register,
    print_json,
    say,
    settings,
    today_option,
)

_FILE = click.Path(path_type=Path, dir_okay=False)
_MARKS = {"ok": "gut", "notice": "Hinweis", "wrong": "FEHLER"}


@click.command()
@click.option("--demo", "with_demo", is_flag=True, help="Add sample programmes and logins.")
@click.option("--admin", default="admin@localhost", help="Address of the administrator.")
@today_option
def init(with_demo: bool, admin: str, today: date) -> None:
    """Prepare the data folder; what is there stays as it is."""
    chosen = settings()
    try:
        db = preparing.prepare(chosen.data)
    except (OSError, UnreadableDatabase) as error:
        raise Fault(f"{chosen.data} lässt sich nicht anlegen: {error}.") from error
    with closing(db):
        reader.remember_sources(db)
        try:
            token = preparing.invite_administrator(db, admin, today)
        except RefusedAccount as error:
            raise Fault(str(error)) from error
        click.echo(f"Datenordner: {chosen.data.resolve()}")
        if token:
            click.echo(f"Einladung für {admin} (14 Tage gültig, wird nur einmal gezeigt):")
            click.echo(f"    {chosen.base_url}/einladung/{token}")
        if with_demo:
            demo.add(db, chosen.data, today, say)
        _print_demo_logins(demo.logins(db))


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
def serve(host: str, port: int) -> None:
    """Serve the site on a production server until Ctrl-C."""
    demand_settings()
    with opened_register() as db:
        logins = demo.logins(db)
    try:
        listening = serving.listen(host, port)
    except serving.NoAddress as error:
        raise Fault(str(error)) from error
    click.echo(f"Fördernetz läuft auf {serving.address_of(listening)} (Ende mit Strg+C).")
    _print_demo_logins(logins)
    with logs.written(settings()):
        serving.serve(settings(), listening)


@click.command()
@json_option
@today_option
def doctor(as_json: bool, today: date) -> None:
    """Say what is wrong with this installation and what to do about it."""
    findings = health.examine(settings(), today)
    wrong = any(finding.state == "wrong" for finding in findings)
    if as_json:
        print_json(dict(ok=not wrong, findings=[asdict(finding) for finding in findings]))
    else:
        for finding in findings:
            click.echo(f"{_MARKS[finding.state]:8} {finding.check}: {finding.message}")
            if finding.advice:
                click.echo(f"{'':8} → {finding.advice}")
    raise SystemExit(1 if wrong else 0)


@click.command()
@json_option
@today_option
def sources(as_json: bool, today: date) -> None:
    """Show each source: last and next run, items and alarms; with --json also its fields."""
    with opened_register() as db:
        found = list(health_of_sources(db, today))
        more = details_of_sources(db) if as_json else {}
    if as_json:
        print_json([asdict(source) | more[source.source] for source in found])
    else:
        _print_sources(found)


def _print_sources(found: Iterable[SourceHealth]) -> None:
    empty = True
    for source in found:
        empty = False
        last = f"zuletzt {source.last_run} ({source.status})" if source.last_run else "nie gelesen"
        click.echo(f"{source.source:18} {source.items:6} Einträge, {last} – {source.label}")
        click.echo(f"{'':18} {_said_of_next_run(source)}")
        for alarm in source.alarms:
            click.echo(f"{'':18} ! {alarm}")
        if source.advice:
            click.echo(f"{'':18} → {source.advice}")
        if source.hints:
            words = "früher Hinweis" if source.hints == 1 else "frühe Hinweise"
            click.echo(f"{'':18} {source.hints} {words}, seither nicht gelesen")
    if empty:
        click.echo("Noch keine Quelle gelesen; »foerdernetz crawl« liest sie.")


def _said_of_next_run(source: SourceHealth) -> str:
    if source.switched_off:
        return "abgeschaltet: noch nicht live geprüft"
    if source.next_run is None:
        return "nur von Hand"
    return f"nächster Lauf {source.next_run.replace('T', ' ') or 'so bald wie möglich'}"


def _print_demo_logins(logins: list[demo.Login]) -> None:
    if not logins:
        return
    click.echo("Anmeldungen der Musterdaten (nur zum Ausprobieren, nicht ins Netz stellen):")
    for login in logins:
        click.echo(f"    {login.email:32} {login.password}   {login.purpose}")


COMMANDS: tuple[click.Command, ...] = (init, serve, backup, restore, move_records, doctor, sources)
