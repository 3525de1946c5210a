"""What there is to do, one function a step: each tells in a sentence what it did, or nothing.

Reading happens in processes of its own: the reader can start only once in a process, what it
takes in memory is given back, and if it breaks the letters still go out.
"""

import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

from index.links import links_to_check
from index.search.build import has_index, has_old_words, is_scattered, rebuild
from index.store import Database
from webapp.crawling.reader import remember_sources
from webapp.digest.bounce_command import read_mailbox, said_of
from webapp.digest.commands import send_letters
from webapp.digest.mail import MailServerDown
from webapp.digest.mailbox import MailboxDown
from webapp.digest.outbox import is_due
from webapp.digest.readers import Reader, readers
from webapp.digest.sending import When
from webapp.digest.single_run import Busy
from webapp.forecasts.fits import renew_forecasts
from webapp.links.commands import PER_HOST
from webapp.operation.schedule import due_sources
from webapp.projects.later import anything_waits
from webapp.projects.queries import all_projects
from webapp.projects.renewal import renew
from webapp.secret import secret_key
from webapp.stamp import stamp
from webapp.trainings.letters import Letters
from webapp.trainings.reminding import forget_names, remind
from webapp.work.clearing import forget_finished_jobs, forget_old_data, forget_old_entries
from webapp.work.mending import clear_leftovers, let_search_follow
from webapp.work.shift import Done, Shift

__all__ = ["STEPS", "Done", "Shift", "Step", "note"]

_LINKS_A_DAY = 200
_NIGHT = range(1, 5)
_LONGEST_READING = 12 * 3600
_REFUSED = 2
"""The command could not begin, for example because somebody reads by hand; it says why itself."""


def read_sources(shift: Shift) -> Done | None:
    """Read the sources whose turn it is; the search is renewed with what they bring."""
    readable = remember_sources(shift.db)
    due = [name for name in due_sources(shift.db, shift.now) if name in readable]
    if not due:
        return None
    code = _in_a_process(shift, "crawl", "--due", *due)
    if code == _REFUSED:
        return Done("Nichts gelesen; es wird beim nächsten Mal nachgeholt.", well=False)
    said = f"Gelesen: {', '.join(due)}."
    return Done(said) if code == 0 else Done(f"{said} Nicht alles gelang.", well=False)


def build_search(shift: Shift) -> Done | None:
    """Build the search where there is none, and anew at night.

    At night only when changes have scattered it or the program came with other word lists.
    """
    folder = shift.settings.data
    is_night = shift.now.hour in _NIGHT
    to_renew = is_night and (is_scattered(folder) or has_old_words(folder))
    if has_index(folder) and not to_renew:
        return None
    return Done(f"Suche aufgebaut: {rebuild(shift.db, folder)} Programme.")


def judge_projects(shift: Shift) -> Done | None:
    """Hold all Vorhaben against the programmes: once a day, and after every reading."""
    read = "select 1 from run where finished_at > coalesce(?, '')"
    last = _last(shift.db, judge_projects.__name__)
    nothing_new = next(iter(shift.db.query(read, [last.get("finished_at")])), None) is None
    projects = list(all_projects(shift.db))
    nothing_new = nothing_new and not anything_waits(shift.db)
    if not projects or (last.get("day") == shift.today.isoformat() and nothing_new):
        return None
    done = renew(shift.db, shift.today)
    if done.everything:
        return Done(f"Geprüft: {done.projects} Vorhaben.")
    return Done(
        f"Geprüft: {done.programmes} geänderte Programme, {done.projects} geänderte Vorhaben."
    )


def expect_calls(shift: Shift) -> Done | None:
    """Take earlier calls anew, and tell which Vorhaben the next ones would fit; once a day."""
    if _last(shift.db, expect_calls.__name__).get("day") == shift.today.isoformat():
        return None
    count = renew_forecasts(shift.db, shift.today)
    if not count:  # also this is not looked for again today
        note(shift, expect_calls.__name__, Done(""), stamp(shift.now.astimezone()))
        return None
    return Done(f"Prognosen: {count}.")


def check_links(shift: Shift) -> Done | None:
    """Ask for some outgoing links, once a day."""
    if _last(shift.db, check_links.__name__).get("day") == shift.today.isoformat():
        return None
    if not links_to_check(shift.db, shift.today, 1, PER_HOST):
        return None
    code = _in_a_process(shift, "check-links", "--limit", str(_LINKS_A_DAY))
    return Done("Links geprüft.") if code == 0 else Done("Links nicht geprüft.", well=False)


def send_due_letters(shift: Shift) -> Done | None:
    """Send letters and reminders from the hour that each person chose, and what waits.

    A mail server that is down is asked again the next time.
    """
    moment = shift.now.astimezone()
    people = [it for it in readers(shift.db) if _may_be_due(it, shift.now)]
    if not people and not is_due(shift.db, moment):
        return None
    when = When(today=shift.today, moment=moment, written=moment)
    try:
        outcomes = send_letters(shift.db, when)
    except MailServerDown as error:
        return Done(f"Die Briefe gingen nicht hinaus: {error}", well=False)
    except Busy:
        return Done("Ein anderer Lauf verschickt gerade die Briefe.")
    if not outcomes:
        return None
    sent = [outcome for outcome in outcomes if not outcome.problem]
    return Done(f"Briefe: {len(sent)}.", well=len(sent) == len(outcomes))


def _may_be_due(reader: Reader, now: datetime) -> bool:
    """Whether somebody's week is due, or the hour at which to look for reminders has come."""
    return reader.is_due(now) or (reader.account is not None and now.hour >= reader.hour)


def remind_of_trainings(shift: Shift) -> Done | None:
    """Write to whoever comes to a training soon; names of long ago are forgotten."""
    key, moment = secret_key(shift.settings.data), shift.now.astimezone()
    written = remind(shift.db, Letters(shift.db, shift.settings, key, shift.today, moment))
    forget_names(shift.db, shift.today)
    return Done(f"Erinnerungen an Schulungen: {written}.") if written else None


def take_in_bounces(shift: Shift) -> Done | None:
    """Take in letters that came back, where a mailbox for them is named."""
    if not shift.settings.imap_url:
        return None
    try:
        counts = read_mailbox(shift.db, shift.today)
    except MailboxDown as error:
        return Done(str(error), well=False)
    return Done(said_of(counts)) if any(counts[it] for it in counts if it != "anderes") else None


Step = Callable[[Shift], Done | None]

STEPS: tuple[Step, ...] = (
    read_sources,
    build_search,
    let_search_follow,
    judge_projects,
    expect_calls,
    check_links,
    clear_leftovers,
    forget_old_entries,
    forget_old_data,
    forget_finished_jobs,
    take_in_bounces,
    remind_of_trainings,
    send_due_letters,
)
"""In this order: a letter rests on what was read and judged before it."""


def note(shift: Shift, name: str, done: Done, finished_at: str) -> None:
    """Write down that a step was done."""
    row = dict(name=name, day=shift.today.isoformat(), finished_at=finished_at, said=done.said)
    shift.db.table("task").upsert(row, pk="name")


def _last(db: Database, name: str) -> dict[str, str]:
    return next(iter(db.query("select day, finished_at from task where name = ?", [name])), {})


def _in_a_process(shift: Shift, *command: str) -> int:
    whole = [sys.executable, "-m", "webapp", *command, "--today", shift.today.isoformat()]
    try:
        return subprocess.run(whole, timeout=_LONGEST_READING).returncode
    except subprocess.TimeoutExpired:
        return 1
