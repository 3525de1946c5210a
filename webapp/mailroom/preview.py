"""Letters as they would go out, to be looked at or sent to oneself; nobody can act from them."""

from datetime import date, datetime

from index.store import Database
from webapp.accounts.account import Account
from webapp.digest import outbox
from webapp.digest.actions import Links
from webapp.digest.compose import compose
from webapp.digest.edition import Edition
from webapp.digest.gather import Due, due_again, due_to
from webapp.digest.ledger import lines_of
from webapp.digest.message import new_message_id
from webapp.digest.outbox import Draft, Kind
from webapp.digest.readers import Reader, reader_of
from webapp.digest.render import Rendered, render
from webapp.digest.write import rendered_letter
from webapp.settings import Settings


def preview(edition: Edition, settings: Settings, reader: Reader) -> Rendered | None:
    """The next letter of a reader without what is private: the saved searches."""
    due = due_to(edition, reader)
    letter = compose(edition, reader, _without_searches(due, reader))
    return render(letter, links(settings)) if letter else None


def preview_waiting(
    db: Database, edition: Edition, settings: Settings, number: int
) -> Rendered | None:
    """A letter that waits in the outbox, without what is private."""
    (waiting,) = outbox.outgoing(db, [number])
    if waiting.kind is Kind.CIRCULAR:
        return Rendered(subject=waiting.subject, **waiting.content)
    reader = reader_of(db, waiting.account, waiting.subscriber)
    if reader is None or waiting.kind not in (Kind.WEEKLY, Kind.REMINDER):
        return None
    due = due_again(edition, reader, lines_of(db, number))
    letter = compose(edition, reader, _without_searches(due, reader))
    return rendered_letter(waiting.kind, letter, links(settings)) if letter else None


def send_to_oneself(
    db: Database, settings: Settings, account: Account, rendered: Rendered, now: datetime
) -> int:
    """Put a letter into the outbox for the person who looks at it, marked as a trial."""
    draft = Draft(
        kind=Kind.SINGLE,
        email=account.email,
        subject=f"Probe: {rendered.subject}",
        message_id=new_message_id(settings.mail_from),
        account=account.id,
        content=dict(text=rendered.text, html=rendered.html),
    )
    today: date = now.date()
    return outbox.put(db, draft, today, now)


def links(settings: Settings) -> Links:
    """The addresses in a letter that is only looked at."""
    return Links(settings.base_url, f"{settings.base_url}/abbestellen/vorschau")


def _without_searches(due: Due, reader: Reader) -> Due:
    if reader.account is None:
        return due
    return Due(
        matches=due.matches, lines=due.lines, followed=due.followed, remindings=due.remindings
    )
