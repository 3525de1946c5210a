"""The command that takes in letters that came back."""

import sys
from collections import Counter
from datetime import date

import click

from index.store import Database
from webapp.digest.bounces import Kind, take_in
from webapp.digest.mailbox import MailboxDown, unread
from webapp.terminal import Fault, now, opened_register, settings, today_option

_UNDERSTOOD = (Kind.RETURNED, Kind.DELAYED, Kind.CANCELLED, Kind.AUTOMATIC)


@click.command()
@click.option("--imap", is_flag=True, help="Read the mailbox of FOERDERNETZ_IMAP_URL.")
@today_option
def bounces(imap: bool, today: date) -> None:
    """Take in a letter that came back, from standard input, or all of a mailbox (--imap).

    An address that does not exist gets no more letters until somebody frees it on the site; what
    it was to be told stays due. A mail with the subject »Abbestellen …« cancels the letter.
    """
    with opened_register() as db:
        if imap:
            try:
                counts = read_mailbox(db, today)
            except MailboxDown as error:
                raise Fault(str(error)) from error
            click.echo(said_of(counts))
        else:
            click.echo(take_in(db, sys.stdin.buffer.read(), today, now()).value)


def read_mailbox(db: Database, today: date) -> Counter[Kind]:
    """Take in all that is unread in the mailbox; what was not understood stays unread.

    Raises:
        MailboxDown: when it cannot be read.
    """
    counts: Counter[Kind] = Counter()

    def take(raw: bytes) -> bool:
        kind = take_in(db, raw, today, now())
        counts[kind] += 1
        return kind in _UNDERSTOOD

    unread(settings().imap_url, take)
    return counts


def said_of(counts: Counter[Kind]) -> str:
    """What was found in the mailbox, in a sentence."""
    named = [f"{number} {kind.value}" for kind, number in counts.items() if number]
    return f"Rückläufer: {', '.join(named)}." if named else "Keine Rückläufer."
