"""One letter to one person, for example an invitation: put into the outbox and sent at once.

What the mail server does not take now goes out with the next regular work.
"""

from collections.abc import Mapping
from datetime import datetime
from email.message import EmailMessage

from index.store import Database
from webapp.digest import outbox
from webapp.digest.mail import MailServer, MailServerDown
from webapp.digest.message import new_message_id
from webapp.digest.outbox import Draft, Kind, Outgoing
from webapp.digest.postman import Carrier, Outcome, Postman
from webapp.digest.render import render_single
from webapp.digest.undeliverable import is_held_back
from webapp.digest.write import write_single
from webapp.settings import Settings


def queue_single(
    db: Database,
    settings: Settings,
    to: str,
    subject: str,
    paragraphs: list[str],
    now: datetime,
    *,
    link: tuple[str, str] | None = None,
    account: int | None = None,
    calendar: Mapping[str, str] | None = None,
) -> int:
    """Put a letter to one person into the outbox; it goes out with the next regular work.

    Call it inside the transaction of what the letter tells: both are kept, or neither.
    `link` is the text of a button and its address; `calendar` what `message.Invitation` needs.
    """
    rendered = render_single(subject, paragraphs, link)
    draft = Draft(
        kind=Kind.SINGLE,
        email=to,
        subject=subject,
        message_id=new_message_id(settings.mail_from),
        account=account,
        content=dict(text=rendered.text, html=rendered.html, **(calendar or {})),
    )
    return outbox.put(db, draft, now.date(), now)


def send_single(
    db: Database,
    settings: Settings,
    to: str,
    subject: str,
    paragraphs: list[str],
    now: datetime,
    *,
    link: tuple[str, str] | None = None,
    account: int | None = None,
    carrier: Carrier | None = None,
) -> Outcome:
    """Write to one person in plain words, at once.

    It never raises: what became of the letter stands in the outcome, and a letter that could not
    be sent now is kept and tried again. What it said is forgotten once it has gone out.
    """
    number = queue_single(db, settings, to, subject, paragraphs, now, link=link, account=account)
    if is_held_back(db, to):
        problem = "An diese Adresse geht nichts, weil der Mailserver sie abgelehnt hat."
        return Outcome(email=to, subject=subject, problem=problem)
    return deliver_now(db, settings, number, now, carrier) or Outcome(email=to, subject=subject)


def deliver_now(
    db: Database, settings: Settings, number: int, now: datetime, carrier: Carrier | None = None
) -> Outcome | None:
    """Send a single letter that is in the outbox at once; nothing when somebody else is at it."""

    def write(letter: Outgoing) -> EmailMessage:
        return write_single(settings, letter, now)

    server = None
    try:
        if carrier is None:
            carrier = server = MailServer(settings.smtp_url, envelope_from=settings.bounces_to)
        return Postman(db, carrier, write, now).deliver_one(number)
    except MailServerDown as error:
        (letter,) = outbox.outgoing(db, [number])
        return Outcome(email=letter.email, subject=letter.subject, problem=str(error))
    finally:
        if server:
            server.close()
