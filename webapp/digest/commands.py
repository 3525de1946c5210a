"""The command that sends the weekly letter."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

import click
from click.core import ParameterSource

from index.store import Database
from webapp.digest.bounce_command import bounces
from webapp.digest.mail import MailServer, MailServerDown
from webapp.digest.postman import Carrier, Outcome
from webapp.digest.readers import readers
from webapp.digest.sending import Post, When
from webapp.digest.single_run import Busy, copy_in_memory, only_run
from webapp.forecasts.fits import renew_forecasts
from webapp.operation.schedule import end_of
from webapp.projects.judging import judge_now
from webapp.projects.queries import all_projects
from webapp.terminal import Fault, now, opened_register, say, settings, today_option
from webapp.work import journal


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would be sent and change nothing.")
@click.option(
    "--save",
    type=click.Path(file_okay=False, path_type=Path),
    help="With --dry-run: put the letters into this folder, to be opened by a mail program.",
)
@today_option
def digest(dry_run: bool, save: Path | None, today: date) -> None:
    """Judge all Vorhaben, then send each person what is new, and the reminders of the day.

    The Vorhaben are judged first, so that `crawl` and `digest` are enough: a letter never rests
    on matches that are older than the register. A person's letter is due once a week from the day
    and hour that the person chose; the first one at once. What waits in the outbox is tried again.
    With `--today` the letters of that day are due whatever the hour.
    """
    if save and not dry_run:
        raise Fault("--save gibt es nur zusammen mit --dry-run.")
    if "@" not in settings().mail_from:
        raise Fault(f"FOERDERNETZ_MAIL_FROM ist keine Adresse: »{settings().mail_from}«.")
    when = _when(today)
    with opened_register() as db:
        outcomes = _dry_run(db, when, save) if dry_run else _by_hand(db, when)
        journal.tell(f"Briefe: {len([it for it in outcomes if not it.problem])}.")
    if any(outcome.problem for outcome in outcomes):
        raise SystemExit(1)


def send_letters(db: Database, when: When, *, impatient: bool = False) -> list[Outcome]:
    """Send the letters and reminders that are due, one run at a time.

    Raises:
        MailServerDown: when there is no server.
        Busy: when another run is at it.
    """
    chosen = settings()
    server = MailServer(
        chosen.smtp_url, envelope_from=chosen.bounces_to, per_minute=chosen.mails_per_minute
    )
    try:
        with only_run(chosen.data):
            db.execute("pragma synchronous = full")  # what is noted has to survive a power cut
            return _send(db, server, when, "Gesendet", impatient)
    finally:
        server.close()


def _by_hand(db: Database, when: When) -> list[Outcome]:
    if readers(db):
        judge_now(db, list(all_projects(db)), when.today)
        renew_forecasts(db, when.today)
    try:
        outcomes = send_letters(db, when, impatient=True)
    except Busy:
        say("Ein anderer Lauf verschickt gerade die Briefe.")
        return []
    except MailServerDown as error:
        if "FOERDERNETZ_SMTP_URL" in str(error):
            raise Fault(str(error)) from error
        say(str(error))
        raise SystemExit(1) from error
    return _or_nothing(outcomes)


def _dry_run(db: Database, when: When, save: Path | None) -> list[Outcome]:
    copy = copy_in_memory(db)
    try:
        if readers(copy):
            judge_now(copy, list(all_projects(copy)), when.today)
            renew_forecasts(copy, when.today)
        outcomes = _send(copy, _Drawer(save), when, "Würde gesendet", impatient=True)
    finally:
        copy.close()
    return _or_nothing(outcomes)


def _or_nothing(outcomes: list[Outcome]) -> list[Outcome]:
    if not outcomes:
        say("Nichts Neues: kein Brief.")
    return outcomes


def _send(db: Database, carrier: Carrier, when: When, done: str, impatient: bool) -> list[Outcome]:
    outcomes = []
    for outcome in Post(db, settings(), carrier, when).send_all(impatient=impatient):
        said = f"Nicht gesendet ({outcome.problem})" if outcome.problem else done
        click.echo(f"{said} an {outcome.email}: {outcome.subject}")
        outcomes.append(outcome)
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


def _when(today: date) -> When:
    """The moment to act on: with a given day its end, so that the hour does not matter."""
    written = now()
    given = click.get_current_context().get_parameter_source("today")
    moment = written if given is ParameterSource.DEFAULT else end_of(today).astimezone()
    return When(today=today, moment=moment, written=written)


COMMANDS: tuple[click.Command, ...] = (digest, bounces)
