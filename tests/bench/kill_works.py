"""The works that are killed: what each begins with, what it does, and what has to come of it."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import kill_forks
from kill_checks import (
    MENDS_ITSELF,
    broken,
    content,
    files_missing,
    left_behind,
    rows,
    search_differs,
    shown_by_search,
    told_by_doctor,
    unlike_backup,
)
from kill_places import DAY, TODAY, Place
from kill_visitor import Visitor, lost
from letter_speed import free_port

from index.schema import FILE_NAME, open_database
from webapp.operation.leftovers import clear_away
from webapp.settings import Settings
from webapp.terminal import now
from webapp.work.mending import let_search_follow
from webapp.work.shift import Shift


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A command that is killed, and what of a folder has to be as if nobody had."""

    words: tuple[str, ...]
    came: Callable[[Path, Place], Any]
    begins_with: str = "base"
    whole_search: bool = False
    builds_search: bool = False
    """Whether an index of an earlier version stands there, which the first question replaces."""

    def undisturbed(self, folder: Path, place: Place) -> tuple[float, Any]:
        """Do it in peace; gives how long it took and what came of it."""
        place.post.raw.clear()
        begin = time.monotonic()
        place.demand(folder, self.words)
        seconds = time.monotonic() - begin
        return seconds, (self.came(folder, place), told_by_doctor(folder, place.smtp, DAY))

    def killed(self, folder: Path, place: Place, seconds: float) -> tuple[bool, Any]:
        """Begin it and kill it; tells whether it was still at it."""
        place.post.raw.clear()
        words = place.words(self.words, folder)
        number = kill_forks.begin(words, place.env(folder), place.log)
        ended = kill_forks.wait(number, seconds)
        if ended is None:
            kill_forks.kill(number)
        return ended is None, None

    def after_kill(self, folder: Path, place: Place, told: Any) -> Iterator[str]:
        """What may never be, right after a kill."""
        yield from broken(folder)
        for check in told_by_doctor(folder, place.smtp, DAY):
            if not check.startswith(MENDS_ITSELF):
                yield f"doctor: {check}"

    def after_next_run(self, folder: Path, place: Place, usual: Any, told: Any) -> Iterator[str]:
        """What differs, after the next run, from a folder that nobody disturbed."""
        if code := place.run(folder, self.words):
            yield f"the next run ended with {code}"
        if self.builds_search:
            place.demand(folder, ("search", "Radweg"))
        yield from broken(folder)
        if self.came(folder, place) != usual[0]:
            yield "came to something else"
        if search_differs(folder, whole=self.whole_search):
            yield "search differs"
        yield from (f"left {name}" for name in left_behind(folder))
        yield from (f"file missing {name}" for name in files_missing(folder))
        yield from (f"doctor: {it}" for it in told_by_doctor(folder, place.smtp, DAY) - usual[1])


class Saving(Work):
    """A site on which somebody saves; what it had answered to has to be there."""

    def undisturbed(self, folder: Path, place: Place) -> tuple[float, Any]:
        """Save until one of each kind is saved."""
        with self._saving(folder, place) as (visitor, number):
            begin = time.monotonic()
            while len(visitor.kinds) < 6 and time.monotonic() < begin + 60:
                time.sleep(0.05)
            seconds = time.monotonic() - begin
            kill_forks.kill(number)
        assert len(visitor.kinds) == 6, (visitor.kinds, visitor.refused[:9])
        return seconds, (None, told_by_doctor(folder, place.smtp, DAY))

    def killed(self, folder: Path, place: Place, seconds: float) -> tuple[bool, Any]:
        """Serve, save, kill."""
        with self._saving(folder, place) as (visitor, number):
            time.sleep(seconds)
            kill_forks.kill(number)
        return True, visitor

    @contextmanager
    def _saving(self, folder: Path, place: Place) -> Iterator[tuple[Visitor, int]]:
        port = free_port()
        words = [*self.words, "--port", str(port)]
        number = kill_forks.begin(words, place.env(folder), place.log)
        try:
            kill_forks.wait_for_port(port)
        except TimeoutError as error:
            raise AssertionError((place.log).read_text()[-2000:]) from error
        visitor = Visitor(port, *place.cookies)
        saving = threading.Thread(target=visitor.save_until_killed)
        saving.start()
        visitor.begun.wait(60)
        yield visitor, number
        saving.join(30)

    def after_kill(self, folder: Path, place: Place, told: Visitor) -> Iterator[str]:
        """All that was answered is there."""
        yield from Work.after_kill(self, folder, place, told)
        yield from lost(folder, told.saved)
        yield from files_missing(folder)
        yield from told.refused

    def after_next_run(self, folder: Path, place: Place, usual: Any, told: Any) -> Iterator[str]:
        """The regular work mends the rest."""
        with closing(open_database(folder)) as db:
            moment = now() + timedelta(days=2)
            clear_away(db, folder, moment)
            let_search_follow(Shift(db, Settings(data=folder), DAY, moment.replace(tzinfo=None)))
        if search_differs(folder, whole=False):
            yield "search differs"
        yield from lost(folder, told.saved)
        yield from (f"left {name}" for name in left_behind(folder))
        yield from (f"doctor: {it}" for it in told_by_doctor(folder, place.smtp, DAY) - usual[1])


def _asked(sql: str) -> Callable[[Path, Place], Any]:
    return lambda folder, _: Counter(rows(folder / FILE_NAME, sql))


def _all_but_jobs(folder: Path, _: Place) -> Any:
    return content(folder / FILE_NAME, "job", "_sqlite_migrations")


def _restored(folder: Path, place: Place) -> Any:
    return _all_but_jobs(folder, place) == content(
        place.scratch / "backup.sqlite3", "job", "_sqlite_migrations"
    )


def _letters(folder: Path, place: Place) -> Any:
    """Who was told what; and of the post that nothing went astray, was lost or came twice."""
    ids = Counter(str(message_from_bytes(it, policy=policy.default)["Message-ID"])
                  for it in place.post.raw)  # fmt: skip
    ledger = rows(folder / FILE_NAME, "select message_id, state from letter")
    sql = """
        select letter.email, kind, programme, project, reason from letter
        left join letter_item on letter_item.letter = letter.id
    """
    return (
        Counter(rows(folder / FILE_NAME, sql)),
        {state for _, state in ledger},
        {message for message, _ in ledger} == set(ids),
    )


_RECORDS = """
    select record.source, key, fingerprint, presence,
        (select group_concat(kind) from (select kind from event where event.record = record.id
            order by kind)),
        (select count(*) from version where version.record = record.id)
    from record join version on version.record = record.id and number = record.version
"""
_MATCHES = "select project, programme, round(score, 6), eligible, reasons from match"
_PROJECTS = "select id, title, municipality from project"
WORKS: dict[str, Work] = {
    "crawl": Work(words=("crawl", "wibank", "kfw", *TODAY), came=_asked(_RECORDS)),
    "reindex": Work(
        words=("reindex",),
        came=lambda folder, _: shown_by_search(folder, whole=True),
        whole_search=True,
    ),
    "match": Work(words=("match", *TODAY), came=_asked(_MATCHES), begins_with="unjudged"),
    "digest": Work(words=("digest", *TODAY), came=_letters),
    "save": Saving(words=("serve",), came=_all_but_jobs),
    "migrate": Work(words=("sources",), came=_all_but_jobs, begins_with="old", builds_search=True),
    "backup": Work(
        words=("backup", "{beside}/sicherung.sqlite3"),
        came=lambda folder, _: list(unlike_backup(folder.parent / "sicherung.sqlite3", folder)),
    ),
    "restore": Work(
        words=("restore", "{scratch}/backup.sqlite3"), came=_restored, whole_search=True,
        begins_with="later",
    ),
    "import-export": Work(
        words=("import-export", "{scratch}/export.zip", *TODAY), came=_asked(_RECORDS)
    ),
    "projects import": Work(
        words=("projects", "import", "{scratch}/vorhaben.csv", *TODAY), came=_asked(_PROJECTS)
    ),
}  # fmt: skip
