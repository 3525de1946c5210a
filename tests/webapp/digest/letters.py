"""Builders for letters: people, Vorhaben with their matches, and a mail server that listens."""

import email
import email.policy
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from conftest import MONDAY

from index.programme import programme
from index.store import Database, on_server
from matcher.judge import Judgement
from matcher.project import Project, Town
from webapp.accounts.account import Account, Role
from webapp.accounts.queries import create_account
from webapp.digest.mail import MailServer
from webapp.digest.postman import Outcome
from webapp.digest.sending import Post, When
from webapp.projects.queries import save_project, store_matches
from webapp.settings import Settings

RIEDSTADT, TREBUR = "06433011", "06433014"
BASE_URL = "https://foerdernetz.kreis-musterland-am-langen-fluss.example.org"
NEXT_MONDAY = MONDAY + timedelta(days=7)


def make_person(db: Database, name: str = "jana", **more: Any) -> Account:
    values: dict[str, Any] = dict(role=Role.STAFF, ags=RIEDSTADT) | more
    return create_account(db, f"{name}@riedstadt.example", today=MONDAY, **values)[0]


def make_project(db: Database, number: str = "radweg", **more: Any) -> Project:
    values: dict[str, Any] = dict(title="Radweg Größe Süd", ags=RIEDSTADT) | more
    town = Town(ags=values.pop("ags"))
    project = Project(id=number, municipality=town, **values)
    save_project(db, project, MONDAY)
    return project


def make_judgement(**more: Any) -> Judgement:
    values: dict[str, Any] = dict(
        eligible="yes",
        score=70.0,
        reasons=("Kommunen können einen Antrag stellen.", "Es geht um Radwege."),
        obstacles=(),
    )
    return Judgement(**values | more)


def match(db: Database, project: Project, *programmes: int, **more: Any) -> None:
    """Let the programmes be what fits the Vorhaben, the first one best."""
    judged = []
    for place, number in enumerate(programmes):
        found = programme(db, number)
        assert found is not None
        judged.append((found, make_judgement(**dict(score=90.0 - place) | more)))
    store_matches(db, project, judged, MONDAY)


@dataclass
class Mailbox:
    """A real SMTP server on loopback; `refuse` and `answer` make it difficult."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    refuse: set[str] = field(default_factory=set)
    answer: str = "250 OK"
    hang_up: bool = False
    greetings: int = 0
    senders: list[str] = field(default_factory=list)
    when_received: Callable[[], None] = lambda: None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def messages(self) -> list[EmailMessage]:
        policy = email.policy.default
        return [email.message_from_bytes(raw, policy=policy) for raw in self.raw]  # type: ignore[misc]

    async def handle_EHLO(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        self.greetings += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if address in self.refuse:
            return "550 5.1.1 Den Empfänger gibt es nicht"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.raw.append(envelope.content)
            self.recipients.extend(envelope.rcpt_tos)
            self.senders.append(envelope.mail_from)
            self.when_received()
        if self.hang_up:
            server.transport.abort()
        return self.answer


@contextmanager
def listening(**more: Any) -> Iterator[Mailbox]:
    mailbox = Mailbox(port=_free_port())
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, **more)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def send(
    db: Database,
    mailbox: Mailbox,
    today: date = MONDAY,
    *,
    hour: int = 7,
    impatient: bool = False,
    **more: Any,
) -> list[Outcome]:
    """One run of the post at an hour of a day."""
    values: dict[str, Any] = dict(
        data=_folder_of(db),
        smtp_url=mailbox.url,
        base_url=BASE_URL,
        mail_from="Fördernetz Groß-Gerau <post@foerdernetz.example>",
        contact="hilfe@foerdernetz.example",
    )
    server = more.pop("carrier", None) or MailServer(mailbox.url)
    moment = datetime(today.year, today.month, today.day, hour, tzinfo=UTC)
    when = When(today=today, moment=moment, written=datetime(2026, 6, 15, 7, tzinfo=UTC))
    settings = Settings(**values | more)
    try:
        return list(Post(db, settings, server, when).send_all(impatient=impatient))
    finally:
        server.close()


def _folder_of(db: Database) -> Path:
    if on_server(db):
        return Path(os.environ["FOERDERNETZ_DATA"])
    return Path(next(row[2] for row in db.execute("pragma database_list"))).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
