"""The mailbox to which bounces go, read over IMAP."""

import imaplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from webapp.digest.mail import TIMEOUT, is_loopback, tls_for

_SEEN = r"(\Seen)"


class MailboxDown(Exception):
    """The mailbox cannot be read; the message is one German sentence."""


def unread(url: str, take: Callable[[bytes], bool]) -> int:
    """Hand every unread message to `take` and mark those as read that it understood.

    What it does not understand stays unread for people. Gives how many it understood.

    Raises:
        MailboxDown: when the address is none or the server cannot be used.
    """
    understood = 0
    try:
        with _opened(url) as box:
            for number in _unseen(box):
                raw = _message(box, number)
                if raw and take(raw):
                    box.uid("STORE", number, "+FLAGS", _SEEN)
                    understood += 1
    except (OSError, imaplib.IMAP4.error) as error:
        said = " ".join(str(error).split()) or type(error).__name__
        raise MailboxDown(f"Das Postfach ist nicht zu lesen: {said}.") from error
    return understood


@contextmanager
def _opened(url: str) -> Iterator[imaplib.IMAP4]:
    """Open `imaps://user:pass@host[:port]/Folder`, or `imap://…` with STARTTLS."""
    parts = urlsplit(url)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise MailboxDown(
            "FOERDERNETZ_IMAP_URL muss wie imaps://benutzer:kennwort@rechner/INBOX aussehen."
        )
    context = tls_for(parts.hostname)
    box: imaplib.IMAP4
    if parts.scheme == "imaps":
        box = imaplib.IMAP4_SSL(
            parts.hostname, parts.port or 993, ssl_context=context, timeout=TIMEOUT
        )
    else:
        box = imaplib.IMAP4(parts.hostname, parts.port or 143, timeout=TIMEOUT)
    try:
        if parts.scheme == "imap" and "STARTTLS" in box.capabilities:
            box.starttls(context)
        elif parts.scheme == "imap" and not is_loopback(parts.hostname):
            raise MailboxDown("Der Server bietet keine Verschlüsselung für das Passwort an.")
        box.login(unquote(parts.username), unquote(parts.password or ""))
        state, said = box.select(unquote(parts.path.strip("/")) or "INBOX")
        if state != "OK":
            raise MailboxDown(f"Den Ordner gibt es nicht: {said!r}.")
        yield box
    finally:
        box.shutdown()


def _unseen(box: imaplib.IMAP4) -> list[str]:
    _, found = box.uid("SEARCH", "UNSEEN")
    return found[0].decode().split() if found and found[0] else []


def _message(box: imaplib.IMAP4, number: str) -> bytes:
    """One message as it came; reading it does not mark it."""
    _, answer = box.uid("FETCH", number, "(BODY.PEEK[])")
    return next((part[1] for part in answer if isinstance(part, tuple)), b"")
