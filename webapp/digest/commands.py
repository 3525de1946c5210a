"""The command that sends the weekly letter."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import click
from click.core import ParameterSource
from sqlite_utils import Database

from webapp.digest.mail import MailServer, MailServerDown
from webapp.digest.sending import Carrier, Outcome, Post
from webapp.digest.single_run import Busy, copy_in_memory, only_run
from webapp.digest.subscribers import subscribers
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects
from webapp.terminal import Fault, now, opened_register, say, settings, today_option


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would be sent and change nothing.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --dry-run: put the letters into this folder, to be opened by a mail program.",
)
@today_option
def digest(dry_run: bool, save: Path | None, today: date) -> None:
    """Judge all Vorhaben, then send each subscribed person what is new, once a week.

    The Vorhaben are judged first, so that `crawl` and `digest` are enough: a letter never rests
    on matches that are older than the register. The letter of a week is due on Monday or in the
    first run after it; with `--today` everything that is new on that day is due at once.
    """
    weekly = not _was_given("today")
    if save and not dry_run:
        raise Fault("--save gibt es nur zusammen mit --dry-run.")
    if "@" not in settings().mail_from:
        raise Fault(f"FOERDERNETZ_MAIL_FROM ist keine Adresse: »{settings().mail_from}«.")
    with opened_register() as db:
        outcomes = _dry_run(db, today, weekly, save) if dry_run else send_letters(db, today, weekly)
    if any(outcome.problem for outcome in outcomes):
        raise SystemExit(1)


def send_letters(db: Database, today: date, weekly: bool) -> list[Outcome]:
    """Judge all Vorhaben and send the letters that are due, one run at a time."""
    try:
        server = MailServer(settings().smtp_url)
    except MailServerDown as error:
        raise Fault(str(error)) from error
    try:
        with only_run(settings().data):
            db.execute("pragma synchronous = full")  # a claim has to survive a power cut
            return _send(db, server, today, weekly, "Gesendet")
    except Busy:
        say("Ein anderer Lauf verschickt gerade die Briefe.")
        return []
    except MailServerDown as error:
        say(str(error))
        raise SystemExit(1) from error
    finally:
        server.close()


def _dry_run(db: Database, today: date, weekly: bool, save: Path | None) -> list[Outcome]:
    copy = copy_in_memory(db)
    try:
        return _send(copy, _Drawer(save), today, weekly, "Würde gesendet")
    finally:
        copy.close()


def _send(db: Database, carrier: Carrier, today: date, weekly: bool, done: str) -> list[Outcome]:
    people = subscribers(db)
    if people:
        judge_now(db, list(all_projects(db)), today)
    post = Post(db, settings(), carrier, today, now())
    outcomes = []
    for outcome in post.send_all(people, weekly):
        said = f"Nicht gesendet ({outcome.problem})" if outcome.problem else done
        click.echo(f"{said} an {outcome.email}: {outcome.subject}")
        outcomes.append(outcome)
    if not outcomes:
        say("Nichts Neues: kein Brief.")
    return outcomes


class _Drawer:
    """Carries nothing: the letters of a dry run end here, or in a folder."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)

    def ready(self) -> None:
        """There is always room."""

    def send(self, message: EmailMessage) -> None:
        """Keep the message as a file, if there is a folder."""
        if self._folder:
            name = str(message["To"]).replace("/", "_")
            (self._folder / f"{name}.eml").write_bytes(message.as_bytes())


def _was_given(name: str) -> bool:
    source = click.get_current_context().get_parameter_source(name)
    return source is not ParameterSource.DEFAULT


COMMANDS: tuple[click.Command, ...] = (digest,)
