"""Letters that came back, and orders that were cancelled by mail.

Only a bounce that names the Message-ID of one of our letters counts: nobody else can have an
address held back.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from enum import StrEnum

from index.store import Database
from webapp.digest.cancelling import cancel
from webapp.digest.outbox import LetterState, mark
from webapp.digest.undeliverable import hold_back

_MESSAGE_ID = re.compile(r"^Message-ID:\s*(<[^>\s]+>)", re.IGNORECASE | re.MULTILINE)
_STATUS = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_CANCEL = re.compile(r"Abbestellen\s+([\w-]{20,})\s*$", re.IGNORECASE)
_LONGEST = 300


class Kind(StrEnum):
    """What a message in the mailbox for bounces was."""

    RETURNED = "nicht zustellbar"
    DELAYED = "verzögert"
    CANCELLED = "abbestellt"
    AUTOMATIC = "automatische Antwort"
    OTHER = "anderes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report about a letter: its Message-ID, what happened, for whom, and what was said."""

    message_id: str
    status: str
    recipient: str
    said: str

    @property
    def is_final(self) -> bool:
        """Whether the letter will never arrive."""
        return self.status.startswith("5")


def take_in(db: Database, raw: bytes, today: date, now: datetime) -> Kind:
    """Read one message and do what follows from it; doing it again changes nothing more."""
    told = read_mail(raw)
    if isinstance(told, Report):
        return _note(db, told, now)
    if isinstance(told, Kind):
        return told
    return Kind.CANCELLED if cancel(db, told, today) else Kind.OTHER


def read_mail(raw: bytes) -> Report | Kind | str:
    """What a message is: a report, the token of an order to cancel, or nothing to act on."""
    try:
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        token = _CANCEL.search(str(message.get("Subject", "")))
        automatic = str(message.get("Auto-Submitted", "no")).lower() != "no"
        report = None if token else _report_in(message)
    except Exception:
        # Python's reader of mails stumbles over headers that spammers write, in many ways.
        return Kind.OTHER
    return token[1] if token else report or (Kind.AUTOMATIC if automatic else Kind.OTHER)


def _report_in(message: EmailMessage) -> Report | None:
    """What a message says about a letter that could not be delivered; `None` if it is no report."""
    if message.get_content_type() == "multipart/report":
        fields = _delivery_fields(message)
    elif str(message.get("Return-Path", "")).strip() == "<>":
        fields = {}
    else:
        return None
    text = _texts(message)
    message_id = _MESSAGE_ID.search(text)
    status = fields.get("status") or next(iter(_STATUS.findall(text)), "")
    if not message_id or not status:
        return None
    said = fields.get("diagnostic-code", "").partition(";")[2] or status
    return Report(
        message_id=message_id[1],
        status=status,
        recipient=fields.get("final-recipient", "").rpartition(";")[2].strip().lower(),
        said=" ".join(said.split())[:_LONGEST],
    )


def _note(db: Database, report: Report, now: datetime) -> Kind:
    rows = db.query("select id, email, state from letter where message_id = ?", [report.message_id])
    row = next(rows, None)
    if row is None:
        return Kind.OTHER
    if not report.is_final:
        db.table("letter").update(row["id"], dict(error=f"Verzögert: {report.said}"))
        db.conn.commit()
        return Kind.DELAYED
    mark(db, row["id"], LetterState.BOUNCED, report.said)
    # A letter that was forwarded to a third address tells nothing of the first one.
    if row["email"] and report.recipient in ("", row["email"].lower()):
        hold_back(db, row["email"], report.said, row["id"], now)
    return Kind.RETURNED


def _delivery_fields(message: EmailMessage) -> dict[str, str]:
    """The fields of the first recipient for whom something went wrong."""
    for part in message.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        for block in part.iter_parts() if isinstance(part, EmailMessage) else ():
            fields = {name.lower(): str(value) for name, value in block.items()}
            if fields.get("action", "").lower() in ("failed", "delayed"):
                return fields
    return {}


def _texts(message: EmailMessage) -> str:
    """Everything in a message that may hold the headers of the letter, the letter first."""
    parts = sorted(message.walk(), key=lambda part: not _holds_the_letter(part))
    return "\n".join(_text(part) for part in parts if part is not message or len(parts) == 1)


def _holds_the_letter(part: Message) -> bool:
    return part.get_content_type() in ("message/rfc822", "text/rfc822-headers")


def _text(part: Message) -> str:
    if part.is_multipart():
        inner = part.get_payload() if part.get_content_type() == "message/rfc822" else []
        messages = [it for it in inner if isinstance(it, Message)]
        return "\n".join(f"{n}: {v}" for it in messages for n, v in it.items())
    decoded = part.get_payload(decode=True)
    return decoded.decode("utf-8", "replace") if isinstance(decoded, bytes) else ""
