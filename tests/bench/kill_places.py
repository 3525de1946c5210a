"""Where works are killed: the folders they begin with, the sources, the mail server."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import kill_forks
from aiosmtpd.controller import Controller
from export_builder import PROGRAMME, programme, write_export
from faults import PROJECT
from kill_visitor import cookie_for
from letter_speed import _Keeper, free_port

from index.schema import open_database

DAY = date(2026, 6, 22)
TODAY = ("--today", DAY.isoformat())
OLD = "b36e6dc~1"
"""A schema of 20 steps ago, from before the Förderakten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the works happen: the folders they begin with, the sources, the mail server."""

    scratch: Path
    sources: str
    post: _Keeper
    smtp: str
    cookies: tuple[str, str]

    def fresh(self, begins_with: str, into: Path) -> Path:
        """A folder as it is before a work."""
        shutil.rmtree(into, ignore_errors=True)
        shutil.copytree(self.scratch / begins_with, into / "data")
        return into / "data"

    def env(self, folder: Path) -> dict[str, str]:
        """The settings of a command in a folder."""
        return dict(
            FOERDERNETZ_DATA=str(folder),
            FOERDERNETZ_REPLAY=self.sources,
            FOERDERNETZ_DELAY_FACTOR="0",
            FOERDERNETZ_SMTP_URL=self.smtp,
            FOERDERNETZ_MAIL_FROM="F <f@x.example>",
            FOERDERNETZ_MAILS_PER_MINUTE="0",
        )

    @property
    def log(self) -> Path:
        """Where everything is written that the commands say."""
        return self.scratch / "log"

    def run(self, folder: Path, words: Sequence[str]) -> int:
        """Run a command to its end."""
        return kill_forks.run(self.words(words, folder), self.env(folder), self.log)

    def demand(self, folder: Path, words: Sequence[str]) -> None:
        """Run a command that has to end well."""
        code = self.run(folder, words)
        assert code == 0, (words, code, self.log.read_text()[-2000:])

    def words(self, words: Sequence[str], folder: Path) -> list[str]:
        """The words of a command with its files."""
        return [it.format(beside=folder.parent, scratch=self.scratch) for it in words]


@contextmanager
def prepare(scratch: Path, sources: str) -> Iterator[Place]:
    """Make the folders that the works begin with, and a post office."""
    keeper, port = _Keeper(), free_port()
    office = Controller(keeper, hostname="127.0.0.1", port=port)
    place = Place(
        scratch=scratch, sources=sources, post=keeper, smtp=f"smtp://127.0.0.1:{port}",
        cookies=("", ""),
    )  # fmt: skip
    base = scratch / "base"
    place.demand(base, ("init", "--demo", "--today", "2026-06-15"))
    cookies = tuple(
        cookie_for(base, f"{name}@demo.example", DAY) for name in ("riedstadt", "management")
    )
    place.demand(base, ("backup", "{scratch}/backup.sqlite3"))
    _copies(base, place)
    office.start()
    try:
        yield Place(scratch=scratch, sources=sources, post=keeper, smtp=place.smtp, cookies=cookies)
    finally:
        office.stop()


def _copies(base: Path, place: Place) -> None:
    scratch = place.scratch
    shutil.copytree(base, scratch / "unjudged")
    with closing(open_database(scratch / "unjudged")) as db:
        for table in ("match", "near_miss", "judged", "asked"):
            db.execute(f"delete from {table}")
        db.conn.commit()
    shutil.copytree(base, scratch / "later")
    place.demand(scratch / "later", ("crawl", "wibank", *TODAY))
    pages = {
        PROGRAMME.replace("muster", f"muster{n}"): programme(title=f"Muster {n} für Radwege")
        for n in range(30)
    }
    write_export(scratch / "export.zip", pages)
    lines = [f"r{n};Radweg {n};06433011;Radweg mit Brücke" for n in range(40)]
    text = "\n".join(["id;title;municipality;description", *lines])
    (scratch / "vorhaben.csv").write_text(text, encoding="utf-8")
    _old(scratch / "old", place)


def _old(folder: Path, place: Place) -> None:
    """A folder that an earlier version of the program made."""
    code = place.scratch / "code"
    code.mkdir()
    archive = subprocess.run(
        ["git", "archive", OLD, "index", "matcher", "webapp", "crawler"],
        cwd=PROJECT, check=True, capture_output=True,
    )  # fmt: skip
    subprocess.run(["tar", "-x", "-C", code], input=archive.stdout, check=True)
    env = place.env(folder) | dict(PYTHONPATH=str(code), PATH="/usr/bin:/bin")
    words = ["-c", "from webapp.cli import main; main()", "init", "--demo", *TODAY]
    subprocess.run([sys.executable, *words], env=env, cwd=code, check=True, capture_output=True)
