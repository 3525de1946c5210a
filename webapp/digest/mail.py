"""The connection to the mail server."""

import ipaddress
import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

TIMEOUT = 30.0


class MailServerDown(Exception):
    """The server cannot be used at all; the message is one German sentence."""


class NotSent(Exception):
    """The server refused the letter; it certainly did not go out."""


class MaybeSent(Exception):
    """The connection broke while this letter was handed over; it may have gone out."""


class MailServer:
    """A connection that is opened when it is first needed and opened again when it broke."""

    def __init__(self, url: str) -> None:
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
        """Hand over one message.

        Raises:
            NotSent: when the server refuses it.
            MaybeSent: when the connection breaks in between.
        """
        assert self._smtp is not None, "ready() comes first"
        try:
            self._smtp.send_message(message)
        except smtplib.SMTPServerDisconnected as error:
            self.close()
            raise MaybeSent(said(error)) from error
        except smtplib.SMTPException as error:
            raise NotSent(said(error)) from error
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
        context = ssl.create_default_context()
        if self._is_loopback():  # the mail server on our own machine signs its key itself
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context

    def _is_loopback(self) -> bool:
        try:
            return ipaddress.ip_address(self._host).is_loopback
        except ValueError:
            return self._host == "localhost"


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
