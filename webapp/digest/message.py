"""One letter as a message with the headers that mail programs and filters look at."""

from base64 import encodebytes
from binascii import b2a_qp
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage, Message, MIMEPart
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime, make_msgid, parseaddr
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


_POLICY = _policy()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """How a letter that comes regularly is named and cancelled."""

    list_id: str
    unsubscribe_url: str
    unsubscribe_mail: str
    """An address with what the subject of the message has to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """A date that mail programs offer to take over; `method` says whether it stands (RFC 5546)."""

    ics: str
    method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One letter, ready to be put on the wire."""

    sender: str
    to: str
    subject: str
    text: str
    html: str
    message_id: str
    subscription: Subscription | None = None
    invitation: Invitation | None = None

    def message(self, now: datetime) -> EmailMessage:
        """Build the message with the headers that mail programs and filters look at."""
        message = EmailMessage(policy=_POLICY)
        message["From"] = _address(self.sender)
        message["To"] = _address(self.to)
        message["Subject"] = self.subject
        message["Date"] = format_datetime(now)
        message["Message-ID"] = self.message_id
        if self.subscription:
            it = self.subscription
            message["List-Id"] = it.list_id
            message["List-Unsubscribe"] = f"<{it.unsubscribe_url}>, <mailto:{it.unsubscribe_mail}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
            message["Precedence"] = "bulk"
        message["Auto-Submitted"] = "auto-generated"
        message["X-Auto-Response-Suppress"] = "OOF, AutoReply"
        message["Content-Language"] = "de"
        message["MIME-Version"] = "1.0"
        parts: list[Message | str] = [_part(self.text, "plain"), _part(self.html, "html")]
        if self.invitation:
            parts.append(_calendar(self.invitation))
            message.add_header("Content-Type", "multipart/mixed")
            message.set_payload([_alternatives(parts), _attached(self.invitation)])
            return message
        message.add_header("Content-Type", "multipart/alternative")
        message.set_payload(parts)
        return message


def _part(text: str, subtype: str) -> MIMEPart:
    """One part; the library's own way of writing it out is four times slower."""
    part = MIMEPart(policy=_POLICY)
    part["Content-Type"] = f'text/{subtype}; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "quoted-printable"
    part.set_payload(b2a_qp(text.encode(), istext=True).decode("ascii"))
    return part


def _alternatives(parts: list[Message | str]) -> MIMEPart:
    whole = MIMEPart(policy=_POLICY)
    whole.add_header("Content-Type", "multipart/alternative")
    whole.set_payload(parts)
    return whole


def _calendar(invitation: Invitation) -> MIMEPart:
    """The date as a way to show the letter: this is what makes mail programs offer it."""
    part = MIMEPart(policy=_POLICY)
    part["Content-Type"] = f'text/calendar; charset="utf-8"; method={invitation.method}'
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(invitation.ics.encode()).decode("ascii"))
    return part


def _attached(invitation: Invitation) -> MIMEPart:
    """The same date as a file, for programs that offer nothing by themselves."""
    part = MIMEPart(policy=_POLICY)
    part["Content-Type"] = 'application/ics; name="termin.ics"'
    part["Content-Disposition"] = 'attachment; filename="termin.ics"'
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(encodebytes(invitation.ics.encode()).decode("ascii"))
    return part


def new_message_id(sender: str) -> str:
    """A Message-ID under the domain of the sender."""
    return make_msgid(domain=domain_of(sender))


def domain_of(address: str) -> str:
    """The host of a mail address, with or without a name before it."""
    return parseaddr(address)[1].rpartition("@")[2] or "localhost"


def _address(text: str) -> Address:
    name, spec = parseaddr(text)
    return Address(name, addr_spec=spec)
