"""Writing a letter of the outbox as it is sent now: from the ledger, or from what was kept."""

from datetime import datetime
from email.message import EmailMessage
from urllib.parse import urlsplit

from webapp.digest.actions import Links
from webapp.digest.alive import alive
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.gather import due_again
from webapp.digest.ledger import lines_of
from webapp.digest.letter import Letter
from webapp.digest.message import Invitation, Mail, Subscription
from webapp.digest.outbox import Kind, Outgoing
from webapp.digest.readers import Reader, reader_of
from webapp.digest.render import Rendered, render
from webapp.digest.wording import subject_of_reminders
from webapp.secret import secret_key
from webapp.settings import Settings


class LetterWriter:
    """Writes the letters of one run."""

    def __init__(self, edition: Edition, settings: Settings, now: datetime) -> None:
        self._edition, self._settings, self._now = edition, settings, now
        self.fresh: dict[int, Letter] = {}
        """Letters that this run has just composed; all others are composed from the ledger."""

    def __call__(self, letter: Outgoing) -> EmailMessage | None:
        """Write a letter; nothing when it was cancelled, or nothing in it holds any more."""
        if letter.kind is Kind.SINGLE:
            return write_single(self._settings, letter, self._now)
        reader = reader_of(self._edition.db, letter.account, letter.subscriber)
        rendered = self._rendered(letter, reader) if reader else None
        if reader is None or rendered is None:
            return None
        return self._mail(letter, reader, rendered)

    def _rendered(self, letter: Outgoing, reader: Reader) -> Rendered | None:
        if letter.kind is Kind.CIRCULAR:
            return Rendered(subject=letter.subject, **letter.content)
        links = links_for(self._settings, reader, secret_key(self._settings.data))
        if letter.kind is Kind.ALIVE:
            return alive(self._edition, reader, links)
        made = self.fresh.pop(letter.id, None) or self._again(letter, reader)
        return rendered_letter(letter.kind, made, links) if made else None

    def _again(self, letter: Outgoing, reader: Reader) -> Letter | None:
        lines = lines_of(self._edition.db, letter.id)
        made = compose(self._edition, reader, due_again(self._edition, reader, lines))
        return made.leaving_out(letter.content) if made else None

    def _mail(self, letter: Outgoing, reader: Reader, rendered: Rendered) -> EmailMessage:
        links = links_for(self._settings, reader)
        return Mail(
            sender=self._settings.mail_from,
            to=letter.email,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            message_id=letter.message_id,
            subscription=Subscription(
                list_id=f"Wochenbrief <wochenbrief.{urlsplit(self._settings.base_url).hostname}>",
                unsubscribe_url=links.unsubscribe_url,
                unsubscribe_mail=f"{self._settings.contact}"
                f"?subject=Abbestellen%20{reader.unsubscribe_token}",
            ),
        ).message(self._now)


def rendered_letter(kind: Kind, letter: Letter, links: Links) -> Rendered:
    """A weekly letter, or the reminders of a day."""
    if kind is Kind.REMINDER:
        return render(letter, links, "reminders", subject_of_reminders(letter))
    return render(letter, links)


def links_for(settings: Settings, reader: Reader, key: bytes | None = None) -> Links:
    """The addresses in a letter to this reader; without a key nobody can act by them."""
    address = f"{settings.base_url}/abbestellen/{reader.unsubscribe_token}"
    return Links(settings.base_url, address, key)


def write_single(settings: Settings, letter: Outgoing, now: datetime) -> EmailMessage:
    """Write a single letter as it was kept, with the date that it brings."""
    ics = letter.content.get("ics", "")
    return Mail(
        sender=settings.mail_from,
        to=letter.email,
        subject=letter.subject,
        text=letter.content["text"],
        html=letter.content["html"],
        message_id=letter.message_id,
        invitation=Invitation(ics=ics, method=letter.content["method"]) if ics else None,
    ).message(now)
