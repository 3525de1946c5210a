"""The connection to the mail server."""

import ipaddress
import re
import smtplib
import ssl
import time
from collections import deque
from collections.abc import Callable
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT = 30.0
_MINUTE = 60.0
_ABOUT_THE_MAILBOX = re.compile(r"5\d\d (?:#?5\.[012]\.|(?!#?5\.\d))")
"""A refusal for good that speaks of the mailbox: its own code, or none beside the first number."""


class MailServerDown(Exception):
    """The server cannot be used at all; the message is one German sentence."""


class NotSent(Exception):
    """The server refused the letter; it certainly did not go out.

    `for_good`: it will never take this letter; `no_mailbox`: nor any other to this address.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.for_good = said.startswith("5")
        self.no_mailbox = bool(_ABOUT_THE_MAILBOX.match(said))


class MaybeSent(Exception):
    """The connection broke while this letter was handed over; it may have gone out."""


class Pace:
    """Holds back whoever sends more than so many letters a minute; 0 is no limit."""

    def __init__(
        self,
        per_minute: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._clock, self._sleep = clock, sleep
        self._sent: deque[float] = deque(maxlen=per_minute or 1)
        self._limited = per_minute > 0

    def wait(self) -> None:
        """Wait until one more may be sent."""
        if not self._limited:
            return
        if len(self._sent) == self._sent.maxlen:
            left = self._sent[0] + _MINUTE - self._clock()
            if left > 0:
                self._sleep(left)
        self._sent.append(self._clock())


class MailServer:
    """A connection that is opened when it is first needed and opened again when it broke."""

    def __init__(self, url: str, *, envelope_from: str = "", per_minute: int = 0) -> None:
        """Read `smtp://[user:pass@]host:port` or `smtps://…`.

        Raises:
            MailServerDown: when the address is none.
        """
        try:
            self._parts = urlsplit(url)
            port = self._parts.port
        except ValueError as error:
            raise MailServerDown(f"FOERDERNETZ_SMTP_URL ist keine Adresse: {error}.") from error
        if self._parts.scheme not in ("smtp", "smtps") or not self._parts.hostname:
            raise MailServerDown(
                "FOERDERNETZ_SMTP_URL muss mit smtp:// oder smtps:// beginnen und einen Rechner"
                " nennen, zum Beispiel smtp://localhost:25."
            )
        self._host = self._parts.hostname
        self._port = port or (465 if self._parts.scheme == "smtps" else 25)
        self._from, self._pace = envelope_from or None, Pace(per_minute)
        self._smtp: smtplib.SMTP | None = None

    def ready(self) -> None:
        """Make sure that there is a connection.

        Raises:
            MailServerDown: when there can be none.
        """
        if self._smtp and self._answers():
            return
        try:
            self._smtp = self._connect()
        except OSError as error:
            raise MailServerDown(
                f"Der Mailserver {self._host}:{self._port} ist nicht zu gebrauchen: {said(error)}."
            ) from error

    def send(self, message: EmailMessage) -> None:
        """Hand over one message, no faster than is allowed.

        Raises:
            NotSent: when the server refuses it.
            MaybeSent: when the connection breaks in between.
        """
        assert self._smtp is not None, "ready() comes first"
        self._pace.wait()
        try:
            self._smtp.send_message(message, from_addr=self._from)
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            raise MaybeSent(said(error)) from error
        except smtplib.SMTPException as error:
            raise _refusal(error) from error
        except OSError as error:
            self.close()
            raise MaybeSent(said(error)) from error

    def close(self) -> None:
        """Say goodbye; nothing that was sent depends on it."""
        if self._smtp:
            try:
                self._smtp.quit()
            except OSError:  # every exception of smtplib is one
                self._smtp.close()
        self._smtp = None

    def _answers(self) -> bool:
        assert self._smtp is not None
        try:
            return self._smtp.noop()[0] == 250
        except OSError:
            return False

    def _connect(self) -> smtplib.SMTP:
        context = self._context()
        smtp: smtplib.SMTP
        if self._parts.scheme == "smtps":
            smtp = smtplib.SMTP_SSL(self._host, self._port, timeout=TIMEOUT, context=context)
        else:
            smtp = smtplib.SMTP(self._host, self._port, timeout=TIMEOUT)
        try:
            self._greet(smtp, context)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _greet(self, smtp: smtplib.SMTP, context: ssl.SSLContext) -> None:
        smtp.ehlo()
        safe = self._parts.scheme == "smtps" or self._is_loopback()
        if self._parts.scheme == "smtp" and smtp.has_extn("starttls"):
            smtp.starttls(context=context)
            smtp.ehlo()
            safe = True
        if self._parts.username:
            if not safe:
                raise smtplib.SMTPException("Er bietet keine Verschlüsselung für das Passwort an")
            smtp.login(unquote(self._parts.username), unquote(self._parts.password or ""))

    def _context(self) -> ssl.SSLContext:
        return tls_for(self._host)

    def _is_loopback(self) -> bool:
        return is_loopback(self._host)


def tls_for(host: str) -> ssl.SSLContext:
    """How to speak to a mail server in secret; on our own machine it signs its key itself."""
    context = ssl.create_default_context()
    if is_loopback(host):
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def is_loopback(host: str) -> bool:
    """Whether a mail server runs on this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refusal(error: smtplib.SMTPException) -> NotSent:
    """A refused sender or a lack of rights is our own fault, whatever the number says."""
    refused = NotSent(said(error))
    if isinstance(error, smtplib.SMTPSenderRefused | smtplib.SMTPAuthenticationError):
        refused.for_good = refused.no_mailbox = False
    return refused


def said(error: Exception) -> str:
    """What a server said, on one line."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return f"{code} {_text(text)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return " ".join(str(error).split()) or type(error).__name__


def _text(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())
