"""One letter as a message with the headers that mail programs and filters look at."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, parseaddr
from typing import Any


class _Addresses(UnstructuredHeader):
    """A header of bracketed addresses: folded between them, never encoded inside one."""

    name: str

    def fold(self, *, policy: Any) -> str:
        lines = str(self).replace(", ", f",{policy.linesep} ")
        return f"{self.name}: {lines}{policy.linesep}"


def _policy() -> "EmailPolicy[EmailMessage]":
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _Addresses)  # type: ignore[arg-type]
    return SMTP.clone(header_factory=registry)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One letter, ready to be put on the wire."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    message_id: str
    list_id: str
    unsubscribe_url: str
    unsubscribe_mail: str

    def message(self, now: datetime) -> EmailMessage:
        """Build the message with the headers that mail programs and filters look at."""
        message = EmailMessage(policy=_policy())
        message["From"] = _address(self.sender)
        message["To"] = _address(self.to)
        message["Subject"] = self.subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = self.message_id
        message["List-Id"] = self.list_id
        mailto = f"mailto:{self.unsubscribe_mail}?subject=Wochenbrief%20abbestellen"
        message["List-Unsubscribe"] = f"<{self.unsubscribe_url}>, <{mailto}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message["Auto-Submitted"] = "auto-generated"
        message["Precedence"] = "bulk"
        message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        message.set_content(self.text, cte="quoted-printable")
        message.add_alternative(self.html, subtype="html", cte="quoted-printable")
        message["Content-Language"] = "de"  # last, or it would move into the first part
        return message


def domain_of(address: str) -> str:
    """The host of a mail address, with or without a name before it."""
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def _address(text: str) -> Address:
    name, spec = parseaddr(text)
    return Address(name, addr_spec=spec)
